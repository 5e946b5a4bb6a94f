// build/: gets the Debian packages of the tests, on Debian as root; elsewhere the tests that need them
// are skipped by name.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { DEBIAN_PACKAGES, UNPACKED_PACKAGES } from './debian-packages.mjs';

const CACHE = fileURLToPath(new URL('../node_modules/.cache/debian', import.meta.url));

/** Where an unpacked package has its root folder, whether it is there or not. */
export function unpackedFolder(name) {
  return path.join(CACHE, name);
}

/** Installs what is missing of DEBIAN_PACKAGES, and unpacks what is missing of UNPACKED_PACKAGES. */
export function getDebianPackages() {
  if (process.platform !== 'linux' || process.getuid() !== 0 || !has('apt-get')) return;
  const toInstall = Object.values(DEBIAN_PACKAGES)
    .flat()
    .filter((name) => !isInstalled(name));
  const toUnpack = Object.values(UNPACKED_PACKAGES)
    .flat()
    .filter((name) => !existsSync(unpackedFolder(name)));
  if (toInstall.length + toUnpack.length === 0) return;
  console.log(`# getting ${[...toInstall, ...toUnpack].join(', ')}`);
  apt(['update', '-q']);
  // One that this Debian does not have must not keep the others away.
  if (install(toInstall) !== 0) for (const name of toInstall) install([name]);
  for (const name of toUnpack) unpack(name);
}

function isInstalled(name) {
  const { stdout } = spawnSync('dpkg-query', ['-W', '-f', '${Status}', name], { encoding: 'utf8' });
  return typeof stdout === 'string' && stdout.includes('install ok installed');
}

function has(program) {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined;
}

/** What goes wrong is on stderr, and shows again as a test that lacks its part. */
function apt(args, cwd = process.cwd()) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync('apt-get', args, { cwd, stdio: ['ignore', 'ignore', 'inherit'], env }).status;
}

function install(names) {
  if (names.length === 0) return 0;
  return apt(['install', '-y', '-q', '--no-install-recommends', ...names]);
}

/** Fetches one package of the system's own Debian and unpacks it: none of its scripts run. */
function unpack(name) {
  mkdirSync(CACHE, { recursive: true });
  const folder = mkdtempSync(path.join(CACHE, 'fetch-'));
  try {
    // As root it need not become another user, who could not write here.
    if (apt(['download', '-q', '-o', 'APT::Sandbox::User=root', name], folder) !== 0) return;
    const archive = readdirSync(folder).find((file) => file.endsWith('.deb'));
    const root = path.join(folder, 'root');
    const { status } = spawnSync('dpkg-deb', ['-x', path.join(folder, archive), root]);
    if (status === 0) renameSync(root, unpackedFolder(name));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
