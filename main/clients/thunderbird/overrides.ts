// main/clients/thunderbird: what beats prefs.js, from whatever source, in the order it is applied.
// May import: shared, this folder.
//
// Out of scope for now: the policy stores of Windows (registry, HKLM and HKCU
// SOFTWARE\Policies\Mozilla\Thunderbird) and macOS (managed preferences org.mozilla.thunderbird).
import type { Problem } from '../../../shared/model/problem.ts';
import type { Lock } from '../../../shared/model/server.ts';
import type { PrefValue } from './prefs/document.ts';

/**
 * `default`: a default only, harmless. `lock`: default and locked, unless it is locked already.
 * `relock`: the same over an earlier lock. `unlock`: a lock is lifted. `user`: written into prefs.js
 * at every start. `clear`: the user's value is removed at every start.
 */
export type OverrideEffect = 'default' | 'lock' | 'relock' | 'unlock' | 'user' | 'clear';

export type OverrideSource = 'policy' | 'autoconfig' | 'default-file';

export interface Override {
  /** A whole preference name; or, if `prefix` is set, the beginning of names put together by code. */
  readonly name: string;
  readonly prefix: boolean;
  readonly effect: OverrideEffect;
  /** Undefined if it can't be told without running the file. */
  readonly value: PrefValue | undefined;
  readonly source: OverrideSource;
  readonly file: string;
  /** 1-based; null where the format has no telling lines (JSON). */
  readonly line: number | null;
}

/** A place that fetches further settings from a server: nothing can be known about those here. */
export interface RemoteSettings {
  readonly file: string;
  readonly key: string | null;
  readonly line: number | null;
}

export interface CertificatePolicy {
  /** Undefined if no policy speaks of it. */
  readonly importEnterpriseRoots: boolean | undefined;
  /** PEM. */
  readonly install: readonly string[];
}

/** All that one or several installations add, in the order Thunderbird applies it. */
export interface Overrides {
  readonly byName: ReadonlyMap<string, readonly Override[]>;
  readonly prefixes: readonly Override[];
  readonly remote: RemoteSettings | null;
  readonly certificates: CertificatePolicy;
  readonly problems: readonly Problem[];
}

export function collectOverrides(
  list: readonly Override[],
  rest: Pick<Overrides, 'remote' | 'certificates' | 'problems'>,
): Overrides {
  const byName = new Map<string, Override[]>();
  for (const override of list.filter((one) => !one.prefix)) {
    const known = byName.get(override.name);
    if (known) known.push(override);
    else byName.set(override.name, [override]);
  }
  return { byName, prefixes: list.filter((one) => one.prefix), ...rest };
}

const LOCK_CODE: Readonly<Record<OverrideSource, Lock['code']>> = {
  policy: 'policy',
  autoconfig: 'autoconfig',
  'default-file': 'locked-default',
};

function lockOf(override: Override, key: string): Lock {
  return { code: LOCK_CODE[override.source], file: override.file, key, line: override.line };
}

/** The last override that takes a user's own value away, if one does. */
export function winning(list: readonly Override[]): Override | undefined {
  let lock: Override | undefined;
  let atStart: Override | undefined;
  for (const override of list) {
    if (override.effect === 'lock') lock ??= override;
    else if (override.effect === 'relock') lock = override;
    else if (override.effect === 'unlock') lock = undefined;
    else if (override.effect !== 'default') atStart = override;
  }
  return lock ?? atStart;
}

/** Why writing one of these preferences into prefs.js would not last, or null. */
export function overrideLock(overrides: Overrides, keys: readonly string[]): Lock | null {
  for (const key of keys) {
    const exact = winning(overrides.byName.get(key) ?? []);
    if (exact) return lockOf(exact, key);
    const prefix = winning(overrides.prefixes.filter(({ name }) => key.startsWith(name)));
    if (prefix) return lockOf(prefix, key);
  }
  if (overrides.remote) return { code: 'autoconfig-remote', ...overrides.remote };
  return null;
}
