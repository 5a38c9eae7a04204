import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';

/** Puts `text` between `<!-- PART -->` and `<!-- end -->` of a document, and formats it. */
export async function replacePart(document: URL, part: string, text: string): Promise<void> {
  const before = readFileSync(document, 'utf8');
  const pattern = new RegExp(`(<!-- ${part} -->\n)[^]*?(<!-- end -->)`);
  if (!pattern.test(before)) throw new Error(`${document.pathname} has no part <!-- ${part} --> … <!-- end -->`);
  const after = before.replace(pattern, (_, head: string, tail: string) => `${head}\n${text}\n\n${tail}`);
  const path = fileURLToPath(document);
  writeFileSync(document, await format(after, { ...(await resolveConfig(path)), filepath: path }));
}
