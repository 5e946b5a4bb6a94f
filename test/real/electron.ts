// test/real: a real Electron as plain Node (ELECTRON_RUN_AS_NODE), whose TLS is BoringSSL: a script of
// ours runs in it and answers questions. May import: node, this folder, build/.
import { findElectron } from '../../build/electron.mjs';
import { startScript, type RunningScript } from './script.ts';

/**
 * Bundles a TypeScript file that calls `answerQuestions` and starts Electron with it. `before` is a
 * command to be put before Electron's, such as SmallNetwork's `inside`. Throws if Electron can't be had.
 */
export function startElectron<Question, Answer>(
  entry: string,
  before: readonly string[] = [],
): Promise<RunningScript<Question, Answer>> {
  return startScript(entry, findElectron().program, before);
}
