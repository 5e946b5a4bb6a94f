// main/clients/thunderbird/prefs: value tokens and names -> values. Only called for tokens that the
// scanner has accepted. May import: node, this folder.
import { BACKSLASH, DOUBLE_QUOTE, MINUS, SINGLE_QUOTE, hexDigit, isDigit } from './bytes.ts';
import { Tokenizer } from './tokenizer.ts';
import type { PrefValue } from './pref.ts';

export type ValueType = 'string' | 'number' | 'boolean';

/** A value token's type: its first byte tells. */
export function typeOfToken(bytes: Buffer, start: number): ValueType {
  const first = bytes[start];
  if (first === DOUBLE_QUOTE || first === SINGLE_QUOTE) return 'string';
  return first === 0x74 || first === 0x66 ? 'boolean' : 'number';
}

/** The value of a token; strings are read as UTF-8, with U+FFFD for what is none. */
export function valueOfToken(bytes: Buffer, start: number, end: number): PrefValue {
  switch (typeOfToken(bytes, start)) {
    case 'string':
      return holdsEscape(bytes, start, end)
        ? unescape(bytes.subarray(start + 1, end - 1)).toString('utf8')
        : bytes.toString('utf8', start + 1, end - 1);
    case 'boolean':
      return bytes[start] === 0x74;
    case 'number':
      return integer(bytes, start, end);
  }
}

/** A name as one character a byte. */
export function nameOf(bytes: Buffer, start: number, end: number, escaped: boolean): string {
  if (!escaped) return bytes.toString('latin1', start, end);
  return unescape(bytes.subarray(start, end)).toString('latin1');
}

/** `587`, `-1`, `+ 0587`; comments may stand between sign and digits. */
function integer(bytes: Buffer, start: number, end: number): number {
  const negative = bytes[start] === MINUS;
  const tokens = new Tokenizer(bytes.subarray(0, end), isDigit(bytes[start]) ? start : start + 1);
  tokens.next();
  return negative && tokens.integer !== 0 ? -tokens.integer : tokens.integer;
}

function holdsEscape(bytes: Buffer, start: number, end: number): boolean {
  for (let p = start; p < end; p++) {
    if (bytes[p] === BACKSLASH) return true;
  }
  return false;
}

/** The bytes that the inside of a string stands for: never more than it has. */
function unescape(raw: Buffer): Buffer {
  const out = Buffer.allocUnsafe(raw.length);
  let length = 0;
  let from = 0;
  let backslash = raw.indexOf(BACKSLASH);
  while (backslash >= 0) {
    length += raw.copy(out, length, from, backslash);
    const [size, written] = escape(raw, backslash + 1, out, length);
    from = backslash + 1 + size;
    length += written;
    backslash = raw.indexOf(BACKSLASH, from);
  }
  length += raw.copy(out, length, from);
  return out.subarray(0, length);
}

/** Writes the escape after the backslash at `at - 1`; gives the bytes read and the bytes written. */
function escape(raw: Buffer, at: number, out: Buffer, to: number): readonly [number, number] {
  const byte = raw[at] ?? 0;
  switch (byte) {
    case 0x6e:
      out[to] = 0x0a;
      return [1, 1];
    case 0x72:
      out[to] = 0x0d;
      return [1, 1];
    case 0x78: // \xHH is a raw byte, not a character
      out[to] = hex(raw, at + 1, 2);
      return [3, 1];
    case 0x75: {
      const unit = hex(raw, at + 1, 4);
      const pair = (unit & 0xfc00) === 0xd800;
      const text = pair
        ? String.fromCharCode(unit, hex(raw, at + 7, 4))
        : String.fromCharCode(unit);
      return [pair ? 11 : 5, out.write(text, to, 'utf8')];
    }
    default:
      out[to] = byte;
      return [1, 1];
  }
}

function hex(raw: Buffer, at: number, count: number): number {
  let value = 0;
  for (let i = 0; i < count; i++) value = value * 16 + hexDigit(raw[at + i]);
  return value;
}
