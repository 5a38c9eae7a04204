/** The worker behind `Lifeline`: it holds the way to the arm's host, and passes on what page and host say. */
import { BEAT_ms, Heartbeat } from './heartbeat.ts';
import type { FromLifeline, ToLifeline, WayToHost } from './lifeline.ts';
import { portOf } from './message-port.ts';
import { openWebSocketPort } from './web-socket-port.ts';

const tellPage = (message: FromLifeline): void => postMessage(message);

async function join(way: WayToHost): Promise<void> {
  const host = 'port' in way ? portOf(way.port) : await openWebSocketPort(way.socketUrl);
  const heartbeat = new Heartbeat(host);
  setInterval(() => heartbeat.beat() && tellPage('held'), BEAT_ms);
  addEventListener('message', ({ data }: MessageEvent<ToLifeline>) => {
    heartbeat.heard();
    if (data instanceof Uint8Array) host.postMessage(data);
    else heartbeat.setPatience(data.patience_ms);
  });
  host.onClose(() => tellPage('closed'));
  host.onMessage((message) => tellPage(message as Uint8Array));
  tellPage('open');
}

addEventListener('message', ({ data }: MessageEvent<WayToHost>) => void join(data).catch(() => tellPage('closed')), {
  once: true,
});
