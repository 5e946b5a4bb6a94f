// main/diagnose: signs that a program or a device in between answers in the server's name. Pure.
// May import: shared.
import type { Certificate } from '../../shared/model/observation.ts';

/** Who issues certificates for other people's servers, by words of the issuer's name. */
const INTERCEPTORS: readonly (readonly [name: string, issuer: RegExp])[] = [
  ['AdGuard', /\bAdGuard\b/i],
  ['Avast', /\bavast!?|\bAvast\b/i],
  ['AVG', /\bAVG (?:Technologies|Web|Mail)/i],
  ['Bitdefender', /\bBitdefender\b/i],
  ['Blue Coat', /\bBlue ?Coat\b/i],
  ['BullGuard', /\bBullGuard\b/i],
  ['Check Point', /\bCheck ?Point\b/i],
  ['Cisco Umbrella', /\bCisco Umbrella\b/i],
  ['Dr.Web', /\bDr\.?Web\b/i],
  ['ESET', /\bESET\b/i],
  ['Fortinet', /\bForti(?:net|gate)\b/i],
  ['G DATA', /\bG ?DATA\b/i],
  ['Kaspersky', /\bKaspersky\b/i],
  ['McAfee', /\bMcAfee\b/i],
  ['mitmproxy', /\bmitmproxy\b/i],
  ['Netskope', /\bNetskope\b/i],
  ['Norton', /\bNorton\b/i],
  ['Palo Alto Networks', /\bPalo Alto Networks\b/i],
  ['Sophos', /\bSophos\b/i],
  ['Trend Micro', /\bTrend ?Micro\b/i],
  ['WatchGuard', /\bWatchGuard\b/i],
  ['Zscaler', /\bZscaler\b/i],
];

/** The product that is known to issue certificates like these, if one is. */
export function interceptorNamed(chain: readonly Certificate[]): string | undefined {
  const found = INTERCEPTORS.find(([, words]) => chain.some(({ issuer }) => words.test(issuer)));
  return found?.[0];
}

/** RFC 1122 section 3.2.1.3, RFC 4291 section 2.5.3, and the latter's form of the former. */
export function isLoopback(address: string): boolean {
  return /^(?:::ffff:)?127\.|^::1$/i.test(address);
}

/** True for a name that ought to lead to another computer: no IP literal, no name of this one. */
export function isName(host: string): boolean {
  const isLiteral = host.includes(':') || /^\d+(?:\.\d+){3}$/.test(host);
  return !isLiteral && !/(?:^|\.)localhost\.?$/i.test(host);
}
