import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import { describe, expect, it } from 'vitest';
import type { Platform } from '../../../../main/system/environment.ts';
import { prefsText, profileAt, STORY } from '../../../support/thunderbird-profile.ts';
import {
  HOME_PROFILE,
  policiesText,
  readingOfStory,
} from '../../../support/thunderbird-reading.ts';

const INSTALL = '/usr/lib/thunderbird';
const POLICIES = `${INSTALL}/distribution/policies.json`;

describe('whom the profile trusts', () => {
  const pem = rootCertificates[0]!;
  const der = new X509Certificate(pem).raw;
  const install = (...names: readonly string[]): string =>
    policiesText({ Certificates: { Install: names } });

  it.each<[Platform, boolean]>([
    ['linux', false],
    ['darwin', true],
    ['win32', true],
  ])("Mozilla's roots, and on %s the system's: %s", (platform, system) => {
    const path = platform === 'win32' ? 'C:\\p' : '/p';
    expect(readingOfStory({}, profileAt(path), platform).trust).toEqual({
      mozilla: true,
      system,
      added: [],
      unread: [],
    });
  });

  it.each([true, false])('the policy decides over the system store: %s', (value) => {
    const text = policiesText({ Certificates: { ImportEnterpriseRoots: value } });
    expect(readingOfStory({ [POLICIES]: text }).trust.system).toBe(value);
  });

  it('so does the preference', () => {
    const text = prefsText({ ...STORY, 'security.enterprise_roots.enabled': true });
    expect(readingOfStory({ [`${HOME_PROFILE.path}/prefs.js`]: text }).trust.system).toBe(true);
  });

  it.each<[string, string, string | Buffer]>([
    ['/etc/pki/ours.pem', '/etc/pki/ours.pem', pem],
    ['/etc/pki/ours.der', '/etc/pki/ours.der', der],
    ['ours.pem', `${INSTALL}/distribution/certificates/ours.pem`, pem],
    ['ours.pem', '/nowhere/home/.mozilla/certificates/ours.pem', pem],
    ['ours.pem', '/usr/lib/mozilla/certificates/ours.pem', pem],
    ['ours.pem', '/usr/lib64/mozilla/certificates/ours.pem', pem],
  ])('certificates that the policy installs: %s at %s', (name, file, content) => {
    const { trust, problems } = readingOfStory({ [POLICIES]: install(name), [file]: content });
    expect(trust.added.map((one) => new X509Certificate(one).fingerprint256)).toEqual([
      new X509Certificate(pem).fingerprint256,
    ]);
    expect(problems).toEqual([]);
  });

  it('certificates that are not there or none are told', () => {
    const tree = { [POLICIES]: install('gone.pem', '/x.pem'), '/x.pem': 'no certificate' };
    const { trust, problems } = readingOfStory(tree);
    expect(trust.added).toEqual([]);
    expect(problems).toMatchObject([
      { code: 'ca-unreadable', where: 'gone.pem' },
      { code: 'ca-unreadable', where: '/x.pem' },
    ]);
  });

  it('names cert9.db, which is not read', () => {
    const database = `${HOME_PROFILE.path}/cert9.db`;
    expect(readingOfStory({ [database]: '' }).trust.unread).toEqual([database]);
  });
});
