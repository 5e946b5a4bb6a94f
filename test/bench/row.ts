// test/bench: one line of the table that `npm run bench` prints.

export interface BenchRow {
  /** What was done, and on how much. */
  readonly name: string;
  /** Medians. */
  readonly ours: number;
  readonly rival: number;
  readonly unit: 'ms';
  readonly rivalName: string;
  /** The largest ratio of ours to the rival's that is good enough; null for a mere comparison. */
  readonly aim: number | null;
}
