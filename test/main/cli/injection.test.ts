// test --check-injection: does a live server obey what was sent in plain text behind STARTTLS? Only when
// asked to: it looks like an attack in the server's log.
import { describe, expect, it } from 'vitest';
import type { MailServer } from '../../../main/demo/mail-server.ts';
import { mailWorld, type MailWorld, type ServerTemper } from '../../support/mail-world.ts';
import { accountPrefs } from '../../support/prefs-text.ts';
import { runIn } from '../../support/terminal.ts';

const HOST = 'mail.example.org';

/** What the check sends behind STARTTLS. */
const TELLTALE = { smtp: /^NOOP$/, imap: /NOOP$/, pop3: /^CAPA$/ } as const;

const STARTTLS = { smtp: 587, imap: 143, pop3: 110 } as const;
type Protocol = keyof typeof STARTTLS;

async function played(
  protocol: Protocol,
  temper: ServerTemper,
): Promise<MailWorld & { readonly server: MailServer; readonly endpoint: string }> {
  const test = await mailWorld();
  const where = `${protocol}://${HOST}:${STARTTLS[protocol]}` as const;
  return { ...test, server: await test.play(where, temper), endpoint: `${where}?tls=starttls` };
}

describe.each(['smtp', 'imap', 'pop3'] as const)('test --check-injection, %s', (protocol) => {
  it('a server that obeys is a matter for a person, with its own verdict', async () => {
    const { world, endpoint } = await played(protocol, {
      tls: 'starttls',
      keepsPlaintext: 'at-once',
    });
    const argv = ['test', '--check-injection', '--endpoint', endpoint];
    const shown = await runIn(world, [...argv, '--no-color']);
    expect(shown.exitCode).toBe(11);
    expect(shown.out).toMatch(/✗.*\n {4}mail\.example\.org/);
    expect(shown.out).toContain('commands sent before STARTTLS are obeyed inside TLS');
    const { diagnoses, endpoints } = (await runIn(world, [...argv, '--json'])).document();
    expect(diagnoses.map(({ code }) => code)).toEqual(['command-injection']);
    const [check] = endpoints[0]!.injection;
    expect(check).toMatchObject({ address: '192.0.2.1', result: 'answered' });
    const sent = check!.trace.flatMap((line) => (line.direction === 'sent' ? [line] : []));
    const injected = sent.findIndex(({ text }) => /STARTTLS$|^STLS$/.test(text)) + 1;
    expect(sent[injected]).toMatchObject({ secure: false });
    expect(sent[injected]?.text).toMatch(TELLTALE[protocol]);
  });

  it('a server that throws it away is healthy, and the report says what was seen', async () => {
    const { world, endpoint, server } = await played(protocol, { tls: 'starttls' });
    const argv = ['test', '--check-injection', '--endpoint', endpoint];
    const { exitCode, out } = await runIn(world, [...argv, '--no-color', '--trace']);
    expect(exitCode).toBe(0);
    const said = `port ${STARTTLS[protocol]}: commands sent before STARTTLS are thrown away`;
    // Once as evidence, and at the end of the conversation that was had for it.
    expect(out.replace(/\s+/g, ' ').split(said)).toHaveLength(3);
    await server.idle();
    expect(server.sessions).toHaveLength(2);
  });
});

describe('test --check-injection', () => {
  it('a server that hangs up is as safe', async () => {
    const test = await played('smtp', { tls: 'starttls' });
    const { endpoint } = test;
    await test.play(`smtp://${HOST}:588`, { tls: 'starttls', afterStarttls: 'close' });
    const { network } = test.world;
    let visits = 0;
    const connect: typeof network.connect = (address, port) => {
      visits += 1;
      return network.connect(address, visits === 1 ? port : 588);
    };
    const hangsUp = { ...test.world, network: { ...network, connect } };
    const argv = ['test', '--check-injection', '--endpoint', endpoint];
    const { exitCode, out } = await runIn(hangsUp, [...argv, '--no-color']);
    expect(exitCode).toBe(0);
    expect(out.replace(/\s+/g, ' ')).toContain(
      'the server hung up on commands sent before STARTTLS',
    );
  });

  it('is not tried where STARTTLS is not reached, nor on implicit TLS', async () => {
    const test = await mailWorld();
    const servers = [
      await test.play(`smtp://${HOST}:465`, { tls: 'implicit' }),
      await test.play(`smtp://${HOST}:2525`, { tls: 'starttls', starttlsReply: '454 later' }),
    ];
    const argv = ['--endpoint', `smtp://${HOST}:465`, '--endpoint', `smtp://${HOST}:2525`];
    const ran = await runIn(test.world, ['test', '--check-injection', '--json', ...argv]);
    expect(ran.document().endpoints.flatMap(({ injection }) => injection)).toEqual([]);
    expect(servers.flatMap((server) => server.transcript()).map(({ text }) => text)).not.toContain(
      'NOOP',
    );
  });

  it.each(['smtp', 'imap', 'pop3'] as const)(
    'without the option nothing of it is sent: %s',
    async (protocol) => {
      const { world, endpoint, server } = await played(protocol, {
        tls: 'starttls',
        keepsPlaintext: 'at-once',
      });
      const ran = await runIn(world, ['test', '--json', '--endpoint', endpoint]);
      await server.idle();
      expect(server.sessions).toHaveLength(1);
      const heard = server.transcript().map(({ secure, text }) => `${secure ? 'TLS ' : ''}${text}`);
      const upgrade = heard.findIndex((line) => /STARTTLS$|^STLS$/.test(line));
      // What was kept would be heard inside TLS, before the client's own first command there.
      expect(heard[upgrade + 1]).toMatch(/^TLS (?:EHLO|a\d CAPABILITY|CAPA)/);
      const { exitCode, diagnoses, endpoints } = ran.document();
      expect([exitCode, diagnoses[0]?.code, endpoints[0]?.injection]).toEqual([0, 'healthy', []]);
    },
  );

  it.each(['scan', 'plan', 'apply', 'undo', 'doctor'])('%s does not take it', async (command) => {
    const { world, play, addProfile } = await mailWorld();
    const server = await play(`smtp://${HOST}:587`, { tls: 'starttls' });
    addProfile(accountPrefs({ outgoing: { smtp1: { hostname: HOST, port: 587, try_ssl: 2 } } }));
    const { exitCode, out, err } = await runIn(world, [command, '--check-injection']);
    expect([exitCode, out]).toEqual([2, '']);
    expect(err).toContain('--check-injection');
    expect(server.sessions).toEqual([]);
  });
});
