// test: what no answer of a hostile server may become. May import: vitest, shared.
import { expect } from 'vitest';

/** Everything but printable ASCII. */
const UNPRINTABLE = /[^\x20-\x7e]/;

/** No text anywhere in a value, names of its parts included, holds anything but printable ASCII. */
export function expectPrintable(value: unknown): void {
  if (typeof value === 'string') expect(value).not.toMatch(UNPRINTABLE);
  else if (typeof value === 'object' && value !== null) {
    for (const part of Object.entries(value).flat()) expectPrintable(part);
  }
}
