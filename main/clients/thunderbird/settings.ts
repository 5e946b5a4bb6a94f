// main/clients/thunderbird: the two settings files of a profile, read and judged.
// May import: shared, main/system, this folder.
import type { Problem } from '../../../shared/model/problem.ts';
import type { Lock } from '../../../shared/model/server.ts';
import { pathOf, type Environment } from '../../system/environment.ts';
import type { FileFacts, Files } from '../../system/files.ts';
import { PrefsDocument } from './prefs/document.ts';
import { errorCode, problem } from './problems.ts';

/** Far beyond any real profile; a file this size is not what it says it is. */
const LARGEST = 64 * 1024 * 1024;

/** One settings file that could be read. */
export interface SettingsFile {
  readonly path: string;
  readonly document: PrefsDocument;
  /** Why its bytes can't be edited safely, or null. */
  readonly damage: Lock | null;
}

export interface Settings {
  readonly prefs: SettingsFile;
  readonly userJs: SettingsFile | null;
  /** user.js is there, but could not be read: it may win over anything. */
  readonly unreadUserJs: string | null;
}

export interface SettingsReading {
  /** Null if prefs.js can't be read: then nothing is known of the profile's servers. */
  readonly settings: Settings | null;
  readonly problems: readonly Problem[];
}

interface FileReading {
  readonly file: SettingsFile | null;
  readonly problems: readonly Problem[];
}

const lock = (code: Lock['code'], file: string, line: number | null = null): Lock => ({
  code,
  file,
  key: null,
  line,
});

/** What Thunderbird itself stumbles over in a file, as a problem and as a lock. */
function judge(path: string, document: PrefsDocument): FileReading {
  if (document.encoding !== 'bytes') {
    const found = problem('prefs-encoding', path, { encoding: document.encoding });
    return { file: { path, document, damage: lock('syntax-error', path) }, problems: [found] };
  }
  const [first] = document.errors;
  if (!first) return { file: { path, document, damage: null }, problems: [] };
  const { line } = first;
  const found = problem('prefs-syntax', `${path}:${line}`, { line, count: document.errors.length });
  return { file: { path, document, damage: lock('syntax-error', path, line) }, problems: [found] };
}

function readOne(files: Files, path: string, size: number): FileReading {
  if (size > LARGEST) {
    return { file: null, problems: [problem('prefs-too-large', path, { size, limit: LARGEST })] };
  }
  try {
    return judge(path, PrefsDocument.parse(files.readFile(path)));
  } catch (error) {
    const unreadable = problem('prefs-unreadable', path, { system: errorCode(error) });
    return { file: null, problems: [unreadable] };
  }
}

/** What stands there; undefined if nothing, or a link that leads nowhere. */
function look(facts: () => FileFacts | undefined): Pick<FileFacts, 'kind' | 'size'> | undefined {
  try {
    return facts();
  } catch {
    return { kind: 'file', size: 0 }; // not ours to see: reading it will say why
  }
}

/** prefs.js is never read through a link: Thunderbird would replace the link at its next save. */
function readPrefs(files: Files, path: string): FileReading {
  const { kind, size } = look(() => files.linkFacts(path)) ?? { kind: 'file', size: 0 };
  if (kind === 'file') return readOne(files, path, size);
  return { file: null, problems: [problem('prefs-not-regular', path, { kind })] };
}

/** user.js is only ever read by Thunderbird, links included; but it is not edited through one. */
function readUserJs(files: Files, path: string): FileReading | undefined {
  const target = look(() => files.facts(path));
  if (target === undefined) return undefined;
  const { file, problems } = readOne(files, path, target.size);
  if (file === null || look(() => files.linkFacts(path))?.kind === 'file')
    return { file, problems };
  return { file: { ...file, damage: lock('not-regular', path) }, problems };
}

/**
 * prefs.js and user.js of a profile folder. Throws nothing; problems are `prefs-not-regular`,
 * `prefs-too-large` (over 64 MiB), `prefs-unreadable`, `prefs-encoding`, `prefs-syntax`.
 */
export function readSettings(
  files: Files,
  environment: Environment,
  folder: string,
): SettingsReading {
  const rules = pathOf(environment);
  const prefs = readPrefs(files, rules.join(folder, 'prefs.js'));
  if (prefs.file === null) return { settings: null, problems: prefs.problems };
  const userJsPath = rules.join(folder, 'user.js');
  const userJs = readUserJs(files, userJsPath);
  return {
    settings: {
      prefs: prefs.file,
      userJs: userJs?.file ?? null,
      unreadUserJs: userJs?.file === null ? userJsPath : null,
    },
    problems: [...prefs.problems, ...(userJs?.problems ?? [])],
  };
}
