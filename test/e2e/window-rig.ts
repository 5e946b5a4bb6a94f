// test/e2e: the real app in a real Electron under Xvfb, driven by Playwright: as an ordinary user with
// Chromium's sandbox on, as people have it. May import: node, vitest, playwright-core, build/, test/real.
import { spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  lchownSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { bundleApp } from '../../build/bundle.mjs';
import { findElectron } from '../../build/electron.mjs';

export interface AppStart {
  /** The app's own options; `['--demo']` unless a test says otherwise. */
  readonly args?: readonly string[];
  /** POSIX locale; English unless a test is about another. */
  readonly language?: string;
  /** What the system prefers; light unless a test is about the other. */
  readonly colorScheme?: 'light' | 'dark';
  /** A HOME of `makeHome`, or of an earlier start; a new and empty one unless it is given. */
  readonly home?: string;
  /** What Electron opens; the bundled app unless something else is to be compared with it. */
  readonly folder?: string;
}

/** What an ordinary user would start by hand: no driver is in it. */
export interface AppCommand {
  readonly program: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly home: string;
}

export interface RunningApp {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** The HOME of the user it runs as. */
  readonly home: string;
  /** The bundled app. */
  readonly folder: string;
  /** The exit code of another copy that the same user starts; waits for its end. */
  readonly startAnother: () => Promise<number | null>;
  /** Its exit code, when it has ended. */
  readonly ended: Promise<number | null>;
  /** Closes the window as a user does, waits for the end of the process, and returns its exit code. */
  readonly close: () => Promise<number | null>;
}

export interface WindowRig {
  /** A folder that every user may read. */
  readonly folder: string;
  readonly start: (start?: AppStart) => Promise<RunningApp>;
  readonly command: (start?: Omit<AppStart, 'colorScheme'>) => AppCommand;
  /** An empty home folder of the user that the app runs as. */
  readonly makeHome: () => string;
  /** Ends what was started and removes what was made. */
  readonly remove: () => Promise<void>;
}

/** Debian's `nobody`; only root can become another user, everybody else is ordinary already. */
const NOBODY = 65534;
/**
 * What Playwright puts into an Electron of its own finding, and not into a program that it is given:
 * without it the app does not wait for the driver, and one start in ten hangs.
 */
const LOADER = 'lib/server/electron/loader.js';
/** For whatever a person waits for in the window. */
const PATIENCE_MS = 15_000;
const isRoot = process.getuid?.() === 0;

/** A screen, the bundled app and an Electron that an ordinary user may run. About two seconds. */
export async function windowRig(): Promise<WindowRig> {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'starttls-migrator-window-')));
  chmodSync(folder, 0o755);
  const appFolder = path.join(folder, 'app');
  await bundleApp(appFolder);
  const program = ordinaryElectron(path.join(folder, 'electron'));
  const loader = path.join(folder, 'loader.cjs');
  const playwright = createRequire(import.meta.url).resolve('playwright-core/package.json');
  copyFileSync(path.join(path.dirname(playwright), LOADER), loader);
  const screen = await startScreen();
  const running = new Set<ElectronApplication>();

  function makeHome(): string {
    const home = mkdtempSync(path.join(folder, 'home-'));
    handOver(home);
    return home;
  }

  function command({
    args = ['--demo'],
    language = 'en_GB.UTF-8',
    folder: opened = appFolder,
    home = makeHome(),
  }: AppStart = {}): AppCommand {
    return {
      program,
      // Without a graphics card; the display is Xvfb's also where there is a Wayland one.
      args: ['--disable-gpu', '--ozone-platform=x11', opened, ...args],
      env: {
        PATH: process.env['PATH'] ?? '',
        DISPLAY: screen.display,
        HOME: home,
        TMPDIR: home,
        XDG_RUNTIME_DIR: home,
        LANG: language,
        LANGUAGE: language,
      },
      home,
    };
  }

  async function start(options: AppStart = {}): Promise<RunningApp> {
    const { args, env, home } = command(options);
    const app = await _electron.launch({
      args: ['-r', loader, ...args],
      env,
      cwd: home,
      executablePath: program,
      chromiumSandbox: true,
      colorScheme: options.colorScheme ?? 'light',
    });
    running.add(app);
    const ended = exitCodeOf(app.process());
    const page = await app.firstWindow();
    page.setDefaultTimeout(PATIENCE_MS);
    return {
      app,
      page,
      home,
      folder: appFolder,
      ended,
      startAnother: () => exitCodeOf(spawn(program, args, { env, cwd: home, stdio: 'ignore' })),
      async close() {
        running.delete(app);
        await app.close();
        return ended;
      },
    };
  }

  return {
    folder,
    start,
    command,
    makeHome,
    async remove() {
      await Promise.all([...running].map((app) => app.close()));
      await screen.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The home folder of the demo's person, while the demo runs. */
export function demoHome({ home }: RunningApp): string {
  const name = readdirSync(home).find((one) => one.startsWith('starttls-migrator-demo-'));
  if (name === undefined) throw new Error(`no demo in ${home}`);
  return path.join(home, name);
}

/** Gives a folder with all that is in it to the user that the app runs as. */
export function handOver(folder: string): void {
  if (!isRoot) return;
  lchownSync(folder, NOBODY, NOBODY);
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    lchownSync(path.join(folder, name), NOBODY, NOBODY);
  }
}

/**
 * A distribution that every user may read, its sandbox helper owned by root as Linux packages have it,
 * and a program that starts it as an ordinary user. Files are hard links where that is possible.
 */
function ordinaryElectron(to: string): string {
  const { folder } = findElectron();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const from = path.join(entry.parentPath, entry.name);
    const target = path.join(to, path.relative(folder, from));
    mkdirSync(path.dirname(target), { recursive: true });
    if (entry.name === 'chrome-sandbox') copyFileSync(from, target);
    else linkOrCopy(from, target);
  }
  const program = path.join(to, 'electron');
  if (!isRoot) return program;
  const sandbox = path.join(to, 'chrome-sandbox');
  chownSync(sandbox, 0, 0);
  chmodSync(sandbox, 0o4755);
  const asNobody = path.join(to, 'as-nobody');
  const user = `--reuid=${NOBODY} --regid=${NOBODY} --clear-groups`;
  writeFileSync(asNobody, `#!/bin/sh\nexec setpriv ${user} "${program}" "$@"\n`, { mode: 0o755 });
  return asNobody;
}

function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}

interface Screen {
  readonly display: string;
  readonly stop: () => Promise<unknown>;
}

/** Xvfb on a display of its own choice. */
async function startScreen(): Promise<Screen> {
  const child = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', '1280x960x24', '-nolisten', 'tcp'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  const ended = exitCodeOf(child);
  const display = await new Promise<string>((resolve, reject) => {
    child.once('error', reject);
    void ended.then((code) => {
      reject(new Error(`Xvfb ended with ${code}`));
    });
    let text = '';
    child.stdio[3]?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.endsWith('\n')) resolve(`:${text.trim()}`);
    });
  });
  return {
    display,
    stop() {
      child.kill();
      return ended;
    },
  };
}

function exitCodeOf(child: {
  readonly exitCode: number | null;
  once(event: 'exit', listener: (code: number | null) => void): unknown;
}): Promise<number | null> {
  if (child.exitCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => {
    child.once('exit', resolve);
  });
}

/** A line of /proc/PID/status, such as `Seccomp`. */
export function processStatus(pid: number, name: string): string | undefined {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(status)?.[1];
}
