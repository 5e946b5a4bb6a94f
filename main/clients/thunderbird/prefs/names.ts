// main/clients/thunderbird/prefs: finds statements by name. Thunderbird writes its file sorted, so
// that nothing has to be built to find one; a file in another order gets a map at the first question.
// May import: this folder.
import { nameOf } from './literal.ts';
import type { Scan } from './scanner.ts';
import type { Statements } from './statements.ts';

export interface NameIndex {
  /** The statements of a name (latin1 of its bytes) in the file's order; empty if there are none. */
  find(name: string): readonly number[];
  /** Every name once. */
  names(): Iterable<string>;
}

export function indexNames(bytes: Buffer, { sorted, statements }: Scan): NameIndex {
  return sorted ? new SortedNames(bytes, statements) : new MappedNames(bytes, statements);
}

class SortedNames implements NameIndex {
  private readonly bytes: Buffer;
  private readonly statements: Statements;

  constructor(bytes: Buffer, statements: Statements) {
    this.bytes = bytes;
    this.statements = statements;
  }

  find(name: string): readonly number[] {
    const { statements } = this;
    const found: number[] = [];
    for (let i = this.lowerBound(name); i < statements.length; i++) {
      const length = statements.nameEnd(i) - statements.nameStart(i);
      if (length !== name.length || this.shared(i, name, 0) !== length) break;
      found.push(i);
    }
    return found;
  }

  *names(): Iterable<string> {
    let last: string | undefined;
    for (let i = 0; i < this.statements.length; i++) {
      const name = statementName(this.bytes, this.statements, i);
      if (name !== last) yield name;
      last = name;
    }
  }

  /**
   * The first statement whose name does not sort before `name`. Names at both ends of the range
   * share their first bytes with it, and so do all between: those are not compared again.
   */
  private lowerBound(name: string): number {
    let low = 0;
    let high = this.statements.length;
    let sharedLow = 0;
    let sharedHigh = 0;
    while (low < high) {
      const middle = (low + high) >> 1;
      const shared = this.shared(middle, name, Math.min(sharedLow, sharedHigh));
      if (this.sortsBefore(middle, name, shared)) {
        low = middle + 1;
        sharedLow = shared;
      } else {
        high = middle;
        sharedHigh = shared;
      }
    }
    return low;
  }

  /** How many leading bytes a statement's name shares with `name`, `from` of which are known. */
  private shared(statement: number, name: string, from: number): number {
    const start = this.statements.nameStart(statement);
    const most = Math.min(this.statements.nameEnd(statement) - start, name.length);
    let i = from;
    while (i < most && this.bytes[start + i] === name.charCodeAt(i)) i++;
    return i;
  }

  private sortsBefore(statement: number, name: string, shared: number): boolean {
    if (shared === name.length) return false;
    const at = this.statements.nameStart(statement) + shared;
    if (at === this.statements.nameEnd(statement)) return true;
    return (this.bytes[at] ?? 0) < name.charCodeAt(shared);
  }
}

class MappedNames implements NameIndex {
  private readonly last = new Map<string, number>();
  /** For each statement the one of the same name before it, or -1. */
  private readonly before: Int32Array;

  constructor(bytes: Buffer, statements: Statements) {
    this.before = new Int32Array(statements.length);
    for (let i = 0; i < statements.length; i++) {
      const name = statementName(bytes, statements, i);
      this.before[i] = this.last.get(name) ?? -1;
      this.last.set(name, i);
    }
  }

  find(name: string): readonly number[] {
    const found: number[] = [];
    let at = this.last.get(name) ?? -1;
    while (at >= 0) {
      found.push(at);
      at = this.before[at] ?? -1;
    }
    return found.reverse();
  }

  names(): Iterable<string> {
    return this.last.keys();
  }
}

/** The name of a statement, one character a byte. */
export function statementName(bytes: Buffer, statements: Statements, statement: number): string {
  return nameOf(
    bytes,
    statements.nameStart(statement),
    statements.nameEnd(statement),
    statements.nameEscaped(statement),
  );
}
