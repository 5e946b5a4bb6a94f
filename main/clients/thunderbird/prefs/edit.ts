// main/clients/thunderbird/prefs: edits of a preference file as splices of its bytes.
// May import: node, this folder.
import * as is from './bytes.ts';
import type { Statements } from './statements.ts';

/** Replaces the bytes [start, end) by a text, one byte a character (latin1). */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A file without errors: between its statements stand white space and comments only. */
export interface Sound {
  readonly bytes: Buffer;
  /** Where its text starts, after a byte order mark. */
  readonly from: number;
  readonly statements: Statements;
}

/**
 * The bytes with all splices made. Removals may overlap, and a text may stand where something is
 * removed; of several texts at one place the first comes first.
 */
export function splice(bytes: Buffer, splices: readonly Splice[]): Buffer {
  const parts: Buffer[] = [];
  let at = 0;
  for (const { start, end, text } of splices.toSorted((a, b) => a.start - b.start)) {
    if (start > at) parts.push(bytes.subarray(at, start));
    parts.push(Buffer.from(text, 'latin1'));
    at = Math.max(at, end);
  }
  parts.push(bytes.subarray(at));
  return Buffer.concat(parts);
}

/** Takes a statement out, with its line if nothing else stands on it. */
export function removal({ bytes, from, statements }: Sound, statement: number): Splice {
  const start = statements.start(statement);
  const end = statements.end(statement);
  let lineStart = start;
  while (lineStart > from && is.isBlank(bytes[lineStart - 1])) lineStart--;
  let lineEnd = end;
  while (is.isBlank(bytes[lineEnd])) lineEnd++;
  const next = is.afterEndOfLine(bytes, lineEnd);
  const atFileEnd = lineEnd === bytes.length;
  const first = lineStart === from;
  const alone = (first || isEndOfLine(bytes[lineStart - 1])) && (atFileEnd || next > lineEnd);
  if (!alone) return { start, end, text: '' };
  if (!atFileEnd || first) return { start: lineStart, end: next, text: '' };
  // The last line has no end of its own: the one before it goes.
  const pair = bytes[lineStart - 1] === is.LF && bytes[lineStart - 2] === is.CR;
  return { start: lineStart - (pair ? 2 : 1), end: lineEnd, text: '' };
}

/**
 * A new line for a statement: after the line of the last `user_pref` that shares most of the name's
 * dotted parts, or at the end of the file, with the end of line that is in use there.
 */
export function insertion(file: Sound, name: string, line: string): Splice {
  const { bytes } = file;
  const relative = nearest(file, name);
  const at = relative < 0 ? bytes.length : afterLine(file, relative);
  const endOfLine = endOfLineBefore(bytes, at);
  const needsEnd = at > file.from && !isEndOfLine(bytes[at - 1]);
  const text = needsEnd ? endOfLine + line : line + endOfLine;
  return { start: at, end: at, text };
}

function isEndOfLine(byte: number | undefined): boolean {
  return byte === is.LF || byte === is.CR;
}

/** The last `user_pref` with the most leading parts in common with `name`, or -1 if there is none. */
function nearest({ bytes, statements }: Sound, name: string): number {
  let best = -1;
  let most = 0;
  for (let i = 0; i < statements.length; i++) {
    if (statements.kind(i) !== 'user_pref') continue;
    const shared = sharedParts(bytes, statements.nameStart(i), statements.nameEnd(i), name);
    if (shared < most) continue;
    best = i;
    most = shared;
  }
  return best;
}

/** How many leading parts between dots the two names share; an escape is no part of any. */
function sharedParts(bytes: Buffer, start: number, end: number, name: string): number {
  let parts = 0;
  for (let i = 0; ; i++) {
    const ours = i < name.length ? name.charCodeAt(i) : is.DOT;
    const theirs = start + i < end ? bytes[start + i] : is.DOT;
    if (ours !== theirs) return parts;
    if (ours === is.DOT) parts++;
    if (i >= name.length || start + i >= end) return parts;
  }
}

/**
 * The start of the line after a statement's, however many statements and comments stand between;
 * the end of the file if there is none.
 */
function afterLine({ bytes, statements }: Sound, statement: number): number {
  let current = statement;
  let p = statements.end(current);
  while (p < bytes.length) {
    const byte = bytes[p];
    if (isEndOfLine(byte)) return is.afterEndOfLine(bytes, p);
    if (is.isBlank(byte)) p++;
    else if (byte === is.SLASH && bytes[p + 1] === is.STAR) {
      p = is.afterBlockComment(bytes, p + 2, bytes.length);
    } else if (byte === is.HASH || byte === is.SLASH) {
      p = is.findEndOfLine(bytes, p, bytes.length);
    } else p = statements.end(++current);
  }
  return bytes.length;
}

/** The last end of line before an offset, or LF if there is none. */
function endOfLineBefore(bytes: Buffer, offset: number): string {
  const line = bytes.lastIndexOf(is.LF, offset - 1);
  const carriage = bytes.lastIndexOf(is.CR, offset - 1);
  if (offset === 0 || (line < 0 && carriage < 0)) return '\n';
  if (line < 0 || carriage > line) return '\r';
  return carriage === line - 1 && carriage >= 0 ? '\r\n' : '\n';
}
