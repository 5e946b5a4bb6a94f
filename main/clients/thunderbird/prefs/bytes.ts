// main/clients/thunderbird/prefs: the bytes that mean something in the pref grammar.
// May import: nothing.

export const TAB = 0x09;
export const LF = 0x0a;
export const CR = 0x0d;
export const SPACE = 0x20;
export const DOUBLE_QUOTE = 0x22;
export const HASH = 0x23;
export const SINGLE_QUOTE = 0x27;
export const OPEN = 0x28;
export const CLOSE = 0x29;
export const STAR = 0x2a;
export const PLUS = 0x2b;
export const COMMA = 0x2c;
export const MINUS = 0x2d;
export const DOT = 0x2e;
export const SLASH = 0x2f;
export const ZERO = 0x30;
export const NINE = 0x39;
export const SEMICOLON = 0x3b;
export const BACKSLASH = 0x5c;

/** Blank within a line: tab, vertical tab, form feed, space. */
export function isBlank(byte: number | undefined): boolean {
  return byte === SPACE || byte === TAB || byte === 0x0b || byte === 0x0c;
}

export function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= ZERO && byte <= NINE;
}

/** What keywords are made of; digits are not. */
export function isKeywordByte(byte: number | undefined): boolean {
  if (byte === undefined) return false;
  const lower = byte | 0x20;
  return (lower >= 0x61 && lower <= 0x7a) || byte === 0x5f;
}

/** 0..15, or -1 if it is no hexadecimal digit. */
export function hexDigit(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= ZERO && byte <= NINE) return byte - ZERO;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x61 + 10 : -1;
}

/** The offset after the end of line at `at`, or `at` if there is none. CR LF is one. */
export function afterEndOfLine(bytes: Uint8Array, at: number): number {
  if (bytes[at] === LF) return at + 1;
  if (bytes[at] !== CR) return at;
  return bytes[at + 1] === LF ? at + 2 : at + 1;
}

/** The offset of the next CR or LF from `at` on, or `end`. */
export function findEndOfLine(bytes: Uint8Array, at: number, end: number): number {
  let p = at;
  while (p < end && bytes[p] !== LF && bytes[p] !== CR) p++;
  return p;
}

/** The offset after the `*` `/` that ends a block comment whose inside starts at `at`, or -1. */
export function afterBlockComment(bytes: Uint8Array, at: number, end: number): number {
  for (let p = at; p + 1 < end; p++) {
    if (bytes[p] === STAR && bytes[p + 1] === SLASH) return p + 2;
  }
  return -1;
}

/** Whether `text` stands at `at`. */
export function startsWith(bytes: Uint8Array, at: number, text: Uint8Array): boolean {
  for (let i = 0; i < text.length; i++) {
    if (bytes[at + i] !== text[i]) return false;
  }
  return true;
}
