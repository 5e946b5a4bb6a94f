// main/clients/thunderbird/prefs: a preference file (prefs.js, user.js, default files) over bytes.
// May import: shared, this folder.
import type { Pref, PrefsError, PrefValue } from './pref.ts';

export type { Pref, PrefsError, PrefsErrorCode, PrefKind, PrefValue } from './pref.ts';

export interface ParseOptions {
  /** Default files may say `pref("x", v, locked)`; in prefs.js and user.js that is an error. */
  readonly attributes?: boolean;
}

export interface TokenEdit {
  readonly name: string;
  /** The value token as it shall stand in the file, or null to remove the statement. */
  readonly to: string | null;
}

export class PrefsDocument {
  static parse(_bytes: Uint8Array, _options: ParseOptions = {}): PrefsDocument {
    throw new Error('skeleton');
  }

  readonly encoding: 'bytes' | 'utf-16' | 'nul' = 'bytes';
  readonly errors: readonly PrefsError[] = [];

  /** Names of all preferences that have an effective value. */
  names(): Iterable<string> {
    throw new Error('skeleton');
  }

  value(_name: string): PrefValue | undefined {
    throw new Error('skeleton');
  }

  userPref(_name: string): Pref | undefined {
    throw new Error('skeleton');
  }

  defaultPref(_name: string): Pref | undefined {
    throw new Error('skeleton');
  }

  /** The 1-based line of a byte offset. */
  lineOf(_offset: number): number {
    throw new Error('skeleton');
  }

  token(_name: string): string | null {
    throw new Error('skeleton');
  }

  /** Throws ProblemError `prefs-syntax`, `prefs-encoding`. */
  withTokens(_edits: readonly TokenEdit[]): Buffer {
    throw new Error('skeleton');
  }
}
