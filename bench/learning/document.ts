import { replacePart } from '../document.ts';

export const document = new URL('../../docs/learning.md', import.meta.url);

/** Writes a part of docs/learning.md. */
export const writePart = (part: string, text: string): Promise<void> => replacePart(document, part, text);
