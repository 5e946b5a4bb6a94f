// main/clients/thunderbird: autoconfig (.cfg) files, JavaScript that an administrator lets
// Thunderbird run at every start. It is read, never run: what can be told is told.
// May import: shared, main/system, this folder.
import type { Problem } from '../../../shared/model/problem.ts';
import type { Files } from '../../system/files.ts';
import type { Install } from './installs.ts';
import type { Override, OverrideEffect, RemoteSettings } from './overrides.ts';
import { winning } from './overrides.ts';
import type { PrefValue } from './prefs/document.ts';
import { errorCode, problem } from './problems.ts';

export interface Autoconfig {
  readonly overrides: readonly Override[];
  readonly remote: RemoteSettings | null;
  readonly problems: readonly Problem[];
}

const NONE: Autoconfig = { overrides: [], remote: null, problems: [] };

/** What each function of defaults/autoconfig/prefcalls.js does. */
const CALLS: Readonly<Record<string, OverrideEffect>> = {
  lockPref: 'relock',
  defaultPref: 'default',
  pref: 'user',
  clearPref: 'clear',
  unlockPref: 'unlock',
};

const CALL = /\b(lockPref|defaultPref|pref|clearPref|unlockPref)\s*\(/g;
/** Both ways in which a .cfg says that more comes from elsewhere. */
const REMOTE = /autoadmin\.global_config_url|\bgetLDAPAttributes\b/;

const STRING = /^\s*(["'])((?:\\.|(?!\1)[^\\])*)\1/s;
/** Names put together by code still begin with a text that tells what they are about. */
const MAIL_BRANCH = /^mail\.(?:server|smtpserver|account|identity)\b/;

/** Comments become spaces (line breaks stay), so that what is switched off is not found. */
export function withoutComments(text: string): string {
  return text.replace(
    /("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/g,
    (whole, quoted: string | undefined) => quoted ?? whole.replaceAll(/[^\n]/g, ' '),
  );
}

function literal(text: string): PrefValue | undefined {
  const bare = text.trim();
  if (/^[+-]?\d+$/.test(bare)) return Number(bare);
  if (bare === 'true' || bare === 'false') return bare === 'true';
  const quoted = STRING.exec(bare);
  return quoted?.[0] === bare && !bare.includes('\\') ? quoted[2] : undefined;
}

/** The second argument, up to the parenthesis or semicolon that ends a simple call. */
function valueAfter(text: string): PrefValue | undefined {
  const rest = /^\s*,\s*("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[^)\n]*?)\s*\)/.exec(text);
  return rest?.[1] === undefined ? undefined : literal(rest[1]);
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

function overridesIn(text: string, file: string): readonly Override[] {
  return [...text.matchAll(CALL)].flatMap((call): Override[] => {
    const inside = text.slice(call.index + call[0].length);
    const name = STRING.exec(inside);
    const effect = CALLS[call[1] ?? ''];
    if (!name || effect === undefined) return [];
    const rest = inside.slice(name[0].length);
    const whole = /^\s*[,)]/.test(rest);
    if (!whole && !MAIL_BRANCH.test(name[2] ?? '')) return [];
    return [
      {
        name: name[2] ?? '',
        prefix: !whole,
        effect,
        value: whole ? valueAfter(rest) : undefined,
        source: 'autoconfig',
        file,
        line: lineOf(text, call.index),
      },
    ];
  });
}

function remoteIn(text: string, file: string): RemoteSettings | null {
  const match = REMOTE.exec(text);
  if (!match) return null;
  return { file, key: match[0], line: lineOf(text, match.index) };
}

function settingIn(defaults: readonly Override[], name: string): PrefValue | undefined {
  const all = defaults.filter((one) => one.name === name);
  return (winning(all) ?? all.at(-1))?.value;
}

/** Bytes shifted by general.config.obscure_value, 13 unless the defaults say otherwise. */
function reveal(bytes: Uint8Array, shift: number): string {
  return Buffer.from(bytes.map((byte) => byte - shift)).toString('utf8');
}

/** /etc/thunderbird first, then the installation (seen with strace on 153.7). */
function configFile(
  files: Files,
  join: (...parts: string[]) => string,
  install: Install,
  name: string,
): string | undefined {
  return [install.system, install.folder]
    .filter((folder) => folder !== null)
    .map((folder) => join(folder, name))
    .find((file) => files.facts(file) !== undefined);
}

/**
 * The .cfg file that an installation's defaults name, if they name one. Throws nothing; a file that
 * is named but can't be read is `override-unreadable`: Thunderbird itself then refuses to start.
 */
export function readAutoconfig(
  files: Files,
  join: (...parts: string[]) => string,
  install: Install,
  defaults: readonly Override[],
): Autoconfig {
  const name = settingIn(defaults, 'general.config.filename');
  if (typeof name !== 'string' || name === '') return NONE;
  const shift = settingIn(defaults, 'general.config.obscure_value');
  let file: string | undefined;
  try {
    file = configFile(files, join, install, name);
    if (file === undefined) return { ...NONE, problems: [problem('override-unreadable', name)] };
    const shifted = typeof shift === 'number' ? shift : 13;
    const text = withoutComments(reveal(files.readFile(file), shifted));
    const url = settingIn(defaults, 'autoadmin.global_config_url');
    const named =
      typeof url === 'string' && url !== ''
        ? { file, key: 'autoadmin.global_config_url', line: null }
        : null;
    return {
      overrides: overridesIn(text, file),
      remote: remoteIn(text, file) ?? named,
      problems: [],
    };
  } catch (error) {
    return {
      ...NONE,
      problems: [problem('override-unreadable', file ?? name, { system: errorCode(error) })],
    };
  }
}
