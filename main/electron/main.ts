// main/electron: the process behind the window. May import: electron, all rooms of main but the
// command line, shared.
import { app, BrowserWindow, nativeTheme, session } from 'electron';
import path from 'node:path';
import { pagesIn, respond, START_PAGE } from './pages.ts';
import { secureProcess, secureSession } from './security.ts';
import { PARTITION, windowOptions } from './window.ts';

const FOLDER = import.meta.dirname;

secureProcess();
// Not awaited here: Electron is not ready before this module has been run to its end.
void app.whenReady().then(open);

async function open(): Promise<void> {
  const pages = pagesIn(path.join(FOLDER, 'renderer'));
  secureSession(session.fromPartition(PARTITION), (request) => respond(request, pages));
  const window = new BrowserWindow(
    windowOptions({
      preload: path.join(FOLDER, 'preload.cjs'),
      isPackaged: app.isPackaged,
      isDark: nativeTheme.shouldUseDarkColors,
    }),
  );
  window.once('ready-to-show', () => {
    window.show();
  });
  await window.loadURL(START_PAGE);
}
