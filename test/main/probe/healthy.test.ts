// test: what the probe sees and says at servers where all is well.
import { describe, expect, it } from 'vitest';
import { PROTOCOLS } from '../../../shared/model/endpoint.ts';
import { failureOf, FAREWELL, HOST, said, useWorld } from './world.ts';

const world = useWorld();

const AUTH_AFTER = {
  smtp: ['PLAIN', 'LOGIN'],
  imap: ['PLAIN', 'LOGIN'],
  pop3: ['PLAIN', 'USER'],
} as const;

const GREETING_STATUS = { smtp: '220', imap: 'OK', pop3: '+OK' } as const;

/** All that may ever be said, and never a user name or a mail address. */
const MAY_SAY =
  /^(EHLO \[127\.0\.0\.1\]|STARTTLS|STLS|CAPA|QUIT|a\d+ (CAPABILITY|STARTTLS|LOGOUT))$/;

describe.each(PROTOCOLS)('%s', (protocol) => {
  it('upgrades where STARTTLS is required, and asks again inside TLS', async () => {
    const { identity, start, probe } = world();
    const server = await start({ protocol, tls: 'starttls-only', identity });
    const seen = await probe(server, protocol, 'starttls');
    expect(failureOf(seen)).toBe('none');
    expect(seen.address).toBe('127.0.0.1');
    expect(seen.greeting?.status).toBe(GREETING_STATUS[protocol]);
    expect(seen.firstBytes.kind).toBe('plaintext');
    expect(seen.authBeforeTls).toEqual([]);
    expect(seen.authAfterTls).toEqual(AUTH_AFTER[protocol]);
    expect(seen.capabilitiesBeforeTls.join()).toMatch(/STARTTLS|STLS/);
    expect(seen.capabilitiesAfterTls.join()).not.toMatch(/STARTTLS|STLS/);
    expect(seen.tls).toMatchObject({ version: 'TLSv1.3', verifyError: null, nameMatches: true });
    expect(seen.tls?.chain.map(({ subject }) => subject)).toEqual([
      `CN=${HOST}`,
      'CN=Throw-away intermediate',
    ]);
    expect(seen.steps.map(({ name, status }) => `${name} ${status}`)).toEqual([
      'resolve done',
      'connect done',
      'greeting done',
      'capabilities done',
      'starttls done',
      'handshake done',
      'authentication done',
      'goodbye done',
    ]);
  });

  it('finds TLS from the first byte', async () => {
    const { identity, start, probe } = world();
    const server = await start({ protocol, tls: 'implicit', identity });
    const seen = await probe(server, protocol, 'implicit');
    expect(failureOf(seen)).toBe('none');
    expect(seen.firstBytes).toMatchObject({
      kind: 'tls-record',
      hex: expect.stringMatching(/^1603/) as string,
    });
    expect(seen.capabilitiesBeforeTls).toEqual([]);
    expect(seen.authBeforeTls).toEqual([]);
    expect(seen.authAfterTls).toEqual(AUTH_AFTER[protocol]);
    expect(seen.tls).toMatchObject({ version: 'TLSv1.3', nameMatches: true });
    expect(seen.greeting?.status).toBe(GREETING_STATUS[protocol]);
  });

  it.each(['starttls', 'implicit'] as const)(
    'never logs in, names the host in SNI, and takes leave inside TLS: %s',
    async (tls) => {
      const { identity, start, probe } = world();
      const server = await start({ protocol, tls, identity });
      await probe(server, protocol, tls);
      await server.idle();
      const lines = server.transcript();
      expect(lines.length).toBeGreaterThan(0);
      for (const { text } of lines) expect(text).toMatch(MAY_SAY);
      expect(lines.at(-1)?.text).toMatch(FAREWELL[protocol]);
      expect(lines.at(-1)?.secure).toBe(true);
      expect(server.sessions.map(({ serverName }) => serverName)).toEqual([HOST]);
    },
  );

  it('says nothing twice that the floor of round trips does not need', async () => {
    const { identity, start, probe } = world();
    const upgraded = await start({ protocol, tls: 'starttls', identity });
    await probe(upgraded, protocol, 'starttls');
    const implicit = await start({ protocol, tls: 'implicit', identity });
    await probe(implicit, protocol, 'implicit');
    expect([said(upgraded), said(implicit)]).toEqual(
      {
        smtp: [
          ['EHLO [127.0.0.1]', 'STARTTLS', 'EHLO [127.0.0.1]', 'QUIT'],
          ['EHLO [127.0.0.1]', 'QUIT'],
        ],
        // The greeting carries the capabilities.
        imap: [['a1 STARTTLS', 'a2 CAPABILITY', 'a3 LOGOUT'], ['a1 LOGOUT']],
        pop3: [
          ['CAPA', 'STLS', 'CAPA', 'QUIT'],
          ['CAPA', 'QUIT'],
        ],
      }[protocol],
    );
  });

  it('agrees on TLS 1.2 where the server has no newer one', async () => {
    const { identity, start, probe } = world();
    const server = await start({ protocol, tls: 'starttls', identity, maxTls: 'TLSv1.2' });
    expect((await probe(server, protocol, 'starttls')).tls?.version).toBe('TLSv1.2');
  });

  it('reads a server that sends one byte at a time', async () => {
    const { identity, start, probe } = world();
    const server = await start({ protocol, tls: 'starttls', identity, dribble: true });
    const seen = await probe(server, protocol, 'starttls');
    expect(failureOf(seen)).toBe('none');
    expect(seen.authAfterTls).toEqual(AUTH_AFTER[protocol]);
  });

  it('sees log-ins that are offered in plain text', async () => {
    const { identity, start, probe } = world();
    const server = await start({ protocol, tls: 'starttls', identity });
    expect((await probe(server, protocol, 'starttls')).authBeforeTls).toEqual(AUTH_AFTER[protocol]);
  });

  it('reports each step as it begins and ends', async () => {
    const { identity, start, probe } = world();
    const server = await start({ protocol, tls: 'implicit', identity });
    const events: string[] = [];
    await probe(server, protocol, 'implicit', {
      onStep: ({ address, step, status }) => events.push(`${address ?? '-'} ${step} ${status}`),
    });
    expect(events.slice(0, 4)).toEqual([
      '- resolve started',
      '- resolve done',
      '127.0.0.1 connect started',
      '127.0.0.1 connect done',
    ]);
    expect(events.at(-1)).toBe('127.0.0.1 goodbye done');
  });
});

describe('log-in methods', () => {
  it('SMTP: also in the old form with an equals sign, each once and in upper case', async () => {
    const { identity, start, probe } = world();
    const server = await start({
      protocol: 'smtp',
      tls: 'implicit',
      identity,
      capabilitiesReply: '250-x\r\n250-AUTH login Plain\r\n250 AUTH=LOGIN XOAUTH2',
    });
    const seen = await probe(server, 'smtp', 'implicit');
    expect(seen.authAfterTls).toEqual(['LOGIN', 'PLAIN', 'XOAUTH2']);
  });

  it('IMAP: no LOGIN where it is disabled', async () => {
    const { identity, start, probe } = world();
    const server = await start({
      protocol: 'imap',
      tls: 'implicit',
      identity,
      authAfterTls: ['XOAUTH2'],
    });
    expect((await probe(server, 'imap', 'implicit')).authAfterTls).toEqual(['XOAUTH2']);
  });

  it('POP3: APOP where the greeting inside TLS has a time stamp', async () => {
    const { identity, start, probe } = world();
    const greeting = '+OK ready <1896.697170952@dbc.mtview.ca.us>\r\n';
    const implicit = await start({ protocol: 'pop3', tls: 'implicit', identity, greeting });
    expect((await probe(implicit, 'pop3', 'implicit')).authAfterTls).toContain('APOP');
    const upgraded = await start({ protocol: 'pop3', tls: 'starttls', identity, greeting });
    const seen = await probe(upgraded, 'pop3', 'starttls');
    expect(seen.authBeforeTls).toContain('APOP');
    expect(seen.authAfterTls).not.toContain('APOP');
  });

  it('POP3: USER where the server knows no CAPA', async () => {
    const { identity, start, probe } = world();
    const server = await start({
      protocol: 'pop3',
      tls: 'implicit',
      identity,
      capabilitiesReply: '-ERR what?',
    });
    const seen = await probe(server, 'pop3', 'implicit');
    expect([failureOf(seen), seen.authAfterTls]).toEqual(['none', ['USER']]);
  });

  it('are none where TLS hides them: the list before TLS does not count', async () => {
    const { identity, start, probe } = world();
    const server = await start({
      protocol: 'smtp',
      tls: 'starttls',
      identity,
      authBeforeTls: ['PLAIN'],
      authAfterTls: [],
    });
    const seen = await probe(server, 'smtp', 'starttls');
    expect([seen.authBeforeTls, seen.authAfterTls]).toEqual([['PLAIN'], []]);
  });
});
