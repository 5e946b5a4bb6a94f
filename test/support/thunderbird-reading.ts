// test/support: what the Thunderbird client says of a profile, in one line.
// May import: main, shared, this folder.
import { createThunderbirdClient } from '../../main/clients/thunderbird/index.ts';
import type { MailClient, Reading } from '../../main/clients/client.ts';
import type { Environment, Platform } from '../../main/system/environment.ts';
import type { Files } from '../../main/system/files.ts';
import { nodeFiles } from '../../main/system/node-files.ts';
import type { Profile } from '../../shared/model/profile.ts';
import type { MailServer } from '../../shared/model/server.ts';
import { memoryFiles } from './memory-files.ts';
import { prefsText, profileAt, STORY } from './prefs-text.ts';

/** A computer without any Thunderbird installed: `systemRoot` is a folder that does not exist. */
export function bareEnvironment(rest: Partial<Environment> = {}): Environment {
  return {
    platform: 'linux',
    variables: {},
    home: '/nowhere/home',
    systemRoot: '/nowhere',
    state: '/nowhere/state',
    ...rest,
  };
}

export function bareClient(files: Files = nodeFiles()): MailClient {
  return createThunderbirdClient(files, bareEnvironment());
}

export function readingOf(profile: Profile, includeUserJs = false, files?: Files): Reading {
  return bareClient(files).read(profile, { includeUserJs });
}

/** The mail server with that key. Throws if there is none. */
export function mailServer({ servers }: Reading, key: string): MailServer {
  const server = servers.find((one) => one.key === key);
  if (server?.kind !== 'mail') throw new Error(`no mail server ${key}`);
  return server;
}

/** The reading of one profile on a computer made of a tree of files in memory. */
export function readingIn(
  tree: Parameters<typeof memoryFiles>[0],
  profile: Profile,
  platform: Platform = 'linux',
  rest: Partial<Environment> = {},
): Reading {
  const environment = bareEnvironment({ platform, systemRoot: '', ...rest });
  const client = createThunderbirdClient(memoryFiles(tree, platform), environment);
  return client.read(profile, { includeUserJs: false });
}

export type Tree = Parameters<typeof memoryFiles>[0];

/** A profile in the home of a computer made of files in memory. */
export const HOME_PROFILE: Profile = profileAt('/home/u/.thunderbird/x');

/** The reading of the story's profile there, with whatever else that computer holds. */
export function readingOfStory(
  tree: Tree,
  profile: Profile = HOME_PROFILE,
  platform: Platform = 'linux',
): Reading {
  const separator = platform === 'win32' ? '\\' : '/';
  const prefs = { [`${profile.path}${separator}prefs.js`]: prefsText(STORY) };
  return readingIn({ ...prefs, ...tree }, profile, platform);
}

/** The text of a policies.json. */
export const policiesText = (policies: unknown): string => JSON.stringify({ policies });
