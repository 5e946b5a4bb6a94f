// main/clients/thunderbird/prefs: what the first bytes say of a file's encoding. May import: nothing.

export type Encoding = 'bytes' | 'utf-16' | 'nul';

/** Where the text starts: Gecko skips a UTF-8 byte order mark. */
export function textStart(bytes: Uint8Array): number {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
}

/** UTF-16 without a byte order mark is known by its first two characters being ASCII. */
export function encodingOf(bytes: Uint8Array): Encoding {
  const [first, second, third, fourth] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16';
  if (first === 0xfe && second === 0xff) return 'utf-16';
  if (!bytes.includes(0)) return 'bytes';
  const little = first !== 0 && second === 0 && third !== 0 && fourth === 0;
  const big = first === 0 && second !== 0 && third === 0 && fourth !== 0;
  return bytes.length >= 4 && (little || big) ? 'utf-16' : 'nul';
}
