// main/clients: what every mail program can do for the pipeline. A new mail program is a new folder
// that implements this. May import: shared, main/system.
import type { Change } from '../../shared/model/plan.ts';
import type { Place, Profile, RunningState } from '../../shared/model/profile.ts';
import type { Problem } from '../../shared/model/problem.ts';
import type { ClientId } from '../../shared/model/profile.ts';
import type { ConfiguredServer } from '../../shared/model/server.ts';

export interface Discovery {
  readonly profiles: readonly Profile[];
  readonly places: readonly Place[];
  readonly problems: readonly Problem[];
}

/** Which root certificates the mail program will believe, so that the verdict is its own. */
export interface TrustBasis {
  /** Mozilla's roots (true for Thunderbird, false for Outlook). */
  readonly mozilla: boolean;
  /** The system's store (Windows, macOS, or ca-certificates). */
  readonly system: boolean;
  /** PEM certificates that policies or the user added. */
  readonly added: readonly string[];
  /** Stores that may hold more roots and could not be read, such as cert9.db. */
  readonly unread: readonly string[];
}

export interface Reading {
  readonly servers: readonly ConfiguredServer[];
  readonly trust: TrustBasis;
  readonly problems: readonly Problem[];
}

export interface ReadOptions {
  /** Settings that user.js sets too are editable, in both files. */
  readonly includeUserJs: boolean;
}

/** One stored value: the text of its token as it stands in the file, or null if it is absent. */
export type Token = string | null;

export interface KeyEdit {
  /** The server's id and the change it serves. */
  readonly change: string;
  readonly key: string;
  readonly from: Token;
  readonly to: Token;
}

/** All edits of one file; migrate applies them together or not at all. */
export interface FileEdit {
  readonly client: ClientId;
  readonly profile: string;
  /** Absolute path of the file itself, never a link. */
  readonly file: string;
  readonly keys: readonly KeyEdit[];
}

export interface MailClient {
  readonly id: ClientId;
  /**
   * Finds profiles under the user's home (or --root), or exactly the folders given.
   * Nothing is thrown: a bad entry is a problem, and the others go on.
   */
  discover(folders: readonly string[]): Discovery;
  /** Reads all servers of a profile with the values the mail program would use. Throws nothing. */
  read(profile: Profile, options: ReadOptions): Reading;
  /** Asks the system, right now. */
  running(profile: Profile): RunningState;
  /** Which tokens in which files make these changes real. Throws ProblemError `not-editable`. */
  planEdits(
    profile: Profile,
    changes: readonly Change[],
    options: ReadOptions,
  ): readonly FileEdit[];
  /** The token of each key in a file's bytes, in the order of `keys`. */
  readTokens(file: string, bytes: Uint8Array, keys: readonly string[]): readonly Token[];
  /**
   * The file's bytes with some keys set to other tokens, or removed for null: every byte that is
   * not part of that stays. Throws ProblemError `prefs-syntax`, `prefs-encoding`.
   */
  writeTokens(
    file: string,
    bytes: Uint8Array,
    edits: readonly { readonly key: string; readonly to: Token }[],
  ): Buffer;
}
