import { fileURLToPath } from 'node:url';

/** The files of the SO-101's own model, to be described as somebody's. */
export const SO101_MODEL = ['so101-twin.xml', 'so101.xml'].map((file) =>
  fileURLToPath(new URL(`../../sims/arms/${file}`, import.meta.url)),
);
