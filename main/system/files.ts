// main/system: the file system behind one small interface, so that every stage can be tried on a
// real disk, in memory, and on a disk that fails or a process that dies at any step.
// May import: node only.

export interface FileFacts {
  readonly kind: 'file' | 'folder' | 'link' | 'other';
  readonly size: number;
  /** Permission bits, such as 0o600. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Device and inode, as /proc/locks names a file; 0 where the system has none. */
  readonly device: number;
  readonly inode: number;
}

/**
 * Synchronous on purpose: every step of a write happens in the order it is written here, and
 * reading a thousand small files is several times faster. All methods throw Node's
 * ErrnoException (ENOENT, EACCES, ENOSPC, EROFS...) unless they say otherwise.
 */
export interface Files {
  readFile(path: string): Buffer;
  /** Names in a folder, unsorted. */
  list(path: string): string[];
  /** Follows links. Undefined if there is nothing (ENOENT, ENOTDIR, ELOOP). */
  facts(path: string): FileFacts | undefined;
  /** The same of the link itself. */
  linkFacts(path: string): FileFacts | undefined;
  /** The target of a symbolic link as written. */
  readLink(path: string): string;
  realPath(path: string): string;
  /** Whether this user may write there: a question only, the write itself can still fail. */
  writable(path: string): boolean;
  /**
   * Whether another process holds the file open without sharing it, as Thunderbird does with
   * parent.lock on Windows. Opens for reading and writing, changes nothing.
   */
  heldByOther(path: string): boolean;

  /** Creates a folder and its parents; those that exist are left as they are. */
  makeFolder(path: string, mode: number): void;
  /** Creates a file that must not exist yet (EEXIST), never through a link, and writes all bytes. */
  create(path: string, bytes: Uint8Array, mode: number): void;
  /** Adds to the end; creates with mode 0600. */
  append(path: string, bytes: Uint8Array): void;
  setOwner(path: string, uid: number, gid: number): void;
  setMode(path: string, mode: number): void;
  /** fsync of a file. */
  flush(path: string): void;
  /** fsync of a folder, where the system knows such a thing. */
  flushFolder(path: string): void;
  /** Replaces `to` if it exists, in one step. */
  rename(from: string, to: string): void;
  /** Removes a file; nothing happens if there is none. */
  remove(path: string): void;
  /** Removes an empty folder; nothing happens if there is none. */
  removeFolder(path: string): void;
}
