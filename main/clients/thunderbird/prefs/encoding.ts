// main/clients/thunderbird/prefs: where Gecko starts and stops reading a file, and what that says of
// the file's encoding. May import: nothing.

export type Encoding = 'bytes' | 'utf-16' | 'nul';

/** Gecko skips a UTF-8 byte order mark and takes NUL for the end of the file. */
export function textOf(bytes: Uint8Array): { readonly from: number; readonly to: number } {
  const nul = bytes.indexOf(0);
  const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return { from: mark ? 3 : 0, to: nul < 0 ? bytes.length : nul };
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
