// test/bench: one line of the table that `npm run bench` prints.

export interface BenchRow {
  /** What was done, and on how much. */
  readonly name: string;
  /** Medians. */
  readonly ours: number;
  readonly rival: number;
  readonly unit: 'ms';
  readonly rivalName: string;
}
