// test: certificates too many, too large, tangled, and with names that steer a terminal.
import { beforeAll, describe, expect, it } from 'vitest';
import { openForge, pemOf, type Forge } from './hostile-certificates.ts';
import { judged } from './hostile-judging.ts';
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
