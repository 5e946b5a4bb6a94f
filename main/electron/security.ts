// main/electron: what the window may never do, whatever runs in it. Electron's own checklist
// (electron/electron docs/tutorial/security.md), a rule a function. May import: electron, this folder.
import { app, protocol, type Session, type WebContents } from 'electron';
import { SCHEME } from './pages.ts';
import { mayNavigate, mayRequest } from './rules.ts';

/** To be called before the app is ready: a sandbox for every renderer, and our scheme as an origin. */
export function secureProcess(): void {
  app.enableSandbox();
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true } },
  ]);
  app.on('web-contents-created', (_event, contents) => {
    secureContents(contents);
  });
}

/** No other page, no other window, no page inside the page. */
function secureContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!mayNavigate(event)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    event.preventDefault();
  });
}

/**
 * To be called with the window's own session before there is a window: it has our pages and nothing
 * else; no permission, no device, no download, no request to anywhere.
 */
export function secureSession(
  session: Session,
  respond: (request: Request) => Promise<Response>,
): void {
  session.protocol.handle(SCHEME, respond);
  session.setPermissionRequestHandler((_contents, _permission, decide) => {
    decide(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event) => {
    event.preventDefault();
  });
  session.webRequest.onBeforeRequest(({ url }, decide) => {
    decide({ cancel: !mayRequest(url, app.isPackaged) });
  });
}
