import { describe, expect, it } from 'vitest';
import { mayNavigate, mayRequest } from '../../main/electron/rules.ts';
import { windowOptions, zoomAfter } from '../../main/electron/window.ts';

describe('the settings of the window', () => {
  const options = windowOptions({ preload: '/app/preload.cjs', isPackaged: true, isDark: false });

  it.each([
    ['sandbox', true],
    ['contextIsolation', true],
    ['nodeIntegration', false],
    ['nodeIntegrationInWorker', false],
    ['nodeIntegrationInSubFrames', false],
    ['webSecurity', true],
    ['allowRunningInsecureContent', false],
    ['experimentalFeatures', false],
    ['webviewTag', false],
    ['navigateOnDragDrop', false],
    ['spellcheck', false],
    ['devTools', false],
    ['partition', 'wizard'], // without "persist:": in memory
    ['preload', '/app/preload.cjs'],
  ] as const)('say %s: %j', (name, value) => {
    expect(options.webPreferences?.[name]).toBe(value);
  });

  it('loosen nothing by a name that is not in this table', () => {
    const known = [
      ...['sandbox', 'contextIsolation', 'nodeIntegration', 'nodeIntegrationInWorker'],
      ...['nodeIntegrationInSubFrames', 'webSecurity', 'allowRunningInsecureContent'],
      ...['experimentalFeatures', 'webviewTag', 'navigateOnDragDrop', 'spellcheck'],
      ...['devTools', 'partition', 'preload', 'safeDialogs', 'disableDialogs'],
    ];
    expect(Object.keys(options.webPreferences ?? {}).sort()).toEqual(known.sort());
  });

  it('have developer tools only where the app is not packaged', () => {
    const open = windowOptions({ preload: '', isPackaged: false, isDark: false });
    expect(open.webPreferences?.devTools).toBe(true);
  });

  it('show the window when it is painted, on the ground of its scheme', () => {
    expect(options.show).toBe(false);
    const dark = windowOptions({ preload: '', isPackaged: true, isDark: true });
    expect(dark.backgroundColor).not.toBe(options.backgroundColor);
  });
});

describe('where the window may go', () => {
  it.each([
    [true, 'app://wizard/index.html', true],
    [false, 'app://wizard/index.html', false],
    [true, 'app://wizard/index.html?x', false],
    [true, 'app://wizard/failed', false],
    [true, 'app://other/index.html', false],
    [true, 'https://example.org/', false],
    [true, 'file:///etc/passwd', false],
    [true, 'javascript:1', false],
  ])('main frame %j to %s: %j', (isMainFrame, url, allowed) => {
    expect(mayNavigate({ isMainFrame, url })).toBe(allowed);
  });

  it.each([
    ['app://wizard/index.js', true, true],
    ['https://example.org/', true, false],
    ['http://127.0.0.1/', false, false],
    ['ws://127.0.0.1/', false, false],
    ['file:///etc/passwd', false, false],
    ['appx://wizard/', false, false],
    ['devtools://devtools/bundled/x.js', false, true],
    ['devtools://devtools/bundled/x.js', true, false],
  ])('%s, packaged %j: %j', (url, isPackaged, allowed) => {
    expect(mayRequest(url, isPackaged)).toBe(allowed);
  });
});

describe('the keys that zoom', () => {
  const press = { type: 'keyDown', key: '+', control: true, meta: false, alt: false };

  it.each([
    ['+', 0, 1],
    ['=', 0, 1],
    ['-', 0, -1],
    ['0', 3, 0],
    ['+', 6, 6],
    ['-', -2, -2],
    ['x', 0, null],
  ])('%s at level %j: %j', (key, level, after) => {
    expect(zoomAfter({ ...press, key }, level)).toBe(after);
  });

  it('are no keys of their own', () => {
    expect(zoomAfter({ ...press, control: false }, 0)).toBeNull();
    expect(zoomAfter({ ...press, alt: true }, 0)).toBeNull();
    expect(zoomAfter({ ...press, type: 'keyUp' }, 0)).toBeNull();
    expect(zoomAfter({ ...press, control: false, meta: true }, 0)).toBe(1);
  });
});
