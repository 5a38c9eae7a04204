/** Whether the bytes before `end` are FF FF FD, which only a header may be. */
function looksLikeHeader(bytes: Uint8Array | readonly number[], end: number): boolean {
  return end >= 3 && bytes[end - 3] === 0xff && bytes[end - 2] === 0xff && bytes[end - 1] === 0xfd;
}

/** Puts a further FD behind every FF FF FD. */
export function stuff(bytes: Uint8Array): Uint8Array {
  const out: number[] = [];
  for (const [i, byte] of bytes.entries()) {
    out.push(byte);
    if (looksLikeHeader(bytes, i + 1)) out.push(0xfd);
  }
  return Uint8Array.from(out);
}

/** Undoes `stuff`. */
export function unstuff(bytes: Uint8Array): Uint8Array {
  return bytes.filter((byte, i) => !(byte === 0xfd && looksLikeHeader(bytes, i)));
}
