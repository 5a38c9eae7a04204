import { readFileSync, writeFileSync } from 'node:fs';

/** Puts `text` between `<!-- PART -->` and `<!-- end -->` of a document. */
export function replacePart(document: URL, part: string, text: string): void {
  const before = readFileSync(document, 'utf8');
  const pattern = new RegExp(`(<!-- ${part} -->\n)[^]*?(<!-- end -->)`);
  if (!pattern.test(before)) throw new Error(`${document.pathname} has no part <!-- ${part} --> … <!-- end -->`);
  writeFileSync(
    document,
    before.replace(pattern, (_, head: string, tail: string) => `${head}\n${text}\n\n${tail}`),
  );
}
