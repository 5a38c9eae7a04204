import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** A registry of packages on this machine, for npm to install from. */
export interface Registry {
  readonly url: string;
  /** Resolves when somebody has asked for something. */
  readonly asked: Promise<unknown>;
  close(): void;
}

/** Knows one package, of one version, that holds nothing. @param folder for its files */
export async function registryOf(name: string, version: string, folder: string): Promise<Registry> {
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, version, main: 'index.js' }));
  writeFileSync(join(folder, 'index.js'), '');
  const [packed] = JSON.parse(execFileSync('npm', ['pack', '--json'], { cwd: folder, encoding: 'utf8' })) as {
    filename: string;
  }[];
  const archive = readFileSync(join(folder, packed!.filename));
  return listen((server, url) =>
    server.on('request', ({ url: path }, response) => {
      const versions = { [version]: { name, version, dist: { tarball: `${url}package.tgz` } } };
      response.end(path === '/package.tgz' ? archive : JSON.stringify({ name, 'dist-tags': {}, versions }));
    }),
  );
}

/** Takes every question and answers none. */
export const silentRegistry = (): Promise<Registry> => listen(() => {});

async function listen(serve: (server: Server, url: string) => void): Promise<Registry> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const asked = new Promise((resolve) => server.once('request', resolve));
  serve(server, url);
  return {
    url,
    asked,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
