// main/electron: the process: its options, its one instance, the world, the session behind the window,
// and a clean end. May import: electron, all rooms of main but the command line, shared.
import { showFailures } from './failures.ts';
import { app, Menu } from 'electron';
import { existsSync } from 'node:fs';
import { homedir, release, type } from 'node:os';
import { languageOf, type Language } from '../../shared/messages/languages.ts';
import type { World } from '../engine/world.ts';
import type { Session } from '../wizard/session.ts';
import { createBorder } from './border.ts';
import { desktopOf } from './desktop.ts';
import { answerAt, tell } from './ipc.ts';
import { administratorsPolicy, optionsFrom, type AppOptions } from './options.ts';
import { ORIGIN } from './pages.ts';
import { failureReport } from './report.ts';
import { secureProcess } from './security.ts';
import { openShell, type Shell } from './shell.ts';

const options = optionsFrom(process.argv);
const language: Language =
  app.getPreferredSystemLanguages().flatMap((tag) => languageOf(tag) ?? [])[0] ?? 'en';

secureProcess();
// The demo may run beside the real app, and keeps its own folder.
if (options.demo) app.setPath('userData', `${app.getPath('userData')} Demo`);
if (app.requestSingleInstanceLock()) {
  // Not awaited here: Electron is not ready before this module has been run to its end.
  void app.whenReady().then(start);
} else {
  app.quit();
}

function start(): void {
  setMenu();
  const shell = openShell(import.meta.dirname, language, report);
  showFailures((failure) => {
    shell.fail(report(failure));
  });
  const opened = openWorld(options);
  const session = startSession(opened, shell);
  const handlers = session.then((one) => one.handlers);
  handlers.catch((failure: unknown) => {
    shell.fail(report(failure));
  });
  answerAt(
    createBorder(ORIGIN, handlers, (line) => process.stderr.write(`${line}\n`)),
    shell.window,
  );
  shell.start();

  app.on('second-instance', () => {
    if (shell.window.isMinimized()) shell.window.restore();
    shell.window.focus();
  });
  app.on('window-all-closed', () => {
    app.quit();
  });
  app.on('will-quit', (event) => {
    event.preventDefault();
    void end();
  });
  // What is being written is written to its end; then the demo leaves nothing behind.
  async function end(): Promise<void> {
    const open = await Promise.allSettled([session, opened]);
    for (const one of open) if (one.status === 'fulfilled') await one.value.close();
    app.exit(Number(process.exitCode ?? 0));
  }
}

interface OpenedWorld {
  readonly world: World;
  readonly close: () => Promise<void>;
}

/** Only the world that is wanted is loaded. Throws ProblemError `folder-missing`, `ca-unreadable`. */
async function openWorld({ demo, world }: AppOptions): Promise<OpenedWorld> {
  if (demo) {
    const { demoWorld } = await import('../demo/world.ts');
    return demoWorld();
  }
  const { realWorld } = await import('../engine/real-world.ts');
  return { world: await realWorld(world), close: () => Promise.resolve() };
}

async function startSession(opened: Promise<OpenedWorld>, { window }: Shell): Promise<Session> {
  const { createSession } = await import('../wizard/session.ts');
  const { world } = await opened;
  return createSession({
    world,
    desktop: desktopOf(window),
    policy: policyFile(options),
    locale: language,
    onEvent: (event, value) => {
      tell(window, event, value);
    },
    version: app.getVersion(),
    isDemo: options.demo,
  });
}

/** The one that was named, or an administrator's; the demo has an administrator of its own: none. */
function policyFile({ policy, demo }: AppOptions): string | null {
  if (policy !== null || demo) return policy;
  const file = administratorsPolicy(process.platform);
  return file !== null && existsSync(file) ? file : null;
}

function report(failure: unknown): string {
  return failureReport(failure, {
    version: app.getVersion(),
    versions: process.versions,
    system: `${type()} ${release()} ${process.arch}`,
    home: homedir(),
    now: new Date(),
  });
}

/** macOS has its menu above every window, and its shortcuts for text live there. */
function setMenu(): void {
  const template = [{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }] as const;
  Menu.setApplicationMenu(
    process.platform === 'darwin' ? Menu.buildFromTemplate([...template]) : null,
  );
}
