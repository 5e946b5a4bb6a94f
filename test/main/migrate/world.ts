// test: a small mail program whose settings are lines of `key=value`, with a folder of its own.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { FileEdit, MailClient, Token } from '../../../main/clients/client.ts';
import type { ProfileOrder } from '../../../main/migrate/look.ts';
import type { UndoDeps } from '../../../main/migrate/undo-profile.ts';
import { nodeFiles } from '../../../main/system/node-files.ts';
import type { Change } from '../../../shared/model/plan.ts';
import { ProblemError } from '../../../shared/model/problem.ts';
import type { Profile } from '../../../shared/model/profile.ts';
import type { MailServer } from '../../../shared/model/server.ts';

const TLS = { '3': 'implicit', '2': 'starttls' } as const;

/** The bytes of a fresh profile: not UTF-8, and with line ends of every kind. */
export const FRESH = Buffer.from(
  '# caf\xe9\r\nsmtp1.port=465\r\nsmtp1.tls=3\nsmtp2.port=465\nsmtp2.tls=3\nother=\xff\xfe',
  'latin1',
);

export interface World {
  readonly folder: string;
  readonly state: string;
  readonly profiles: readonly Profile[];
  readonly deps: UndoDeps;
  remove(): void;
}

/** Profile folders with prefs.js (as FRESH), and an empty place for the state. */
export function makeWorld(profileNames: readonly string[] = ['alpha']): World {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'starttls-migrate-')));
  const state = path.join(folder, 'state');
  const profiles = profileNames.map((name) => profileIn(folder, name));
  for (const profile of profiles) {
    fs.mkdirSync(profile.path);
    fs.writeFileSync(prefsOf(profile), FRESH, { mode: 0o640 });
  }
  const remove = () => {
    // Also the copies that a test keeps beside it to start from again.
    for (const end of ['', '-saved', '-rehearsal']) {
      fs.rmSync(`${folder}${end}`, { recursive: true, force: true });
    }
  };
  return { folder, state, profiles, deps: depsFor(state), remove };
}

export function profileIn(folder: string, name: string): Profile {
  return { id: `thunderbird-${name}`, client: 'thunderbird', name, path: path.join(folder, name) };
}

export function prefsOf(profile: Profile): string {
  return path.join(profile.path, 'prefs.js');
}

/** Real files, a closed mail program and servers that work; a test changes what it needs. */
export function depsFor(state: string, changes: Partial<UndoDeps> = {}): UndoDeps {
  const files = changes.files ?? nodeFiles();
  return {
    files,
    state,
    clients: [lineClient()],
    now: () => new Date(),
    retest: () => Promise.resolve(true),
    onEvent: () => undefined,
    decide: () => Promise.resolve('keep'),
    ...changes,
  };
}

export function change(profile: Profile, key: string): Change {
  return {
    id: `${profile.id}/${key}`,
    server: `${profile.id}/${key}`,
    from: { port: 465, tls: 'implicit' },
    to: { port: 587, tls: 'starttls' },
    reason: 'needs-starttls',
    optional: false,
  };
}

/** The order to move these servers of a profile to 587 and STARTTLS, in these files. */
export function orderFor(
  profile: Profile,
  keys: readonly string[] = ['smtp1', 'smtp2'],
  names: readonly string[] = ['prefs.js'],
): ProfileOrder {
  const edits = names.map((name): FileEdit => ({
    client: 'thunderbird',
    profile: profile.id,
    file: path.join(profile.path, name),
    keys: keys.flatMap((key) => [
      { change: `${profile.id}/${key}`, key: `${key}.port`, from: '465', to: '587' },
      { change: `${profile.id}/${key}`, key: `${key}.tls`, from: '3', to: '2' },
    ]),
  }));
  return { profile, changes: keys.map((key) => change(profile, key)), edits };
}

export const MIGRATED = Buffer.from(
  FRESH.toString('latin1').replaceAll('=465', '=587').replaceAll('tls=3', 'tls=2'),
  'latin1',
);

/** Reads prefs.js, then user.js over it; never runs unless told so. */
export function lineClient(changes: Partial<MailClient> = {}): MailClient {
  return {
    id: 'thunderbird',
    discover: () => ({ profiles: [], places: [], problems: [] }),
    running: () => ({ state: 'closed', evidence: 'no lock' }),
    planEdits: () => [],
    read: (profile) => ({
      servers: readServers(profile),
      trust: { mozilla: true, system: false, added: [], unread: [] },
      problems: [],
    }),
    readTokens: (file, bytes, keys) => {
      if (bytes.includes(0)) {
        throw new ProblemError({ code: 'prefs-encoding', where: file, facts: {} });
      }
      return keys.map((key) => tokenIn(bytes, key));
    },
    writeTokens: (_file, bytes, edits) =>
      edits.reduce<Buffer>((text, { key, to }) => withToken(text, key, to), Buffer.from(bytes)),
    ...changes,
  };
}

function linePattern(key: string): RegExp {
  return new RegExp(`^${key.replace('.', '\\.')}=([^\\r\\n]*)(\\r?\\n|$)`, 'm');
}

export function tokenIn(bytes: Uint8Array, key: string): Token {
  return linePattern(key).exec(Buffer.from(bytes).toString('latin1'))?.[1] ?? null;
}

function withToken(bytes: Buffer, key: string, to: Token): Buffer {
  const text = bytes.toString('latin1');
  if (to !== null && tokenIn(bytes, key) === null) {
    return Buffer.from(`${key}=${to}\n${text}`, 'latin1');
  }
  const replaced = text.replace(linePattern(key), (_line, _token: string, end: string) =>
    to === null ? '' : `${key}=${to}${end}`,
  );
  return Buffer.from(replaced, 'latin1');
}

function readServers(profile: Profile): readonly MailServer[] {
  const texts = ['user.js', 'prefs.js']
    .map((name) => path.join(profile.path, name))
    .filter((file) => fs.existsSync(file))
    .map((file) => fs.readFileSync(file));
  const effective = (key: string) =>
    texts.map((bytes) => tokenIn(bytes, key)).find((token) => token !== null) ?? '';
  return ['smtp1', 'smtp2'].map((key) => ({
    kind: 'mail',
    id: `${profile.id}/${key}`,
    profile: profile.id,
    client: 'thunderbird',
    key,
    addresses: [],
    label: null,
    notes: [],
    protocol: 'smtp',
    host: 'mail.example.org',
    port: Number(effective(`${key}.port`)),
    portIsDefault: false,
    tls: TLS[effective(`${key}.tls`) as keyof typeof TLS],
    auth: 'password-cleartext',
    identities: 1,
    editable: true,
    lockedBy: null,
  }));
}

/** Everything of a folder, as `relative path -> content`, links and folders by kind. */
export function snapshot(folder: string): Readonly<Record<string, string>> {
  const entries = fs.readdirSync(folder, { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    entries
      .map((entry) => {
        const file = path.join(entry.parentPath, entry.name);
        const content = entry.isFile() ? fs.readFileSync(file, 'latin1') : '(no file)';
        return [path.relative(folder, file), content] as const;
      })
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** Leftovers of a run: temporary files, locks, guards. Empty when all is tidy. */
export function leftovers(folder: string): readonly string[] {
  return Object.keys(snapshot(folder)).filter(
    (name) => path.basename(name).startsWith('.starttls-migrator') || name.endsWith('.new'),
  );
}
