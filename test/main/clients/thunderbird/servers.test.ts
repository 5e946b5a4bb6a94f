import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Profile } from '../../../../shared/model/profile.ts';
import {
  accountPrefs,
  prefLine,
  prefsText,
  STORY,
  temporaryProfile,
  without,
  type PrefValues,
} from '../../../support/thunderbird-profile.ts';
import { ODD_SERVERS, oddKey, oddProfile } from '../../../support/odd-servers.ts';
import { mailServer, readingOf } from '../../../support/thunderbird-reading.ts';

const PORT = 'mail.smtpserver.smtp1.port';
const inProfile = (profile: Profile, name: string): string => path.join(profile.path, name);
/** The number of the line that holds a text. */
const lineWith = (text: string, part: string): number =>
  text.split('\n').findIndex((line) => line.includes(part)) + 1;

describe('notes', () => {
  it.each(ODD_SERVERS)('$says', (server) => {
    const read = readingOf(temporaryProfile(oddProfile([server])));
    const unused = server.protocol === 'smtp' ? (['not-in-use'] as const) : [];
    expect(mailServer(read, oddKey(server, 0)).notes).toEqual([...(server.notes ?? []), ...unused]);
  });

  const exceptions = (...names: readonly string[]): string =>
    ['# PSM Certificate Override Settings file', ...names, '']
      .map((name) => (name.includes(':') ? `${name}\tOID.2.16.840.1.101.3.4.2.1\tAB:CD\t` : name))
      .join('\n');

  it.each<[string, string, boolean]>([
    ['for that host and port', 'smtp.example.org:465:', true],
    ['as older ones wrote it', 'smtp.example.org:465', true],
    ['with origin attributes', 'smtp.example.org:465:^userContextId=1', true],
    ['whatever the case', 'SMTP.Example.ORG:465:', true],
    ['not for another port', 'smtp.example.org:587:', false],
    ['not for another host', 'mail.smtp.example.org:465:', false],
  ])('a certificate exception counts %s', (_, name, noted) => {
    const files = { 'cert_override.txt': exceptions('other.example.org:1:', name) };
    const { notes } = mailServer(readingOf(temporaryProfile(STORY, files)), 'smtp1');
    expect(notes).toEqual(noted ? ['certificate-exception'] : []);
  });

  it('pref() in prefs.js counts, and will be lost at the next save', () => {
    const text = `${prefsText(without(STORY, PORT))}${prefLine(PORT, 2465, 'pref')}\n`;
    const server = mailServer(readingOf(temporaryProfile(text)), 'smtp1');
    expect(server).toMatchObject({ port: 2465, notes: ['default-in-prefs-file'], editable: true });
  });
});

describe('malformed servers are listed, with the line, and not editable', () => {
  it.each<[string, PrefValues, string]>([
    ['an empty host', { hostname: '' }, 'hostname'],
    ['a host that is only a space', { hostname: ' ' }, 'hostname'],
    ['a space in the host', { hostname: 'mail .example.org' }, 'hostname'],
    ['a line break in the host', { hostname: 'mail\n.example.org' }, 'hostname'],
    ['a control character in the host', { hostname: 'mail\u0001' }, 'hostname'],
    ['a port in the host', { hostname: 'mail.example.org:465' }, 'hostname'],
    ['a URI for a host', { hostname: 'smtp://mail.example.org' }, 'hostname'],
    ['brackets around an address', { hostname: '[2001:db8::1]' }, 'hostname'],
    ['the host a number', { hostname: 5 }, 'hostname'],
    ['port -1', { hostname: 'mail.example.org', port: -1 }, 'port'],
    ['a port beyond 65535', { hostname: 'mail.example.org', port: 65536 }, 'port'],
  ])('SMTP: %s', (_, stored, key) => {
    const text = prefsText(accountPrefs({ outgoing: { smtp1: { try_ssl: 3, ...stored } } }));
    const profile = temporaryProfile(text);
    const server = mailServer(readingOf(profile), 'smtp1');
    expect(server.editable).toBe(false);
    expect(server.lockedBy).toEqual({
      code: 'malformed',
      file: inProfile(profile, 'prefs.js'),
      key: `mail.smtpserver.smtp1.${key}`,
      line: lineWith(text, `smtp1.${key}`),
    });
  });

  it.each<[string, PrefValues, string]>([
    [
      'IMAP with a port in the host, which crashes it',
      { type: 'imap', hostname: 'a.b:993' },
      'hostname',
    ],
    [
      'POP3 on an IPv6 address, which it takes for a port',
      { type: 'pop3', hostname: '::1' },
      'hostname',
    ],
    ['IMAP on port -5', { type: 'imap', hostname: 'a.b', port: -5 }, 'port'],
    ['IMAP without a host', { type: 'imap' }, 'hostname'],
  ])('%s', (_, stored, key) => {
    const profile = temporaryProfile(accountPrefs({ incoming: { server1: stored } }));
    expect(mailServer(readingOf(profile), 'server1').lockedBy).toMatchObject({
      code: 'malformed',
      key: `mail.server.server1.${key}`,
    });
  });

  it.each([
    'mail.example.org',
    'MAIL',
    'почта.example.org',
    'müller.de',
    'a_b.example',
    '192.0.2.1',
    '::1',
    '2001:db8::1',
  ])('but %s is a host for SMTP, kept as it is', (hostname) => {
    const profile = temporaryProfile(accountPrefs({ outgoing: { smtp1: { hostname } } }));
    expect(mailServer(readingOf(profile), 'smtp1')).toMatchObject({
      host: hostname,
      lockedBy: null,
    });
  });
});
