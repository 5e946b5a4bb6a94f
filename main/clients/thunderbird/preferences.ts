// main/clients/thunderbird: one preference store out of all layers, as libpref merges them.
// May import: shared, this folder.
import { BUILT_IN } from './defaults.ts';
import type { Override, OverrideEffect, Overrides } from './overrides.ts';
import type { PrefsDocument, PrefValue } from './prefs/document.ts';

/**
 * The value Thunderbird would use: locked default, then the user's (autoconfig and policies that
 * set it at every start, over user.js, over prefs.js), then defaults. A user's value of another type
 * than the default is dropped. Sources: Preferences.cpp, nsReadConfig.cpp, Policies.sys.mjs.
 */
export class Preferences {
  readonly #prefs: PrefsDocument;
  readonly #userJs: PrefsDocument | null;
  readonly #overrides: Overrides;
  readonly #known = new Map<string, PrefValue | undefined>();

  constructor(prefs: PrefsDocument, userJs: PrefsDocument | null, overrides: Overrides) {
    this.#prefs = prefs;
    this.#userJs = userJs;
    this.#overrides = overrides;
  }

  /** The effective value, of whatever type. The files never change under this, so it is kept. */
  value(name: string): PrefValue | undefined {
    const known = this.#known.get(name);
    if (known !== undefined || this.#known.has(name)) return known;
    const value = this.#merged(name);
    this.#known.set(name, value);
    return value;
  }

  #merged(name: string): PrefValue | undefined {
    const stored = this.#stored(name);
    const builtIn = BUILT_IN.get(name);
    const overrides = this.#overrides.byName.get(name);
    if (overrides === undefined) return sameType(stored, builtIn) ?? builtIn;

    const merged = new Merge(builtIn);
    merged.apply(overrides.filter(({ source }) => source === 'default-file'));
    merged.store(stored);
    merged.apply(overrides.filter(({ source }) => source !== 'default-file'));
    return merged.value;
  }

  /** Undefined if it is absent or not an integer: getIntPref throws, and the caller falls back. */
  integer(name: string): number | undefined {
    const value = this.value(name);
    return typeof value === 'number' ? value : undefined;
  }

  text(name: string): string | undefined {
    const value = this.value(name);
    return typeof value === 'string' ? value : undefined;
  }

  flag(name: string): boolean | undefined {
    const value = this.value(name);
    return typeof value === 'boolean' ? value : undefined;
  }

  /** A comma-separated list, split as Thunderbird does: without trimming, empty parts dropped. */
  list(name: string): readonly string[] {
    return (this.text(name) ?? '').split(',').filter((part) => part !== '');
  }

  /** From the two files; user.js is read after prefs.js, so its user_pref wins. */
  #stored(name: string): PrefValue | undefined {
    const userJs = this.#userJs;
    if (userJs === null) return this.#prefs.value(name);
    return userJs.userPref(name)?.value ?? this.#prefs.value(name) ?? userJs.value(name);
  }
}

/** The layers of one preference, applied one after the other: default files, stored, the rest. */
class Merge {
  #fallback: PrefValue | undefined;
  #user: PrefValue | undefined;
  #locked = false;

  constructor(builtIn: PrefValue | undefined) {
    this.#fallback = builtIn;
  }

  get value(): PrefValue | undefined {
    return (this.#locked ? undefined : this.#user) ?? this.#fallback;
  }

  store(value: PrefValue | undefined): void {
    this.#user = sameType(value, this.#fallback);
  }

  apply(overrides: readonly Override[]): void {
    for (const { effect, value } of overrides) this.#applyOne(effect, value);
  }

  #applyOne(effect: OverrideEffect, value: PrefValue | undefined): void {
    switch (effect) {
      case 'unlock':
        this.#locked = false;
        break;
      case 'clear':
        this.#user = undefined;
        break;
      case 'user':
        this.#user = sameType(value, this.#fallback) ?? this.#user;
        break;
      case 'default':
        if (!this.#locked) this.#default(value);
        break;
      case 'lock':
        if (!this.#locked) this.#lock(value);
        break;
      case 'relock':
        this.#lock(value);
        break;
    }
  }

  /** The type that was set first wins, be it the user's. */
  #default(value: PrefValue | undefined): boolean {
    const fits = sameType(value, this.#fallback ?? this.#user);
    this.#fallback = fits ?? this.#fallback;
    return fits !== undefined;
  }

  /** A lock on a value that only running the file would tell: what is stored is the best guess. */
  #lock(value: PrefValue | undefined): void {
    this.#locked = this.#default(value);
  }
}

function sameType(value: PrefValue | undefined, as: PrefValue | undefined): PrefValue | undefined {
  return as === undefined || typeof value === typeof as ? value : undefined;
}
