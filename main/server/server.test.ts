import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { Port } from '../../contracts/port.ts';
import { portPair } from '../transport/port-pair.ts';
import { startServer, type Server } from './server.ts';

let folder: string;
let server: Server;
let link: URL;
let cookie: string;
const labs: Port[] = [];
let hasLab = true;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'aql-server-'));
  mkdirSync(join(folder, 'site', 'assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(join(folder, 'site', 'index.html'), '<p>the window</p>');
  writeFileSync(join(folder, 'site', 'assets', 'main-1a2b.js'), 'start()');
  server = await startServer({
    port: 0,
    folder: join(folder, 'site'),
    connect() {
      if (!hasLab) return null;
      const [mine, theirs] = portPair();
      labs.push(mine);
      return theirs;
    },
  });
  link = new URL(server.link);
  cookie = (await ask(link.pathname + link.search)).headers['set-cookie']![0]!;
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

function ask(path: string, headers: Record<string, string> = {}) {
  return new Promise<{ status: number; headers: Record<string, string[] | string | undefined>; body: string }>(
    (resolve, reject) => {
      get({ host: '127.0.0.1', port: link.port, path, headers }, (response) => {
        let body = '';
        response.on('data', (chunk) => (body += String(chunk)));
        response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers as never, body }));
      }).on('error', reject);
    },
  );
}

const browse = (path: string, headers = {}) => ask(path, { Cookie: cookie.split(';')[0]!, ...headers });

describe('the page', () => {
  it('comes to whoever opened the link', async () => {
    expect(cookie).toMatch(/HttpOnly; SameSite=Strict/);
    expect(await browse('/')).toMatchObject({ status: 200, body: '<p>the window</p>' });
    const script = await browse('/assets/main-1a2b.js');
    expect(script).toMatchObject({ status: 200, body: 'start()' });
    expect(script.headers['cache-control']).toContain('immutable');
    expect(script.headers['content-type']).toContain('javascript');
  });

  it('has a strict content security policy', async () => {
    const policy = String((await browse('/')).headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'; script-src 'self';");
    expect(policy).not.toContain('unsafe-eval');
  });

  it('does not come without the token, or with a wrong one', async () => {
    expect(await ask('/')).toMatchObject({ status: 403, body: 'Please open the link that the workbench printed.' });
    expect(await ask('/?token=guessed')).toMatchObject({ status: 403, body: expect.stringMatching(/no longer valid/) });
    expect(await ask('/', { Cookie: 'aql-workbench=guessed' })).toMatchObject({ status: 403 });
  });

  it('does not come under another name, or to another site', async () => {
    expect(await browse('/', { Host: `evil.example:${link.port}` })).toMatchObject({
      status: 403,
      body: expect.stringMatching(/evil\.example/),
    });
    expect(await browse('/', { Origin: 'https://evil.example' })).toMatchObject({
      status: 403,
      body: expect.stringMatching(/evil\.example/),
    });
    expect(await browse('/', { Origin: 'null' })).toMatchObject({ status: 403 });
    expect(await browse('/', { Host: `localhost:${link.port}` })).toMatchObject({ status: 200 });
  });

  it.each(['/../secret.txt', '/assets/../../secret.txt', '/%2e%2e/secret.txt', '//etc/passwd', '/assets', '/nothing'])(
    'there is nothing at %s',
    async (path) => {
      expect(await browse(path)).toMatchObject({ status: 404 });
    },
  );
});

describe('the socket', () => {
  const open = (headers: Record<string, string>, path = '/lab') => {
    const socket = new WebSocket(`ws://127.0.0.1:${link.port}${path}`, { headers });
    return new Promise<WebSocket>((resolve, reject) => {
      socket.once('open', () => resolve(socket));
      socket.once('error', reject);
    });
  };
  const entered = () => ({ Cookie: cookie.split(';')[0]!, Origin: link.origin });

  it('joins a window to the lab, and they end together', async () => {
    const socket = await open(entered());
    const lab = labs.at(-1)!;
    const asked = new Promise((resolve) => lab.onMessage(resolve));
    socket.send(Uint8Array.from([1, 2]));
    expect(await asked).toEqual(Uint8Array.from([1, 2]));
    const answered = new Promise((resolve) => socket.once('message', resolve));
    lab.postMessage(Uint8Array.from([3]));
    expect(await answered).toEqual(Buffer.from([3]));
    const closed = new Promise<string>((resolve) => socket.once('close', (_, reason) => resolve(String(reason))));
    lab.close();
    expect(await closed).toBe('The other side has ended.');
  });

  it.each([
    ['too large a message', new Uint8Array(100_000), 1009],
    ['text', 'hello', 1003],
  ])('closes on %s, with its reason', async (_, message, code) => {
    const socket = await open(entered());
    const closed = new Promise((resolve) => socket.once('close', resolve));
    const labClosed = new Promise<void>((resolve) => labs.at(-1)!.onClose(resolve));
    socket.send(message);
    expect(await closed).toBe(code);
    await labClosed;
  });

  it('is refused to another site, a stranger, and at another path', async () => {
    const before = labs.length;
    await expect(open({ ...entered(), Origin: 'http://evil.example' })).rejects.toThrow('403');
    await expect(open({ ...entered(), Origin: `http://127.0.0.1:${Number(link.port) + 1}` })).rejects.toThrow('403');
    await expect(open({ Origin: link.origin })).rejects.toThrow('403');
    await expect(open({ ...entered(), Host: 'evil.example' })).rejects.toThrow('403');
    await expect(open(entered(), '/other')).rejects.toThrow('404');
    expect(labs).toHaveLength(before);
  });

  it('is refused while there is no lab', async () => {
    hasLab = false;
    await expect(open(entered())).rejects.toThrow('503');
    hasLab = true;
  });
});

it('says so when its port is taken, or there is no window to serve', async () => {
  const connect = () => null;
  const taken = startServer({ port: Number(link.port), folder: join(folder, 'site'), connect });
  await expect(taken).rejects.toThrow(`Port ${link.port} is taken.`);
  await expect(startServer({ port: 0, folder: join(folder, 'none'), connect })).rejects.toThrow(/no window/);
});
