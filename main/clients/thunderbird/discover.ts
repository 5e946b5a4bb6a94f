// main/clients/thunderbird: which profiles there are, and what is wrong with the lists of them.
// May import: shared, main/system, this folder.
import { createHash } from 'node:crypto';
import type { Place, Profile } from '../../../shared/model/profile.ts';
import type { Problem, ProblemCode } from '../../../shared/model/problem.ts';
import { pathOf, type Environment } from '../../system/environment.ts';
import type { Files } from '../../system/files.ts';
import type { Discovery } from '../client.ts';
import { profileEntries, type ProfileEntry } from './profiles-ini.ts';
import { isFolder, rootsOf } from './roots.ts';
import { errorCode, problem } from './problems.ts';

const INI_NAMES = ['profiles.ini', 'installs.ini'] as const;

/** Collects while folders are looked at; each real folder counts once, however it is named. */
class Finds {
  readonly profiles = new Map<string, Profile>();
  readonly places = new Map<string, Place>();
  readonly problems = new Map<string, Problem>();

  place(path: string, found: boolean): void {
    this.places.set(path, { path, found: found || (this.places.get(path)?.found ?? false) });
  }

  problem(code: ProblemCode, where: string, facts: Problem['facts'] = {}): void {
    this.problems.set(`${code} ${where}`, problem(code, where, facts));
  }

  profile(realPath: string, name: string): void {
    if (this.profiles.has(realPath)) return;
    const hash = createHash('sha256').update(realPath).digest('hex');
    this.profiles.set(realPath, {
      id: `thunderbird-${hash.slice(0, 8)}`,
      client: 'thunderbird',
      name,
      path: realPath,
    });
  }

  discovery(): Discovery {
    return {
      profiles: [...this.profiles.values()],
      places: [...this.places.values()],
      problems: [...this.problems.values()],
    };
  }
}

interface Looking {
  readonly files: Files;
  readonly environment: Environment;
  readonly finds: Finds;
}

/** With --root, absolute paths in ini files mean places on that disk, never on this computer's. */
function onDisk(environment: Environment, path: string): string {
  const { systemRoot } = environment;
  const rules = pathOf(environment);
  if (systemRoot === '' || path === systemRoot || path.startsWith(systemRoot + rules.sep)) {
    return path;
  }
  const withoutDrive = path.replace(/^[A-Za-z]:/, '');
  return rules.join(
    systemRoot,
    rules.sep === '/' ? withoutDrive.replaceAll('\\', '/') : withoutDrive,
  );
}

function folderOf(environment: Environment, root: string, entry: ProfileEntry): string {
  const rules = pathOf(environment);
  if (!entry.relative) return onDisk(environment, rules.normalize(entry.path));
  return rules.join(root, ...entry.path.split('/'));
}

function holds(environment: Environment, folder: string, inner: string): boolean {
  const rules = pathOf(environment);
  const between = rules.relative(folder, inner);
  return between === '' || (!between.startsWith('..') && !rules.isAbsolute(between));
}

interface Candidate {
  readonly folder: string;
  readonly name: string | null;
  /** A folder without prefs.js is a problem only if somebody expects one there. */
  readonly expected: boolean;
  /** The real folder of the ini file that names it. */
  readonly root: string | null;
}

/** Undefined if there is nothing at the end of the path, or no end to its links. */
function realOf(files: Files, folder: string): string | undefined {
  try {
    return files.realPath(folder);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'ELOOP'].includes(errorCode(error))) return undefined;
    throw error;
  }
}

function lookAtProfile(looking: Looking, candidate: Candidate): void {
  const { files, environment, finds } = looking;
  const { folder, name, expected, root } = candidate;
  const rules = pathOf(environment);
  try {
    const real = rules.isAbsolute(folder) ? realOf(files, folder) : undefined;
    const found = real !== undefined && files.linkFacts(rules.join(real, 'prefs.js')) !== undefined;
    finds.place(folder, found);
    if (real === undefined || (!found && files.facts(real)?.kind !== 'folder')) {
      finds.problem('profile-missing', folder);
    } else if (root !== null && holds(environment, real, root)) {
      finds.problem('profile-loop', folder);
    } else if (found) {
      finds.profile(real, name ?? rules.basename(real));
    } else if (expected) {
      finds.problem('profile-empty', folder);
    }
  } catch (error) {
    finds.problem('profile-unreadable', folder, { system: errorCode(error) });
  }
}

function readIni({ files, environment, finds }: Looking, root: string): readonly ProfileEntry[] {
  const rules = pathOf(environment);
  return INI_NAMES.flatMap((name) => {
    const file = rules.join(root, name);
    try {
      if (files.facts(file) === undefined) return [];
      finds.place(root, true);
      const bytes = files.readFile(file);
      const entries = profileEntries(bytes);
      const isText = !bytes.includes(0) || bytes[0] === 0xff;
      if (!isText) finds.problem('ini-unreadable', file);
      return entries;
    } catch (error) {
      finds.problem('ini-unreadable', file, { system: errorCode(error) });
      return [];
    }
  });
}

function lookAtRoot(looking: Looking, root: string): void {
  const { files, environment, finds } = looking;
  finds.place(root, false);
  const entries = readIni(looking, root);
  if (entries.length === 0) return;
  try {
    const realRoot = files.realPath(root);
    for (const entry of entries) {
      lookAtProfile(looking, {
        folder: folderOf(environment, root, entry),
        name: entry.name,
        expected: entry.startedByInstall,
        root: realRoot,
      });
    }
  } catch (error) {
    finds.problem('profile-unreadable', root, { system: errorCode(error) });
  }
}

/** A portable profile that no ini names: there or not, but never a problem. */
function lookAtLooseProfile(looking: Looking, folder: string): void {
  if (!isFolder(looking.files, folder)) looking.finds.place(folder, false);
  else lookAtProfile(looking, { folder, name: null, expected: false, root: null });
}

/**
 * Every profile under the roots of this system, or exactly the folders given (--profile). Profiles
 * are found once per real folder. Throws nothing: problems are `profile-missing`, `profile-loop`,
 * `profile-unreadable`, `profile-empty` (a folder that an installation or the user names, without
 * prefs.js) and `ini-unreadable`.
 */
export function discover(
  files: Files,
  environment: Environment,
  folders: readonly string[],
): Discovery {
  const looking: Looking = { files, environment, finds: new Finds() };
  if (folders.length > 0) {
    for (const folder of folders) {
      const absolute = pathOf(environment).resolve(folder);
      lookAtProfile(looking, { folder: absolute, name: null, expected: true, root: null });
    }
  } else {
    for (const root of rootsOf(files, environment)) {
      if (root.holds === 'ini') lookAtRoot(looking, root.path);
      else lookAtLooseProfile(looking, root.path);
    }
  }
  return looking.finds.discovery();
}
