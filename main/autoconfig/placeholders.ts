// main/autoconfig: the placeholders of autoconfig files, filled in for each account.
// Source: AccountConfig.replaceVariables. May import: this folder.
import { isHost } from './host.ts';

/** Those that the format describes. */
const PLACEHOLDERS = ['%EMAILADDRESS%', '%EMAILLOCALPART%', '%EMAILDOMAIN%'] as const;
/** Thunderbird fills it in too, the format does not name it. */
const REAL_NAME = '%REALNAME%';

const PLACEHOLDER = /%[A-Za-z0-9_-]+%/g;
/** In a host name Thunderbird takes capitals only. */
const IN_HOST = /%[A-Z0-9]+%/g;

/** Everything in a text that looks like a placeholder, in order. */
export function placeholdersIn(text: string): readonly string[] {
  return text.match(PLACEHOLDER) ?? [];
}

export function isKnownPlaceholder(text: string): boolean {
  return text === REAL_NAME || PLACEHOLDERS.some((known) => known === text);
}

/**
 * The placeholders in a host name, or undefined if it has none, or is no host name even with all of
 * them filled in.
 */
export function hostWithPlaceholders(text: string): readonly string[] | undefined {
  const found = text.match(IN_HOST);
  return found && isHost(text.replace(IN_HOST, 'x')) ? found : undefined;
}

/**
 * The host for accounts of a domain; undefined if it depends on more than the domain: the name of a
 * person is not put into a question to DNS.
 */
export function hostFor(hostname: string, domain: string): string | undefined {
  const host = hostname.replaceAll('%EMAILDOMAIN%', domain);
  return isHost(host) ? host : undefined;
}
