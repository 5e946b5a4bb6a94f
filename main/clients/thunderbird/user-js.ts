// main/clients/thunderbird: user.js, which the user's own hand wrote and which wins at every start.
// May import: shared, main/system, this folder.
import type { Lock } from '../../../shared/model/server.ts';
import type { ReadOptions } from '../client.ts';
import type { Files } from '../../system/files.ts';
import { pathOf, type Environment } from '../../system/environment.ts';
import type { Settings } from './settings.ts';

/** Those of the keys that user.js sets for good; a `pref()` there is only a default. */
export function keysInUserJs(settings: Settings, keys: readonly string[]): readonly string[] {
  return keys.filter((key) => settings.userJs?.document.userPref(key) !== undefined);
}

/** Whether a file can be replaced: itself and its folder must be writable. Asked once a file. */
export function writeChecker(files: Files, environment: Environment): (path: string) => boolean {
  const known = new Map<string, boolean>();
  return (path) => {
    const answer =
      known.get(path) ??
      (files.writable(path) && files.writable(pathOf(environment).dirname(path)));
    known.set(path, answer);
    return answer;
  };
}

/**
 * Why a change of these keys in prefs.js would not last because of user.js, or null. With
 * `includeUserJs`, user.js is edited too, and only what prevents that remains.
 */
export function userJsLock(
  canWrite: (path: string) => boolean,
  settings: Settings,
  keys: readonly string[],
  options: ReadOptions,
): Lock | null {
  if (settings.unreadUserJs !== null) {
    return { code: 'user-js-unreadable', file: settings.unreadUserJs, key: null, line: null };
  }
  const { userJs } = settings;
  const [key] = keysInUserJs(settings, keys);
  if (userJs === null || key === undefined) return null;
  if (!options.includeUserJs) {
    const pref = userJs.document.userPref(key);
    const line = pref === undefined ? null : userJs.document.lineOf(pref.start);
    return { code: 'user-js', file: userJs.path, key, line };
  }
  if (userJs.damage !== null) return userJs.damage;
  if (canWrite(userJs.path)) return null;
  return { code: 'unwritable', file: userJs.path, key: null, line: null };
}
