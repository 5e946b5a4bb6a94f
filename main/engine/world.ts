// main/engine: everything outside the program, in one value. The faces make one (the real world, one
// with --resolve, the demo's) and hand it to every stage. May import: all rooms but the faces.
import type { ServiceRecords } from '../autoconfig/srv.ts';
import type { Web } from '../autoconfig/web.ts';
import type { MailClient } from '../clients/client.ts';
import type { Network } from '../probe/network.ts';
import type { Timeouts } from '../probe/deadline.ts';
import type { Environment } from '../system/environment.ts';
import type { Files } from '../system/files.ts';

/** Root certificates by where they come from, PEM, one certificate a string. */
export interface Roots {
  readonly mozilla: readonly string[];
  readonly system: readonly string[];
  /** Given with --ca (later also by policy): believed for every mail program, and said so. */
  readonly added: readonly string[];
  /** Why the system's store could not be read, or null. */
  readonly systemUnread: string | null;
}

export interface World {
  readonly files: Files;
  readonly environment: Environment;
  readonly clients: readonly MailClient[];
  readonly network: Network;
  /** For what a domain publishes; never for anything about a person. */
  readonly web: Web;
  /** For missing issuers: where to look, an unknown certificate says, so only the Internet will do. */
  readonly issuerWeb: Web;
  /** For the same: SRV records. */
  readonly records: ServiceRecords;
  readonly roots: Roots;
  readonly timeouts: Timeouts;
  /** Milliseconds between two connections to one address: politeness towards real servers. */
  readonly gapMs: number;
  /** Milliseconds between two rounds of `test --watch`, for the same reason. */
  readonly watchPauseMs: number;
  readonly now: () => Date;
}
