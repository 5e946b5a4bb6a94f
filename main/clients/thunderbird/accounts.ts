// main/clients/thunderbird: the chain account -> identity -> server, as Thunderbird walks it.
// May import: shared, this folder.
import type { Problem } from '../../../shared/model/problem.ts';
import type { Preferences } from './preferences.ts';
import { problem } from './problems.ts';

export interface UsedServer {
  readonly key: string;
  /** As stored: `imap`, `pop3`, `smtp`, `ews`, `none`... */
  readonly type: string;
  /** How many identities (outgoing) or accounts (incoming) use it. */
  readonly users: number;
  readonly addresses: readonly string[];
}

export interface Accounts {
  readonly incoming: readonly UsedServer[];
  readonly outgoing: readonly UsedServer[];
  /** `account-broken`, one for each link that leads nowhere. */
  readonly problems: readonly Problem[];
}

interface Account {
  readonly key: string;
  readonly server: string;
  readonly type: string;
  readonly identities: readonly string[];
}

/** Types that Thunderbird 153 has an implementation of; any other makes all outgoing servers fail. */
const OUTGOING_TYPES = new Set(['smtp', 'ews', 'graph']);

const unique = (list: readonly string[]): readonly string[] => [...new Set(list)];

/**
 * The user's accounts, then those that a vendor's defaults append. The list is not trimmed
 * (nsMsgAccountManager::LoadAccounts), the identities of an account are (nsMsgAccount).
 */
function accountKeys(preferences: Preferences): readonly string[] {
  return unique([
    ...preferences.list('mail.accountmanager.accounts'),
    ...preferences.list('mail.accountmanager.appendaccounts'),
  ]);
}

interface Walk {
  readonly preferences: Preferences;
  readonly file: string;
  readonly problems: Problem[];
}

/** `key` is the preference that is missing, or that holds nothing known. */
function broken({ file, problems }: Walk, key: string, facts: Problem['facts'] = {}): void {
  problems.push(problem('account-broken', file, { key, ...facts }));
}

function isHidden(preferences: Preferences, server: string): boolean {
  const own = preferences.flag(`mail.server.${server}.hidden`);
  return own ?? preferences.flag('mail.server.default.hidden') ?? false;
}

/** Accounts as Thunderbird keeps them: it drops broken ones, hidden ones and second users. */
function liveAccounts(walk: Walk): readonly Account[] {
  const { preferences } = walk;
  const taken = new Set<string>();
  const accounts: Account[] = [];
  for (const key of accountKeys(preferences)) {
    const server = preferences.text(`mail.account.${key}.server`) ?? '';
    const type = preferences.text(`mail.server.${server}.type`) ?? '';
    if (server === '') broken(walk, `mail.account.${key}.server`);
    else if (type === '') broken(walk, `mail.server.${server}.type`);
    else if (!taken.has(server) && !isHidden(preferences, server)) {
      taken.add(server);
      const identities = preferences
        .list(`mail.account.${key}.identities`)
        .map((identity) => identity.replaceAll(/\s/g, ''))
        .filter((identity) => identity !== '');
      accounts.push({ key, server, type, identities });
    }
  }
  return accounts;
}

function addressesOf(preferences: Preferences, identities: readonly string[]): readonly string[] {
  const addresses = identities.map((id) => preferences.text(`mail.identity.${id}.useremail`) ?? '');
  return unique(addresses.filter((address) => address !== ''));
}

/** The default outgoing server: as named, else the first (OutgoingServerService.sys.mjs). */
function defaultOutgoing(preferences: Preferences, keys: readonly string[]): string | undefined {
  const named = preferences.text('mail.smtp.defaultserver') ?? '';
  return named === '' ? keys[0] : named;
}

/** Which identities send through which outgoing server. */
function sendersOf(
  walk: Walk,
  identities: readonly string[],
  keys: readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const { preferences } = walk;
  const fallback = defaultOutgoing(preferences, keys);
  const senders = new Map<string, string[]>(keys.map((key) => [key, []]));
  for (const identity of identities) {
    const own =
      preferences.text(`mail.identity.${identity}.smtpServer`) ??
      preferences.text('mail.identity.default.smtpServer') ??
      '';
    const key = own === '' ? fallback : own;
    if (key === undefined) continue; // no outgoing server at all: a profile that only receives
    const users = senders.get(key);
    if (users) users.push(identity);
    else broken(walk, `mail.smtpserver.${key}`, { identity });
  }
  return senders;
}

function outgoingOf(walk: Walk, accounts: readonly Account[]): readonly UsedServer[] {
  const { preferences } = walk;
  const keys = unique(preferences.list('mail.smtpservers'));
  const identities = unique(accounts.flatMap((account) => account.identities));
  const senders = sendersOf(walk, identities, keys);
  return keys.map((key) => {
    // Absent or of the wrong type: a profile from before Thunderbird 127, so SMTP.
    const type = preferences.text(`mail.smtpserver.${key}.type`) ?? 'smtp';
    if (!OUTGOING_TYPES.has(type)) broken(walk, `mail.smtpserver.${key}.type`, { type });
    const users = senders.get(key) ?? [];
    return { key, type, users: users.length, addresses: addressesOf(preferences, users) };
  });
}

/**
 * Every server that Thunderbird reaches from its lists, each once: incoming ones through accounts,
 * outgoing ones through mail.smtpservers whether an identity uses them or not. Stored servers that
 * no list names are inactive and left out.
 * @param file the path of prefs.js, for problems
 */
export function walkAccounts(preferences: Preferences, file: string): Accounts {
  const walk: Walk = { preferences, file, problems: [] };
  const accounts = liveAccounts(walk);
  const outgoing = outgoingOf(walk, accounts);
  const incoming = accounts.map((account): UsedServer => ({
    key: account.server,
    type: account.type,
    users: 1,
    addresses: addressesOf(preferences, account.identities),
  }));
  return { incoming, outgoing, problems: walk.problems };
}
