// test/real: a real Electron as plain Node (ELECTRON_RUN_AS_NODE), whose TLS is BoringSSL: a script of
// ours runs in it and answers questions. May import: node, this folder, build/.
import path from 'node:path';
import { NPM_COPIES, npmCopy } from '../../build/npm-copy.mjs';
import { startScript, type RunningScript } from './script.ts';

/**
 * Bundles a TypeScript file that calls `answerQuestions` and starts Electron with it. `before` is a
 * command to be put before Electron's, such as SmallNetwork's `inside`. Throws if Electron can't be had.
 */
export function startElectron<Question, Answer>(
  entry: string,
  before: readonly string[] = [],
): Promise<RunningScript<Question, Answer>> {
  const electron = path.join(npmCopy(NPM_COPIES.electron), 'bin/electron');
  return startScript(entry, electron, before);
}
