// main/clients/thunderbird: a profile's servers in the words of shared/model.
// May import: shared, main/system, this folder.
import { isIPv6 } from 'node:net';
import type { Protocol } from '../../../shared/model/endpoint.ts';
import type { Profile } from '../../../shared/model/profile.ts';
import type { ConfiguredServer, Lock, MailServer, NoteCode } from '../../../shared/model/server.ts';
import type { UsedServer } from './accounts.ts';
import { branchOf, SOCKET_TYPES, type BranchNames } from './defaults.ts';
import { effectiveServer, type EffectiveServer } from './effective.ts';
import type { Preferences } from './preferences.ts';
import type { SettingsFile } from './settings.ts';

/** What a server's description is put together from. */
export interface ServerContext {
  readonly profile: Profile;
  readonly prefs: SettingsFile;
  readonly preferences: Preferences;
  /** `host:port` in lower case, of every certificate exception the user saved. */
  readonly exceptions: ReadonlySet<string>;
  /** What stands against editing these preferences, malformed values apart. */
  readonly lockOf: (keys: readonly string[]) => Lock | null;
}

/** Characters that no host name has: white space, control characters and the parts of a URI. */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const NOT_IN_HOST = /[\s\u0000-\u001f\u007f/?#@\\[\]]/;

/**
 * A host name or address that can be tested, whatever letters it has. A colon is a port written
 * into the name, unless it is an IPv6 address; incoming servers can't be set to one: Thunderbird
 * takes its colons for a port and recurses without end (MsgIncomingServer.sys.mjs, hostname).
 */
function isHost(protocol: Protocol, host: string): boolean {
  if (host === '' || NOT_IN_HOST.test(host)) return false;
  return !host.includes(':') || (protocol === 'smtp' && isIPv6(host));
}

function malformation(
  context: ServerContext,
  protocol: Protocol,
  key: string,
  { host, port }: EffectiveServer,
): Lock | null {
  const branch = branchOf(protocol, key);
  const lock = (name: string): Lock => {
    const pref = context.prefs.document.userPref(name);
    const line = pref === undefined ? null : context.prefs.document.lineOf(pref.start);
    return { code: 'malformed', file: context.prefs.path, key: name, line };
  };
  if (protocol === 'smtp' && key !== key.trim()) return lock('mail.smtpservers');
  if (!isHost(protocol, host)) return lock(branch.host);
  return port >= 1 && port <= 65535 ? null : lock(branch.port);
}

/** Each note and when it is due; one row a note. */
const NOTES: readonly {
  readonly code: NoteCode;
  readonly due: (about: {
    readonly context: ServerContext;
    readonly protocol: Protocol;
    readonly used: UsedServer;
    readonly branch: BranchNames;
    readonly effective: EffectiveServer;
  }) => boolean;
}[] = [
  { code: 'legacy-tls-value', due: ({ effective }) => effective.socketType === 1 },
  { code: 'unknown-tls-value', due: ({ effective }) => !SOCKET_TYPES.has(effective.socketType) },
  { code: 'wrong-type-port', due: ({ context, branch }) => hasWrongType(context, branch.port) },
  { code: 'wrong-type-tls', due: ({ context, branch }) => hasWrongType(context, branch.tls) },
  {
    // Folded into hostname by Thunderbird 102 to 128, ignored before and since.
    code: 'legacy-real-hostname',
    due: ({ context, protocol, branch }) =>
      protocol !== 'smtp' && (context.preferences.text(`${branch.own}realhostname`) ?? '') !== '',
  },
  {
    code: 'certificate-exception',
    due: ({ context, effective }) =>
      context.exceptions.has(`${effective.host.toLowerCase()}:${effective.port}`),
  },
  {
    code: 'shared-by-identities',
    due: ({ protocol, used }) => protocol === 'smtp' && used.users > 1,
  },
  { code: 'not-in-use', due: ({ used }) => used.users === 0 },
  {
    code: 'default-in-prefs-file',
    due: ({ context, branch }) =>
      [branch.tls, branch.port].some(
        (name) =>
          context.prefs.document.defaultPref(name) !== undefined &&
          context.prefs.document.userPref(name) === undefined,
      ),
  },
];

function hasWrongType(context: ServerContext, name: string): boolean {
  const value = context.preferences.value(name);
  return value !== undefined && typeof value !== 'number';
}

/** The protocol behind an incoming or outgoing type; undefined for what is not reached over TCP. */
function protocolOf(direction: 'incoming' | 'outgoing', type: string): Protocol | undefined {
  if (direction === 'outgoing') return type === 'smtp' ? 'smtp' : undefined;
  return type === 'imap' || type === 'pop3' ? type : undefined;
}

function mailServer(context: ServerContext, protocol: Protocol, used: UsedServer): MailServer {
  const { profile, preferences } = context;
  const branch = branchOf(protocol, used.key);
  const effective = effectiveServer(preferences, protocol, used.key);
  const lockedBy =
    malformation(context, protocol, used.key, effective) ??
    context.lockOf([branch.tls, branch.port]);
  const about = { context, protocol, used, branch, effective };
  return {
    kind: 'mail',
    id: `${profile.id}/${used.key}`,
    profile: profile.id,
    client: profile.client,
    key: used.key,
    addresses: used.addresses,
    label: preferences.text(branch.label) ?? null,
    notes: NOTES.filter(({ due }) => due(about)).map(({ code }) => code),
    protocol,
    host: effective.host,
    port: effective.port,
    portIsDefault: effective.portIsDefault,
    tls: effective.tls,
    auth: effective.auth,
    identities: used.users,
    editable: lockedBy === null,
    lockedBy,
  };
}

/** One server of the lists: a mail server with its effective settings, or one only to be named. */
export function configuredServer(
  context: ServerContext,
  direction: 'incoming' | 'outgoing',
  used: UsedServer,
): ConfiguredServer {
  const protocol = protocolOf(direction, used.type);
  if (protocol !== undefined) return mailServer(context, protocol, used);
  const { profile, preferences } = context;
  const branch = branchOf(direction === 'outgoing' ? 'smtp' : 'imap', used.key);
  return {
    kind: 'other',
    id: `${profile.id}/${used.key}`,
    profile: profile.id,
    client: profile.client,
    key: used.key,
    addresses: used.addresses,
    label: preferences.text(branch.label) ?? null,
    notes: direction === 'outgoing' && used.users === 0 ? ['not-in-use'] : [],
    type: used.type,
  };
}
