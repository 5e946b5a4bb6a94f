// main/engine: an organisation's own autoconfig file: what is wrong with it, and the servers it would
// give to new accounts, as cases to test. May import: all rooms but the faces.
import { ProblemError } from '../../shared/model/problem.ts';
import {
  CONFIG_FINDINGS,
  type ConfigReading,
  type ConfigServer,
  type Lookup,
} from '../../shared/model/suggestion.ts';
import { LARGEST_CONFIG } from '../autoconfig/decode.ts';
import { readConfig } from '../autoconfig/document.ts';
import { fetchConfig, parseWebUrl } from '../autoconfig/find.ts';
import { hostFor } from '../autoconfig/placeholders.ts';
import { TrustJudges, type Case } from './cases.ts';
import type { World } from './world.ts';

const FETCH_MS = 15_000;
/** Stands for every file that is longer than any is read. */
const TOO_LARGE = new Uint8Array(LARGEST_CONFIG + 1);

/** A file given by its URL or path, with all that was found in it. */
export interface GivenConfig {
  readonly where: string;
  readonly reading: ConfigReading;
}

/**
 * Reads the file at a path, or fetches the http or https URL; if there is nothing to be had from that,
 * it is a finding. Throws ProblemError `autoconfig-unreadable` if the path leads to no file.
 */
export async function readGivenConfig(
  world: World,
  given: string,
  signal: AbortSignal,
): Promise<GivenConfig> {
  const url = parseWebUrl(given);
  if (!url) return { where: given, reading: readConfig(bytesOf(world, given)) };
  const { reading, lookup } = await fetchConfig(url.href, {
    web: world.web,
    signal,
    timeoutMs: FETCH_MS,
  });
  return { where: given, reading: reading ?? withoutFile(lookup) };
}

function withoutFile({ outcome, detail }: Lookup): ConfigReading {
  if (outcome === 'too-large') return readConfig(TOO_LARGE);
  const isStatus = /^\d+$/.test(detail ?? '');
  const reason = isStatus ? `HTTP ${detail ?? ''}` : [outcome, detail].join(' ').trim();
  const place = { path: '', line: null };
  return { document: null, findings: [{ code: 'not-served', place, facts: { reason } }] };
}

function bytesOf({ files }: World, path: string): Uint8Array {
  try {
    // Longer ones are refused by their length: there is no need to read them.
    const isTooLarge = (files.facts(path)?.size ?? 0) > LARGEST_CONFIG;
    return isTooLarge ? TOO_LARGE : files.readFile(path);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new ProblemError({ code: 'autoconfig-unreadable', where: path, facts: { reason } });
  }
}

/** True if a finding keeps the file, or a server of it, from doing what was meant. */
export function isFaulty({ reading }: GivenConfig): boolean {
  return reading.findings.some(({ code }) => CONFIG_FINDINGS[code].weight !== 'note');
}

/** One case for each server that a new account could get, judged with the first log-in it offers. */
export function casesOfConfig({ reading }: GivenConfig, world: World): readonly Case[] {
  const { document } = reading;
  if (!document) return [];
  const trust = new TrustJudges(world.roots).forAnyStore();
  const [domain = document.emailProviderId] = document.domains;
  return [...document.incoming, ...document.outgoing].flatMap((server: ConfigServer): Case[] => {
    const host = hostFor(server.hostname, domain);
    if (host === undefined) return [];
    const { protocol, port, tls } = server;
    const account = { auth: server.auth[0] ?? 'any', trust };
    return [
      {
        subject: { server: null, protocol, host, port, tls },
        server: null,
        account,
        testable: true,
      },
    ];
  });
}
