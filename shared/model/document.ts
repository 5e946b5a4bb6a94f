// shared/model: the JSON document every command prints with --json; shared/schemas/document.schema.json
// says the same for other programs, and the tests hold the two together. No Node, no DOM.
import type { DiagnosisCode, RemarkCode } from './diagnosis.ts';
import type { Protocol, ProbeMode, TlsMode } from './endpoint.ts';
import type { Certificate, InjectionCheck, Observation } from './observation.ts';
import type { Change, ChangeState, Receipt } from './plan.ts';
import type { ProblemCode } from './problem.ts';
import type { ClientId } from './profile.ts';
import type { AuthMethod, Lock, NoteCode } from './server.ts';
import type { Candidate, ConfigFindingCode, ConfigPlace, FindingWeight } from './suggestion.ts';

export const SCHEMA_VERSION = 1;

export interface Document {
  readonly schemaVersion: typeof SCHEMA_VERSION;
  readonly tool: { readonly name: string; readonly version: string };
  readonly command: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly exitCode: number;
  readonly profiles: readonly DocumentProfile[];
  readonly servers: readonly DocumentServer[];
  readonly endpoints: readonly DocumentEndpoint[];
  readonly diagnoses: readonly DocumentDiagnosis[];
  readonly changes: readonly DocumentChange[];
  readonly receipts: readonly Receipt[];
  /** With --autoconfig: what is wrong with the file. Its servers are among the diagnoses. */
  readonly findings: readonly DocumentFinding[];
  readonly errors: readonly DocumentError[];
}

export interface DocumentFinding {
  readonly code: ConfigFindingCode;
  readonly weight: FindingWeight;
  /** The file or URL. */
  readonly where: string;
  readonly place: ConfigPlace;
  readonly summary: string;
  readonly advice: string;
}

export interface DocumentProfile {
  readonly id: string;
  readonly client: ClientId;
  readonly name: string;
  readonly path: string;
  /** True as well where it could not be found out: nothing is written then. */
  readonly running: boolean;
}

export interface DocumentServer {
  readonly id: string;
  readonly profile: string;
  readonly client: ClientId;
  /** `smtp`, `imap`, `pop3`; or the program's own word for what is listed and left alone. */
  readonly protocol: string;
  readonly host: string | null;
  readonly port: number | null;
  readonly portIsDefault: boolean;
  readonly tls: TlsMode | null;
  readonly auth: AuthMethod | null;
  readonly identities: number;
  readonly editable: boolean;
  readonly lockedBy: Lock | null;
  readonly notes: readonly NoteCode[];
}

export interface DocumentEndpoint {
  readonly protocol: Protocol;
  readonly host: string;
  readonly port: number;
  readonly tls: ProbeMode;
  /** `ok` or the failure kind of the last attempt's first address that failed. */
  readonly status: string;
  readonly addresses: readonly {
    readonly address: string;
    readonly status: string;
    readonly ms: number;
  }[];
  readonly certificate: Omit<Certificate, 'der'> | null;
  readonly tlsVersion: string | null;
  /** Offered inside TLS. */
  readonly authMechanisms: readonly string[];
  readonly evidence: readonly DocumentEvidence[];
  /** With --check-injection, one result an address. */
  readonly injection: readonly Omit<InjectionCheck, 'endpoint'>[];
  /** Milliseconds the longest attempt took. */
  readonly ms: number;
}

/** One attempt at one address. */
export type DocumentEvidence = Omit<Observation, 'endpoint' | 'tls'> & {
  readonly attempt: number;
  readonly tls:
    | (Omit<NonNullable<Observation['tls']>, 'chain' | 'fetchedIssuers'> & {
        readonly chain: readonly Omit<Certificate, 'der'>[];
        readonly fetchedIssuers: readonly Omit<Certificate, 'der'>[];
      })
    | null;
};

export interface DocumentDiagnosis {
  /** Null for `test --endpoint`. */
  readonly server: string | null;
  readonly code: DiagnosisCode;
  readonly summary: string;
  readonly advice: string;
  readonly remarks: readonly {
    readonly code: RemarkCode;
    readonly summary: string;
    readonly advice: string;
  }[];
  /** Indices into `endpoints`, the deciding one first. */
  readonly evidence: readonly number[];
  /** Other servers or ports that were tested and work; never written. */
  readonly suggestions: readonly Candidate[];
}

export type DocumentChange = Change & {
  readonly state: ChangeState;
  /** The file that holds the setting. */
  readonly where: string;
};

export interface DocumentError {
  readonly code: ProblemCode;
  readonly message: string;
  readonly where: string | null;
}
