// shared/model: a mail program's profile. No Node, no DOM.

export const CLIENTS = ['thunderbird'] as const;
/** A mail program the product knows; a new one is a new folder under main/clients. */
export type ClientId = (typeof CLIENTS)[number];

export interface Profile {
  /** Stable for one folder: the client and the first 8 hex digits of SHA-256 of its real path. */
  readonly id: string;
  readonly client: ClientId;
  /** The name the mail program gives it, or the folder's name. */
  readonly name: string;
  /** Absolute real path of the profile folder. */
  readonly path: string;
}

/** Whether the mail program holds a profile open. `unknown` is treated as running. */
export interface RunningState {
  readonly state: 'running' | 'closed' | 'unknown';
  /** What told us so, for the report: a file and what was seen there. */
  readonly evidence: string;
}

/** A place where profiles were looked for, found or not: people ask "where did you look?" */
export interface Place {
  readonly path: string;
  readonly found: boolean;
}
