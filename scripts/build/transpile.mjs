import { cpSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { dirname, join } from 'node:path';

/** A relative path to a TypeScript file in quotes: an import, or the script of a thread. */
const TO_SOURCE = /(['"])(\.{1,2}\/[^'"\n]*)\.ts\1/g;

/** Writes the TypeScript below `folders` as JavaScript into `out`, file by file, and copies what it reads. */
export function transpile(folders, out) {
  for (const file of globSync(folders.map((folder) => `${folder}/**/*`))) {
    if (/\.test\.ts$|\/testing\/|\.as\.ts$|\.d\.ts$|tsconfig/.test(file)) continue;
    if (file.endsWith('.ts')) write(join(out, file.replace(/\.ts$/, '.js')), javaScript(readFileSync(file, 'utf8')));
    else if (/\.(xml|stl|obj|png|wasm|js|cjs|json)$/.test(file)) cpSync(file, join(out, file), { recursive: true });
  }
}

/** Types become blanks, so that lines and columns stay as they were. */
function javaScript(source) {
  return stripTypeScriptTypes(source).replace(TO_SOURCE, '$1$2.js$1');
}

function write(file, text) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
