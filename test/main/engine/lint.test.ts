// An organisation's own autoconfig file: the servers it would give to new accounts, as cases to test.
import { truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { casesOfConfig, isFaulty, readGivenConfig } from '../../../main/engine/lint.ts';
import { CONFIG_FINDINGS, type ConfigFindingCode } from '../../../shared/model/suggestion.ts';
import { configText, incoming, outgoing } from '../autoconfig/config-text.ts';
import { mailWorld } from '../../support/mail-world.ts';

const signal = new AbortController().signal;

async function cases(text: string) {
  const { world, home } = await mailWorld();
  const file = path.join(home, 'config.xml');
  writeFileSync(file, text);
  return casesOfConfig(await readGivenConfig(world, file, signal), world);
}

describe('the cases of a file', () => {
  it('are all its servers, incoming first, judged with the first log-in that each names', async () => {
    const authentication =
      '<authentication>GSSAPI</authentication><authentication>password-cleartext</authentication>';
    const found = await cases(
      configText({
        servers: [incoming(), incoming({ type: 'pop3' }), outgoing({ authentication })].join('\n'),
      }),
    );
    expect(found.map(({ subject, account }) => [subject, account.auth])).toEqual([
      [
        { server: null, protocol: 'imap', host: 'imap.demo.test', port: 993, tls: 'implicit' },
        'password-cleartext',
      ],
      [
        { server: null, protocol: 'pop3', host: 'imap.demo.test', port: 993, tls: 'implicit' },
        'password-cleartext',
      ],
      [
        { server: null, protocol: 'smtp', host: 'smtp.demo.test', port: 587, tls: 'starttls' },
        'gssapi',
      ],
    ]);
    expect(found.every(({ testable, server }) => testable && server === null)).toBe(true);
  });

  it('are tested as they are where they do not encrypt', async () => {
    const plain = { socketType: '<socketType>plain</socketType>', port: '<port>25</port>' };
    const found = await cases(configText({ servers: incoming() + outgoing(plain) }));
    expect(found.at(-1)?.subject).toMatchObject({ tls: 'none', port: 25 });
  });

  it('hold no host that depends on a person, and the first domain where one depends on that', async () => {
    const named = (host: string) => outgoing({ hostname: `<hostname>${host}</hostname>` });
    const found = await cases(
      configText({
        domain: '<domain>first.test</domain><domain>second.test</domain>',
        servers: incoming() + named('mail.%EMAILDOMAIN%') + named('%EMAILLOCALPART%.demo.test'),
      }),
    );
    expect(found.map(({ subject }) => subject.host)).toEqual(['imap.demo.test', 'mail.first.test']);
  });

  it('are none where the file is of no use', async () => {
    expect(await cases('<html></html>')).toEqual([]);
  });
});

describe('a file is faulty', () => {
  it.each(Object.keys(CONFIG_FINDINGS) as readonly ConfigFindingCode[])(
    'unless all there is to say is a note: %s',
    (code) => {
      const finding = { code, place: { path: '', line: null }, facts: {} };
      const given = { where: '/x', reading: { document: null, findings: [finding] } };
      expect(isFaulty(given)).toBe(CONFIG_FINDINGS[code].weight !== 'note');
      expect(isFaulty({ ...given, reading: { document: null, findings: [] } })).toBe(false);
    },
  );
});

describe('a path', () => {
  it('is read no further than the largest file that is looked at', async () => {
    const { world, home } = await mailWorld();
    const file = path.join(home, 'config.xml');
    writeFileSync(file, '');
    truncateSync(file, 1024 ** 3); // takes no room on the disk
    const readFile = (): never => {
      throw new Error('nobody needs to read it');
    };
    const careful = { ...world, files: { ...world.files, readFile } };
    const { reading } = await readGivenConfig(careful, file, signal);
    expect(reading.findings.map(({ code }) => code)).toEqual(['too-large']);
  });

  it('that looks like an address of another kind is a path all the same', async () => {
    const { world } = await mailWorld();
    for (const given of ['file:///etc/hosts', 'autoconfig.demo.test/mail/config-v1.1.xml', '']) {
      await expect(readGivenConfig(world, given, signal)).rejects.toMatchObject({
        problem: { code: 'autoconfig-unreadable', where: given },
      });
    }
  });
});
