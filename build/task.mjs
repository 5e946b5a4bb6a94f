// build/: what `npm start`, `npm test` and the other scripts run. Needs nothing but Node: it installs
// what is missing first, so that each script works by itself on a fresh clone.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const [task = '', ...args] = process.argv.slice(2);
process.chdir(fileURLToPath(new URL('..', import.meta.url)));

/** Opens the app instead of the command line; what stands beside it is for the app. */
const WINDOW = '--window';
const windowWanted = args.includes(WINDOW);

const OLDEST_NODE = [20, 19];

/** @type {Record<string, () => Promise<number>>} */
const tasks = {
  start: async () => {
    await build();
    if (args.length > 0 && !windowWanted) return commandLine(args);
    return (await openWindow([])) ?? guidedTerminal([]);
  },
  demo: async () => {
    await build();
    if (!windowWanted) return commandLine(['demo', ...args]);
    return (await openWindow(['--demo'])) ?? guidedTerminal(['demo']);
  },
  build,
  typecheck: async () =>
    ['shared', 'renderer', '.'].reduce(
      (failed, part) => failed || runTool('typescript/bin/tsc', ['-p', part]),
      0,
    ),
  lint: async () =>
    runTool('eslint/bin/eslint.js', ['-c', 'build/eslint.config.mjs', '.']) ||
    runTool('prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']),
  format: async () => runTool('prettier/bin/prettier.cjs', ['--write', '--log-level', 'warn', '.']),
  test: async () => (await import('./test-all.mjs')).testAll(args),
  bench: async () => {
    await build();
    const { bundle } = await import('./bundle.mjs');
    // The window's part loads what looks for its files beside itself: those stay where they are.
    const entries = { bench: 'test/bench/main.ts', window: 'test/bench/window.ts' };
    const external = ['playwright-core', fileURLToPath(new URL('*', import.meta.url))];
    await bundle(entries, 'out/bench', external);
    return run(process.execPath, ['out/bench/bench.js', ...args]);
  },
};

async function openWindow(first) {
  const window = await import('./window.mjs');
  return window.openWindow([...first, ...args.filter((one) => one !== WINDOW)]);
}

function guidedTerminal(first) {
  console.error('Going on in this terminal.\n');
  return commandLine([...first, 'doctor']);
}

function commandLine(parameters) {
  return run(process.execPath, ['out/cli.js', ...parameters]);
}

async function build() {
  const { buildProduct } = await import('./bundle.mjs');
  await buildProduct();
  return 0;
}

function run(command, parameters) {
  const { status, error } = spawnSync(command, parameters, { stdio: 'inherit' });
  if (error) console.error(error.message);
  return status ?? 70;
}

function runTool(path, parameters) {
  return run(process.execPath, [`node_modules/${path}`, ...parameters]);
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  console.error(
    `This is Node ${process.versions.node}; at least ${OLDEST_NODE.join('.')} is needed. Install a newer Node and try again.`,
  );
  process.exit(2);
}

/** Installs the packages of the lock file if they are not, or not all, there. */
function installPackages() {
  if (isInstalled()) return;
  console.error('Installing the packages of package-lock.json (once)...');
  const npm = process.env.npm_execpath;
  const status = npm
    ? run(process.execPath, [npm, 'ci', '--no-audit', '--no-fund', '--loglevel=error'])
    : run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  if (status !== 0) {
    console.error('The packages could not be installed; the lines above say why.');
    process.exit(status);
  }
}

/** npm leaves the list of what it installed in node_modules/.package-lock.json. */
function isInstalled() {
  const installed = 'node_modules/.package-lock.json';
  if (!existsSync(installed)) return false;
  const wanted = JSON.parse(readFileSync('package-lock.json', 'utf8')).packages;
  const there = JSON.parse(readFileSync(installed, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || optional || there[path]?.version === version,
  );
}

if (!Object.hasOwn(tasks, task)) {
  console.error(`There is no task "${task}". There are: ${Object.keys(tasks).join(', ')}.`);
  process.exit(2);
}
checkNode();
installPackages();
process.exitCode = await tasks[task]();
