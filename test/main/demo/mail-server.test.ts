// test: the embedded servers, spoken to by node's own sockets.
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { connect as connectTcp } from 'node:net';
import type { Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createAuthority } from '../../../main/demo/certificates.ts';
import type {
  CertificateAuthority,
  LeafOptions,
  ServerIdentity,
} from '../../../main/demo/certificates.ts';
import { startMailServer } from '../../../main/demo/mail-server.ts';
import type { MailServer, Temper } from '../../../main/demo/mail-server.ts';

let authority: CertificateAuthority;
let identity: ServerIdentity;
const servers: MailServer[] = [];

beforeAll(async () => {
  authority = await createAuthority();
  identity = await authority.issue({ names: ['mail.demo.test'] });
});

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function start(temper: Temper): Promise<MailServer> {
  const server = await startMailServer(temper);
  servers.push(server);
  return server;
}

/** Sends one line after another, each when the last answer is there; returns all answers. */
async function talk(socket: Socket, lines: readonly string[]): Promise<string[]> {
  const answers = [String((await once(socket, 'data'))[0])];
  for (const line of lines) {
    socket.write(`${line}\r\n`);
    answers.push(String((await once(socket, 'data'))[0]));
  }
  return answers;
}

describe('the throw-away authority', () => {
  it('signs a leaf that its root vouches for through the intermediate', async () => {
    const leaf = new X509Certificate((await authority.issue({ names: ['a.test', '::1'] })).leaf);
    const intermediate = new X509Certificate(authority.intermediate);
    const root = new X509Certificate(authority.root);
    expect(leaf.checkIssued(intermediate) && leaf.verify(intermediate.publicKey)).toBe(true);
    expect(intermediate.verify(root.publicKey)).toBe(true);
    expect(leaf.checkHost('a.test', { subject: 'never' })).toBe('a.test');
    expect(leaf.checkIP('::1')).toBe('::1');
  });

  it('makes expired, self-signed and CN-only leaves', async () => {
    const expired = new X509Certificate(
      (await authority.issue({ names: ['a.test'], notAfter: new Date('2020-01-02') })).leaf,
    );
    expect(new Date(expired.validTo)).toEqual(new Date('2020-01-02'));
    const selfSigned = await authority.issue({ names: ['a.test'], selfSigned: true });
    const own = new X509Certificate(selfSigned.chain);
    expect(own.verify(own.publicKey)).toBe(true);
    const cnOnly = new X509Certificate(
      (await authority.issue({ names: ['a.test'], cnOnly: true })).leaf,
    );
    expect(cnOnly.subject).toBe('CN=a.test');
    expect(cnOnly.subjectAltName).toBeUndefined();
  });

  it('makes weak leaves, leaves for clients, and says where the issuer is to be had', async () => {
    const leafOf = async (options: Partial<LeafOptions>): Promise<X509Certificate> =>
      new X509Certificate((await authority.issue({ names: ['a.test'], ...options })).leaf);
    const weakKey = await leafOf({ weak: 'key' });
    expect(weakKey.publicKey.asymmetricKeyDetails?.modulusLength).toBe(1024);
    const sha1 = Buffer.from('06072a8648ce3d0401', 'hex'); // 1.2.840.10045.4.1, ecdsa-with-SHA1
    expect((await leafOf({ weak: 'signature' })).raw.includes(sha1)).toBe(true);
    expect((await leafOf({})).raw.includes(sha1)).toBe(false);
    expect((await leafOf({ forClients: true })).keyUsage).toEqual(['1.3.6.1.5.5.7.3.2']);
    const { infoAccess } = await leafOf({ issuerUrl: 'http://ca.test/issuer' });
    expect(infoAccess?.trim()).toBe('CA Issuers - URI:http://ca.test/issuer');
  });
});

describe('the appliance', () => {
  it('refuses everything but NOOP, EHLO, QUIT and STARTTLS before TLS', async () => {
    const server = await start({ protocol: 'smtp', tls: 'starttls-only', identity });
    const socket = connectTcp(server.port, server.host);
    const answers = await talk(socket, ['EHLO x', 'NOOP', 'MAIL FROM:<>', 'AUTH PLAIN', 'QUIT']);
    expect(answers[0]).toMatch(/^220 /);
    expect(answers[1]).toContain('250-STARTTLS\r\n');
    expect(answers[1]).not.toContain('AUTH');
    expect(answers.slice(2).map((answer) => answer.slice(0, 3))).toEqual([
      '250',
      '530',
      '530',
      '221',
    ]);
    await server.idle();
    expect(server.transcript().map((line) => line.text)).toEqual([
      'EHLO x',
      'NOOP',
      'MAIL FROM:<>',
      'AUTH PLAIN',
      'QUIT',
    ]);
  });

  it('upgrades, forgets what was said before, and offers AUTH inside TLS', async () => {
    const server = await start({ protocol: 'smtp', tls: 'starttls-only', identity });
    const socket = connectTcp(server.port, server.host);
    await talk(socket, ['EHLO x', 'STARTTLS']);
    const secured = connectTls({ socket, servername: 'mail.demo.test', ca: authority.root });
    await once(secured, 'secureConnect');
    expect(secured.authorized).toBe(true);
    secured.write('EHLO x\r\n');
    const answer = String((await once(secured, 'data'))[0]);
    expect(answer).toContain('250-AUTH PLAIN LOGIN\r\n');
    expect(answer).not.toContain('STARTTLS');
    secured.end('QUIT\r\n');
    await server.idle();
    expect(server.sessions[0]?.serverName).toBe('mail.demo.test');
    expect(server.transcript().at(-1)).toEqual({ secure: true, text: 'QUIT' });
  });
});

it('what is sent ahead of the handshake is neither heard nor answered', async () => {
  const server = await start({ protocol: 'smtp', tls: 'starttls', identity });
  const socket = connectTcp(server.port, server.host);
  const [, answer] = await talk(socket, ['STARTTLS\r\nNOOP\r\nRSE']);
  expect(answer).toBe('220 2.0.0 Go ahead with TLS\r\n');
  const secured = connectTls({ socket, servername: 'mail.demo.test', ca: authority.root });
  await once(secured, 'secureConnect');
  secured.end('QUIT\r\n');
  expect(String((await once(secured, 'data'))[0])).toMatch(/^221 /);
  expect(server.transcript().map(({ text }) => text)).toEqual(['STARTTLS', 'QUIT']);
});

it('hangs up after the fifth command it does not know', async () => {
  const server = await start({ protocol: 'smtp', tls: 'plain', maxUnknownCommands: 5 });
  const socket = connectTcp(server.port, server.host);
  const answers = await talk(socket, ['X', 'NOOP', 'X', 'X', 'X', 'X']);
  expect(answers.filter((answer) => answer.startsWith('502 '))).toHaveLength(5);
  await once(socket, 'end');
});

it('answers the ClientHello with the alert it was told, also after STARTTLS', async () => {
  for (const tls of ['implicit', 'starttls'] as const) {
    const server = await start({ protocol: 'smtp', tls, identity, alert: 112 });
    const socket = connectTcp(server.port, server.host);
    if (tls === 'starttls') await talk(socket, ['STARTTLS']);
    const secured = connectTls({ socket, servername: 'mail.demo.test' });
    const [error] = (await once(secured, 'error')) as [Error];
    expect(error.message).toMatch(/unrecognized name/i);
  }
});

describe('implicit TLS', () => {
  it.each(['smtp', 'imap', 'pop3'] as const)('greets inside TLS: %s', async (protocol) => {
    const server = await start({ protocol, tls: 'implicit', identity });
    const secured = connectTls({
      port: server.port,
      host: server.host,
      servername: 'mail.demo.test',
      ca: authority.root,
    });
    const [greeting] = await talk(secured, []);
    expect(greeting).toMatch({ smtp: /^220 /, imap: /^\* OK /, pop3: /^\+OK / }[protocol]);
    secured.end();
    await server.idle();
  });
});

describe('IMAP and POP3', () => {
  it('disable LOGIN until STARTTLS', async () => {
    const server = await start({ protocol: 'imap', tls: 'starttls-only', identity });
    const socket = connectTcp(server.port, server.host);
    const answers = await talk(socket, ['a CAPABILITY', 'b LOGIN u p', 'c LOGOUT']);
    expect(answers[1]).toContain('STARTTLS LOGINDISABLED');
    expect(answers[2]).toMatch(/^b NO \[PRIVACYREQUIRED\]/);
    expect(answers[3]).toContain('* BYE');
  });

  it('offer STLS beside USER when TLS is not required', async () => {
    const server = await start({ protocol: 'pop3', tls: 'starttls', identity });
    const socket = connectTcp(server.port, server.host);
    const answers = await talk(socket, ['CAPA', 'QUIT']);
    expect(answers[1]).toMatch(/\r\nSTLS\r\nUSER\r\nSASL PLAIN\r\n\.\r\n$/);
  });
});

it('closing the server ends every connection', async () => {
  const server = await start({ protocol: 'smtp', tls: 'plain', blackhole: true });
  const socket = connectTcp(server.port, server.host);
  await once(socket, 'connect');
  const closed = once(socket, 'close');
  await server.close();
  await closed;
});
