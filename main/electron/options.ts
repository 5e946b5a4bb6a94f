// main/electron: what the app is started with. Pure. May import: shared, main/engine and main/probe for
// their types, node.
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { WorldOptions } from '../engine/real-world.ts';
import { parseResolve, type ResolveEntry } from '../probe/resolve.ts';

export interface AppOptions {
  /** The throw-away world instead of this computer. */
  readonly demo: boolean;
  readonly world: WorldOptions;
  /** The policy file that was named, or null. */
  readonly policy: string | null;
}

const SPEC = {
  demo: { type: 'boolean' },
  root: { type: 'string' },
  state: { type: 'string' },
  ca: { type: 'string', multiple: true },
  resolve: { type: 'string', multiple: true },
  timeout: { type: 'string' },
  policy: { type: 'string' },
} as const;

/**
 * Reads the options that the command line has too, in the same words. Switches that it does not know
 * are Chromium's business. Throws Error with a sentence.
 */
export function optionsFrom(argv: readonly string[]): AppOptions {
  const { values } = parseArgs({ args: [...argv], options: SPEC, strict: false });
  const text = (name: keyof typeof SPEC): string | null => {
    const value = values[name];
    return typeof value === 'string' ? value : null;
  };
  const list = (name: 'ca' | 'resolve'): readonly string[] =>
    (values[name] ?? []).filter((one) => typeof one === 'string');
  return {
    demo: values.demo === true,
    world: {
      root: text('root'),
      state: text('state'),
      ca: list('ca'),
      resolve: list('resolve').map(resolveFrom),
      timeoutMs: millisecondsFrom(text('timeout')),
    },
    policy: text('policy'),
  };
}

function resolveFrom(text: string): ResolveEntry {
  const entry = parseResolve(text);
  if (!entry) throw new Error(`--resolve takes host:port:address, not ${text}`);
  return entry;
}

function millisecondsFrom(text: string | null): number | null {
  if (text === null) return null;
  const seconds = Number(text);
  if (!(seconds > 0)) throw new Error(`--timeout takes seconds, not ${text}`);
  return seconds * 1000;
}

/** Where an administrator puts the policy: folders in which no ordinary user may write. */
const POLICY_FOLDERS: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  linux: '/etc/starttls-migrator',
  darwin: '/Library/Application Support/STARTTLS Migrator',
};

/** The file an administrator would put there, whether it is there or not; null where there is none. */
export function administratorsPolicy(platform: NodeJS.Platform): string | null {
  const folder = POLICY_FOLDERS[platform];
  return folder === undefined ? null : path.posix.join(folder, 'policy.json');
}
