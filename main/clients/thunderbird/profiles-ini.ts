// main/clients/thunderbird: profiles.ini and installs.ini, the lists of profiles of one root.
// May import: shared, main/system, this folder, ini.
import ini from 'ini';

/** One profile as an ini file names it. */
export interface ProfileEntry {
  readonly name: string | null;
  /** As written: `Profiles/abcd.default`, `/elsewhere/x`, `D:\mail\x`. */
  readonly path: string;
  /** Relative to the folder of the ini file, with forward slashes on every system. */
  readonly relative: boolean;
  /** True if an installation starts it (an Install section's Default). */
  readonly startedByInstall: boolean;
}

type Section = Readonly<Record<string, unknown>>;

const PROFILE_SECTION = /^Profile(\d+)$/;
/** installs.ini repeats the sections of profiles.ini without the prefix. */
const INSTALL_SECTION = /^(?:Install)?[0-9A-F]{8,}$/;

/** profiles.ini is UTF-8, with or without a byte order mark, or UTF-16LE with one (nsINIParser). */
function decode(bytes: Uint8Array): string {
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(utf16 ? 'utf-16le' : 'utf-8').decode(bytes);
}

/**
 * Thunderbird takes everything after `=` as it stands; the `ini` package would cut it at `#` and
 * `;` and halve the backslashes of `\\server\share`. Quoting each value makes the two agree.
 */
function quoteValues(text: string): string {
  return text
    .split(/[\r\n]+/)
    .map((line) => {
      const equals = line.indexOf('=');
      if (equals < 1 || /^\s*[#;[]/.test(line)) return line;
      return `${line.slice(0, equals)}=${JSON.stringify(line.slice(equals + 1))}`;
    })
    .join('\n');
}

function sectionsOf(bytes: Uint8Array): readonly (readonly [string, Section])[] {
  const parsed = ini.parse(quoteValues(decode(bytes)), { bracketedArray: false });
  return Object.entries(parsed).filter(
    (entry): entry is [string, Section] => typeof entry[1] === 'object' && entry[1] !== null,
  );
}

function text(section: Section, key: string): string | undefined {
  const value = section[key];
  // The package turns true, false and null into values of their own, and repeats into lists.
  const last: unknown = Array.isArray(value) ? value.at(-1) : value;
  if (typeof last === 'string') return last === '' ? undefined : last;
  return typeof last === 'boolean' || last === null ? String(last) : undefined;
}

function isAbsolute(path: string): boolean {
  return /^(?:\/|[A-Za-z]:[\\/]|\\\\)/.test(path);
}

/**
 * The profiles that profiles.ini (or installs.ini, its back-up) names: `Profile` sections in the
 * order of their numbers, wherever they stand and whatever number is missing, then those folders
 * that only an installation's section names. Sources: nsToolkitProfileService.cpp, nsINIParser.cpp.
 */
export function profileEntries(bytes: Uint8Array): readonly ProfileEntry[] {
  const sections = sectionsOf(bytes);
  const started = new Set(
    sections
      .filter(([name]) => INSTALL_SECTION.test(name))
      .map(([, section]) => text(section, 'Default'))
      .filter((path) => path !== undefined),
  );
  const named = sections
    .map(([name, section]) => ({ number: PROFILE_SECTION.exec(name)?.[1], section }))
    .filter(({ number }) => number !== undefined)
    .toSorted((a, b) => Number(a.number) - Number(b.number))
    .flatMap(({ section }): ProfileEntry[] => {
      const path = text(section, 'Path');
      if (path === undefined) return [];
      const isRelative = text(section, 'IsRelative');
      return [
        {
          name: text(section, 'Name') ?? null,
          path,
          relative: isRelative === undefined ? !isAbsolute(path) : isRelative === '1',
          startedByInstall: started.has(path),
        },
      ];
    });
  const known = new Set(named.map((entry) => entry.path));
  const onlyStarted = [...started]
    .filter((path) => !known.has(path))
    .map((path): ProfileEntry => ({
      name: null,
      path,
      relative: !isAbsolute(path),
      startedByInstall: true,
    }));
  return [...named, ...onlyStarted];
}
