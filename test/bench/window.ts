// test/bench: the window: how soon it is there, what it weighs, and whether it moves with 200 accounts.
// May import: this folder.
import type { BenchResult } from './row.ts';
import { benchBundle } from './window-bundle.ts';
import { benchFrames } from './window-frames.ts';
import { benchWindowStart } from './window-start.ts';

/** Needs what the tests of the window need: Debian's Chromium, Xvfb, an Electron. About two minutes. */
export async function benchWindow(): Promise<BenchResult> {
  const results = [await benchBundle(), await benchWindowStart(), await benchFrames()];
  return {
    rows: results.flatMap(({ rows }) => rows),
    notes: results.flatMap(({ notes }) => notes),
  };
}
