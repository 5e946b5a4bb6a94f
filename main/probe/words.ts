// main/probe: what the capability lists of the three protocols have in common. May import: shared, node.
import { printable } from './lines.ts';
import type { Capabilities } from './protocol.ts';

/** A firewall that overwrites a word it does not want seen: Cisco's writes XXXXXXXA for STARTTLS. */
const MASKED = /^X{3,}[A-Z]?$/i;

/** How the upgrade is offered: by its word, under a mask, or not at all. */
export function starttlsIn(words: readonly string[], word: string): Capabilities['starttls'] {
  if (words.some((one) => one.toUpperCase() === word)) return 'offered';
  return words.some((one) => MASKED.test(one)) ? 'masked' : 'absent';
}

/** Method names in upper case, each once, made printable. */
export function methods(names: readonly string[]): readonly string[] {
  const shown = names.filter((name) => name !== '').map((name) => printable(name.toUpperCase()));
  return [...new Set(shown)];
}
