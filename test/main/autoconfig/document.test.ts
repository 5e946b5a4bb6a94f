// test: autoconfig files are read as Thunderbird reads them, and each thing wrong is named.
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../main/autoconfig/document.ts';
import { CONFIG_FINDINGS } from '../../../shared/model/suggestion.ts';
import type { ConfigReading } from '../../../shared/model/suggestion.ts';
import { bytesOf, configText, incoming, outgoing } from './config-text.ts';
import type { ConfigParts } from './config-text.ts';
import { bytesWith, MISTAKES } from './mistakes.ts';

function read(parts: ConfigParts = {}): ConfigReading {
  return readConfig(bytesOf(configText(parts)));
}

describe('a good file', () => {
  it('is read without a word', () => {
    const server = { auth: ['password-cleartext'], username: '%EMAILADDRESS%' };
    expect(read()).toEqual({
      findings: [],
      document: {
        emailProviderId: 'demo.test',
        domains: ['demo.test'],
        displayName: 'Demo',
        incoming: [
          {
            ...server,
            protocol: 'imap',
            hostname: 'imap.demo.test',
            port: 993,
            tls: 'implicit',
            place: { path: 'clientConfig/emailProvider/incomingServer', line: 6 },
          },
        ],
        outgoing: [
          {
            ...server,
            protocol: 'smtp',
            hostname: 'smtp.demo.test',
            port: 587,
            tls: 'starttls',
            place: { path: 'clientConfig/emailProvider/outgoingServer', line: 13 },
          },
        ],
      },
    });
  });

  it('may be in UTF-16, have a mark at its beginning, CDATA, comments and entities', () => {
    const text = configText({
      displayName: '<displayName>D&#xE9;mo &amp; <![CDATA[<&amp;>]]><!-- x --></displayName>',
    });
    const name = 'Démo & <&amp;>';
    const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le');
    const bigEndian = Buffer.from(utf16).swap16();
    for (const bytes of [bytesOf(text), bytesOf(`\ufeff${text}`), utf16, bigEndian]) {
      expect(readConfig(bytes)).toMatchObject({ findings: [], document: { displayName: name } });
    }
  });

  it('may have several servers: the first decides, and log-ins are in order', () => {
    const servers = [
      incoming({
        authentication:
          '<authentication>OAuth2</authentication><authentication>GSSAPI</authentication>',
      }),
      incoming({ type: 'pop3', port: '<port>995</port>' }),
      outgoing(),
    ].join('\n');
    const { document, findings } = read({ servers });
    expect(document?.incoming.map(({ protocol, auth }) => [protocol, auth])).toEqual([
      ['imap', ['oauth2', 'gssapi']],
      ['pop3', ['password-cleartext']],
    ]);
    expect(findings).toEqual([
      {
        code: 'first-server-decides',
        place: { path: 'clientConfig/emailProvider/incomingServer[1]', line: 6 },
        facts: { host: 'imap.demo.test', port: 993, others: 1 },
      },
    ]);
  });
});

describe('what is wrong', () => {
  it.each(
    MISTAKES.map((row) => ({ ...row, name: `${row.code} ${JSON.stringify(row.facts ?? {})}` })),
  )('is named alone, at its place: $name', (row) => {
    const { document, findings } = readConfig(bytesWith(row));
    const found = findings.find(({ code }) => code === row.code);
    expect(found?.facts).toEqual(row.facts ?? {});
    expect(findings.map(({ code }) => code).toSorted()).toEqual(
      [row.code, ...(row.also ?? [])].toSorted(),
    );
    if (row.place) {
      expect([found?.place.path.split('/').at(-1), found?.place.line]).toEqual(row.place);
    }
    const useless = findings.some(({ code }) => CONFIG_FINDINGS[code].weight === 'file');
    expect(document === null).toBe(useless);
    expect(Object.keys(found?.facts ?? {})).toEqual(CONFIG_FINDINGS[row.code].facts);
  });

  it('has a row for every code, but for those about the web', () => {
    const served: readonly string[] = ['not-served', 'content-type', 'insecure-transport'];
    const tested = new Set<string>([...MISTAKES.map(({ code }) => code), ...served]);
    expect(Object.keys(CONFIG_FINDINGS).filter((code) => !tested.has(code))).toEqual([]);
  });

  it('never repeats a password, and shortens what it repeats', () => {
    const servers = `${incoming({ more: '<password>secret</password>' })}
      ${outgoing({ hostname: `<hostname>${'a'.repeat(5000)}</hostname>` })}`;
    const { findings } = read({ servers });
    expect(JSON.stringify(findings)).not.toContain('secret');
    expect(JSON.stringify(findings).length).toBeLessThan(1000);
  });
});
