// main/engine: what is to be tested, and with whose eyes it is judged. No network.
// May import: all rooms but the faces.
import type { Endpoint } from '../../shared/model/endpoint.ts';
import type { MailServer } from '../../shared/model/server.ts';
import type { TrustBasis } from '../clients/client.ts';
import type { Subject } from '../diagnose/examine.ts';
import type { Account } from '../diagnose/judge.ts';
import { TrustStore, trustJudge, type TrustJudge } from '../diagnose/trust.ts';
import type { ScannedProfile } from './scan.ts';
import type { Roots } from './world.ts';

/** Something to test: a configured server, or a bare endpoint given on the command line. */
export interface Case {
  readonly subject: Subject;
  readonly server: MailServer | null;
  readonly account: Account;
  /** False if the stored host or port is none that could be connected to. */
  readonly testable: boolean;
}

/** One case for each server of a profile, judged with the eyes of its mail program. */
export function casesOf(
  profiles: readonly ScannedProfile[],
  roots: Roots,
  allows: (host: string) => boolean,
): readonly Case[] {
  const judges = new TrustJudges(roots);
  return profiles.flatMap(({ servers, trust }) =>
    servers.flatMap((server) =>
      server.kind === 'mail' && allows(server.host)
        ? [caseOf(server, judges.forProgram(trust))]
        : [],
    ),
  );
}

function caseOf(server: MailServer, trust: TrustJudge): Case {
  const { id, protocol, host, port, tls, auth } = server;
  return {
    server,
    subject: { server: id, protocol, host, port, tls },
    account: { auth, trust },
    testable: server.lockedBy?.code !== 'malformed',
  };
}

/** Cases for endpoints that no profile names: any log-in will do, and any store may trust them. */
export function casesOfEndpoints(endpoints: readonly Endpoint[], roots: Roots): readonly Case[] {
  if (endpoints.length === 0) return [];
  const trust = new TrustJudges(roots).forAnyStore();
  return endpoints.map(({ protocol, host, port, tls }) => ({
    server: null,
    subject: { server: null, protocol, host, port, tls },
    account: { auth: 'any', trust },
    testable: true,
  }));
}

/** Builds each judge and each store once: 150 roots take time to parse. */
export class TrustJudges {
  readonly #roots: Roots;
  readonly #stores = new Map<string, TrustStore>();
  readonly #judges = new Map<string, TrustJudge>();

  constructor(roots: Roots) {
    this.#roots = roots;
  }

  forProgram(basis: TrustBasis): TrustJudge {
    const key = JSON.stringify(basis);
    const known = this.#judges.get(key);
    if (known) return known;
    const { mozilla, system, added } = this.#roots;
    const own = [
      this.#store('added', added),
      this.#store(`program:${basis.added.join()}`, basis.added),
      ...(basis.mozilla ? [this.#store('mozilla', mozilla)] : []),
      ...(basis.system ? [this.#store('system', system)] : []),
    ];
    const judge = trustJudge(own, [this.#store('mozilla', mozilla), this.#store('system', system)]);
    this.#judges.set(key, judge);
    return judge;
  }

  forAnyStore(): TrustJudge {
    return this.forProgram({ mozilla: true, system: true, added: [], unread: [] });
  }

  #store(key: string, pems: readonly string[]): TrustStore {
    const known = this.#stores.get(key);
    if (known) return known;
    const store = new TrustStore(pems);
    this.#stores.set(key, store);
    return store;
  }
}

/** Every root any mail program here believes in: what the handshake verifies against. */
export function anchorsOf(roots: Roots, profiles: readonly ScannedProfile[]): readonly string[] {
  const programs = profiles.flatMap(({ trust }) => trust.added);
  const all = [...roots.mozilla, ...roots.system, ...roots.added, ...programs];
  // Node and OpenSSL break the lines of a PEM at different places: most of the system's roots are
  // Mozilla's, and each costs the TLS library a sixth of a millisecond.
  return [...new Map(all.map((pem) => [pem.replace(/\s/g, ''), pem])).values()];
}
