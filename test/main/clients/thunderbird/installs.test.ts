import { describe, expect, it } from 'vitest';
import type { Platform } from '../../../../main/system/environment.ts';
import { prefsText, profileAt, STORY } from '../../../support/thunderbird-profile.ts';
import {
  HOME_PROFILE,
  mailServer,
  policiesText,
  readingIn,
  readingOfStory,
  type Tree,
} from '../../../support/thunderbird-reading.ts';

const TLS = 'mail.smtpserver.smtp1.try_ssl';
const INSTALL = '/usr/lib/thunderbird';
const POLICIES = `${INSTALL}/distribution/policies.json`;
const ETC_POLICIES = '/etc/thunderbird/policies/policies.json';
const lockPolicy = policiesText({ Preferences: { [TLS]: { Value: 2, Status: 'locked' } } });

describe('installations', () => {
  const lockedBy = (tree: Tree, profile = HOME_PROFILE, platform: Platform = 'linux') =>
    mailServer(readingOfStory(tree, profile, platform), 'smtp1').lockedBy?.file ?? null;

  it.each([
    '/usr/lib/thunderbird',
    '/usr/lib64/thunderbird',
    '/usr/local/lib/thunderbird',
    '/usr/local/thunderbird',
    '/opt/thunderbird',
    '/usr/lib/betterbird',
    '/usr/lib64/betterbird',
    '/opt/betterbird',
  ])('are looked for at %s on Linux', (install) => {
    const file = `${install}/distribution/policies.json`;
    expect(lockedBy({ [file]: lockPolicy })).toBe(file);
  });

  it.each([
    '/Applications/Thunderbird.app',
    '/Applications/Betterbird.app',
    '/nowhere/home/Applications/Thunderbird.app',
  ])('are looked for at %s on macOS', (app) => {
    const file = `${app}/Contents/Resources/distribution/policies.json`;
    const profile = profileAt('/Users/u/Library/Thunderbird/Profiles/x');
    expect(lockedBy({ [file]: lockPolicy }, profile, 'darwin')).toBe(file);
  });

  it.each([
    'C:\\Program Files\\Mozilla Thunderbird',
    'C:\\Program Files (x86)\\Mozilla Thunderbird',
    'C:\\Program Files\\Betterbird',
  ])('are looked for at %s on Windows', (install) => {
    const file = `${install}\\distribution\\policies.json`;
    const profile = profileAt('C:\\Users\\u\\AppData\\Roaming\\Thunderbird\\Profiles\\x');
    expect(lockedBy({ [file]: lockPolicy }, profile, 'win32')).toBe(file);
  });

  it('of a flatpak count for its own profiles, with its own /etc', () => {
    const files = '/var/lib/flatpak/app/org.mozilla.Thunderbird/current/active/files';
    const inside = profileAt('/home/u/.var/app/org.mozilla.Thunderbird/.thunderbird/x');
    const file = `${files}/etc/thunderbird/policies/policies.json`;
    const tree = { [`${files}/lib/thunderbird/x`]: '', [file]: lockPolicy };
    expect(lockedBy(tree, inside)).toBe(file);
    expect(lockedBy(tree)).toBeNull();
    expect(lockedBy({ [ETC_POLICIES]: lockPolicy }, inside)).toBeNull();
  });

  it('of a snap obey /etc/thunderbird', () => {
    const inside = profileAt('/home/u/snap/thunderbird/common/.thunderbird/x');
    const tree = { '/snap/thunderbird/current/x': '', [ETC_POLICIES]: lockPolicy };
    expect(lockedBy(tree, inside)).toBe(ETC_POLICIES);
  });

  it('that ran the profile last is the only one that counts, wherever it is', () => {
    const own = '/home/u/tb/distribution/policies.json';
    const compatibility = (folder: string): string =>
      `[Compatibility]\nLastVersion=153.7.0_1/1\nLastPlatformDir=${folder}\nLastAppDir=${folder}\n`;
    const tree = { [own]: lockPolicy, [POLICIES]: policiesText({}) };
    const ini = `${HOME_PROFILE.path}/compatibility.ini`;
    expect(lockedBy(tree)).toBeNull();
    expect(lockedBy({ ...tree, [ini]: compatibility('/home/u/tb') })).toBe(own);
    expect(lockedBy({ ...tree, [ini]: compatibility('/home/u/gone') })).toBeNull();
  });

  it('are those of the searched disk with --root', () => {
    const profile = profileAt('/mnt/home/u/.thunderbird/x');
    const file = `/mnt${ETC_POLICIES}`;
    const tree = {
      [`${profile.path}/prefs.js`]: prefsText(STORY),
      [file]: lockPolicy,
      [ETC_POLICIES]: policiesText({}),
    };
    const reading = readingIn(tree, profile, 'linux', { home: '/mnt', systemRoot: '/mnt' });
    expect(mailServer(reading, 'smtp1').lockedBy?.file).toBe(file);
  });
});
