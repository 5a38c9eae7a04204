import { spawn } from 'node:child_process';
import { Stop } from './stop.mjs';

// No dependency needs its install script, and some would download hundreds of megabytes.
const ARGUMENTS = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--include=dev', '--include=optional'];

/** npm's error codes in words: what happened, and the way out. */
const FAILURES = [
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|FETCH_ERROR/,
    'the npm registry cannot be reached. Check the network (and HTTPS_PROXY, if you are behind a proxy)',
  ],
  [/ENOSPC/, 'the disk is full. Free about 2 GB'],
  [/EACCES|EPERM|EROFS/, 'this folder cannot be written to. Check its owner and permissions'],
  [
    /CERT|SELF_SIGNED/,
    'the registry presented a certificate that is not trusted. Check the proxy or NODE_EXTRA_CA_CERTS',
  ],
  [/E401|E403/, 'the registry refused access. Check the registry and its token in your .npmrc'],
  [/E404|ETARGET/, 'the registry does not have one of the packages. Check the registry in your .npmrc'],
  [/EINTEGRITY/, 'a downloaded package is damaged. Run `npm cache verify`'],
  [/EUSAGE/, 'package.json and package-lock.json disagree. Run `npm install --ignore-scripts`'],
  [/npm ENOENT/, 'npm was not found. Install Node with npm from https://nodejs.org'],
];

/** Runs `npm ci` in `folder`, in a line or two. @throws Stop saying what failed and how to go on. */
export async function install(folder) {
  const started_ms = performance.now();
  console.error('Installing dependencies (only this once; a minute or two) …');
  const { code, output } = await npm(folder);
  if (code !== 0) throw new Stop(explain(output));
  console.error(`${/added \d+ packages/.exec(output)?.[0] ?? 'done'} in ${seconds(started_ms)} s`);
}

function seconds(since_ms) {
  return Math.round((performance.now() - since_ms) / 1000);
}

function npm(cwd) {
  // Inside `npm start` npm names its own script; outside, on Windows, `npm` is a .cmd that only a shell can start.
  const script = process.env.npm_execpath?.endsWith('.js') && process.env.npm_execpath;
  const stdio = ['ignore', 'pipe', 'pipe'];
  const child = script
    ? spawn(process.execPath, [script, ...ARGUMENTS], { cwd, stdio })
    : spawn('npm', ARGUMENTS, { cwd, stdio, shell: process.platform === 'win32' });
  return new Promise((resolve) => {
    let output = '';
    const collect = (chunk) => (output += chunk);
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', (error) => resolve({ code: 1, output: error.message }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** What npm's output means, its last lines, and how to go on. */
export function explain(output) {
  const errors = output.split('\n').filter((line) => /^npm error (?! *at )|ENOENT/.test(line));
  const code = errors.find((line) => / code /.test(line)) ?? errors.join(' ');
  const reason = FAILURES.find(([pattern]) => pattern.test(code))?.[1] ?? 'npm tells why above. Correct that';
  const shown = (errors.length > 0 ? errors : output.split('\n')).slice(0, 8).join('\n');
  return `${shown}\n\nInstalling failed: ${reason}, then run the same command again: it goes on from here.`;
}
