// main/wizard: accounts out of a scan: one for each mail address in a profile, with the servers that
// send and receive for it. May import: shared, the engine's values, this folder.
import type { AccountView, AccountsView, ServerView } from '../../shared/contract.ts';
import type { Profile } from '../../shared/model/profile.ts';
import type { Problem } from '../../shared/model/problem.ts';
import type { ConfiguredServer } from '../../shared/model/server.ts';
import { allowsHost, type Scan } from '../engine/scan.ts';
import type { Context } from './context.ts';
import type { Policy } from './policy.ts';
import { programStates } from './programs.ts';

export interface Account {
  /** The profile's id and the address: never shown. */
  readonly key: string;
  readonly title: string;
  readonly profile: Profile;
  /** Those that send before those that receive. */
  readonly servers: readonly ConfiguredServer[];
  readonly state: AccountView['state'];
}

/** All accounts, profile by profile; those that are left alone after the others. */
export function accountsOf({ profiles }: Scan, policy: Policy): readonly Account[] {
  return profiles.flatMap(({ profile, servers }) => {
    const rows = new Map<string, { readonly title: string; servers: ConfiguredServer[] }>();
    for (const server of servers) {
      if (isNoAccount(server)) continue;
      for (const { key, title } of ownersOf(server)) {
        const row = rows.get(key) ?? { title, servers: [] };
        row.servers.push(server);
        rows.set(key, row);
      }
    }
    const accounts = [...rows].map(([key, row]): Account => ({
      key: `${profile.id} ${key}`,
      title: row.title,
      profile,
      servers: row.servers.sort((a, b) => rankOf(a) - rankOf(b)),
      state: stateOf(row.servers, policy),
    }));
    const isLast = ({ state }: Account): number => (state === 'left-alone' ? 1 : 0);
    return accounts.sort((a, b) => isLast(a) - isLast(b));
  });
}

/** `none` is Thunderbird's own Local Folders: there in every profile, and nobody's mail account. */
function isNoAccount(server: ConfiguredServer): boolean {
  return server.kind === 'other' && server.type === 'none';
}

/** Its addresses; a server without one stands for itself. */
function ownersOf(server: ConfiguredServer): readonly { readonly key: string; title: string }[] {
  const { id, addresses, label } = server;
  if (addresses.length > 0) {
    return addresses.map((address) => ({ key: address.toLowerCase(), title: address }));
  }
  const own = server.kind === 'mail' ? server.host : server.type;
  return [{ key: id, title: label !== null && label !== '' ? label : own }];
}

function rankOf(server: ConfiguredServer): number {
  if (server.kind === 'other') return 2;
  return server.protocol === 'smtp' ? 0 : 1;
}

function stateOf(servers: readonly ConfiguredServer[], policy: Policy): Account['state'] {
  const mail = servers.flatMap((server) =>
    server.kind === 'mail' && allowsHost(policy.hosts, server.host) ? [server] : [],
  );
  if (mail.length === 0) return 'left-alone';
  return mail.every(({ editable }) => !editable) ? 'locked' : 'open';
}

/** The accounts for the window; ids of accounts that are gone are unknown from here on. */
export function accountsView(
  context: Context,
  scan: Scan,
  accounts: readonly Account[],
  problems: readonly Problem[],
): AccountsView {
  const { named, shown, world } = context;
  named.accounts.forget();
  named.servers.forget();
  const profiles = scan.profiles.map(({ profile }) => profile);
  return {
    accounts: accounts.map((account) => ({
      id: named.accounts.put(account.key, account),
      title: account.title,
      client: account.profile.client,
      profile: account.profile.name,
      servers: account.servers.map((server) => serverView(context, server)),
      state: account.state,
      chosen: account.state !== 'left-alone',
    })),
    places: shown(scan.places),
    programs: programStates(world, profiles),
    problems: shown(problems),
  };
}

export function serverView({ named, shown }: Context, server: ConfiguredServer): ServerView {
  const { client, notes } = server;
  const base = { id: named.servers.put(server.id, server), client, notes };
  if (server.kind === 'other') {
    const { type } = server;
    return { ...base, protocol: null, type, host: null, port: null, tls: null, lock: null };
  }
  const { protocol, host, port, tls, lockedBy } = server;
  return { ...base, protocol, type: null, host, port, tls, lock: shown(lockedBy) };
}
