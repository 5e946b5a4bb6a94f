// main/electron: the one place that touches ipcMain: questions go to the border, events to the window.
// May import: electron, shared, this folder.
import { ipcMain, type BrowserWindow, type IpcMainInvokeEvent } from 'electron';
import type { EventName, Events } from '../../shared/contract.ts';
import type { Border, Caller } from './border.ts';
import { WIRE } from './names.ts';
import { ORIGIN } from './pages.ts';

/** Lets this window, and nobody else, ask at the border. */
export function answerAt(ask: Border, window: BrowserWindow): void {
  ipcMain.handle(WIRE.ask, (event, ...args: readonly unknown[]) =>
    ask(callerOf(event, window), args),
  );
}

function callerOf({ senderFrame }: IpcMainInvokeEvent, window: BrowserWindow): Caller | null {
  if (senderFrame === null || window.isDestroyed()) return null;
  const { mainFrame } = window.webContents;
  return { isOurs: senderFrame.frameToken === mainFrame.frameToken, origin: senderFrame.origin };
}

/** Tells the window something, if it is there and shows our pages. */
export function tell<E extends EventName>(window: BrowserWindow, event: E, value: Events[E]): void {
  if (window.isDestroyed() || window.webContents.mainFrame.origin !== ORIGIN) return;
  window.webContents.send(WIRE.event, event, value);
}
