// main/electron: the one window and what it shows: the wizard's pages, and when those can't be shown a
// notice of our own. May import: electron, node, shared, this folder.
import { app, BrowserWindow, nativeTheme, session } from 'electron';
import path from 'node:path';
import type { Language } from '../../shared/messages/languages.ts';
import { EXIT_FAILED } from './failures.ts';
import { failedPage, stoppedPage } from './notice.ts';
import { ORIGIN, pageOf, pagesIn, respond, START_PAGE } from './pages.ts';
import { secureSession } from './security.ts';
import { PARTITION, windowOptions, zoomAfter } from './window.ts';

export interface Shell {
  readonly window: BrowserWindow;
  /** Opens the first page. */
  readonly start: () => void;
  /** Shows the notice that the program failed; the first failure is the one that counts. */
  readonly fail: (report: string) => void;
}

type Showing = 'pages' | 'stopped' | 'failed';

const NOTICE: Readonly<Record<Exclude<Showing, 'pages'>, string>> = {
  stopped: `${ORIGIN}/stopped`,
  failed: `${ORIGIN}/failed`,
};

/** Chromium's net::ERR_ABORTED: another page was asked for meanwhile, or the renderer died. */
const ABORTED = -3;

/** `folder` is that of the bundled app; `report` makes one of a page that can't be loaded. */
export function openShell(
  folder: string,
  language: Language,
  report: (failure: unknown) => string,
): Shell {
  const pages = pagesIn(path.join(folder, 'renderer'));
  let showing: Showing = 'pages';
  let failure = '';

  secureSession(session.fromPartition(PARTITION), (request) => {
    if (request.url === NOTICE.stopped) return Promise.resolve(pageOf(stoppedPage(language)));
    if (request.url === NOTICE.failed)
      return Promise.resolve(pageOf(failedPage(language, failure)));
    return respond(request, pages);
  });
  const window = new BrowserWindow(
    windowOptions({
      preload: path.join(folder, 'preload.cjs'),
      isPackaged: app.isPackaged,
      isDark: nativeTheme.shouldUseDarkColors,
    }),
  );
  const { webContents } = window;

  const load = (url: string): void => {
    window.loadURL(url).catch((error: unknown) => {
      if ((error as { errno?: number }).errno !== ABORTED) fail(report(error));
    });
  };
  const fail = (text: string): void => {
    if (showing === 'failed' || window.isDestroyed()) return;
    showing = 'failed';
    failure = text;
    load(NOTICE.failed);
  };

  window.once('ready-to-show', () => {
    window.show();
  });
  webContents.on('did-navigate', (_event, url) => {
    if (url === START_PAGE && showing === 'stopped') showing = 'pages';
    // Chromium asks nobody before it goes to about:blank.
    if (![START_PAGE, ...Object.values(NOTICE)].includes(url)) load(START_PAGE);
  });
  webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    process.stderr.write(`the window's process ended: ${reason}\n`);
    if (showing === 'pages') {
      showing = 'stopped';
      load(NOTICE.stopped);
    } else {
      // Not even a page without a script can be shown.
      process.exitCode = EXIT_FAILED;
      window.destroy();
    }
  });
  webContents.on('before-input-event', (event, input) => {
    const level = zoomAfter(input, webContents.getZoomLevel());
    if (level === null) return;
    event.preventDefault();
    webContents.setZoomLevel(level);
  });
  return {
    window,
    fail,
    start() {
      load(START_PAGE);
    },
  };
}
