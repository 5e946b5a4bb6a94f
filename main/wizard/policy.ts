// main/wizard: what the organisation has set, from a JSON file:
//   { "organisation": { "name": "Example University", "contact": "Help desk 555-0142" },
//     "hosts": { "only": ["mail.example.org"], "exclude": [] },
//     "hide": ["just-check", "choose-folder", "hardening"],
//     "lockedAccounts": ["office@example.org", "@partner.example"] }
// What is not understood is told and left out; the rest holds. May import: shared, main/system, the
// engine's values.
import * as v from 'valibot';
import type { Goal, Organisation } from '../../shared/contract.ts';
import { ProblemError, type Problem } from '../../shared/model/problem.ts';
import type { ConfiguredServer, Lock, MailServer } from '../../shared/model/server.ts';
import { allowsHost, type HostFilter, type Scan } from '../engine/scan.ts';
import type { Files } from '../system/files.ts';

export const GOALS: readonly Goal[] = ['cannot-send', 'asked-to', 'just-check'];
const HIDEABLE = [...GOALS, 'choose-folder', 'hardening'] as const;
export type Hideable = (typeof HIDEABLE)[number];

export interface Policy {
  /** The file itself, for "Set by your organisation"; empty without a policy. */
  readonly file: string;
  readonly organisation: Organisation | null;
  /** Servers elsewhere are neither tested nor changed. */
  readonly hosts: HostFilter;
  readonly hidden: readonly Hideable[];
  /** Mail addresses, or `@domain` for all of one. */
  readonly lockedAccounts: readonly string[];
}

const NONE: Policy = {
  file: '',
  organisation: null,
  hosts: { only: [], exclude: [] },
  hidden: [],
  lockedAccounts: [],
};

/** A policy of a fleet has some hundred lines at most. */
const MAX_BYTES = 1024 * 1024;

const Text = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200));
const Host = v.pipe(v.string(), v.regex(/^[^\s/@]{1,255}$/));
const Address = v.pipe(v.string(), v.regex(/^[^\s@]*@[^\s@]+$/), v.maxLength(320));

/** Every setting there is: one value, or a list of which each item counts by itself. */
const SETTINGS = {
  'organisation.name': { list: false, schema: Text },
  'organisation.contact': { list: false, schema: Text },
  'hosts.only': { list: true, schema: Host },
  'hosts.exclude': { list: true, schema: Host },
  hide: { list: true, schema: v.picklist(HIDEABLE) },
  lockedAccounts: { list: true, schema: Address },
} as const;
const GROUPS: readonly string[] = ['organisation', 'hosts'];

/** Reads a policy; null means that there is none. Throws nothing. */
export function readPolicy(
  files: Files,
  file: string | null,
): { readonly policy: Policy; readonly problems: readonly Problem[] } {
  if (file === null) return { policy: NONE, problems: [] };
  try {
    return policyIn(file, parse(files, file));
  } catch (error) {
    if (error instanceof ProblemError) return { policy: NONE, problems: [error.problem] };
    throw error;
  }
}

function parse(files: Files, file: string): unknown {
  const unreadable = (reason: string): ProblemError =>
    new ProblemError({ code: 'policy-unreadable', where: file, facts: { reason } });
  let text: string;
  try {
    if ((files.facts(file)?.size ?? 0) > MAX_BYTES) throw unreadable('EFBIG');
    text = files
      .readFile(file)
      .toString('utf8')
      .replace(/^\ufeff/, '');
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    throw unreadable((error as NodeJS.ErrnoException).code ?? String(error));
  }
  try {
    return JSON.parse(text);
  } catch {
    throw unreadable('JSON');
  }
}

function policyIn(file: string, value: unknown) {
  const found = new Map<string, unknown>();
  const ignored: string[] = [];
  for (const [key, setting] of settingsIn(value)) {
    const known = Object.entries(SETTINGS).find(([name]) => name === key)?.[1];
    if (!known || (known.list && !Array.isArray(setting))) {
      ignored.push(key);
    } else if (known.list) {
      const items = (setting as readonly unknown[]).map((item) => v.safeParse(known.schema, item));
      found.set(
        key,
        items.flatMap(({ success, output }) => (success ? [output] : [])),
      );
      items.forEach(({ success }, at) => {
        if (!success) ignored.push(`${key}[${at}]`);
      });
    } else {
      const { success, output } = v.safeParse(known.schema, setting);
      if (success) found.set(key, output);
      else ignored.push(key);
    }
  }
  const name = found.get('organisation.name') as string | undefined;
  const contact = (found.get('organisation.contact') as string | undefined) ?? null;
  if (name === undefined && contact !== null) ignored.push('organisation.contact');
  const listAt = (key: keyof typeof SETTINGS) => (found.get(key) ?? []) as readonly string[];
  const policy: Policy = {
    file,
    organisation: name === undefined ? null : { name, contact },
    hosts: { only: listAt('hosts.only'), exclude: listAt('hosts.exclude') },
    hidden: listAt('hide') as readonly Hideable[],
    lockedAccounts: listAt('lockedAccounts'),
  };
  const problems = ignored.map((key): Problem => ({
    code: 'policy-ignored',
    where: file,
    facts: { key },
  }));
  return { policy, problems };
}

/** `organisation.name` for what lies in a group, `hide` for what does not; `.` for no object at all. */
function settingsIn(value: unknown): readonly (readonly [string, unknown])[] {
  if (!isObject(value)) return [['.', value]];
  return Object.entries(value).flatMap(([key, setting]): (readonly [string, unknown])[] =>
    GROUPS.includes(key) && isObject(setting)
      ? Object.entries(setting).map(([inner, one]) => [`${key}.${inner}`, one] as const)
      : [[key, setting]],
  );
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The same scan, with the servers locked that the organisation wants left as they are. */
export function withPolicy(scan: Scan, policy: Policy): Scan {
  const locked = (server: ConfiguredServer): ConfiguredServer => {
    if (server.kind === 'other' || server.lockedBy) return server;
    const key = lockingKey(server, policy);
    if (key === null) return server;
    const lockedBy: Lock = { code: 'policy', file: policy.file, key, line: null };
    return { ...server, editable: false, lockedBy };
  };
  const profiles = scan.profiles.map((one) => ({ ...one, servers: one.servers.map(locked) }));
  return { ...scan, profiles };
}

function lockingKey(server: MailServer, policy: Policy): string | null {
  if (!allowsHost(policy.hosts, server.host)) return 'hosts';
  return server.addresses.some((address) => isLocked(address, policy)) ? 'lockedAccounts' : null;
}

function isLocked(address: string, { lockedAccounts }: Policy): boolean {
  const lower = address.toLowerCase();
  return lockedAccounts.some((one) => {
    const wanted = one.toLowerCase();
    return wanted.startsWith('@') ? lower.endsWith(wanted) : lower === wanted;
  });
}
