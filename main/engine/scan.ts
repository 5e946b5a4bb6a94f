// main/engine: discover and read. No network. May import: all rooms but the faces.
import type { ClientId, Place, Profile, RunningState } from '../../shared/model/profile.ts';
import type { Problem } from '../../shared/model/problem.ts';
import type { ConfiguredServer, MailServer } from '../../shared/model/server.ts';
import type { MailClient, ReadOptions, TrustBasis } from '../clients/client.ts';
import type { World } from './world.ts';

export interface ScannedProfile {
  readonly profile: Profile;
  readonly running: RunningState;
  readonly servers: readonly ConfiguredServer[];
  readonly trust: TrustBasis;
  readonly problems: readonly Problem[];
}

export interface Scan {
  readonly profiles: readonly ScannedProfile[];
  readonly places: readonly Place[];
  readonly problems: readonly Problem[];
}

export interface ScanRequest {
  /** Exactly these profile folders; empty means to search. */
  readonly folders: readonly string[];
  /** Only these mail programs; empty means all. */
  readonly clients: readonly ClientId[];
  readonly read: ReadOptions;
}

/** Finds and reads every profile. What can't be read is a problem, and the others go on. */
export function scan(world: World, request: ScanRequest): Scan {
  const clients = world.clients.filter(
    ({ id }) => request.clients.length === 0 || request.clients.includes(id),
  );
  const parts = clients.map((client) => scanClient(client, request));
  return {
    profiles: parts.flatMap((part) => part.profiles),
    places: parts.flatMap((part) => part.places),
    problems: eachOnce(parts.flatMap((part) => part.problems)),
  };
}

/** A policy that can't be read is found again with every profile it applies to. */
function eachOnce(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((one) => [JSON.stringify(one), one])).values()];
}

function scanClient(client: MailClient, request: ScanRequest): Scan {
  const { profiles, places, problems } = client.discover(request.folders);
  const read = profiles.map((profile) => readProfile(client, profile, request.read));
  return {
    profiles: read,
    places,
    problems: [...problems, ...read.flatMap((one) => one.problems)],
  };
}

/** One profile as it is now. */
export function readProfile(
  client: MailClient,
  profile: Profile,
  options: ReadOptions,
): ScannedProfile {
  return { profile, running: client.running(profile), ...client.read(profile, options) };
}

/** The servers reached by SMTP, IMAP and POP3: what the rest of the pipeline is about. */
export function mailServers(profiles: readonly ScannedProfile[]): readonly MailServer[] {
  return profiles.flatMap(({ servers }) =>
    servers.filter((server): server is MailServer => server.kind === 'mail'),
  );
}

/** Which hosts the user wants looked at (--only, --exclude); names are compared without case. */
export interface HostFilter {
  readonly only: readonly string[];
  readonly exclude: readonly string[];
}

export function allowsHost({ only, exclude }: HostFilter, host: string): boolean {
  const is = (other: string): boolean => other.toLowerCase() === host.toLowerCase();
  return !exclude.some(is) && (only.length === 0 || only.some(is));
}
