// main/system: the computer this process runs on, as values.
// May import: node only.
import os from 'node:os';
import path from 'node:path';
import type { Environment, Platform } from './environment.ts';

const APPLICATION = 'starttls-migrator';

/** Variables that say where this user's folders are: with --root they speak of another place. */
const LOCATION_VARIABLES = new Set([
  'HOME',
  'USERPROFILE',
  'APPDATA',
  'LOCALAPPDATA',
  'XDG_CONFIG_HOME',
  'XDG_STATE_HOME',
  'PROGRAMFILES',
  'PROGRAMFILES(X86)',
  'PROGRAMW6432',
]);

type Variables = Readonly<Record<string, string | undefined>>;

function platformOf(name: NodeJS.Platform): Platform {
  return name === 'win32' || name === 'darwin' ? name : 'linux'; // the BSDs keep to Linux's places
}

/** An XDG or Windows folder variable counts only if it is absolute (XDG Base Directory 0.8). */
function folder(value: string | undefined, fallback: string): string {
  return value !== undefined && path.isAbsolute(value) ? value : fallback;
}

/** The user's own folder for backups and the journal, where each system keeps such things. */
function defaultState(platform: Platform, home: string, variables: Variables): string {
  switch (platform) {
    case 'win32':
      return path.join(
        folder(variables['LOCALAPPDATA'], path.join(home, 'AppData', 'Local')),
        APPLICATION,
      );
    case 'darwin':
      return path.join(home, 'Library', 'Application Support', APPLICATION);
    case 'linux':
      return path.join(
        folder(variables['XDG_STATE_HOME'], path.join(home, '.local', 'state')),
        APPLICATION,
      );
  }
}

function withoutLocations(variables: Variables): Variables {
  return Object.fromEntries(
    Object.entries(variables).filter(([name]) => !LOCATION_VARIABLES.has(name.toUpperCase())),
  );
}

/**
 * This computer and user. With `root`, that folder is the home to search (a copied or mounted home)
 * and also the file system root (a mounted disk, whose own home folders the clients then look
 * through); variables that point to this user's real folders are left out. `state` stays the real
 * user's own unless it is given: a searched disk is never filled with our files unasked.
 */
export function nodeEnvironment(overrides: {
  readonly root?: string;
  readonly state?: string;
}): Environment {
  const platform = platformOf(process.platform);
  const realHome = os.homedir();
  const root = overrides.root === undefined ? undefined : path.resolve(overrides.root);
  return {
    platform,
    variables: root === undefined ? process.env : withoutLocations(process.env),
    home: root ?? realHome,
    systemRoot: root ?? '',
    state:
      overrides.state === undefined
        ? defaultState(platform, realHome, process.env)
        : path.resolve(overrides.state),
  };
}
