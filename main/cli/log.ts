// main/cli: --log, one JSON line an event. May import: shared, the engine's redaction, node.
import { appendFileSync } from 'node:fs';
import { ProblemError, type Problem } from '../../shared/model/problem.ts';
import { redact } from '../engine/redact.ts';
import type { Settings } from './arguments.ts';
import type { CommandContext } from './context.ts';

/**
 * Adds each entry with its time to the file of --log; personal parts are taken out as in the
 * document. The file is opened at once: throws ProblemError `log-unwritable`. A log that fails later
 * (a full disk) is told once and given up; it never stops a change in the middle.
 */
export function eventLog(
  { log, redact: redacted }: Pick<Settings, 'log' | 'redact'>,
  home: string,
  onFailure: (problem: Problem) => void,
): CommandContext['log'] {
  if (log === null) return () => undefined;
  const opening = add(log, '');
  if (opening) throw new ProblemError(opening);
  let writable = true;
  return (entry) => {
    if (!writable) return;
    const shown = redacted ? redact(entry, home) : entry;
    const problem = add(log, `${JSON.stringify({ at: new Date().toISOString(), ...shown })}\n`);
    if (!problem) return;
    writable = false;
    onFailure(problem);
  };
}

function add(file: string, text: string): Problem | undefined {
  try {
    appendFileSync(file, text, { mode: 0o600 });
    return undefined;
  } catch (error) {
    const errno = (error as NodeJS.ErrnoException).code ?? 'unknown';
    return { code: 'log-unwritable', where: file, facts: { errno } };
  }
}
