import { linkSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { nodeFiles } from '../../../main/system/node-files.ts';
import { temporaryFolder, writeFiles } from '../../support/thunderbird-profile.ts';

const files = nodeFiles();
let folder: string;
const at = (name: string): string => path.join(folder, name);

beforeEach(() => {
  folder = temporaryFolder();
});

describe('facts', () => {
  it('tell files, folders and links apart, and follow links only if asked to', () => {
    writeFiles(folder, { file: 'abc' });
    symlinkSync('file', at('link'));
    expect(files.facts(at('file'))).toMatchObject({ kind: 'file', size: 3 });
    expect(files.facts(folder)?.kind).toBe('folder');
    expect(files.facts(at('link'))?.kind).toBe('file');
    expect(files.linkFacts(at('link'))?.kind).toBe('link');
    expect(files.readLink(at('link'))).toBe('file');
    expect(files.realPath(at('link'))).toBe(at('file'));
  });

  it('are those that /proc/locks and chown speak of', () => {
    writeFiles(folder, { file: '' });
    const stat = statSync(at('file'));
    expect(files.facts(at('file'))).toMatchObject({
      device: stat.dev,
      inode: stat.ino,
      uid: stat.uid,
      gid: stat.gid,
      mode: stat.mode & 0o7777,
    });
  });

  it('are undefined where there is nothing', () => {
    writeFiles(folder, { file: '' });
    symlinkSync('loop', at('loop'));
    symlinkSync('gone', at('dangling'));
    for (const name of ['gone', 'file/below', 'loop', 'dangling']) {
      expect(files.facts(at(name))).toBeUndefined();
    }
    expect(files.linkFacts(at('dangling'))?.kind).toBe('link');
  });
});

describe('create', () => {
  it('writes all bytes, with that mode', () => {
    const bytes = Buffer.alloc(3_000_000, 'x');
    files.create(at('new'), bytes, 0o640);
    expect(readFileSync(at('new')).equals(bytes)).toBe(true);
    expect(statSync(at('new')).mode & 0o777).toBe(0o640);
  });

  it('never overwrites, not even through a link that leads nowhere', () => {
    writeFiles(folder, { there: 'kept' });
    symlinkSync('target', at('link'));
    expect(() => {
      files.create(at('there'), Buffer.from('x'), 0o600);
    }).toThrow(expect.objectContaining({ code: 'EEXIST' }));
    expect(() => {
      files.create(at('link'), Buffer.from('x'), 0o600);
    }).toThrow(expect.objectContaining({ code: 'EEXIST' }));
    expect(readFileSync(at('there'), 'utf8')).toBe('kept');
    expect(readdirSync(folder).toSorted()).toEqual(['link', 'there']);
  });
});

describe('the rest', () => {
  it('append creates with mode 0600, then adds', () => {
    files.append(at('log'), Buffer.from('a'));
    files.append(at('log'), Buffer.from('b'));
    expect(readFileSync(at('log'), 'utf8')).toBe('ab');
    expect(statSync(at('log')).mode & 0o777).toBe(0o600);
  });

  it('rename replaces in one step: the old file lives on under its other name', () => {
    writeFiles(folder, { old: 'old', new: 'new' });
    linkSync(at('old'), at('other'));
    files.rename(at('new'), at('old'));
    expect(readFileSync(at('old'), 'utf8')).toBe('new');
    expect(readFileSync(at('other'), 'utf8')).toBe('old');
  });

  it('remove and removeFolder do nothing where there is nothing', () => {
    writeFiles(folder, { file: '', 'full/file': '' });
    mkdirSync(at('empty'));
    files.remove(at('file'));
    files.remove(at('file'));
    files.removeFolder(at('empty'));
    files.removeFolder(at('empty'));
    expect(() => {
      files.removeFolder(at('full'));
    }).toThrow(expect.objectContaining({ code: 'ENOTEMPTY' }));
    expect(readdirSync(folder)).toEqual(['full']);
  });

  it('makeFolder makes parents and leaves those that exist', () => {
    files.makeFolder(at('a/b/c'), 0o700);
    files.makeFolder(at('a/b/c'), 0o700);
    expect(statSync(at('a/b/c')).mode & 0o777).toBe(0o700);
  });

  it('flushes files and folders, and says where there is none', () => {
    writeFiles(folder, { file: '' });
    files.flush(at('file'));
    files.flushFolder(folder);
    expect(() => {
      files.flush(at('gone'));
    }).toThrow(expect.objectContaining({ code: 'ENOENT' }));
    expect(() => {
      files.flushFolder(at('gone'));
    }).toThrow(expect.objectContaining({ code: 'ENOENT' }));
  });

  it('sets the mode, and answers whether it may write', () => {
    writeFiles(folder, { file: '' });
    files.setMode(at('file'), 0o604);
    expect(statSync(at('file')).mode & 0o777).toBe(0o604);
    expect(files.writable(at('file'))).toBe(true);
    expect(files.writable(at('gone'))).toBe(false);
  });

  it('does not take a file for held that nobody holds, nor change it', () => {
    writeFiles(folder, { 'parent.lock': 'x' });
    expect(files.heldByOther(at('parent.lock'))).toBe(false);
    expect(readFileSync(at('parent.lock'), 'utf8')).toBe('x');
    expect(() => files.heldByOther(at('gone'))).toThrow(
      expect.objectContaining({ code: 'ENOENT' }),
    );
  });
});
