// main/electron: the report of a failure, to be handed to the help desk. Pure.
// May import: shared, main/engine.
import { ProblemError } from '../../shared/model/problem.ts';
import { redactText } from '../engine/redact.ts';

export interface Surroundings {
  readonly version: string;
  /** `process.versions`. */
  readonly versions: Readonly<Partial<Record<'electron' | 'chrome' | 'node', string>>>;
  /** The system's name, release and processor. */
  readonly system: string;
  readonly home: string;
  readonly now: Date;
}

/** What failed and where it ran, without anything personal. */
export function failureReport(
  failure: unknown,
  { version, versions, system, home, now }: Surroundings,
): string {
  const code = failure instanceof ProblemError ? failure.problem.code : 'internal';
  const text = failure instanceof Error ? (failure.stack ?? failure.message) : String(failure);
  const { electron = '?', chrome = '?', node = '?' } = versions;
  return redactText(
    [
      `STARTTLS Migrator ${version}: ${code}`,
      now.toISOString(),
      `${system}; Electron ${electron}, Chromium ${chrome}, Node ${node}`,
      text,
    ].join('\n'),
    home,
  );
}
