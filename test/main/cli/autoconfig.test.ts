// test --autoconfig: does an organisation's own file lead new accounts to servers that work?
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { WebError } from '../../../main/autoconfig/web.ts';
import { LANGUAGES } from '../../../shared/messages/languages.ts';
import { configText, incoming, outgoing } from '../autoconfig/config-text.ts';
import { mailWorld, type MailWorld, type Pages } from '../../support/mail-world.ts';
import { accountPrefs } from '../../support/prefs-text.ts';
import { runIn } from '../../support/terminal.ts';

const URL = 'https://autoconfig.demo.test/mail/config-v1.1.xml';

/** The servers that the good file names, in good health. */
async function goodServers(test: MailWorld): Promise<void> {
  await test.play('imap://imap.demo.test:993', { tls: 'implicit' });
  await test.play('smtp://smtp.demo.test:587', { tls: 'starttls-only' });
}

function fileWith({ home }: MailWorld, text: string): string {
  const file = path.join(home, 'config-v1.1.xml');
  writeFileSync(file, text);
  return file;
}

const lint = ({ world }: MailWorld, where: string) =>
  runIn(world, ['test', '--no-color', '--autoconfig', where]);

const documentOf = async ({ world }: MailWorld, where: string) =>
  (await runIn(world, ['test', '--json', '--autoconfig', where])).document();

const words = (text: string): string => text.replace(/\s+/g, ' ');

describe('a good file', () => {
  it('and good servers: nothing to do', async () => {
    const test = await mailWorld();
    await goodServers(test);
    const file = fileWith(test, configText());
    const { exitCode, out } = await lint(test, file);
    expect(exitCode).toBe(0);
    expect(out).toContain(`Autoconfig file ${file}\n  Nothing is wrong with the file itself.\n`);
    expect(out).toContain('✓ imap://imap.demo.test:993, TLS from the first byte');
    expect(out).toContain('✓ smtp://smtp.demo.test:587, STARTTLS');
    expect(out).toContain('Everything works as it is set.');
    const { findings, diagnoses, profiles } = await documentOf(test, file);
    expect([findings, profiles]).toEqual([[], []]);
    expect(diagnoses.map(({ code }) => code)).toEqual(['healthy', 'healthy']);
  });

  it('over https, and no profile is looked at', async () => {
    const test = await mailWorld();
    await goodServers(test);
    test.addProfile(accountPrefs({ outgoing: { smtp1: { hostname: 'gone.example.org' } } }));
    const { heard } = await test.publish({ [URL]: [200, configText()] });
    const { exitCode, out } = await lint(test, URL);
    expect(exitCode).toBe(0);
    expect(out).not.toContain('gone.example.org');
    expect(heard).toHaveLength(1);
    expect(heard[0]).toMatch(/^GET https:\/\/autoconfig\.demo\.test\/mail\/config-v1\.1\.xml\n/);
  });

  it('that says SSL on 465 where the server only knows STARTTLS: what to write instead', async () => {
    const test = await mailWorld();
    await goodServers(test);
    await test.play('smtp://smtp.demo.test:465', { tls: 'starttls-only' });
    const ssl = { port: '<port>465</port>', socketType: '<socketType>SSL</socketType>' };
    const file = fileWith(test, configText({ servers: incoming() + outgoing(ssl) }));
    const { exitCode, out } = await lint(test, file);
    expect(exitCode).toBe(10);
    expect(words(out)).toContain('greeted in plain text on port 465, where SSL/TLS was expected.');
    expect(words(out)).toContain('Change the connection security to STARTTLS and the port to 587.');
    const { diagnoses } = await documentOf(test, file);
    expect(diagnoses.map(({ code }) => code)).toEqual(['healthy', 'needs-starttls']);
  });

  it('whose server offers no log-in that the file tells new accounts to use', async () => {
    const test = await mailWorld();
    await test.play('imap://imap.demo.test:993', { tls: 'implicit' });
    await test.play('smtp://smtp.demo.test:587', { tls: 'starttls', authAfterTls: ['GSSAPI'] });
    const { diagnoses } = await documentOf(test, fileWith(test, configText()));
    expect(diagnoses.map(({ code }) => code)).toEqual(['healthy', 'no-usable-auth']);
  });

  it('puts the first domain into host names, and asks for no name of a person', async () => {
    const test = await mailWorld();
    await test.play('imap://imap.demo.test:993', { tls: 'implicit' });
    await test.play('smtp://out.demo.test:587', { tls: 'starttls' });
    const hosts = ['out.%EMAILDOMAIN%', '%EMAILLOCALPART%.demo.test'];
    const servers = hosts.map((host) => outgoing({ hostname: `<hostname>${host}</hostname>` }));
    const { endpoints } = await documentOf(
      test,
      fileWith(test, configText({ servers: [incoming(), ...servers].join('\n') })),
    );
    expect(endpoints.map(({ host, status }) => `${host} ${status}`)).toEqual([
      'imap.demo.test ok',
      'out.demo.test ok',
    ]);
  });
});

describe('what is wrong with a file', () => {
  it('is told with its line and element, and makes it a matter for a person', async () => {
    const test = await mailWorld();
    await goodServers(test);
    const servers = `${incoming()}\n${outgoing({ username: '', port: '<port>587 </port>' })}`;
    const file = fileWith(test, configText({ servers }));
    const { exitCode, out } = await lint(test, file);
    expect(exitCode).toBe(11);
    expect(out).toMatch(/ {2}! There is no <username>/);
    expect(out).toContain('    line 13, clientConfig/emailProvider/outgoingServer\n');
    expect(out).toContain('The autoconfig file needs a person to look at it.');
    expect(out).not.toContain('Everything works');
    const { findings, exitCode: printed } = await documentOf(test, file);
    expect(printed).toBe(11);
    expect(findings).toMatchObject([
      {
        code: 'missing-username',
        weight: 'warning',
        where: file.replace(test.home, '~'),
        place: { path: 'clientConfig/emailProvider/outgoingServer', line: 13 },
        summary: expect.stringContaining('<username>') as unknown,
      },
    ]);
  });

  it('with --quiet without advice', async () => {
    const test = await mailWorld();
    await goodServers(test);
    const file = fileWith(test, configText({ servers: incoming() + outgoing({ username: '' }) }));
    const { out } = await runIn(test.world, ['test', '--quiet', '--autoconfig', file]);
    expect(out).toContain('There is no <username>');
    expect(out).not.toContain('%EMAILADDRESS%');
  });

  it('steers no terminal', async () => {
    const test = await mailWorld();
    const servers = incoming() + outgoing({ hostname: '<hostname>a\u202eb\u009b2J</hostname>' });
    const { out, err } = await lint(test, fileWith(test, configText({ servers })));
    expect(out).toContain('a\\u202eb\\u009b2J');
    expect(out + err).not.toMatch(/[\u202e\u009b]/);
  });

  it.each([
    ['a page', '<html><body>Not here</body></html>', ['web-page']],
    ['too much', `<clientConfig>${' '.repeat(300_000)}`, ['too-large']],
    ['nothing', '', ['not-xml']],
  ])('where %s stands instead of a file', async (_what, text, expected) => {
    const test = await mailWorld();
    const file = fileWith(test, text);
    const { exitCode, out } = await lint(test, file);
    expect(exitCode).toBe(11);
    expect(out).not.toContain('Everything works');
    expect(out).toContain('The autoconfig file needs a person to look at it.');
    const { findings, diagnoses } = await documentOf(test, file);
    expect(findings.map(({ code }) => code)).toEqual(expected);
    expect(diagnoses).toEqual([]);
  });
});

describe('what the web has instead of a file', () => {
  const REDIRECT = 'https://autoconfig.demo.test/';
  it.each<readonly [string, Pages, string, readonly string[]]>([
    ['no such page', { [REDIRECT]: [200, ''] }, URL, ['not-served HTTP 404']],
    ['a fault of its own', { [URL]: [503, ''] }, URL, ['not-served HTTP 503']],
    ['a page', { [URL]: [200, '<html>Not here</html>'] }, URL, ['content-type', 'web-page']],
    ['too much', { [URL]: [200, 'x'.repeat(300_000)] }, URL, ['too-large']],
    [
      'nobody of this name',
      {},
      'https://autoconfig.nowhere.invalid/',
      ['not-served nothing ENOTFOUND'],
    ],
    [
      'a certificate for another name',
      { [URL]: [200, configText()] },
      'https://other.demo.test/mail/config-v1.1.xml',
      ['not-served tls-failed ERR_TLS_CERT_ALTNAME_INVALID'],
    ],
  ])('%s', async (_what, pages, url, expected) => {
    const test = await mailWorld();
    await test.publish(pages);
    const { exitCode, out, err } = await lint(test, url);
    expect([exitCode, err]).toEqual([11, '']);
    expect(out).toContain(`Autoconfig file ${url}\n  ✗ `);
    const { findings, errors } = await documentOf(test, url);
    expect(errors).toEqual([]);
    expect(
      findings.map(({ code, summary }) => {
        const reason = /\((.*)\)/.exec(code === 'not-served' ? summary : '')?.[1];
        return [code, reason].join(' ').trim();
      }),
    ).toEqual(expected);
  });

  it('over http the file is read, and that it can be changed on the way is told', async () => {
    const test = await mailWorld();
    await goodServers(test);
    const url = URL.replace('https', 'http');
    await test.publish({ [url]: [200, configText()] });
    const { exitCode, out } = await lint(test, url);
    expect(exitCode).toBe(11);
    expect(out).toContain('Anybody on the way can change it');
    expect(out.match(/ ✓ /g)).toHaveLength(2);
  });

  it('a server that never ends its answer does not hold up a run that has a deadline', async () => {
    const test = await mailWorld({
      web: {
        get: (_url, { signal }) =>
          new Promise((_resolve, reject) => {
            signal.addEventListener('abort', () => {
              reject(new WebError('cancelled'));
            });
          }),
      },
    });
    const argv = ['test', '--autoconfig', URL, '--deadline', '0.2'];
    const { exitCode, out } = await runIn(test.world, argv);
    expect(exitCode).toBe(11);
    expect(out).toContain('No autoconfig file came from this address');
  });
});

describe('a path that leads to no file', () => {
  it.each(LANGUAGES)('is a mistake on the command line, told in %s', async (language) => {
    const { world, home } = await mailWorld();
    const file = path.join(home, 'gone.xml');
    const { exitCode, out, err } = await runIn(world, ['test', '--autoconfig', file], { language });
    expect([exitCode, out]).toEqual([2, '']);
    expect(err).toContain('ENOENT');
    expect(err).toContain('--autoconfig');
  });

  it('is so in the document, and a folder is no file either', async () => {
    const { world, home } = await mailWorld();
    for (const where of [path.join(home, 'gone.xml'), home, 'ftp://demo.test/config.xml']) {
      const ran = await runIn(world, ['test', '--json', '--autoconfig', where]);
      expect([ran.exitCode, ran.err]).toEqual([2, '']);
      expect(ran.document().errors.map(({ code }) => code)).toEqual(['autoconfig-unreadable']);
    }
  });
});
