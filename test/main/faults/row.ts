// test/main/faults: what a row of the fault table is. May import: main, shared, test/.
import type { LeafOptions } from '../../../main/demo/certificates.ts';
import type { PlannedChange } from '../../../main/diagnose/plan.ts';
import type { DiagnosisCode, RemarkCode } from '../../../shared/model/diagnosis.ts';
import type { ProbeMode, Protocol, TlsMode } from '../../../shared/model/endpoint.ts';
import type { FailureKind } from '../../../shared/model/observation.ts';
import type { AuthMethod } from '../../../shared/model/server.ts';
import type { Requirement } from '../../real/requirements.ts';
import type { Listener } from '../../real/wait.ts';
import type { FaultQuestion } from './prober.ts';
import type { Stage } from './stage.ts';

/** Starts what answers at a port, and says where it listens. It is stopped with the stage. */
export type Part = (stage: Stage, protocol: Protocol) => Promise<Listener>;

/** By port; the others are closed. */
export type Ports = Readonly<Record<number, Part>>;

/** Addresses that are more than a loopback port: see namespaces.ts. */
const SMALL_NETWORK = ['dead', 'deadIPv6', 'unreachable'] as const;
type OfSmallNetwork = (typeof SMALL_NETWORK)[number];

export function isOfSmallNetwork(address: string): address is OfSmallNetwork {
  return SMALL_NETWORK.some((one) => one === address);
}

/** `127.0.0.99` stands for a program of this computer that the name leads to. */
export type Address = `192.0.2.${number}` | '2001:db8::1' | '127.0.0.99' | OfSmallNetwork;

/** Of the host the account is set to, unless `names` says otherwise; below the trusted authority. */
export interface ServerCertificate extends Partial<LeafOptions> {
  /** The name of another authority, made for the table. */
  readonly authority?: string;
  /** By default the leaf and the intermediate. */
  readonly sends?: 'leaf' | 'root-too';
  /** Says where the intermediate is to be had, and there it is. */
  readonly namesIssuer?: true;
}

/** A configured server and what really answers there. */
export interface Account {
  /** By default `mail.example.test`. */
  readonly host?: string;
  /** By default sending, with SSL/TLS on 465 and a password. */
  readonly protocol?: Protocol;
  readonly port?: number;
  readonly tls?: TlsMode;
  readonly auth?: AuthMethod;
  /** In the resolver's order. */
  readonly addresses: Readonly<Partial<Record<Address, Ports>>>;
}

/** A change that may be proposed, and why it is not made at once, if so. */
export interface Proposed {
  readonly tls: ProbeMode;
  readonly port: number;
  readonly heldBack?: PlannedChange['heldBack'];
}

export interface FaultRow extends Account {
  /** A sentence, unique in the table. */
  readonly name: string;
  readonly code: DiagnosisCode;
  /** All of them, in the order of REMARK_CODES; by default none. */
  readonly remarks?: readonly RemarkCode[];
  /** What must have stopped one of the conversations. */
  readonly failure?: FailureKind;
  /** What the English sentence must say. */
  readonly says: readonly string[];
  /** By default nothing is proposed. */
  readonly change?: Proposed;
  /** Real parts; without them the row is skipped by name. */
  readonly needs?: readonly Requirement[];
  /** Other accounts of the profile. */
  readonly besides?: readonly Account[];
  /** Asked of a program in the small network, whose resolver has only the names of stage.ts. */
  readonly resolver?: 'inside';
  /** Waits fractions of a second for what does not come. */
  readonly impatient?: true;
  readonly ends?: FaultQuestion['ends'];
  readonly checksInjection?: true;
  /** The name of another authority that the mail program believes. */
  readonly trusts?: string;
}

export const HOST = 'mail.example.test';

/** Of the row, and what it needs without saying so. */
export function needsOf(row: FaultRow): readonly Requirement[] {
  const addresses = [row, ...(row.besides ?? [])].flatMap((one) => Object.keys(one.addresses));
  const isInside = row.resolver === 'inside' || addresses.some(isOfSmallNetwork);
  return [...(row.needs ?? []), ...(isInside ? (['namespaces'] as const) : [])];
}
