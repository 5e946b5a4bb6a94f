// Suggestions at the command line: what a domain publishes on a real web and a real name server, tested
// on live servers, and only ever said.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../shared/messages/languages.ts';
import { catalogueFor } from '../../../shared/messages/languages.ts';
import { configText, incoming, outgoing } from '../autoconfig/config-text.ts';
import { mailWorld, type MailWorld } from '../../support/mail-world.ts';
import { accountPrefs } from '../../support/prefs-text.ts';
import { runIn } from '../../support/terminal.ts';

const DOMAIN = 'demo.test';
const PERSON = 'anna.berg';
const FILE = `https://autoconfig.${DOMAIN}/mail/config-v1.1.xml`;
const GONE = 'smtp.gone.test';

/** An account at that domain whose outgoing server is set to `host` and port 465 with SSL/TLS. */
function addAccount({ addProfile }: MailWorld, host: string): string {
  return addProfile({
    ...accountPrefs({
      incoming: {
        server1: { type: 'imap', hostname: `imap.${DOMAIN}`, port: 993, socketType: 3 },
      },
      outgoing: { smtp1: { hostname: host, port: 465, try_ssl: 3, authMethod: 3 } },
    }),
    'mail.identity.id1.useremail': `${PERSON}@${DOMAIN}`,
    'mail.server.server1.userName': PERSON,
    'mail.smtpserver.smtp1.username': PERSON,
  });
}

/** The domain's own servers, in good health: IMAP as everybody has it, and sending on 587. */
async function goodServers(test: MailWorld): Promise<void> {
  await test.play(`imap://imap.${DOMAIN}:993`, { tls: 'implicit' });
  await test.play(`smtp://smtp.${DOMAIN}:587`, { tls: 'starttls-only' });
}

const words = (text: string): string => text.replace(/\s+/g, ' ');

const SRV = (target: string, port = 587) => ({ srv: [{ priority: 0, weight: 0, port, target }] });

describe('a server that does not exist any more', () => {
  it('is told with one that does, from the file of the domain, and nothing is changed', async () => {
    const test = await mailWorld();
    await goodServers(test);
    const profile = addAccount(test, GONE);
    const web = await test.publish({ [FILE]: [200, configText()] });
    const names = await test.answerNames({});
    const before = readFileSync(path.join(profile, 'prefs.js'));
    const { exitCode, out } = await runIn(test.world, ['test', '--no-color']);
    expect(exitCode).toBe(11);
    expect(words(out)).toContain(
      `Instead: smtp.demo.test, port 587, STARTTLS was tested and works (from the domain's autoconfig file ${FILE}).`,
    );
    expect(out).not.toContain('help desk can say');

    // Neither the web nor the name servers learn who asks.
    expect(web.heard.length).toBeGreaterThan(0);
    expect(web.heard.join('\n')).not.toMatch(/anna|berg|[?@]/i);
    expect(names.questions.length).toBeGreaterThan(0);
    for (const { name, type } of names.questions) {
      expect(`${type} ${name}`).toMatch(/^SRV _\w+\._tcp\.demo\.test$/);
    }
    for (const command of [['plan'], ['plan', '--harden'], ['apply', '--yes']]) {
      const ran = await runIn(test.world, [...command, '--json']);
      const { changes, receipts, diagnoses } = ran.document();
      expect([changes, receipts]).toEqual([[], []]);
      expect(diagnoses.flatMap(({ suggestions }) => suggestions)).toEqual([]);
    }
    expect(readFileSync(path.join(profile, 'prefs.js'))).toEqual(before);
  });

  it('never is one that the user has excluded, and that one is not even tested', async () => {
    const test = await mailWorld();
    const healthy = await test.play(`smtp://smtp.${DOMAIN}:587`, { tls: 'starttls-only' });
    addAccount(test, GONE);
    await test.publish({ [FILE]: [200, configText()] });
    const { out } = await runIn(test.world, ['test', '--exclude', `SMTP.${DOMAIN}`]);
    expect(out).not.toContain('Instead:');
    expect(healthy.transcript()).toEqual([]);
  });

  it('plan and apply do not even ask', async () => {
    const test = await mailWorld();
    addAccount(test, GONE);
    const web = await test.publish({ [FILE]: [200, configText()] });
    const names = await test.answerNames({});
    await runIn(test.world, ['plan']);
    await runIn(test.world, ['apply', '--yes']);
    expect([web.heard, names.questions]).toEqual([[], []]);
  });

  it('is in the document with its source', async () => {
    const test = await mailWorld();
    await goodServers(test);
    addAccount(test, GONE);
    await test.publish({ [FILE]: [200, configText()] });
    await test.answerNames({ [`_submission._tcp.${DOMAIN}`]: SRV(`smtp.${DOMAIN}`) });
    const { diagnoses } = (await runIn(test.world, ['test', '--json'])).document();
    const found = diagnoses.find(({ code }) => code === 'host-not-found');
    // The same server by two ways is said once, with the better source.
    expect(found?.suggestions).toEqual([
      {
        protocol: 'smtp',
        host: 'smtp.demo.test',
        port: 587,
        tls: 'starttls',
        auth: ['password-cleartext'],
        source: 'autoconfig',
        where: FILE,
        authentic: true,
      },
    ]);
  });

  it("the domain's SRV records serve where it has no file", async () => {
    const test = await mailWorld();
    await goodServers(test);
    addAccount(test, GONE);
    await test.publish({ [`https://${DOMAIN}/`]: [200, ''] });
    await test.answerNames({ [`_submission._tcp.${DOMAIN}`]: SRV(`smtp.${DOMAIN}`) });
    const { out } = await runIn(test.world, ['test', '--no-color']);
    expect(words(out)).toContain(
      'Instead: smtp.demo.test, port 587, STARTTLS was tested and works',
    );
    expect(words(out)).toContain(`_submission._tcp.${DOMAIN}`);
    expect(out).not.toContain('help desk can say');
  });

  it.each(LANGUAGES)(
    'one outside of the domain, by DNS alone, is for the help desk: %s',
    async (language) => {
      const test = await mailWorld();
      await test.play('smtp://smtp.elsewhere.test:587', { tls: 'starttls' });
      addAccount(test, GONE);
      await test.answerNames({ [`_submission._tcp.${DOMAIN}`]: SRV('smtp.elsewhere.test') });
      const { out } = await runIn(test.world, ['test', '--no-color'], { language });
      const { terminal } = await catalogueFor([language]);
      expect(words(out)).toContain(words(terminal.unauthentic));
      expect(out).toContain('smtp.elsewhere.test');
      const { diagnoses } = (await runIn(test.world, ['test', '--json'])).document();
      const suggestions = diagnoses.flatMap((one) => one.suggestions);
      expect(suggestions.map(({ host, authentic }) => [host, authentic])).toEqual([
        ['smtp.elsewhere.test', false],
      ]);
    },
  );

  it('what is published and does not work is not suggested', async () => {
    const test = await mailWorld();
    const servers = ['expired', 'plain', 'closed', 'other'].map((name) =>
      outgoing({ hostname: `<hostname>${name}.demo.test</hostname>` }),
    );
    const notAfter = new Date(Date.now() - 86_400_000);
    await test.play('smtp://expired.demo.test:587', { tls: 'starttls' }, { notAfter });
    await test.play('smtp://plain.demo.test:587', { tls: 'plain' });
    await test.play('smtp://other.demo.test:587', { tls: 'starttls', authAfterTls: ['GSSAPI'] });
    test.knows('closed.demo.test');
    addAccount(test, GONE);
    await test.publish({ [FILE]: [200, configText({ servers: incoming() + servers.join('') })] });
    const { out } = await runIn(test.world, ['test', '--no-color']);
    expect(out).toContain('there is no such name');
    expect(out).not.toContain('Instead:');
  });
});

describe('a port that is closed', () => {
  it('where no port of the host works: the server that the domain names', async () => {
    const test = await mailWorld();
    await goodServers(test);
    test.knows(`old.${DOMAIN}`);
    addAccount(test, `old.${DOMAIN}`);
    await test.publish({ [FILE]: [200, configText()] });
    const { diagnoses } = (await runIn(test.world, ['test', '--json'])).document();
    expect(diagnoses.map(({ code, suggestions }) => [code, suggestions.length])).toEqual([
      ['healthy', 0],
      ['refused', 1],
    ]);
  });

  it('needs no suggestion where a change of settings mends it', async () => {
    const test = await mailWorld();
    await goodServers(test);
    addAccount(test, `smtp.${DOMAIN}`);
    const web = await test.publish({ [FILE]: [200, configText()] });
    const { exitCode, out } = await runIn(test.world, ['test', '--no-color']);
    expect(exitCode).toBe(10);
    expect(out).not.toContain('Instead:');
    expect(web.heard).toEqual([]);
  });
});

describe('an endpoint without an account', () => {
  it("has no domain to ask: its host's standard ports are all there is", async () => {
    const test = await mailWorld();
    await test.play('smtp://mail.demo.test:465', { tls: 'implicit' });
    const web = await test.publish({ [FILE]: [200, configText()] });
    const endpoint = 'smtp://mail.demo.test:2525?tls=starttls';
    const ran = await runIn(test.world, ['test', '--no-color', '--endpoint', endpoint]);
    expect(words(ran.out)).toContain(
      'Instead: mail.demo.test, port 465, TLS from the first byte was tested and works',
    );
    expect(web.heard).toEqual([]);
  });
});
