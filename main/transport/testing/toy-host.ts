/** A host that answers each message with itself and its process id; `crash` does what it says. */
import { serveHost } from '../host-side.ts';

const settings = JSON.parse(process.argv[2]!) as { slow_ms?: number };

serveHost({
  connect(port) {
    port.onMessage((message) => {
      if (message === 'crash') process.exit(3);
      port.postMessage({ message, pid: process.pid, settings });
    });
  },
  shutdown: () => new Promise((resolve) => setTimeout(resolve, settings.slow_ms ?? 0)),
});
