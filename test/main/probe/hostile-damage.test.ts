// test: certificates, and what else a server says in a handshake, with a byte changed here or there.
import { X509Certificate } from 'node:crypto';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import path from 'node:path';
import { createSecureContext, TLSSocket } from 'node:tls';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { TrustStore, trustJudge } from '../../../main/diagnose/trust.ts';
import { certificateOf } from '../../../main/probe/certificate.ts';
import type { Observation } from '../../../shared/model/observation.ts';
import { startElectron } from '../../real/electron.ts';
import { describeReal } from '../../real/requirements.ts';
import { openForge, pemOf, type Forge } from './hostile-certificates.ts';
import { judgeChains, judged, type ChainsQuestion } from './hostile-judging.ts';
import { expectPrintable } from './hostile-servers.ts';
import { failureOf, HOST, useWorld } from './world.ts';

const world = useWorld();

/** The world's own clock stands still, before these certificates were made. */
const now = (): Date => new Date();

let forge: Forge;
beforeAll(async () => {
  forge = await openForge();
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

describe('a damaged certificate in the place of an issuer vouches for nothing, and stops nothing', () => {
  /** The undamaged chain is the first one. */
  const question = async (): Promise<ChainsQuestion> => {
    const leaf = await forge.make({ subject: HOST, issuer: 'Middle', names: [HOST] });
    const middle = await forge.make({ subject: 'Middle', issuer: 'Top', authority: true });
    const root = pemOf(await forge.make({ issuer: 'Top', authority: true }));
    const issuers = [middle, ...damaged(middle, 1)];
    return { root, chains: issuers.map((one) => [leaf, one].map((der) => der.toString('base64'))) };
  };

  const check = ([whole, ...verdicts]: ReturnType<typeof judgeChains>): void => {
    expect(whole).toBe('trusted');
    expect(verdicts.filter((verdict) => verdict === 'untrusted').length).toBeGreaterThan(200);
    expect(verdicts).not.toContain('trusted');
  };

  it('with OpenSSL', async () => {
    check(judgeChains(await question()));
  });

  describeReal('Electron', ['electron'], () => {
    it('with BoringSSL', { timeout: 240_000 }, async () => {
      // The first one fetches Electron.
      const { ask, stop } = await startElectron<ChainsQuestion, ReturnType<typeof judgeChains>>(
        path.join(import.meta.dirname, 'hostile-electron-script.ts'),
      );
      onTestFinished(stop);
      check(await ask(await question()));
    });
  });
});
