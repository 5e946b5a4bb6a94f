// main/electron: where the window may go and what it may ask for, as functions. Pure.
// May import: this folder.
import { SCHEME, START_PAGE } from './pages.ts';

export interface Navigation {
  readonly isMainFrame: boolean;
  readonly url: string;
}

/** The window may start itself over, and go nowhere else. */
export function mayNavigate({ isMainFrame, url }: Navigation): boolean {
  return isMainFrame && url === START_PAGE;
}

/** Our own files; in a build that is not packaged also those of Chromium's developer tools. */
export function mayRequest(url: string, isPackaged: boolean): boolean {
  return url.startsWith(`${SCHEME}://`) || (!isPackaged && url.startsWith('devtools://'));
}
