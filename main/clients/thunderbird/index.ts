// main/clients/thunderbird: Thunderbird and Betterbird as a MailClient.
// May import: shared, main/system, this folder.
import { ProblemError } from '../../../shared/model/problem.ts';
import type { Environment } from '../../system/environment.ts';
import type { Files } from '../../system/files.ts';
import type { MailClient } from '../client.ts';
import { discover } from './discover.ts';
import { planFileEdits } from './edit.ts';
import { OverridesCache } from './gather.ts';
import { PrefsDocument } from './prefs/document.ts';
import { openProfile, readProfile } from './reading.ts';
import { runningState } from './running.ts';
import { nodeSystem, type System } from './system.ts';

/**
 * Thunderbird on this computer, or on the one that `files` and `environment` describe. What beats
 * the profiles' own files is read once, and again after each `discover`.
 */
export function createThunderbirdClient(
  files: Files,
  environment: Environment,
  system: System = nodeSystem(),
): MailClient {
  const computer = { files, environment };
  const overrides = new OverridesCache(files, environment);
  return {
    id: 'thunderbird',
    discover(folders) {
      overrides.forget();
      return discover(files, environment, folders);
    },
    read: (profile, options) => readProfile(computer, profile, overrides.of(profile.path), options),
    running: (profile) => runningState(files, environment, system, profile.path),
    planEdits(profile, changes, options) {
      const beats = overrides.of(profile.path);
      const { open, problems } = openProfile(computer, profile, beats, options);
      if (open) return planFileEdits(profile, open, changes);
      const [reason] = problems;
      throw new ProblemError({
        code: 'not-editable',
        where: reason?.where ?? profile.path,
        facts: { reason: reason?.code ?? 'prefs-unreadable' },
      });
    },
    readTokens(_file, bytes, keys) {
      const document = PrefsDocument.parse(bytes);
      return keys.map((key) => document.token(key));
    },
    writeTokens: (_file, bytes, edits) =>
      PrefsDocument.parse(bytes).withTokens(edits.map(({ key, to }) => ({ name: key, to }))),
  };
}
