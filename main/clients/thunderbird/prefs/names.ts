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
    let low = 0;
    let high = this.statements.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.compare(middle, name) < 0) low = middle + 1;
      else high = middle;
    }
    const found: number[] = [];
    for (let i = low; i < this.statements.length && this.compare(i, name) === 0; i++) found.push(i);
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

  /** Negative if the statement's name sorts before `name`, positive if after, 0 if it is the same. */
  private compare(statement: number, name: string): number {
    const start = this.statements.nameStart(statement);
    const length = this.statements.nameEnd(statement) - start;
    const common = Math.min(length, name.length);
    for (let i = 0; i < common; i++) {
      const difference = (this.bytes[start + i] ?? 0) - name.charCodeAt(i);
      if (difference !== 0) return difference;
    }
    return length - name.length;
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
