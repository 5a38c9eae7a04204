import { utilityProcess } from 'electron';
import type { Launched } from '../transport/host-process.ts';
import type { HostScript } from '../transport/launch-host.ts';

/** Starts a host as a utility process, on the Node inside Electron. */
export function launchUtility({ file, settings }: HostScript): Launched {
  const child = utilityProcess.fork(file, [JSON.stringify(settings)], { serviceName: 'lab', stdio: 'inherit' });
  return {
    port: {
      postMessage: (message) => child.postMessage(message),
      onMessage: (receive) => void child.on('message', receive),
      onClose: (closed) => void child.once('exit', closed),
      close: () => void child.kill(),
    },
    kill() {
      // `child.kill` is a request, which a host that hangs does not hear.
      if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL');
    },
    onExit: (exited) => void child.once('exit', (code) => exited(`exit code ${code}`)),
  };
}
