/** `npm run docs:cli`: writes docs/cli.md. */
import { writeFileSync } from 'node:fs';
import { referencePage } from '../main/cli/reference-page.ts';

writeFileSync(new URL('../docs/cli.md', import.meta.url), referencePage());
