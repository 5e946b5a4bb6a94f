import { describe, expect, it } from 'vitest';
import { effectiveServer } from '../../../../main/clients/thunderbird/effective.ts';
import { collectOverrides } from '../../../../main/clients/thunderbird/overrides.ts';
import { Preferences } from '../../../../main/clients/thunderbird/preferences.ts';
import { PrefsDocument } from '../../../../main/clients/thunderbird/prefs/document.ts';
import type { AuthMethod } from '../../../../shared/model/server.ts';
import {
  DEFAULT_BRANCHES,
  ODD_SERVERS,
  oddHost,
  oddKey,
  oddProfile,
  type OddServer,
} from '../../../support/odd-servers.ts';
import { prefsText, type PrefValues } from '../../../support/thunderbird-profile.ts';

const NO_OVERRIDES = collectOverrides([], {
  remote: null,
  certificates: { importEnterpriseRoots: undefined, install: [] },
  problems: [],
});

const preferencesOf = (values: PrefValues, userJs?: PrefValues): Preferences =>
  new Preferences(
    PrefsDocument.parse(Buffer.from(prefsText(values))),
    userJs ? PrefsDocument.parse(Buffer.from(prefsText(userJs))) : null,
    NO_OVERRIDES,
  );

function expectResolved(servers: readonly OddServer[], branch: PrefValues = {}): void {
  const preferences = preferencesOf(oddProfile(servers, branch));
  const resolved = servers.map((server, index) =>
    effectiveServer(preferences, server.protocol, oddKey(server, index)),
  );
  expect(resolved).toEqual(
    servers.map((server, index) => ({
      host: oddHost(server, index),
      port: server.port,
      portIsDefault: server.portIsDefault ?? false,
      socketType: server.socketType,
      tls: server.tls,
      auth: 'password-cleartext',
    })),
  );
}

describe('what Thunderbird would connect with', () => {
  it.each(ODD_SERVERS)('$says', (server) => {
    expectResolved([server]);
  });

  it.each(DEFAULT_BRANCHES)('$says', ({ branch, servers }) => {
    expectResolved(servers, branch);
  });

  it('takes an incoming host name from the default branch, an outgoing one never', () => {
    const preferences = preferencesOf({
      'mail.server.default.hostname': 'in.example.org',
      'mail.smtpserver.default.hostname': 'out.example.org',
    });
    expect(effectiveServer(preferences, 'imap', 'server1').host).toBe('in.example.org');
    expect(effectiveServer(preferences, 'smtp', 'smtp1').host).toBe('');
  });

  it('lets user.js win over prefs.js', () => {
    const preferences = preferencesOf(
      { 'mail.smtpserver.smtp1.try_ssl': 2, 'mail.smtpserver.smtp1.port': 587 },
      { 'mail.smtpserver.smtp1.try_ssl': 3 },
    );
    const { port, tls } = effectiveServer(preferences, 'smtp', 'smtp1');
    expect({ port, tls }).toEqual({ port: 587, tls: 'implicit' });
  });

  it.each<[number, AuthMethod]>([
    [0, 'unknown'],
    [1, 'none'],
    [2, 'password-cleartext'],
    [3, 'password-cleartext'],
    [4, 'password-encrypted'],
    [5, 'gssapi'],
    [6, 'ntlm'],
    [7, 'tls-certificate'],
    [8, 'password-encrypted'],
    [9, 'any'],
    [10, 'oauth2'],
    [11, 'unknown'],
  ])('reads authMethod %i as %s', (stored, auth) => {
    const preferences = preferencesOf({
      'mail.smtpserver.smtp1.authMethod': stored,
      'mail.server.server1.authMethod': stored,
    });
    expect(effectiveServer(preferences, 'smtp', 'smtp1').auth).toBe(auth);
    expect(effectiveServer(preferences, 'imap', 'server1').auth).toBe(auth);
  });
});
