// main/wizard: opaque ids. The window names a thing only by what it was given here, never by a path.
// May import: shared.
import { ProblemError } from '../../shared/model/problem.ts';

/** Things of one kind, each by a number that says nothing of it: `account-1`, `run-3`. */
export class Ids<T> {
  readonly #kind: string;
  readonly #names = new Map<string, string>();
  readonly #things = new Map<string, T>();

  /** `kind`: at most twelve small letters, as the contract has it. */
  constructor(kind: string) {
    this.#kind = kind;
  }

  /** The id of a thing, the same each time for the same key. */
  put(key: string, thing: T): string {
    const known = this.#names.get(key) ?? `${this.#kind}-${this.#names.size + 1}`;
    this.#names.set(key, known);
    this.#things.set(known, thing);
    return known;
  }

  /** What no longer counts is unknown from here on; its key would get the same id again. */
  forget(): void {
    this.#things.clear();
  }

  /** Throws ProblemError `unknown-id`. */
  get(id: string): T {
    const thing = this.#things.get(id);
    if (thing === undefined) {
      throw new ProblemError({ code: 'unknown-id', where: null, facts: {} });
    }
    return thing;
  }
}
