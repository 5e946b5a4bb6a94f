import { describe, expect, it } from 'vitest';
import { deviceName, runningState } from '../../../../main/clients/thunderbird/running.ts';
import type { System } from '../../../../main/clients/thunderbird/system.ts';
import type { Platform } from '../../../../main/system/environment.ts';
import { link, memoryFiles, type Link } from '../../../support/memory-files.ts';
import { bareEnvironment } from '../../../support/thunderbird-reading.ts';

type Tree = Readonly<Record<string, string | Link>>;

const HERE = '192.0.2.7';
const system = (holders: readonly number[] | null = []): System => ({
  holders: () => holders,
  addresses: () => ['127.0.0.1', HERE],
});

function stateOn(
  platform: Platform,
  tree: Tree,
  { asked = system(), held = [] }: { asked?: System; held?: readonly string[] } = {},
) {
  const folder = platform === 'win32' ? 'C:\\p' : '/p';
  const environment = bareEnvironment({ platform });
  return runningState(memoryFiles(tree, platform, held), environment, asked, folder);
}

/** The inode that /p/.parentlock gets when it is the first file of the tree. */
const INODE = memoryFiles({ '/p/.parentlock': '' }, 'linux').facts('/p/.parentlock')!.inode;

const lockLine = (inode: number, device = '08:01', kind = 'POSIX  ADVISORY  WRITE'): string =>
  `1: FLOCK  ADVISORY  WRITE 800 00:19:1 0 EOF\n2: ${kind} 4711 ${device}:${inode} 0 EOF\n`;

describe('on Linux', () => {
  it.each<[string, string, Tree]>([
    [
      'running: the kernel knows the lock',
      'running',
      { '/p/.parentlock': '', '/p/lock': link(`${HERE}:+4711`), '/proc/locks': lockLine(INODE) },
    ],
    [
      'closed after a clean exit: the file stays, the link goes',
      'closed',
      { '/p/.parentlock': '', '/proc/locks': lockLine(INODE + 1) },
    ],
    [
      'closed after a crash: the link stays behind',
      'closed',
      { '/p/.parentlock': '', '/p/lock': link('127.0.1.1:+4711'), '/proc/locks': '' },
    ],
    [
      'closed after a crash, with an address of this computer in the link',
      'closed',
      { '/p/.parentlock': '', '/p/lock': link(`${HERE}:+4711`), '/proc/locks': '' },
    ],
    ['closed: never opened', 'closed', { '/p/': '', '/proc/locks': '' }],
    [
      'running on another computer',
      'running',
      { '/p/.parentlock': '', '/p/lock': link('192.0.2.99:+4711'), '/proc/locks': '' },
    ],
    [
      'running, where the link itself is the lock',
      'running',
      { '/p/.parentlock': '', '/p/lock': link('127.0.1.1:4711'), '/proc/locks': '' },
    ],
    [
      'running, where the link says what nobody knows',
      'running',
      { '/p/.parentlock': '', '/p/lock': link('whatever'), '/proc/locks': '' },
    ],
    ['unknown: /proc/locks can not be read', 'unknown', { '/p/.parentlock': '' }],
    [
      'unknown: that inode is locked, on a device that stat does not know',
      'unknown',
      { '/p/.parentlock': '', '/proc/locks': lockLine(INODE, '00:2a') },
    ],
    [
      'closed: another kind of lock on that inode',
      'closed',
      {
        '/p/.parentlock': '',
        '/proc/locks': lockLine(INODE, '08:01', 'FLOCK  ADVISORY  WRITE'),
      },
    ],
  ])('%s', (_, expected, tree) => {
    expect(stateOn('linux', tree).state).toBe(expected);
  });

  it('says what told so', () => {
    const tree = { '/p/.parentlock': '', '/proc/locks': lockLine(INODE) };
    expect(stateOn('linux', tree).evidence).toBe(
      '/p/.parentlock is locked by process 4711 (/proc/locks)',
    );
  });

  it.each([
    [0x801, '08:01'],
    [0xfd02, 'fd:02'],
    [0x10301, '103:01'],
    [0x100800, '08:100'],
  ])('writes device %i as /proc/locks does', (device, name) => {
    expect(deviceName(device)).toBe(name);
  });
});

describe('on macOS', () => {
  const tree = { '/p/.parentlock': '' };

  it.each<[string, readonly number[] | null]>([
    ['running', [4711]],
    ['closed', []],
    ['unknown', null],
  ])('%s, as lsof says', (state, holders) => {
    expect(stateOn('darwin', tree, { asked: system(holders) }).state).toBe(state);
  });

  it('closed: never opened', () => {
    expect(stateOn('darwin', { '/p/': '' }, { asked: system(null) }).state).toBe('closed');
  });

  it('running, where the link itself is the lock', () => {
    const linked = { ...tree, '/p/lock': link('127.0.0.1:4711') };
    expect(stateOn('darwin', linked).state).toBe('running');
  });
});

describe('on Windows', () => {
  const file = 'C:\\p\\parent.lock';

  it.each<[string, Tree, readonly string[]]>([
    ['running', { [file]: '' }, [file]],
    ['closed', { [file]: '' }, []],
    ['closed', { 'C:\\p\\': '' }, []],
  ])('%s, as opening the file says', (state, tree, held) => {
    expect(stateOn('win32', tree, { held }).state).toBe(state);
  });
});

it('is unknown where the system does not answer', () => {
  const files = {
    ...memoryFiles({}, 'linux'),
    facts: () => {
      throw Object.assign(new Error('EIO'), { code: 'EIO' });
    },
  };
  expect(runningState(files, bareEnvironment(), system(), '/p')).toEqual({
    state: 'unknown',
    evidence: '/p: EIO',
  });
});
