// shared/model: what would be, or was, changed. No Node, no DOM.
import type { ProbeMode, TlsMode } from './endpoint.ts';
import type { DiagnosisCode } from './diagnosis.ts';

export const CHANGE_STATES = [
  'planned',
  'applied',
  'verified',
  'skipped',
  'failed',
  'undone',
] as const;
export type ChangeState = (typeof CHANGE_STATES)[number];

/** One server from -> to. The type makes it impossible to plan a weaker mode. */
export interface Change {
  readonly id: string;
  /** The configured server's id. */
  readonly server: string;
  readonly from: { readonly port: number; readonly tls: TlsMode };
  readonly to: { readonly port: number; readonly tls: ProbeMode };
  readonly reason: DiagnosisCode;
  /** Hardening: applied only when asked for. */
  readonly optional: boolean;
}

/** Proof of an applied change. */
export interface Receipt {
  readonly change: string;
  readonly file: string;
  readonly backup: string;
  /** SHA-256 of the whole file, lower-case hexadecimal. */
  readonly sha256Before: string;
  readonly sha256After: string;
  /** ISO 8601: when the server was seen to work in the new mode after the write. */
  readonly verifiedAt: string;
}
