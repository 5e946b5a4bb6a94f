// main/electron: the settings of the one window, as values. Pure. May import: the types of electron.
import type { BrowserWindowConstructorOptions } from 'electron';

export interface WindowLook {
  /** Absolute path of preload.cjs. */
  readonly preload: string;
  readonly isPackaged: boolean;
  readonly isDark: boolean;
}

/** In memory: nothing of the window is kept on the disk. */
export const PARTITION = 'wizard';

/** The page's own ground in both schemes, so that the window does not flash. */
const GROUND = { light: '#faf9f7', dark: '#1d1d1f' } as const;

/** What is Electron's default today is said all the same: a default may change, this may not. */
export function windowOptions({
  preload,
  isPackaged,
  isDark,
}: WindowLook): BrowserWindowConstructorOptions {
  return {
    title: 'STARTTLS Migrator',
    width: 960,
    height: 720,
    minWidth: 320,
    minHeight: 320,
    useContentSize: true,
    show: false,
    autoHideMenuBar: true,
    backgroundColor: isDark ? GROUND.dark : GROUND.light,
    webPreferences: {
      preload,
      partition: PARTITION,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      safeDialogs: true,
      disableDialogs: true,
      devTools: !isPackaged,
    },
  };
}

export interface KeyPress {
  readonly type: string;
  readonly key: string;
  readonly control: boolean;
  readonly meta: boolean;
  readonly alt: boolean;
}

/** Chromium's zoom levels: each step is 1.2 times as large; 4 is a little over 200 %. */
const ZOOM_LEVELS = { smallest: -2, largest: 6 } as const;

/** The zoom level after this key, or null if it is none of the zoom keys of every browser. */
export function zoomAfter(
  { type, key, control, meta, alt }: KeyPress,
  level: number,
): number | null {
  if (type !== 'keyDown' || control === meta || alt) return null;
  switch (key) {
    case '+':
    case '=':
      return Math.min(level + 1, ZOOM_LEVELS.largest);
    case '-':
      return Math.max(level - 1, ZOOM_LEVELS.smallest);
    case '0':
      return 0;
    default:
      return null;
  }
}
