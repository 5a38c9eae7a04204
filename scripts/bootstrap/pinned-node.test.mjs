import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { checkNode, pinnedNode } from './pinned-node.mjs';
import { Stop } from './stop.mjs';

it.each(['20.19.0', '20.20.2', '22.0.0', '24.1.0', '30.0.0'])('bootstraps on Node %s', (version) => {
  expect(() => checkNode(version)).not.toThrow();
});

it.each(['12.22.12', '18.20.0', '20.18.3'])('says what to do about Node %s', (version) => {
  const sentence = `This is Node ${version}; AQL Workbench needs 20.19 or newer. Install Node 24`;
  expect(() => checkNode(version)).toThrow(Stop);
  expect(() => checkNode(version)).toThrow(sentence);
});

it('finds a Node that runs TypeScript', () => {
  const version = execFileSync(pinnedNode(), ['--version'], { encoding: 'utf8' });
  expect(Number.parseInt(version.slice(1), 10)).toBeGreaterThanOrEqual(24);
});
