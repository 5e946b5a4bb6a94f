// main/clients/thunderbird: which tokens in which files make a change real.
// May import: shared, main/system, this folder.
import type { Change } from '../../../shared/model/plan.ts';
import { ProblemError } from '../../../shared/model/problem.ts';
import type { Profile } from '../../../shared/model/profile.ts';
import type { Lock, MailServer } from '../../../shared/model/server.ts';
import type { FileEdit, KeyEdit } from '../client.ts';
import { branchOf, SOCKET_TYPE_OF } from './defaults.ts';
import { effectiveServer } from './effective.ts';
import { PrefsDocument } from './prefs/document.ts';
import { preferencesOf, type OpenProfile } from './reading.ts';
import type { Settings, SettingsFile } from './settings.ts';
import { keysInUserJs } from './user-js.ts';

function notEditable(where: string, facts: Readonly<Record<string, string | number>>): never {
  throw new ProblemError({ code: 'not-editable', where, facts });
}

function lockFacts(lock: Lock): Readonly<Record<string, string | number>> {
  return {
    reason: lock.code,
    file: lock.file,
    ...(lock.key === null ? {} : { key: lock.key }),
    ...(lock.line === null ? {} : { line: lock.line }),
  };
}

function editableServer(open: OpenProfile, change: Change): MailServer {
  const server = open.reading.servers.find(({ id }) => id === change.server);
  if (server?.kind !== 'mail') return notEditable(change.server, { reason: 'unsupported' });
  if (server.lockedBy !== null) return notEditable(change.server, lockFacts(server.lockedBy));
  return server;
}

/**
 * The tokens of one change. The port is always written: without a stored one, the mode alone would
 * move it (465 to 587, but also 993 to 143), and a default branch could move it again.
 */
function tokensOf(server: MailServer, change: Change): readonly (readonly [string, string])[] {
  const branch = branchOf(server.protocol, server.key);
  return [
    [branch.tls, String(SOCKET_TYPE_OF[change.to.tls])],
    [branch.port, String(change.to.port)],
  ];
}

function edits(
  file: SettingsFile,
  change: Change,
  tokens: readonly (readonly [string, string])[],
): readonly KeyEdit[] {
  return tokens
    .map(([key, to]) => ({ change: change.id, key, from: file.document.token(key), to }))
    .filter(({ from, to }) => from !== to);
}

interface Edits {
  readonly prefs: readonly KeyEdit[];
  readonly userJs: readonly KeyEdit[];
}

function editsOf(settings: Settings, server: MailServer, change: Change): Edits {
  const tokens = tokensOf(server, change);
  const inUserJs = new Set(
    keysInUserJs(
      settings,
      tokens.map(([key]) => key),
    ),
  );
  const { prefs, userJs } = settings;
  return {
    prefs: edits(prefs, change, tokens),
    userJs:
      userJs === null
        ? []
        : edits(
            userJs,
            change,
            tokens.filter(([key]) => inUserJs.has(key)),
          ),
  };
}

function edited(file: SettingsFile, keys: readonly KeyEdit[]): SettingsFile {
  if (keys.length === 0) return file; // a damaged user.js that sets none of them stays as it is
  const bytes = file.document.withTokens(keys.map(({ key, to }) => ({ name: key, to })));
  return { ...file, document: PrefsDocument.parse(bytes) };
}

/**
 * Reads the edited files as Thunderbird would. Where something odd still wins (a default of another
 * type, say), the change is refused before anything is written.
 */
function prove(open: OpenProfile, server: MailServer, change: Change, planned: Edits): void {
  const { prefs, userJs } = open.settings;
  const after: Settings = {
    ...open.settings,
    prefs: edited(prefs, planned.prefs),
    userJs: userJs === null ? null : edited(userJs, planned.userJs),
  };
  const preferences = preferencesOf(after, open.overrides);
  const { port, tls } = effectiveServer(preferences, server.protocol, server.key);
  if (port === change.to.port && tls === change.to.tls) return;
  notEditable(change.server, { reason: 'unsupported', file: prefs.path, port, tls });
}

/**
 * One FileEdit for each file that must change: prefs.js, and user.js where it sets the same keys
 * (the caller opened the profile with includeUserJs, or such a server is locked). Keys that already
 * hold their token are left out. Throws ProblemError `not-editable`, with the lock in its facts.
 */
export function planFileEdits(
  profile: Profile,
  open: OpenProfile,
  changes: readonly Change[],
): readonly FileEdit[] {
  const planned = changes.map((change) => {
    const server = editableServer(open, change);
    const one = editsOf(open.settings, server, change);
    prove(open, server, change, one);
    return one;
  });
  const { prefs, userJs } = open.settings;
  const byFile = [
    { file: prefs, keys: planned.flatMap((one) => one.prefs) },
    { file: userJs, keys: planned.flatMap((one) => one.userJs) },
  ];
  return byFile.flatMap(({ file, keys }): FileEdit[] =>
    file === null || keys.length === 0
      ? []
      : [{ client: 'thunderbird', profile: profile.id, file: file.path, keys }],
  );
}
