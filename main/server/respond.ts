import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Access } from './access.ts';
import type { StaticFile } from './static-files.ts';

const OLD_LINK = 'This link is no longer valid. Please open the one that the workbench printed last.';

export interface Site {
  readonly access: Access;
  readonly files: ReadonlyMap<string, StaticFile>;
  readonly headers: Record<string, string>;
}

/** Its icon is empty, or a browser would ask for one. */
const ENTRANCE =
  '<!doctype html><meta http-equiv="refresh" content="0; url=/"><link rel="icon" href="data:,"><title>AQL Workbench</title>';

/** Answers a request for the page or one of its files; turns the link's token into a cookie. */
export function respond(request: IncomingMessage, response: ServerResponse, { access, files, headers }: Site): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  const say = (status: number, words: string) =>
    response.writeHead(status, { 'Content-Type': 'text/plain' }).end(words);
  const refusal = access.refuseHost(request);
  if (refusal !== null) return void say(403, refusal);
  if (request.method !== 'GET') return void say(405, 'This server only gives.');

  const [path = '/', query] = (request.url ?? '/').split('?', 2);
  const token = new URLSearchParams(query).get('token');
  if (access.isToken(token)) return enter(response, access);
  if (token !== null) return void say(403, OLD_LINK);
  const stranger = access.refuseStranger(request);
  if (stranger !== null) return void say(403, stranger);
  const file = files.get(path);
  if (!file) return void say(404, 'There is nothing here.');
  const cache = file.isImmutable ? 'max-age=31536000, immutable' : 'no-store';
  response.writeHead(200, { 'Content-Type': file.type, 'Cache-Control': cache }).end(file.content);
}

/** By a page that goes on by itself: a redirect of a link on another site would not carry a strict cookie. */
function enter(response: ServerResponse, access: Access): void {
  response.writeHead(200, {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
    'Set-Cookie': access.cookie,
  });
  response.end(ENTRANCE);
}
