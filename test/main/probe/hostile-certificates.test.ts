// test: certificates too many, too large, tangled, broken, and with names that steer a terminal.
import { X509Certificate } from 'node:crypto';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';
import { beforeAll, describe, expect, it } from 'vitest';
import { seenIn } from '../../../main/diagnose/judge.ts';
import { TrustStore, trustJudge } from '../../../main/diagnose/trust.ts';
import { certificateOf } from '../../../main/probe/certificate.ts';
import type { Observation } from '../../../shared/model/observation.ts';
import { openForge, pemOf, type Forge } from './hostile-certificates.ts';
import { expectPrintable } from './hostile-servers.ts';
import { failureOf, HOST, useWorld } from './world.ts';

const world = useWorld();

/** The world's own clock stands still, before these certificates were made. */
const now = (): Date => new Date();

let forge: Forge;
beforeAll(async () => {
  forge = await openForge();
});

/** What a server with these certificates comes to, for an account that believes `roots`. */
async function verdictOn(ders: readonly Buffer[], roots: readonly string[] = []) {
  const { start, probe } = world();
  const server = await start({
    protocol: 'smtp',
    tls: 'implicit',
    identity: forge.identity(...ders),
  });
  const observation = await probe(server, 'smtp', 'implicit', { anchors: [...roots], now });
  const begunMs = performance.now();
  const seen = judged(observation, roots);
  return { observation, seen, judgedMs: performance.now() - begunMs };
}

function judged(observation: Observation, roots: readonly string[] = []) {
  // An address for documentation: what answers on loopback in another's name is judged as that.
  const elsewhere = { ...observation, address: '192.0.2.1' };
  return seenIn(elsewhere, { auth: 'any', trust: trustJudge([new TrustStore(roots)], []) });
}

describe('names', () => {
  it('by the thousand: the last of 5,000 counts, and 100 are kept', async () => {
    const names = [...Array.from({ length: 4999 }, (_, at) => `h${at}.test`), HOST];
    const root = await forge.make({ issuer: 'Root', authority: true });
    const der = await forge.make({ subject: HOST, issuer: 'Root', names });
    const { observation, seen } = await verdictOn([der], [pemOf(root)]);
    expect(seen).toBe('works');
    expect(observation.tls?.nameMatches).toBe(true);
    expect(observation.tls?.chain[0]?.names).toHaveLength(100);
  });

  it('in a certificate larger than TLS libraries take: the handshake fails', async () => {
    const names = Array.from({ length: 5000 }, (_, at) => `host-${at}.of.some.example.org`);
    const { observation, seen } = await verdictOn([await forge.make({ names })]);
    expect([failureOf(observation), seen]).toEqual(['handshake/tls-failed', 'tls-failed']);
  });

  it('that steer a terminal or turn a line around are shown as text', async () => {
    const hostile = '\x1b]0;owned\x07\x00\x9b2J\u202egpj\r\nrow';
    const der = await forge.make({
      subject: hostile,
      issuer: `CA ${hostile}`,
      names: [hostile, 'a\x1b[2J.test', 'b\x9b.test'],
      issuerUrl: `http://issuer.test/${hostile}`,
    });
    const { observation, seen } = await verdictOn([der]);
    expect(seen).toBe('certificate-wrong-name');
    expectPrintable(observation);
    expect(observation.tls?.chain[0]?.subject).toContain('owned');
    expect(observation.tls?.chain[0]?.names.join()).toContain('owned');
    expect(observation.tls?.issuerUrl).toBeNull();
  });
});

describe('a chain', () => {
  /** `length` certificates, each issued by the next, the last one by itself. */
  const chainOf = async (length: number) => {
    const authorities = Array.from({ length: length - 1 }, (_, at) =>
      forge.make({
        subject: `CA ${at}`,
        issuer: `CA ${Math.min(at + 1, length - 2)}`,
        authority: true,
      }),
    );
    const leaf = forge.make({ subject: HOST, issuer: 'CA 0', names: [HOST] });
    return Promise.all([leaf, ...authorities]);
  };

  it('of 20 is followed to its root', async () => {
    const chain = await chainOf(20);
    const { observation, seen } = await verdictOn(chain, [pemOf(chain.at(-1)!)]);
    expect(seen).toBe('works');
    expect(observation.tls?.chain).toHaveLength(20);
  });

  it('of 150 is longer than OpenSSL goes, and not trusted', async () => {
    const chain = await chainOf(150);
    const { observation, seen } = await verdictOn(chain, [pemOf(chain.at(-1)!)]);
    expect(seen).toBe('certificate-untrusted');
    expect(observation.tls?.chain).toHaveLength(150);
  });

  it('of 400 is larger than TLS libraries take: the handshake fails', async () => {
    const { observation, seen } = await verdictOn(await chainOf(400));
    expect([failureOf(observation), seen]).toEqual(['handshake/tls-failed', 'tls-failed']);
  });

  it('of 100 authorities that all vouch for each other is looked through once', async () => {
    const leaf = await forge.make({ subject: HOST, issuer: 'Tangle', names: [HOST] });
    const tangle = Array.from({ length: 100 }, () =>
      forge.make({ issuer: 'Tangle', authority: true }),
    );
    const { seen, judgedMs } = await verdictOn([leaf, ...(await Promise.all(tangle))]);
    expect(seen).toBe('certificate-untrusted');
    expect(judgedMs).toBeLessThan(2000); // one path after the other would take for ever
  });
});

/** Every `step`th byte with another one in its place. */
function* damaged(whole: Buffer, step: number): Generator<Buffer> {
  for (let at = 0; at < whole.length; at += step) {
    for (const flip of [0x01, 0xa0]) {
      const bytes = Buffer.from(whole);
      bytes.writeUInt8(bytes.readUInt8(at) ^ flip, at);
      yield bytes;
    }
  }
}

/** Serves each connection with the next of these, and probes each of them, a few at a time. */
async function probeEach<T>(
  variants: readonly T[],
  serve: (socket: Socket, variant: T) => void,
): Promise<readonly Observation[]> {
  const { startRaw, probe } = world();
  const probeOne = async (variant: T): Promise<Observation> => {
    const server = await startRaw((socket) => {
      serve(socket, variant);
    });
    return probe(server, 'smtp', 'implicit', { now });
  };
  const observations: Observation[] = [];
  for (let at = 0; at < variants.length; at += AT_A_TIME) {
    const some = variants.slice(at, at + AT_A_TIME);
    observations.push(...(await Promise.all(some.map(probeOne))));
  }
  return observations;
}

const AT_A_TIME = 20;

describe('a damaged certificate', () => {
  let der: Buffer;
  let readable: readonly Buffer[];

  beforeAll(async () => {
    der = await forge.make({
      subject: 'mail.example.org',
      issuer: 'Some authority',
      names: [HOST, 'mail.example.org', 'b.example.org'],
      issuerUrl: 'http://issuer.test/ca.cer',
    });
    readable = [...damaged(der, 1)].filter(isReadable);
  });

  const isReadable = (bytes: Buffer): boolean => {
    try {
      return new X509Certificate(bytes).raw.length > 0;
    } catch {
      return false;
    }
  };

  it('that can be read gives printable facts, and a search for its issuer an answer', async () => {
    const authority = await forge.make({ issuer: 'Some authority', authority: true });
    const trust = trustJudge([new TrustStore([pemOf(authority)])], []);
    const verdicts = readable.map((bytes) => {
      const certificate = certificateOf(new X509Certificate(bytes));
      expectPrintable({ ...certificate, der: '' });
      return trust([certificate]);
    });
    expect(trust([certificateOf(new X509Certificate(der))])).toBe('trusted');
    expect(new Set(verdicts)).toEqual(new Set(['untrusted']));
  });

  it('in the place of an issuer vouches for nothing, and stops nothing', async () => {
    const leaf = await forge.make({ subject: HOST, issuer: 'Middle', names: [HOST] });
    const middle = await forge.make({ subject: 'Middle', issuer: 'Top', authority: true });
    const top = await forge.make({ issuer: 'Top', authority: true });
    const trust = trustJudge([new TrustStore([pemOf(top)])], []);
    const chainOf = (...ders: readonly Buffer[]) =>
      ders.map((one) => certificateOf(new X509Certificate(one)));
    expect(trust(chainOf(leaf, middle))).toBe('trusted');
    const issuers = [...damaged(middle, 1)].filter(isReadable);
    expect(issuers.length).toBeGreaterThan(200);
    for (const issuer of issuers) expect(trust(chainOf(leaf, issuer))).toBe('untrusted');
  });

  it('is never trusted, whatever server shows it', async () => {
    const contexts = readable
      .filter((_bytes, at) => at % 8 === 0)
      .flatMap((bytes) => {
        try {
          return [createSecureContext({ key: forge.key, cert: pemOf(bytes) })];
        } catch {
          return []; // another key, or none: no server can show it
        }
      });
    expect(contexts.length).toBeGreaterThan(50);
    const observations = await probeEach(contexts, (socket, secureContext) => {
      const secured = new TLSSocket(socket, { isServer: true, secureContext });
      secured.on('error', () => socket.destroy());
      secured.once('secure', () => secured.write('220 hello\r\n'));
      secured.once('data', () => secured.end('250-hello\r\n250 AUTH PLAIN\r\n'));
    });
    for (const observation of observations) {
      expectPrintable(observation);
      expect(judged(observation)).toMatch(/^(?:certificate-|tls-failed$|intercepted$)/);
    }
  });

  it('or any other damage to what a server says in a handshake of TLS 1.2 has a name', async () => {
    const flight = await flightOf(der);
    expect(flight.includes(der)).toBe(true);
    const observations = await probeEach([flight, ...damaged(flight, 7)], (socket, bytes) => {
      socket.once('data', () => socket.end(bytes));
    });
    const seen = observations.map((observation) => {
      expectPrintable(observation);
      return `${failureOf(observation)} ${judged(observation)}`;
    });
    // Whole, the flight is an old one: its signature is over another handshake's random numbers.
    expect(seen[0]).toBe('handshake/tls-failed tls-failed');
    // Damage to a length makes it promise more than there is, and to the type of a message any message.
    const named =
      /^handshake\/(?:tls-failed|closed) (?:tls-failed|connection-closed|client-certificate-wanted)$/;
    for (const one of seen) expect(one).toMatch(named);
  });

  /** What a real server of TLS 1.2 answers to a ClientHello like the probe's. */
  async function flightOf(certificate: Buffer): Promise<Buffer> {
    const { start, startRaw, probe } = world();
    const identity = forge.identity(certificate);
    const server = await start({ protocol: 'smtp', tls: 'implicit', maxTls: 'TLSv1.2', identity });
    const heard: Buffer[] = [];
    const relay = await startRaw((near) => {
      const far = connect({ host: server.host, port: server.port, noDelay: true });
      near.pipe(far);
      far.on('data', (chunk) => {
        heard.push(chunk);
      });
      far.pipe(near);
      far.on('error', () => near.destroy());
    });
    expect(failureOf(await probe(relay, 'smtp', 'implicit'))).toBe('none');
    return firstFlight(Buffer.concat(heard));
  }

  /** The records up to ServerHelloDone, all of them handshake messages in the clear. */
  function firstFlight(bytes: Buffer): Buffer {
    const HANDSHAKE = 0x16;
    const SERVER_HELLO_DONE = Buffer.of(14, 0, 0, 0);
    const end = bytes.indexOf(SERVER_HELLO_DONE) + SERVER_HELLO_DONE.length;
    expect([bytes[0], end > SERVER_HELLO_DONE.length]).toEqual([HANDSHAKE, true]);
    return bytes.subarray(0, end);
  }
});
