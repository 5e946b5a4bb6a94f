// main/autoconfig: where the autoconfig file of a domain is looked for, in Thunderbird's order
// (FetchConfig.sys.mjs), and how one is fetched. The user's address is never sent.
// May import: shared, this folder.
import type {
  ConfigDocument,
  ConfigFinding,
  ConfigReading,
  Lookup,
} from '../../shared/model/suggestion.ts';
import { LARGEST_CONFIG } from './decode.ts';
import { readConfig } from './document.ts';
import { WebError, type Web, type WebResponse } from './web.ts';

export interface FetchOptions {
  readonly web: Web;
  readonly signal: AbortSignal;
  /** Milliseconds for one file, redirects and all. */
  readonly timeoutMs: number;
}

/** Both places over https, then, as a hint only, both over http. */
function configUrls(domain: string): {
  readonly secure: readonly string[];
  readonly insecure: readonly string[];
} {
  const places = [
    `autoconfig.${domain}/mail/config-v1.1.xml`,
    `${domain}/.well-known/autoconfig/mail/config-v1.1.xml`,
  ];
  return {
    secure: places.map((place) => `https://${place}`),
    insecure: places.map((place) => `http://${place}`),
  };
}

/** The http or https URL in a text, or undefined if it is none. */
export function parseWebUrl(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url?.protocol === 'https:' || url?.protocol === 'http:' ? url : undefined;
}

export interface FetchedConfig {
  readonly lookup: Lookup;
  /** Null unless the look-up is `found` or `unusable`. */
  readonly reading: ConfigReading | null;
}

/**
 * Fetches one autoconfig file and reads it; the findings say too what is wrong with the way it is
 * served. Never throws for what the network does.
 */
export async function fetchConfig(
  url: string,
  { web, signal, timeoutMs }: FetchOptions,
): Promise<FetchedConfig> {
  const failed = (outcome: Lookup['outcome'], detail: string | null): FetchedConfig => ({
    lookup: { where: url, outcome, detail },
    reading: null,
  });
  let response: WebResponse;
  try {
    response = await web.get(url, { signal, timeoutMs, maxBytes: LARGEST_CONFIG });
  } catch (error) {
    if (!(error instanceof WebError)) throw error;
    const { code, detail } = error;
    const noSuchName = code === 'name-failed' && NO_SUCH_NAME.includes(detail ?? '');
    return failed(noSuchName ? 'nothing' : code, detail);
  }
  const { status } = response;
  if (NO_SUCH_PAGE.includes(status)) return failed('nothing', String(status));
  if (status < 200 || status > 299) return failed('http-status', String(status));
  const { document, findings } = readConfig(response.bytes);
  return {
    lookup: { where: url, outcome: document ? 'found' : 'unusable', detail: null },
    reading: { document, findings: [...findingsAboutServing(response), ...findings] },
  };
}

const NO_SUCH_NAME: readonly string[] = ['ENOTFOUND', 'ENODATA'];
const NO_SUCH_PAGE: readonly number[] = [404, 410];

/** Others are handed on as text, in which no provider is found (FetchHTTP.sys.mjs). */
const XML_TYPES = ['text/xml', 'application/xml', 'text/rdf'];

function findingsAboutServing({ finalUrl, contentType }: WebResponse): readonly ConfigFinding[] {
  const place = { path: '', line: null };
  const type = contentType ?? '';
  const findings: ConfigFinding[] = [];
  if (!XML_TYPES.some((known) => type.startsWith(known))) {
    findings.push({ code: 'content-type', place, facts: { type: type.slice(0, 100) } });
  }
  if (!finalUrl.startsWith('https:')) {
    findings.push({ code: 'insecure-transport', place, facts: {} });
  }
  return findings;
}

/** A file that a domain publishes. */
export interface FoundConfig {
  readonly url: string;
  /** True if it came over https from first to last. */
  readonly secure: boolean;
  readonly document: ConfigDocument;
}

export interface ConfigLookup {
  readonly config: FoundConfig | null;
  readonly lookups: readonly Lookup[];
}

/**
 * Looks for a domain's autoconfig file: the first usable one in Thunderbird's order. http is asked
 * only where https has none, and takes as long again.
 */
export async function findConfig(domain: string, options: FetchOptions): Promise<ConfigLookup> {
  const { secure, insecure } = configUrls(domain);
  const first = await firstOf(secure, true, options);
  if (first.config || options.signal.aborted) return first;
  const second = await firstOf(insecure, false, options);
  return { config: second.config, lookups: [...first.lookups, ...second.lookups] };
}

async function firstOf(
  urls: readonly string[],
  secure: boolean,
  options: FetchOptions,
): Promise<ConfigLookup> {
  const fetched = await Promise.all(urls.map((url) => fetchConfig(url, options)));
  const [config] = fetched.flatMap(({ lookup, reading }): readonly FoundConfig[] =>
    reading?.document ? [{ url: lookup.where, secure, document: reading.document }] : [],
  );
  return { config: config ?? null, lookups: fetched.map(({ lookup }) => lookup) };
}
