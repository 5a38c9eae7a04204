import { readFileSync, writeFileSync } from 'node:fs';

export const document = new URL('../../docs/learning.md', import.meta.url);

/** Puts `text` between `<!-- PART -->` and `<!-- end -->`. */
export function replacePart(part: string, text: string): void {
  const before = readFileSync(document, 'utf8');
  const pattern = new RegExp(`(<!-- ${part} -->\n)[^]*?(<!-- end -->)`);
  if (!pattern.test(before)) throw new Error(`docs/learning.md has no part <!-- ${part} --> … <!-- end -->`);
  writeFileSync(
    document,
    before.replace(pattern, (_, head: string, tail: string) => `${head}\n${text}\n\n${tail}`),
  );
}
