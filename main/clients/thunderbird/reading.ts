// main/clients/thunderbird: everything known of one profile, put together.
// May import: shared, main/system, this folder.
import type { Problem } from '../../../shared/model/problem.ts';
import type { Profile } from '../../../shared/model/profile.ts';
import type { Lock } from '../../../shared/model/server.ts';
import type { Environment } from '../../system/environment.ts';
import type { Files } from '../../system/files.ts';
import type { Reading, ReadOptions, TrustBasis } from '../client.ts';
import { walkAccounts } from './accounts.ts';
import { readExceptions, trustOf } from './certificates.ts';
import { overrideLock, type Overrides } from './overrides.ts';
import { Preferences } from './preferences.ts';
import { configuredServer, type ServerContext } from './servers.ts';
import { readSettings, type Settings } from './settings.ts';
import { userJsLock, writeChecker } from './user-js.ts';

export interface Computer {
  readonly files: Files;
  readonly environment: Environment;
}

/** A profile whose settings could be read, and what its values come from. */
export interface OpenProfile {
  readonly settings: Settings;
  readonly overrides: Overrides;
  readonly reading: Reading;
}

const NO_TRUST: TrustBasis = { mozilla: true, system: false, added: [], unread: [] };

/** Whatever stands against an edit of these keys, the most telling reason first. */
function lockOf(
  canWrite: (path: string) => boolean,
  settings: Settings,
  overrides: Overrides,
  options: ReadOptions,
  keys: readonly string[],
): Lock | null {
  const { prefs } = settings;
  return (
    prefs.damage ??
    overrideLock(overrides, keys) ??
    userJsLock(canWrite, settings, keys, options) ??
    (canWrite(prefs.path) ? null : { code: 'unwritable', file: prefs.path, key: null, line: null })
  );
}

/** The settings' own view: what Thunderbird would do with these two files and these overrides. */
export function preferencesOf(settings: Settings, overrides: Overrides): Preferences {
  return new Preferences(settings.prefs.document, settings.userJs?.document ?? null, overrides);
}

/** Opens a profile; undefined if prefs.js can't be read, with the reasons among the problems. */
export function openProfile(
  computer: Computer,
  profile: Profile,
  overrides: Overrides,
  options: ReadOptions,
): { readonly open: OpenProfile | undefined; readonly problems: readonly Problem[] } {
  const { files, environment } = computer;
  const { settings, problems } = readSettings(files, environment, profile.path);
  if (settings === null) return { open: undefined, problems };

  const preferences = preferencesOf(settings, overrides);
  const accounts = walkAccounts(preferences, settings.prefs.path);
  const canWrite = writeChecker(files, environment);
  const context: ServerContext = {
    profile,
    prefs: settings.prefs,
    preferences,
    exceptions: readExceptions(files, environment, profile.path),
    lockOf: (keys) => lockOf(canWrite, settings, overrides, options, keys),
  };
  const servers = [
    ...accounts.incoming.map((used) => configuredServer(context, 'incoming', used)),
    ...accounts.outgoing.map((used) => configuredServer(context, 'outgoing', used)),
  ];
  const all = [...problems, ...overrides.problems, ...accounts.problems];
  const trust = trustOf(files, environment, profile.path, preferences, overrides);
  return {
    open: { settings, overrides, reading: { servers, trust, problems: all } },
    problems: all,
  };
}

/** The same for those who only want to know. */
export function readProfile(
  computer: Computer,
  profile: Profile,
  overrides: Overrides,
  options: ReadOptions,
): Reading {
  const { open, problems } = openProfile(computer, profile, overrides, options);
  return open?.reading ?? { servers: [], trust: NO_TRUST, problems };
}
