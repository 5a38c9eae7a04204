import { createServer, STATUS_CODES } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { WorkbenchError } from '../../contracts/errors.ts';
import { hostNames, type HostName } from '../../contracts/hosts.ts';
import type { Port } from '../../contracts/port.ts';
import { LIMITS_TO_LAB } from '../../contracts/rpc/messages.ts';
import { pipe } from '../transport/pipe.ts';
import { Access } from './access.ts';
import { respond } from './respond.ts';
import { securityHeaders } from './security-headers.ts';
import { socketPort } from './socket-port.ts';
import { readStaticFiles } from './static-files.ts';

export interface ServerOptions {
  /** 0: any free one. */
  readonly port: number;
  /** The built window. */
  readonly folder: string;
  /** A port to a host for one more window; null while there is none. */
  connect(host: HostName): Port | null;
}

export interface Server {
  /** What a person opens in a browser. */
  readonly link: string;
  close(): Promise<void>;
}

/**
 * Serves the window to browsers of this machine, and joins each to the hosts by WebSockets at `/lab` and `/arm`.
 * @throws WorkbenchError `busy` if the port is taken, `damaged` if the window is not built.
 */
export async function startServer({ port, folder, connect }: ServerOptions): Promise<Server> {
  const files = readStaticFiles(folder);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LIMITS_TO_LAB.bytes });
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, port)));
    server.listen(port, '127.0.0.1', resolve);
  });
  const access = new Access((server.address() as AddressInfo).port);
  const headers = securityHeaders(`ws://127.0.0.1:${access.port} ws://localhost:${access.port}`);

  server.on('request', (request, response) => respond(request, response, { access, files, headers }));
  server.on('upgrade', (request, socket, head) => {
    const refusal = access.refuseHost(request) ?? access.refuseStranger(request);
    if (refusal !== null) return refuseUpgrade(socket, 403, refusal);
    const host = hostNames.find((name) => request.url === `/${name}`);
    if (!host) return refuseUpgrade(socket, 404, 'There is nothing here.');
    const port = connect(host);
    if (!port) return refuseUpgrade(socket, 503, 'What is asked for is not there at the moment.');
    sockets.handleUpgrade(request, socket, head, (window) => pipe(socketPort(window), port));
  });

  return {
    link: access.link,
    async close() {
      for (const window of sockets.clients) window.close(1001, 'The workbench ends.');
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
      for (const window of sockets.clients) window.terminate();
    },
  };
}

function refuseUpgrade(socket: Duplex, status: number, words: string): void {
  socket.on('error', () => {});
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Type: text/plain\r\n` +
      `Content-Length: ${Buffer.byteLength(words)}\r\n\r\n${words}`,
  );
}

function explain(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code === 'EADDRINUSE')
    return new WorkbenchError('busy', `Port ${port} is taken.`, 'Choose another one with --port, or leave it out.');
  if (error.code === 'EACCES')
    return new WorkbenchError('unsupported', `Port ${port} is not open to you.`, 'Choose one above 1023 with --port.');
  return error;
}
