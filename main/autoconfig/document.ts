// main/autoconfig: an autoconfig file (clientConfig 1.1) as Thunderbird reads it, and everything that
// is wrong with it. Format: wiki.mozilla.org, Thunderbird:Autoconfiguration:ConfigFileFormat; reading:
// readFromXML.sys.mjs. May import: shared, this folder.
import type { ConfigDocument, ConfigReading, ConfigServer } from '../../shared/model/suggestion.ts';
import { Refused } from './decode.ts';
import { Findings } from './findings.ts';
import { isHost } from './host.ts';
import { hostWithPlaceholders } from './placeholders.ts';
import { readServer } from './config-server.ts';
import { readXml, type XmlElement } from './xml.ts';

/**
 * Reads an autoconfig file of at most 256 KiB. Never throws: what can't be read is a finding, and
 * whatever the findings do not rule out is in the document.
 */
export function readConfig(bytes: Uint8Array): ConfigReading {
  try {
    return readRoot(readXml(bytes));
  } catch (error) {
    if (error instanceof Refused) return { document: null, findings: [error.finding] };
    throw error;
  }
}

function readRoot(root: XmlElement): ConfigReading {
  const findings = new Findings();
  const document = readProvider(root, findings);
  return {
    document: findings.has('file') ? null : document,
    findings: findings.inOrder(),
  };
}

function readProvider(root: XmlElement, findings: Findings): ConfigDocument | null {
  if (root.name !== 'clientConfig') {
    if (root.name.toLowerCase() === 'html') findings.add('web-page', root);
    else findings.add('not-client-config', root, { element: root.name });
    return null;
  }
  const [provider, second] = named(root, 'emailProvider');
  if (!provider) {
    findings.add('no-email-provider', root);
    return null;
  }
  if (second) findings.add('several-email-providers', second);
  const id = provider.attributes.get('id') ?? '';
  if (!isProviderName(id)) findings.add('bad-provider-id', provider, { value: id });
  const displayName = named(provider, 'displayName')[0]?.text.trim() ?? '';
  if (displayName === '') findings.add('no-display-name', provider);
  return {
    emailProviderId: id,
    domains: readDomains(provider, findings),
    displayName: displayName === '' ? null : displayName,
    incoming: readServers(provider, 'incomingServer', findings),
    outgoing: readServers(provider, 'outgoingServer', findings),
  };
}

function readDomains(provider: XmlElement, findings: Findings): readonly string[] {
  const domains = named(provider, 'domain').flatMap((element) => {
    const domain = element.text.trim();
    if (isProviderName(domain)) return [domain.toLowerCase()];
    findings.add('bad-domain', element, { value: domain });
    return [];
  });
  if (domains.length === 0) findings.add('no-domain', provider);
  return domains;
}

/** Thunderbird allows placeholders here as well as in host names (InputSanitizer, hostname). */
function isProviderName(text: string): boolean {
  return isHost(text.trim()) || hostWithPlaceholders(text.trim()) !== undefined;
}

const ABSENT = { incomingServer: 'no-incoming', outgoingServer: 'no-outgoing' } as const;

function readServers(
  provider: XmlElement,
  name: keyof typeof ABSENT,
  findings: Findings,
): readonly ConfigServer[] {
  const direction = name === 'incomingServer' ? 'incoming' : 'outgoing';
  const read = named(provider, name).map((element) => ({
    element,
    result: readServer(element, direction, findings),
  }));
  const servers = read.flatMap(({ result }) => (result.kind === 'mail' ? [result.server] : []));
  const [first, ...others] = servers;
  if (!first && !read.some(({ result }) => result.kind === 'other')) {
    findings.add(ABSENT[name], provider);
  }
  const decides = read.find(({ result }) => result.kind === 'mail')?.element;
  if (first && decides && others.length > 0) {
    const { hostname: host, port } = first;
    findings.add('first-server-decides', decides, { host, port, others: others.length });
  }
  return servers;
}

function named(parent: XmlElement, name: string): readonly XmlElement[] {
  return parent.children.filter((child) => child.name === name);
}
