// main/clients/thunderbird/prefs: the values that the pref grammar yields.
// May import: nothing.

export type PrefValue = string | number | boolean;

/**
 * `user_pref` sets the user's value; `pref` and `sticky_pref` set the default one, which Thunderbird
 * accepts in prefs.js and user.js too, and does not save again.
 */
export type PrefKind = 'user_pref' | 'pref' | 'sticky_pref';

/** One statement of a preference file. All offsets are bytes from the start of the file. */
export interface Pref {
  /** The name's bytes, escapes processed, one character a byte (latin1). */
  readonly name: string;
  readonly kind: PrefKind;
  /** The `locked` attribute of default files; false elsewhere. */
  readonly locked: boolean;
  /** A string's bytes, escapes processed, are read as UTF-8; what is none becomes U+FFFD. */
  readonly value: PrefValue;
  /** The value token: quotes or sign included. */
  readonly valueStart: number;
  readonly valueEnd: number;
  /** From the first letter of the keyword to after the `;`. */
  readonly start: number;
  readonly end: number;
}

export type PrefsErrorCode =
  | 'syntax' // a token that the grammar does not allow there
  | 'unterminated' // a string or a block comment that reaches the end of the file
  | 'bad-escape' // an escape that prefs do not know, or half a surrogate pair
  | 'number-range'; // outside -2147483648..2147483647

/** A place where Thunderbird drops a preference and goes on after the next `;`. */
export interface PrefsError {
  /** 1-based; of `offset`. */
  readonly line: number;
  /** Bytes from the start of the file: the token that is wrong, or the backslash of an escape. */
  readonly offset: number;
  readonly code: PrefsErrorCode;
}
