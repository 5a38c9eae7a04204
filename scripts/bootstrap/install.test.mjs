import { expect, it } from 'vitest';
import { explain } from './install.mjs';

it.each([
  ['ENOTFOUND', /registry cannot be reached/],
  ['ECONNREFUSED', /registry cannot be reached/],
  ['ENOSPC', /disk is full/],
  ['EACCES', /cannot be written to/],
  ['SELF_SIGNED_CERT_IN_CHAIN', /certificate/],
  ['E403', /refused access/],
  ['E404', /does not have one of the packages/],
  ['EINTEGRITY', /damaged/],
  ['EUSAGE', /disagree/],
  ['EXYZ', /npm tells why above/],
])('explains %s and how to go on', (code, reason) => {
  const text = explain(`npm warn old lockfile\nnpm error code ${code}\nnpm error what happened in detail\n`);
  expect(text).toMatch(reason);
  expect(text).toContain('npm error what happened in detail');
  expect(text).not.toContain('old lockfile');
  expect(text).toMatch(/then run the same command again: it goes on from here\.$/);
});

it('explains a machine without npm', () => {
  expect(explain('spawn npm ENOENT')).toMatch(/npm was not found/);
});
