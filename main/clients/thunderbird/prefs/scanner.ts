// main/clients/thunderbird/prefs: bytes -> statements and errors, with Gecko's grammar and recovery.
// May import: this folder.
import * as is from './bytes.ts';
import type { PrefsErrorCode } from './pref.ts';
import { ESCAPED_NAME, LOCKED, PREF, STICKY_PREF, Statements, USER_PREF } from './statements.ts';
import { TOKEN, Tokenizer, isSimpleEscape } from './tokenizer.ts';

export interface ScanError {
  readonly offset: number;
  readonly code: PrefsErrorCode;
}

export interface Scan {
  readonly statements: Statements;
  /** The first thousand: a file of ten million `;` has as many errors, and says no more by it. */
  readonly errors: readonly ScanError[];
  /** True if the names stand in the order of their bytes, all without escapes. */
  readonly sorted: boolean;
}

/** What reading a statement gives when no token was wrong. */
const DONE = -1;
const MOST_ERRORS = 1000;
const INT_MAX = 0x7fffffff;

const HEAD = Uint8Array.from(Buffer.from('user_pref("'));
const TRUE = Uint8Array.from(Buffer.from('true'));
const FALSE = Uint8Array.from(Buffer.from('false'));

/** Kinds of statements by their first token. */
const SPECIFIERS: ReadonlyMap<number, number> = new Map([
  [TOKEN.userPref, USER_PREF],
  [TOKEN.pref, PREF],
  [TOKEN.stickyPref, STICKY_PREF],
]);

/**
 * Reads all statements of a preference file, in time linear in its size.
 * @param bytes the whole file
 * @param from where the text starts (after a byte order mark)
 * @param attributes whether `, locked` and `, sticky` may follow the value: default files only
 */
export function scan(bytes: Buffer, from: number, attributes: boolean): Scan {
  const scanner = new Scanner(bytes, from, attributes);
  scanner.run();
  return scanner;
}

class Scanner implements Scan {
  readonly statements: Statements;
  readonly errors: ScanError[] = [];
  sorted = true;
  private readonly bytes: Buffer;
  /** The same bytes, four at a time. */
  private readonly words: DataView;
  private readonly attributes: boolean;
  private readonly tokens: Tokenizer;
  /** Where the last statement starts and its name ends, if it was plain; else nothing: 0 and 0. */
  private lastStart = 0;
  private lastNameEnd = 0;
  /** Whether the string that was read last holds a backslash. */
  private escaped = false;

  constructor(bytes: Buffer, from: number, attributes: boolean) {
    this.bytes = bytes;
    this.words = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.attributes = attributes;
    this.tokens = new Tokenizer(bytes, from);
    // Thunderbird's own lines have 70 bytes on average; the table grows if these are shorter.
    this.statements = new Statements((bytes.length >> 6) + 1);
  }

  run(): void {
    const { tokens } = this;
    for (;;) {
      if (!tokens.skip()) this.recover(TOKEN.error);
      else if (tokens.at >= tokens.end) return;
      else if (!this.plainStatement()) {
        const wrong = this.statement(tokens.next());
        if (wrong !== DONE) this.recover(wrong);
      }
    }
  }

  /**
   * The form Thunderbird itself writes, `user_pref("name", value);`, without a token in between.
   * False if it is not that, or has an error: then nothing has been read.
   */
  private plainStatement(): boolean {
    const { bytes } = this;
    const { at: start, end } = this.tokens;
    // The shortest value is one byte: `user_pref("", 1);`
    if (start + HEAD.length + 6 > end) return false;
    const shared = this.sharedWithLast(start);
    if (shared < HEAD.length && !is.startsWith(bytes, start, HEAD)) return false;
    const nameStart = start + HEAD.length;
    const nameEnd = this.closingQuote(Math.max(nameStart, start + shared));
    if (nameEnd < 0 || nameEnd + 5 > end) return false;
    if (bytes[nameEnd + 1] !== is.COMMA || bytes[nameEnd + 2] !== is.SPACE) return false;
    const flags = this.escaped ? USER_PREF | ESCAPED_NAME : USER_PREF;
    const valueStart = nameEnd + 3;
    const valueEnd = this.plainValue(valueStart);
    if (valueEnd < 0 || valueEnd + 2 > end) return false;
    if (bytes[valueEnd] !== is.CLOSE || bytes[valueEnd + 1] !== is.SEMICOLON) return false;
    const sharedName = Math.max(shared - HEAD.length, 0);
    this.record(start, nameStart, nameEnd, valueStart, valueEnd, valueEnd + 2, flags, sharedName);
    if (flags === USER_PREF) {
      this.lastStart = start;
      this.lastNameEnd = nameEnd;
    }
    return true;
  }

  /**
   * How many bytes from `at` on are those of the last statement, up to the end of its name. Sorted
   * lines share most of theirs: what was found to be neither quote nor backslash need not be looked
   * at again.
   */
  private sharedWithLast(at: number): number {
    const { bytes, words, lastStart, lastNameEnd } = this;
    const { end } = this.tokens;
    let p = at;
    let q = lastStart;
    while (q + 4 <= lastNameEnd && p + 4 <= end && words.getInt32(p) === words.getInt32(q)) {
      p += 4;
      q += 4;
    }
    while (q < lastNameEnd && p < end && bytes[p] === bytes[q]) {
      p++;
      q++;
    }
    return p - at;
  }

  /** The closing `"` of a string, looked for from `at`; -1 at other escapes than TB writes. */
  private closingQuote(at: number): number {
    const { bytes } = this;
    const { end } = this.tokens;
    this.escaped = false;
    for (let p = at; p < end; p++) {
      const byte = bytes[p];
      if (byte === is.DOUBLE_QUOTE) return p;
      if (byte !== is.BACKSLASH) continue;
      this.escaped = true;
      if (!isSimpleEscape(bytes[++p])) return -1;
    }
    return -1;
  }

  /** The end of the value that starts at `at`, or -1. */
  private plainValue(at: number): number {
    const { bytes } = this;
    const first = bytes[at];
    if (first === is.DOUBLE_QUOTE) {
      const quote = this.closingQuote(at + 1);
      return quote < 0 ? -1 : quote + 1;
    }
    if (first === TRUE[0]) return is.startsWith(bytes, at, TRUE) ? at + TRUE.length : -1;
    if (first === FALSE[0]) return is.startsWith(bytes, at, FALSE) ? at + FALSE.length : -1;
    const digits = first === is.MINUS ? at + 1 : at;
    let p = digits;
    while (p < this.tokens.end && is.isDigit(bytes[p])) p++;
    // Nine digits are in range whatever they are.
    return p > digits && p <= digits + 9 ? p : -1;
  }

  /** Reads a statement whose first token is given: DONE, or the token that is wrong. */
  private statement(first: number): number {
    const { tokens } = this;
    const start = tokens.start;
    const kind = first < TOKEN.userPref ? undefined : SPECIFIERS.get(first);
    if (kind === undefined) return first;
    let token = tokens.next();
    if (token !== is.OPEN) return token;
    token = tokens.next();
    if (token !== TOKEN.string) return token;
    const nameStart = tokens.start + 1;
    const nameEnd = tokens.at - 1;
    let flags = tokens.escaped ? kind | ESCAPED_NAME : kind;
    token = tokens.next();
    if (token !== is.COMMA) return token;
    token = tokens.next();
    const valueStart = tokens.start;
    const wrong = this.value(token);
    if (wrong !== DONE) return wrong;
    const valueEnd = tokens.at;
    token = tokens.next();
    while (this.attributes && token === is.COMMA) {
      token = tokens.next();
      if (token === TOKEN.locked) flags |= LOCKED;
      else if (token !== TOKEN.sticky) return token;
      token = tokens.next();
    }
    if (token !== is.CLOSE) return token;
    token = tokens.next();
    if (token !== is.SEMICOLON) return token;
    this.record(start, nameStart, nameEnd, valueStart, valueEnd, tokens.at, flags, 0);
    return DONE;
  }

  /** Reads a value whose first token is given: DONE, or the token that is wrong. */
  private value(first: number): number {
    const { tokens } = this;
    if (first === TOKEN.string || first === TOKEN.true || first === TOKEN.false) return DONE;
    const signed = first === is.MINUS || first === is.PLUS;
    const token = signed ? tokens.next() : first;
    if (token !== TOKEN.integer) return token;
    if (tokens.integer <= (first === is.MINUS ? INT_MAX + 1 : INT_MAX)) return DONE;
    return tokens.outOfRange();
  }

  /** `sharedName`: how many leading bytes the name is known to share with the previous one. */
  private record(
    start: number,
    nameStart: number,
    nameEnd: number,
    valueStart: number,
    valueEnd: number,
    end: number,
    flags: number,
    sharedName: number,
  ): void {
    const { statements } = this;
    const previous = statements.length - 1;
    statements.add(start, end, nameStart, nameEnd, valueStart, valueEnd, flags);
    this.tokens.at = end;
    this.lastNameEnd = 0;
    this.lastStart = 0;
    if (!this.sorted) return;
    this.sorted =
      (flags & ESCAPED_NAME) === 0 &&
      (previous < 0 ||
        inOrder(
          this.bytes,
          statements.nameStart(previous) + sharedName,
          statements.nameEnd(previous),
          nameStart + sharedName,
          nameEnd,
        ));
  }

  /** Notes the error and reads on behind the next `;`. */
  private recover(wrong: number): void {
    const { tokens, errors } = this;
    if (errors.length < MOST_ERRORS) {
      errors.push(
        wrong === TOKEN.error
          ? { offset: tokens.errorOffset, code: tokens.errorCode }
          : { offset: tokens.start, code: 'syntax' },
      );
    }
    let token = wrong;
    while (token !== is.SEMICOLON && token !== TOKEN.end) token = tokens.next();
  }
}

/** Whether name a sorts before name b, or is the same. */
function inOrder(bytes: Uint8Array, a: number, aEnd: number, b: number, bEnd: number): boolean {
  let p = a;
  let q = b;
  while (p < aEnd && q < bEnd && bytes[p] === bytes[q]) {
    p++;
    q++;
  }
  return p === aEnd || (q < bEnd && (bytes[p] ?? 0) < (bytes[q] ?? 0));
}
