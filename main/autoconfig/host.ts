// main/autoconfig: what may be called a host or a mail domain. May import: node.
import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';

/** RFC 952, RFC 1123 section 2.1: letters, digits and hyphens, 63 a label, 253 in all. */
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;
const LONGEST_NAME = 253;
/** Resolvers take `127.1` and `0x7f000001` for addresses; a top-level domain is never a number. */
const NUMBER = /^(?:\d+|0x[0-9a-f]*)$/i;

/** True for a host name, with or without the dot at its end, and for an IP address without brackets. */
export function isHost(text: string): boolean {
  if (isIP(text) !== 0) return true;
  const labels = text.replace(/\.$/, '').split('.');
  return (
    text.length <= LONGEST_NAME &&
    labels.every((label) => LABEL.test(label)) &&
    !NUMBER.test(labels.at(-1) ?? '')
  );
}

/**
 * The domain of a mail address in lower-case ASCII (RFC 5891), or undefined if it has none whose
 * owner could publish anything: no dot in it, an address literal, or not a host name.
 */
export function domainOf(address: string): string | undefined {
  const written = address.slice(address.lastIndexOf('@') + 1).replace(/\.$/, '');
  if (!address.includes('@') || !/^[^\s/?#:@%\\[\]]+$/.test(written)) return undefined;
  const domain = domainToASCII(written).toLowerCase();
  return domain.includes('.') && isHost(domain) && isIP(domain) === 0 ? domain : undefined;
}

/** True if the host is the domain itself or a name below it. */
export function isInside(host: string, domain: string): boolean {
  const name = host.toLowerCase().replace(/\.$/, '');
  return name === domain || name.endsWith(`.${domain}`);
}
