// main/clients/thunderbird/prefs: bytes -> tokens, as Gecko's modules/libpref/parser does it, its
// ways of reading on after an error included. May import: this folder.
import * as is from './bytes.ts';
import type { PrefsErrorCode } from './pref.ts';

/** A token that is a single byte has that byte's value as its kind; these are the others. */
export const TOKEN = {
  end: 0,
  userPref: 256,
  pref: 257,
  stickyPref: 258,
  true: 259,
  false: 260,
  sticky: 261,
  locked: 262,
  string: 263,
  integer: 264,
  error: 265,
} as const;

const KEYWORDS: ReadonlyMap<string, number> = new Map([
  ['user_pref', TOKEN.userPref],
  ['pref', TOKEN.pref],
  ['sticky_pref', TOKEN.stickyPref],
  ['true', TOKEN.true],
  ['false', TOKEN.false],
  ['sticky', TOKEN.sticky],
  ['locked', TOKEN.locked],
]);
const LONGEST_KEYWORD = 'sticky_pref'.length;

function isPunctuation(byte: number): boolean {
  return (
    byte === is.SEMICOLON ||
    byte === is.COMMA ||
    byte === is.OPEN ||
    byte === is.CLOSE ||
    byte === is.PLUS ||
    byte === is.MINUS
  );
}

/** Whether a backslash and this byte are an escape: `"` `'` `\` `n` `r`. */
export function isSimpleEscape(byte: number | undefined): boolean {
  return (
    byte === is.DOUBLE_QUOTE ||
    byte === is.SINGLE_QUOTE ||
    byte === is.BACKSLASH ||
    byte === 0x6e ||
    byte === 0x72
  );
}

/** Larger than any integer literal may be (u32), so that more digits can't wrap around. */
const TOO_LARGE = 2 ** 32;

/** Reads one token at a time. `start` and `at` are the token's first byte and the one after it. */
export class Tokenizer {
  at: number;
  start = 0;
  /** The magnitude, if the token is an integer: 0..4294967295. */
  integer = 0;
  /** Whether the token, a string, holds a backslash. */
  escaped = false;
  errorCode: PrefsErrorCode = 'syntax';
  errorOffset = 0;
  /** Where Gecko takes the file to end: the next NUL, or the last byte. */
  end: number;
  private readonly bytes: Buffer;

  constructor(bytes: Buffer, at: number) {
    this.bytes = bytes;
    this.at = at;
    this.end = endFrom(bytes, at);
  }

  /**
   * Moves to the next byte that is neither white space nor comment. False if a comment is malformed
   * or has no end: that is the next token, and an error.
   */
  skip(): boolean {
    while (this.at < this.end) {
      const byte = this.bytes[this.at];
      if (byte === is.LF || byte === is.CR || is.isBlank(byte)) this.at++;
      else if (byte === is.HASH) this.lineComment();
      else if (byte !== is.SLASH) return true;
      else if (!this.comment()) return false;
    }
    return true;
  }

  /** The next token's kind: a byte, or one of TOKEN. */
  next(): number {
    if (!this.skip()) return TOKEN.error;
    this.start = this.at;
    if (this.at >= this.end) return TOKEN.end;
    const byte = this.bytes[this.at++] ?? 0;
    if (is.isKeywordByte(byte)) return this.keyword();
    if (byte === is.DOUBLE_QUOTE || byte === is.SINGLE_QUOTE) return this.string(byte);
    if (is.isDigit(byte)) return this.digits();
    return isPunctuation(byte) ? byte : this.error('syntax', this.start);
  }

  /** Makes an error of the integer that was just read. */
  outOfRange(): number {
    return this.error('number-range', this.start);
  }

  private error(code: PrefsErrorCode, offset: number): number {
    this.errorCode = code;
    this.errorOffset = offset;
    return TOKEN.error;
  }

  private keyword(): number {
    while (this.at < this.end && is.isKeywordByte(this.bytes[this.at])) this.at++;
    if (this.at - this.start > LONGEST_KEYWORD) return this.error('syntax', this.start);
    const word = this.bytes.toString('latin1', this.start, this.at);
    return KEYWORDS.get(word) ?? this.error('syntax', this.start);
  }

  private digits(): number {
    const { bytes, end } = this;
    let value = 0;
    for (this.at = this.start; this.at < end && is.isDigit(bytes[this.at]); this.at++) {
      value = Math.min(value * 10 + ((bytes[this.at] ?? 0) - is.ZERO), TOO_LARGE);
    }
    // Gecko reads on with the letter as the start of another token.
    if (this.at < end && is.isKeywordByte(bytes[this.at])) return this.error('syntax', this.start);
    if (value === TOO_LARGE) return this.error('number-range', this.start);
    this.integer = value;
    return TOKEN.integer;
  }

  /**
   * Gecko reads on behind a NUL that it meets inside a string or comment, or after a slash or a
   * backslash; only between tokens it is the end.
   */
  private crossNul(): void {
    if (this.at !== this.end || this.end === this.bytes.length) return;
    this.at++;
    this.end = endFrom(this.bytes, this.at);
  }

  private lineComment(): void {
    this.at = is.findEndOfLine(this.bytes, this.at, this.end);
    this.crossNul();
  }

  /** Skips the comment at the slash. False if it is none, or has no end. */
  private comment(): boolean {
    const { bytes, end } = this;
    this.start = this.at++;
    const second = this.at < end ? bytes[this.at] : undefined;
    if (second === is.SLASH) {
      this.lineComment();
      return true;
    }
    if (second === is.STAR) {
      const after = is.afterBlockComment(bytes, this.at + 1, end);
      this.at = after < 0 ? end : after;
      if (after >= 0) return true;
      this.crossNul();
      this.error('unterminated', this.start);
      return false;
    }
    // Gecko takes the wrong byte with it, even a `;` or a quote, unless it ends the line.
    if (second === undefined) this.crossNul();
    else if (second !== is.LF && second !== is.CR) this.at++;
    this.error('syntax', this.start);
    return false;
  }

  /** The first error in a string is the one that counts; the string is read to its end all the same. */
  private string(quote: number): number {
    const { bytes, start } = this;
    let badEscape = -1;
    this.escaped = false;
    while (this.at < this.end) {
      const byte = bytes[this.at++];
      if (byte === quote) {
        return badEscape < 0 ? TOKEN.string : this.error('bad-escape', badEscape);
      }
      if (byte !== is.BACKSLASH) continue;
      this.escaped = true;
      const backslash = this.at - 1;
      if (!this.escape() && badEscape < 0) badEscape = backslash;
    }
    this.crossNul();
    return badEscape < 0 ? this.error('unterminated', start) : this.error('bad-escape', badEscape);
  }

  /** Reads what follows a backslash. False if it is no escape of the grammar. */
  private escape(): boolean {
    const byte = this.at < this.end ? this.bytes[this.at] : undefined;
    switch (byte) {
      case undefined:
        this.crossNul();
        return false;
      case is.LF:
      case is.CR:
        return false;
      case 0x78: // \xHH, not zero
        this.at++;
        return this.hex(2) > 0;
      case 0x75: // \uHHHH
        this.at++;
        return this.utf16();
      default:
        this.at++;
        return isSimpleEscape(byte);
    }
  }

  /** One code unit, not zero and no half of a surrogate pair, or two that are a pair. */
  private utf16(): boolean {
    const unit = this.hex(4);
    if (unit <= 0 || (unit & 0xfc00) === 0xdc00) return false;
    if ((unit & 0xfc00) !== 0xd800) return true;
    if (!this.take(is.BACKSLASH) || !this.take(0x75)) return false;
    const low = this.hex(4);
    return low >= 0 && (low & 0xfc00) === 0xdc00;
  }

  private take(byte: number): boolean {
    const taken = this.at < this.end && this.bytes[this.at] === byte;
    if (taken) this.at++;
    return taken;
  }

  /** The number of that many hexadecimal digits, or -1, standing at the byte that is none. */
  private hex(count: number): number {
    let value = 0;
    for (let i = 0; i < count; i++, this.at++) {
      const digit = this.at < this.end ? is.hexDigit(this.bytes[this.at]) : -1;
      if (digit < 0) return -1;
      value = value * 16 + digit;
    }
    return value;
  }
}

function endFrom(bytes: Buffer, at: number): number {
  const nul = bytes.indexOf(0, at);
  return nul < 0 ? bytes.length : nul;
}
