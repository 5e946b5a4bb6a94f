// test/support: a file system in memory, so that the roots of Windows and macOS are tried on Linux.
// Only what tests need: folders come with their files, everything is readable and writable.
import path from 'node:path';
import type { FileFacts, Files } from '../../main/system/files.ts';
import type { Platform } from '../../main/system/environment.ts';

/** A symbolic link in a tree: `{ '/home/u/.icedove': link('.thunderbird') }`. */
export interface Link {
  readonly link: string;
}
export const link = (target: string): Link => ({ link: target });

type Node =
  | { readonly kind: 'file'; bytes: Buffer; mode: number; readonly inode: number }
  | { readonly kind: 'folder'; readonly inode: number }
  | { readonly kind: 'link'; readonly target: string; readonly inode: number };

function failure(code: string, where: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${code}: ${where}`), { code, path: where });
}

/** A text of that kind in a tree, so that `{ 'C:\\x\\': '' }` (a trailing separator) is a folder. */
function isFolderKey(key: string): boolean {
  return key.endsWith('/') || key.endsWith('\\');
}

class Memory {
  readonly #rules: path.PlatformPath;
  readonly #nodes = new Map<string, Node>();
  readonly #ignoreCase: boolean;
  #inode = 1000;

  constructor(platform: Platform) {
    this.#rules = platform === 'win32' ? path.win32 : path.posix;
    this.#ignoreCase = platform === 'win32';
  }

  key(name: string): string {
    const normal = this.#rules.normalize(name);
    const bare = normal.length > 1 ? normal.replace(/[\\/]+$/, '') : normal;
    return this.#ignoreCase ? bare.toLowerCase() : bare;
  }

  dirname(name: string): string {
    return this.#rules.dirname(name);
  }

  names(folder: string): string[] {
    const parent = this.key(folder);
    return [...this.#spelt.entries()]
      .filter(([key]) => key !== parent && this.key(this.#rules.dirname(key)) === parent)
      .map(([, spelt]) => this.#rules.basename(spelt));
  }

  /** Names as they were first spelt: Windows keeps the case it does not compare. */
  readonly #spelt = new Map<string, string>();

  get(name: string): Node | undefined {
    return this.#nodes.get(this.key(name));
  }

  put(name: string, make: (inode: number) => Node): void {
    const parent = this.#rules.dirname(this.#rules.normalize(name));
    if (this.key(parent) !== this.key(name)) this.folder(parent);
    this.#spelt.set(this.key(name), this.#rules.normalize(name).replace(/(.)[\\/]+$/, '$1'));
    this.#nodes.set(this.key(name), make(this.#inode++));
  }

  folder(name: string): void {
    if (this.get(name) === undefined) this.put(name, (inode) => ({ kind: 'folder', inode }));
  }

  delete(name: string): void {
    this.#nodes.delete(this.key(name));
    this.#spelt.delete(this.key(name));
  }

  /** The path with every link on the way followed. Throws ELOOP. */
  real(name: string, depth = 0): string {
    if (depth > 40) throw failure('ELOOP', name);
    const parent = this.#rules.dirname(this.#rules.normalize(name));
    if (this.key(parent) === this.key(name)) return parent;
    const own = this.#rules.join(this.real(parent, depth + 1), this.#rules.basename(name));
    const node = this.get(own);
    if (node?.kind === 'link') {
      return this.real(this.#rules.resolve(this.#rules.dirname(own), node.target), depth + 1);
    }
    return this.#spelt.get(this.key(own)) ?? own;
  }
}

function factsOf(node: Node): FileFacts {
  return {
    kind: node.kind,
    size: node.kind === 'file' ? node.bytes.length : 0,
    mode: node.kind === 'file' ? node.mode : 0o777,
    uid: 1000,
    gid: 1000,
    device: 0x801, // 8:1, as /proc/locks writes it: 08:01
    inode: node.inode,
  };
}

function absentOr<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ELOOP') return undefined;
    throw error;
  }
}

/**
 * The files of a tree, with their folders; a key with a trailing separator is an empty folder.
 * `held` are files that another process holds open without sharing, as on Windows.
 */
export function memoryFiles(
  tree: Readonly<Record<string, string | Buffer | Link>>,
  platform: Platform,
  held: readonly string[] = [],
): Files {
  const memory = new Memory(platform);
  const heldKeys = new Set(held.map((name) => memory.key(name)));
  for (const [name, content] of Object.entries(tree)) {
    if (isFolderKey(name)) memory.folder(name);
    else if (typeof content === 'object' && 'link' in content) {
      memory.put(name, (inode) => ({ kind: 'link', target: content.link, inode }));
    } else {
      memory.put(name, (inode) => ({
        kind: 'file',
        bytes: Buffer.from(content as string),
        mode: 0o600,
        inode,
      }));
    }
  }

  const must = (name: string): Node => {
    const node = memory.get(memory.real(name));
    if (node === undefined) throw failure('ENOENT', name);
    return node;
  };
  const file = (name: string): Node & { kind: 'file' } => {
    const node = must(name);
    if (node.kind !== 'file') throw failure('EISDIR', name);
    return node;
  };
  const create = (name: string, bytes: Uint8Array, mode: number): void => {
    if (memory.get(name) !== undefined) throw failure('EEXIST', name);
    if (memory.get(memory.real(memory.dirname(name))) === undefined) throw failure('ENOENT', name);
    memory.put(name, (inode) => ({ kind: 'file', bytes: Buffer.from(bytes), mode, inode }));
  };

  return {
    readFile: (name) => Buffer.from(file(name).bytes),
    list: (name) => {
      if (must(name).kind !== 'folder') throw failure('ENOTDIR', name);
      return memory.names(memory.real(name));
    },
    facts: (name) => {
      const node = absentOr(() => memory.get(memory.real(name)));
      return node === undefined ? undefined : factsOf(node);
    },
    linkFacts: (name) => {
      const node = memory.get(name) ?? absentOr(() => memory.get(memory.real(name)));
      return node === undefined ? undefined : factsOf(node);
    },
    readLink: (name) => {
      const node = memory.get(name);
      if (node?.kind !== 'link') throw failure(node ? 'EINVAL' : 'ENOENT', name);
      return node.target;
    },
    realPath: (name) => {
      must(name);
      return memory.real(name);
    },
    writable: (name) => memory.get(name) !== undefined,
    heldByOther: (name) => {
      file(name);
      return heldKeys.has(memory.key(name));
    },
    makeFolder: (name) => {
      memory.folder(name);
    },
    create,
    append: (name, bytes) => {
      if (memory.get(name) === undefined) create(name, bytes, 0o600);
      else file(name).bytes = Buffer.concat([file(name).bytes, bytes]);
    },
    setOwner: (name) => {
      must(name);
    },
    setMode: (name, mode) => {
      file(name).mode = mode;
    },
    flush: (name) => {
      file(name);
    },
    flushFolder: (name) => {
      must(name);
    },
    rename: (from, to) => {
      const moved = file(from);
      memory.put(to, (inode) => ({ kind: 'file', bytes: moved.bytes, mode: moved.mode, inode }));
      memory.delete(from);
    },
    remove: (name) => {
      memory.delete(name);
    },
    removeFolder: (name) => {
      if (memory.get(name) !== undefined && memory.names(name).length > 0) {
        throw failure('ENOTEMPTY', name);
      }
      memory.delete(name);
    },
  };
}
