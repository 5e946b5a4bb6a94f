import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { nodeEnvironment } from '../../../main/system/node-environment.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

/** Pretends to be another system; only the name, the path rules stay this one's. */
function on(platform: NodeJS.Platform): void {
  vi.spyOn(process, 'platform', 'get').mockReturnValue(platform);
}

describe('this computer', () => {
  it('is described as it is', () => {
    expect(nodeEnvironment({})).toMatchObject({
      home: os.homedir(),
      systemRoot: '',
      variables: process.env,
    });
  });

  it.each<[string, NodeJS.Platform, Readonly<Record<string, string>>, string]>([
    ['Linux', 'linux', { XDG_STATE_HOME: '/s' }, '/s/starttls-migrator'],
    ['Linux', 'linux', {}, path.join(os.homedir(), '.local/state/starttls-migrator')],
    [
      'Linux with a relative variable, which does not count',
      'linux',
      { XDG_STATE_HOME: 's' },
      path.join(os.homedir(), '.local/state/starttls-migrator'),
    ],
    [
      'macOS',
      'darwin',
      { XDG_STATE_HOME: '/s' },
      path.join(os.homedir(), 'Library/Application Support/starttls-migrator'),
    ],
    ['Windows', 'win32', { LOCALAPPDATA: '/local' }, '/local/starttls-migrator'],
    ['Windows', 'win32', {}, path.join(os.homedir(), 'AppData/Local/starttls-migrator')],
  ])('keeps its state where %s does', (_, platform, variables, state) => {
    on(platform);
    for (const name of ['XDG_STATE_HOME', 'LOCALAPPDATA']) vi.stubEnv(name, variables[name]);
    expect(nodeEnvironment({}).state).toBe(state);
    vi.restoreAllMocks();
  });
});

describe('--root and --state', () => {
  it('search that folder, as a home and as a disk', () => {
    expect(nodeEnvironment({ root: '/mnt/disk/' })).toMatchObject({
      home: '/mnt/disk',
      systemRoot: '/mnt/disk',
    });
  });

  it('may be relative to where the user is', () => {
    const { home, state } = nodeEnvironment({ root: 'disk', state: 'st' });
    expect({ home, state }).toEqual({ home: path.resolve('disk'), state: path.resolve('st') });
  });

  it("leave out where this user's own folders are", () => {
    vi.stubEnv('XDG_CONFIG_HOME', '/real');
    vi.stubEnv('APPDATA', '/real');
    vi.stubEnv('LANG', 'de_DE.UTF-8');
    const { variables } = nodeEnvironment({ root: '/mnt' });
    expect(variables).not.toHaveProperty('XDG_CONFIG_HOME');
    expect(variables).not.toHaveProperty('APPDATA');
    expect(variables).not.toHaveProperty('HOME');
    expect(variables).toHaveProperty('LANG', 'de_DE.UTF-8');
  });

  it("keep the state with the user's own, not on the disk that is searched", () => {
    expect(nodeEnvironment({ root: '/mnt' }).state).toBe(nodeEnvironment({}).state);
  });
});
