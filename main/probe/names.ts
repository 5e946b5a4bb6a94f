// main/probe: a host's addresses, as the mail program will find them. May import: node.
import { lookup, Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import { setTimeout as after } from 'node:timers/promises';

/**
 * How long the system's own look-up may keep everybody waiting, in milliseconds. Node gives look-ups
 * two threads at a time, and a dead name holds one for ten seconds and more.
 */
const PATIENCE_MS = 2000;

/**
 * All addresses of a host without duplicates, in the system's order. Asks getaddrinfo, so that
 * /etc/hosts, the company's search list and a VPN count; only if that stays silent the name servers
 * themselves, beside it, so that a name never waits for another that is dead. They can only add an
 * answer: that there is no such name, the system alone may say. Rejects with getaddrinfo's code.
 */
export async function addressesOf(host: string): Promise<readonly string[]> {
  if (isIP(host) !== 0) return [host];
  const answered = new AbortController();
  const system = lookup(host, { all: true }).then((found) => found.map(({ address }) => address));
  try {
    return [...new Set(await Promise.race([system, fromNameServers(host, answered.signal)]))];
  } finally {
    answered.abort();
  }
}

/** Settles only with an answer; without one, or once the signal is aborted, never. */
function fromNameServers(host: string, signal: AbortSignal): Promise<readonly string[]> {
  return new Promise((resolve) => {
    after(PATIENCE_MS, undefined, { signal }).then(
      async () => {
        const resolver = new Resolver();
        signal.addEventListener('abort', () => {
          resolver.cancel();
        });
        const answers = await Promise.allSettled([
          resolver.resolve4(host),
          resolver.resolve6(host),
        ]);
        const found = answers.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
        if (found.length > 0) resolve(found);
      },
      () => undefined, // the system has answered
    );
  });
}
