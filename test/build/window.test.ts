import { describe, expect, it } from 'vitest';
import { whyNoWindow } from '../../build/window.mjs';

describe('whether a window can be opened', () => {
  it.each([
    ['linux', { DISPLAY: ':0' }, 1000, null],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, 1000, null],
    ['linux', {}, 1000, 'no display'],
    ['linux', { DISPLAY: '' }, 1000, 'no display'],
    ['linux', { DISPLAY: ':0' }, 0, 'as an ordinary user'],
    ['darwin', {}, 0, null],
    ['win32', {}, null, null],
  ])('%s with %j as user %j: %j', (platform, variables, uid, sentence) => {
    const reason = whyNoWindow({ platform, variables, uid });
    if (sentence === null) expect(reason).toBeNull();
    else expect(reason).toContain(sentence);
  });
});
