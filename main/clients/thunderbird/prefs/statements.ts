// main/clients/thunderbird/prefs: where the statements of a file stand, seven integers each, so that
// a file of 10 MB is one array and not half a million objects. May import: this folder.
import type { PrefKind } from './pref.ts';

const KINDS: readonly PrefKind[] = ['user_pref', 'pref', 'sticky_pref'];
const WIDTH = 7;

/** Bits 0 and 1 of a statement's flags are its kind. */
export const USER_PREF = 0;
export const PREF = 1;
export const STICKY_PREF = 2;
export const LOCKED = 4;
/** The name holds a backslash. */
export const ESCAPED_NAME = 8;

/** A growing table. Offsets are bytes from the start of the file; names are without their quotes. */
export class Statements {
  length = 0;
  private cells: Int32Array;

  constructor(expected: number) {
    this.cells = new Int32Array(expected * WIDTH);
  }

  add(
    start: number,
    end: number,
    nameStart: number,
    nameEnd: number,
    valueStart: number,
    valueEnd: number,
    flags: number,
  ): void {
    const at = this.length * WIDTH;
    if (at === this.cells.length) this.grow();
    const { cells } = this;
    cells[at] = start;
    cells[at + 1] = end;
    cells[at + 2] = nameStart;
    cells[at + 3] = nameEnd;
    cells[at + 4] = valueStart;
    cells[at + 5] = valueEnd;
    cells[at + 6] = flags;
    this.length++;
  }

  /** From the first letter of the keyword... */
  start(statement: number): number {
    return this.cell(statement, 0);
  }

  /** ...to after the `;`. */
  end(statement: number): number {
    return this.cell(statement, 1);
  }

  nameStart(statement: number): number {
    return this.cell(statement, 2);
  }

  nameEnd(statement: number): number {
    return this.cell(statement, 3);
  }

  valueStart(statement: number): number {
    return this.cell(statement, 4);
  }

  valueEnd(statement: number): number {
    return this.cell(statement, 5);
  }

  kind(statement: number): PrefKind {
    return KINDS[this.cell(statement, 6) & 3] ?? 'user_pref';
  }

  locked(statement: number): boolean {
    return (this.cell(statement, 6) & LOCKED) !== 0;
  }

  nameEscaped(statement: number): boolean {
    return (this.cell(statement, 6) & ESCAPED_NAME) !== 0;
  }

  private cell(statement: number, column: number): number {
    return this.cells[statement * WIDTH + column] ?? 0;
  }

  private grow(): void {
    const larger = new Int32Array(Math.max(this.cells.length * 2, 16 * WIDTH));
    larger.set(this.cells);
    this.cells = larger;
  }
}
