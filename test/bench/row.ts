// test/bench: what a measurement gives, and what it is asked with. May import: nothing.

/** One line of the table that `npm run bench` prints. */
export interface BenchRow {
  /** What was done, and on how much. */
  readonly name: string;
  /** Medians where a thing was done many times. */
  readonly ours: number;
  /** Null if there is nothing to compare with. */
  readonly rival: number | null;
  readonly unit: 'ms' | 's' | 'kB' | 'MB';
  /** What the rival, or the floor, is; empty if there is none. */
  readonly rivalName: string;
  /** The largest ratio of ours to the rival's that is good enough; null for a mere comparison. */
  readonly aim: number | null;
}

export interface BenchResult {
  readonly rows: readonly BenchRow[];
  /** Further tables and remarks, in Markdown: one paragraph or one table each. */
  readonly notes: readonly string[];
}

export interface BenchSettings {
  /** Also what takes minutes. */
  readonly slow: boolean;
}

export type Bench = (settings: BenchSettings) => Promise<BenchResult>;
