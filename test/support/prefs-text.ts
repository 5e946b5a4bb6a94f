// test/support: preference files in the style Thunderbird itself writes them.
// May import: main, shared. No vitest: the benchmarks use it as well.
import type { PrefValue } from '../../main/clients/thunderbird/prefs/document.ts';
import type { PrefValues } from '../../main/demo/prefs-text.ts';
import type { Profile } from '../../shared/model/profile.ts';

export { prefLine, prefsText } from '../../main/demo/prefs-text.ts';
export type { PrefValues } from '../../main/demo/prefs-text.ts';

/** What a server stores, below its branch: `{ hostname: 'mail.example.org', port: 465 }`. */
export interface StoredServers {
  /** By key: `server1`... Each gets an account of its own with one identity. */
  readonly incoming?: Readonly<Record<string, PrefValues>>;
  /** By key: `smtp1`... The first identity uses the first, and so on; the rest the default. */
  readonly outgoing?: Readonly<Record<string, PrefValues>>;
}

/** The whole chain account -> identity -> server for some servers. */
export function accountPrefs({ incoming = {}, outgoing = {} }: StoredServers): PrefValues {
  const incomingKeys = Object.keys(incoming);
  const outgoingKeys = Object.keys(outgoing);
  const branch = (name: string, values: PrefValues): [string, PrefValue][] =>
    Object.entries(values).map(([key, value]) => [`${name}.${key}`, value]);
  return Object.fromEntries([
    ['mail.accountmanager.accounts', incomingKeys.map((_, i) => `account${i + 1}`).join(',')],
    ['mail.smtpservers', outgoingKeys.join(',')],
    ...incomingKeys.flatMap((key, index): [string, PrefValue][] => {
      const number = index + 1;
      const smtp = outgoingKeys[index];
      return [
        [`mail.account.account${number}.server`, key],
        [`mail.account.account${number}.identities`, `id${number}`],
        [`mail.identity.id${number}.useremail`, `user${number}@example.org`],
        ...(smtp === undefined
          ? []
          : [[`mail.identity.id${number}.smtpServer`, smtp] as [string, PrefValue]]),
      ];
    }),
    ...Object.entries(incoming).flatMap(([key, values]) => branch(`mail.server.${key}`, values)),
    ...Object.entries(outgoing).flatMap(([key, values]) =>
      branch(`mail.smtpserver.${key}`, values),
    ),
  ]);
}

/** One IMAP account and its SMTP server, both on implicit TLS: the profile of the story. */
export const STORY: PrefValues = accountPrefs({
  incoming: {
    server1: {
      type: 'imap',
      hostname: 'imap.example.org',
      port: 993,
      socketType: 3,
      userName: 'u',
    },
  },
  outgoing: {
    smtp1: { hostname: 'smtp.example.org', port: 465, try_ssl: 3, authMethod: 3, username: 'u' },
  },
});

/** The same values without one of them. */
export function without(values: PrefValues, name: string): PrefValues {
  return Object.fromEntries(Object.entries(values).filter(([key]) => key !== name));
}

/** A profile in that folder, as the client would have found it. */
export function profileAt(folder: string): Profile {
  return { id: 'thunderbird-test', client: 'thunderbird', name: 'test', path: folder };
}
