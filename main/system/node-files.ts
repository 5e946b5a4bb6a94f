// main/system: the real file system, over node:fs.
// May import: node only.
import fs from 'node:fs';
import type { FileFacts, Files } from './files.ts';

/** Node itself then answers undefined for ENOENT, which is much faster than an exception. */
const QUIETLY = { throwIfNoEntry: false } as const;
const NOTHING_THERE = new Set(['ENOENT', 'ENOTDIR', 'ELOOP']);
const HELD = new Set(['EBUSY', 'EPERM', 'EACCES']);
/** What Windows answers to the opening or flushing of a folder, which it does not know. */
const NO_FOLDER_FLUSH = new Set(['EPERM', 'EISDIR', 'EACCES', 'EINVAL', 'EBADF']);

const isWindows = process.platform === 'win32';
/** Windows has no O_NOFOLLOW and Node then leaves it undefined; O_EXCL alone never follows a link. */
const CREATE_FLAGS =
  fs.constants.O_WRONLY |
  fs.constants.O_CREAT |
  fs.constants.O_EXCL |
  ((fs.constants as { readonly O_NOFOLLOW?: number }).O_NOFOLLOW ?? 0);

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? '';
}

function factsOf(stat: fs.Stats): FileFacts {
  const kind = stat.isFile()
    ? 'file'
    : stat.isDirectory()
      ? 'folder'
      : stat.isSymbolicLink()
        ? 'link'
        : 'other';
  return {
    kind,
    size: stat.size,
    mode: stat.mode & 0o7777,
    uid: stat.uid,
    gid: stat.gid,
    device: stat.dev,
    inode: stat.ino,
  };
}

function orUndefined(stat: () => fs.Stats | undefined): FileFacts | undefined {
  try {
    const found = stat();
    return found && factsOf(found);
  } catch (error) {
    if (NOTHING_THERE.has(codeOf(error))) return undefined;
    throw error;
  }
}

function unlessMissing(act: () => void): void {
  try {
    act();
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}

function writeAll(descriptor: number, bytes: Uint8Array): void {
  let written = 0;
  while (written < bytes.length) written += fs.writeSync(descriptor, bytes, written);
}

function withDescriptor(descriptor: number, act: (descriptor: number) => void): void {
  try {
    act(descriptor);
  } finally {
    fs.closeSync(descriptor);
  }
}

function flushFolder(path: string): void {
  try {
    withDescriptor(fs.openSync(path, 'r'), (descriptor) => {
      fs.fsyncSync(descriptor);
    });
  } catch (error) {
    if (!isWindows || !NO_FOLDER_FLUSH.has(codeOf(error))) throw error;
  }
}

function heldByOther(path: string): boolean {
  try {
    fs.closeSync(fs.openSync(path, 'r+'));
    return false;
  } catch (error) {
    if (HELD.has(codeOf(error))) return true;
    throw error;
  }
}

function writable(path: string): boolean {
  try {
    fs.accessSync(path, fs.constants.W_OK);
    return true;
  } catch {
    return false; // a question only: whatever the reason, the answer is no
  }
}

/** The real disk. Nothing is cached. */
export function nodeFiles(): Files {
  return {
    readFile: (path) => fs.readFileSync(path),
    list: (path) => fs.readdirSync(path),
    facts: (path) => orUndefined(() => fs.statSync(path, QUIETLY)),
    linkFacts: (path) => orUndefined(() => fs.lstatSync(path, QUIETLY)),
    readLink: (path) => fs.readlinkSync(path),
    realPath: (path) => fs.realpathSync.native(path),
    writable,
    heldByOther,
    makeFolder: (path, mode) => {
      fs.mkdirSync(path, { recursive: true, mode });
    },
    create: (path, bytes, mode) => {
      withDescriptor(fs.openSync(path, CREATE_FLAGS, mode), (descriptor) => {
        writeAll(descriptor, bytes);
      });
    },
    append: (path, bytes) => {
      withDescriptor(fs.openSync(path, 'a', 0o600), (descriptor) => {
        writeAll(descriptor, bytes);
      });
    },
    setOwner: (path, uid, gid) => {
      fs.chownSync(path, uid, gid);
    },
    setMode: (path, mode) => {
      fs.chmodSync(path, mode);
    },
    flush: (path) => {
      // Windows flushes only through a descriptor that may write.
      withDescriptor(fs.openSync(path, 'r+'), (descriptor) => {
        fs.fsyncSync(descriptor);
      });
    },
    flushFolder,
    rename: (from, to) => {
      fs.renameSync(from, to);
    },
    remove: (path) => {
      unlessMissing(() => {
        fs.unlinkSync(path);
      });
    },
    removeFolder: (path) => {
      unlessMissing(() => {
        fs.rmdirSync(path);
      });
    },
  };
}
