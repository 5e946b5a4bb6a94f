// The evidence, in the document and in a trace: all that was seen of live servers, and nothing of the person.
import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { STEP_NAMES } from '../../../shared/model/observation.ts';
import { mailWorld } from '../../support/mail-world.ts';
import { accountPrefs } from '../../support/prefs-text.ts';
import { runIn } from '../../support/terminal.ts';

const HOST = 'mail.example.org';

/** Whom the profile belongs to, which no server may hear and no report may hold. */
const PERSON = 'anna.berg';
const SECRET = 'correct-horse';

describe('of a profile', () => {
  it('nothing personal is in the conversation, in the document or in the ears of a server', async () => {
    const { world, play, addProfile } = await mailWorld();
    const servers = [
      await play(`smtp://${HOST}:465`, { tls: 'starttls-only' }),
      await play(`smtp://${HOST}:587`, { tls: 'starttls-only' }),
      await play(`imap://${HOST}:993`, { tls: 'implicit' }),
    ];
    const account = { hostname: HOST, userName: PERSON, username: PERSON, password: SECRET };
    addProfile({
      ...accountPrefs({
        incoming: { server1: { ...account, type: 'imap', port: 993, socketType: 3 } },
        outgoing: { smtp1: { ...account, port: 465, try_ssl: 3, authMethod: 3 } },
      }),
      'mail.identity.id1.useremail': `${PERSON}@example.org`,
      'mail.identity.id1.fullName': PERSON,
    });
    const shown = await runIn(world, ['test', '--trace', '--no-color']);
    expect(shown.out.match(/ > EHLO /g)?.length).toBeGreaterThan(3);
    const printed = await runIn(world, ['test', '--json', '--no-redact']);
    expect(JSON.stringify(printed.document().endpoints)).toContain('EHLO');
    const heard = servers.flatMap((server) => server.transcript().map(({ text }) => text));
    expect(heard.length).toBeGreaterThan(8);
    for (const text of [shown.out, shown.err, printed.out, heard.join('\n')]) {
      expect(text).not.toContain(PERSON);
      expect(text).not.toContain(SECRET);
    }
  });

  it('a host name that would steer the terminal does not', async () => {
    const { world, addProfile } = await mailWorld();
    const hostname = 'mail\u001b[2J\u202e.example.org';
    addProfile(accountPrefs({ outgoing: { smtp1: { hostname, port: 465, try_ssl: 3 } } }));
    const { out, err } = await runIn(world, ['test', '--trace', '--no-color']);
    expect(out).toContain('mail\\u001b[2J\\u202e.example.org');
    // eslint-disable-next-line no-control-regex -- control characters are what it is about
    expect(out + err).not.toMatch(/[\u001b\u202e]/);
  });
});

/** The greeting; up to 64 bytes are kept of what came after it. */
const FIRST_BYTES = Buffer.from('220 mail.demo.test ESMTP ready\r\n').toString('hex');

describe('the evidence in the document', () => {
  it('has the replies, the first bytes, the whole chain, the TLS version and each step', async () => {
    const { world, play, authority } = await mailWorld();
    const names = [HOST, '192.0.2.77'];
    await play(`smtp://${HOST}:587`, { tls: 'starttls' }, { names });
    const endpoint = `smtp://${HOST}:587?tls=starttls`;
    const { endpoints } = (
      await runIn(world, ['test', '--json', '--endpoint', endpoint])
    ).document();
    const [evidence] = endpoints[0]!.evidence;
    expect(evidence).toMatchObject({
      attempt: 1,
      address: '192.0.2.1',
      greeting: { status: '220', text: 'mail.demo.test ESMTP ready' },
      firstBytes: {
        kind: 'plaintext',
        hex: expect.stringMatching(`^${FIRST_BYTES}[0-9a-f]{0,66}$`) as unknown,
      },
      capabilitiesBeforeTls: expect.arrayContaining(['STARTTLS']) as unknown,
      authAfterTls: ['PLAIN', 'LOGIN'],
      clientCertificateRequested: false,
      failure: null,
    });
    const { steps, tls } = evidence!;
    expect(steps.map(({ name }) => name)).toEqual(STEP_NAMES);
    for (const { ms, status } of steps) {
      expect(status).toBe('done');
      expect(ms).toBeGreaterThanOrEqual(0);
    }
    expect(evidence!.ms).toBeGreaterThanOrEqual(Math.max(...steps.slice(1).map(({ ms }) => ms)));
    expect(tls).toMatchObject({
      version: 'TLSv1.3',
      cipher: expect.stringMatching(/^TLS_AES_/) as unknown,
      verifyError: null,
      nameMatches: true,
    });
    const [leaf, intermediate] = tls!.chain;
    const issuer = new X509Certificate(authority.intermediate);
    expect(leaf).toMatchObject({
      subject: `CN=${HOST}`,
      issuer: 'CN=Throw-away intermediate',
      names,
      key: 'EC prime256v1',
      signature: 'ecdsa-with-SHA256',
      fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
    });
    expect(Date.parse(leaf!.notBefore)).toBeLessThan(Date.now());
    expect(Date.parse(leaf!.notAfter)).toBeGreaterThan(Date.now());
    expect(intermediate?.fingerprint).toBe(issuer.fingerprint256.replaceAll(':', '').toLowerCase());
    expect(intermediate?.issuer).toBe('CN=Throw-away root');
  });

  it('has the number of the alert, and the reply that refused', async () => {
    const { world, play } = await mailWorld();
    await play(`smtp://${HOST}:465`, { tls: 'implicit', alert: 112 });
    await play(`smtp://${HOST}:2525`, { tls: 'starttls', starttlsReply: '501 5.5.2 No' });
    const argv = ['test', '--json', '--endpoint', `smtp://${HOST}:465?tls=implicit`];
    const ran = await runIn(world, [...argv, '--endpoint', `smtp://${HOST}:2525?tls=starttls`]);
    const failureAt = (port: number) =>
      ran.document().endpoints.find((one) => one.port === port)?.evidence[0]?.failure;
    expect(failureAt(465)).toMatchObject({ kind: 'tls-alert', step: 'handshake', alert: 112 });
    expect(failureAt(2525)).toMatchObject({
      kind: 'negative-reply',
      step: 'starttls',
      reply: { status: '501', text: '5.5.2 No' },
    });
  });
});
