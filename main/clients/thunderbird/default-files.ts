// main/clients/thunderbird: default preference files of an installation and of the system.
// May import: shared, main/system, this folder.
import type { Problem } from '../../../shared/model/problem.ts';
import type { Files } from '../../system/files.ts';
import type { Install } from './installs.ts';
import type { Override } from './overrides.ts';
import { PrefsDocument } from './prefs/document.ts';
import { errorCode, problem } from './problems.ts';
import { isFolder } from './roots.ts';

/**
 * Folders that 153.7 reads at start, in its order (seen with strace on Debian; syspref is Debian's
 * link to /etc/thunderbird/pref). Later folders win. `system` is /etc/thunderbird.
 */
const FOLDERS: readonly { readonly base: keyof Install; readonly path: readonly string[] }[] = [
  { base: 'folder', path: ['defaults', 'pref'] },
  { base: 'folder', path: ['defaults', 'preferences'] },
  { base: 'folder', path: ['defaults', 'syspref'] },
  { base: 'system', path: ['pref'] },
  { base: 'system', path: ['defaults', 'pref'] },
];

/** The rest of the defaults is no business of a mail account. */
const OF_INTEREST =
  /^(?:mail\.(?:server|smtpserver|smtpservers|smtp|account|accountmanager|identity)\b|general\.config\.|autoadmin\.|security\.enterprise_roots\.)/;

export interface DefaultFiles {
  readonly overrides: readonly Override[];
  readonly problems: readonly Problem[];
}

type Join = (...parts: string[]) => string;

/** Within a folder, Thunderbird reads in descending order of names, so the first name wins. */
function filesIn(files: Files, join: Join, folder: string): readonly string[] {
  return files
    .list(folder)
    .filter((name) => name.endsWith('.js'))
    .toSorted()
    .toReversed()
    .map((name) => join(folder, name));
}

function overridesIn(files: Files, file: string): readonly Override[] {
  const document = PrefsDocument.parse(files.readFile(file), { attributes: true });
  return [...document.names()]
    .filter((name) => OF_INTEREST.test(name))
    .flatMap((name): Override[] => {
      const pref = document.defaultPref(name);
      if (!pref) return [];
      return [
        {
          name,
          prefix: false,
          effect: pref.locked ? 'lock' : 'default',
          value: pref.value,
          source: 'default-file',
          file,
          line: document.lineOf(pref.start),
        },
      ];
    });
}

/** The defaults that one installation reads from files outside its archive. Throws nothing. */
export function readDefaultFiles(files: Files, join: Join, install: Install): DefaultFiles {
  const overrides: Override[] = [];
  const problems: Problem[] = [];
  const seen = new Set<string>();
  for (const { base, path } of FOLDERS) {
    const start = install[base];
    if (start === null) continue;
    const folder = join(start, ...path);
    try {
      if (!isFolder(files, folder) || seen.has(files.realPath(folder))) continue;
      seen.add(files.realPath(folder));
      for (const file of filesIn(files, join, folder)) overrides.push(...overridesIn(files, file));
    } catch (error) {
      problems.push(problem('override-unreadable', folder, { system: errorCode(error) }));
    }
  }
  return { overrides, problems };
}
