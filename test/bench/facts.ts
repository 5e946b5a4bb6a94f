// test/bench: which facts each tool returns, read off what it really wrote in this run, on each of
// the endpoints. May import: shared, this folder.
import type { Document } from '../../shared/model/document.ts';
import { markdownTable } from './report.ts';

/** What one tool wrote. */
export interface Written {
  readonly who: string;
  /** On each endpoint that it wrote about. */
  readonly reports: readonly string[];
  /** All it wrote for machines; null if it has no such form. */
  readonly json: string | null;
}

interface Fact {
  readonly title: string;
  /** As any of the tools writes it: each fact is looked for in all of them in the same way. */
  readonly pattern: RegExp;
}

/** The server's certificate is good until that day. */
export function factsTable(written: readonly Written[], until: Date, endpoints: number): string {
  const lines = factsOf(until).map(({ title, pattern }) => [
    title,
    ...written.map(({ reports }) =>
      cell(reports.filter((one) => pattern.test(one)).length, endpoints),
    ),
  ]);
  const json = written.map((one) => (one.json !== null && isJson(one.json) ? 'yes' : '-'));
  return markdownTable(['fact', ...written.map(({ who }) => who)], [...lines, ['JSON', ...json]]);
}

function cell(count: number, endpoints: number): string {
  if (count === 0) return '-';
  return count === endpoints ? 'yes' : `${count} of ${endpoints}`;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Ours writes JSON, whose own words are the last alternative of each pattern. */
function factsOf(until: Date): readonly Fact[] {
  const day = until.toISOString().slice(0, 10);
  const month = until.toLocaleString('en', { month: 'short', timeZone: 'UTC' });
  const inWords = `${month} +${until.getUTCDate()} [0-9:]+ ${until.getUTCFullYear()}`;
  return [
    {
      title: 'names the mode that the port speaks',
      pattern: /STARTTLS via|tcp +open +(ssl\/)?smtp\b|"tls":"starttls","status":"ok"/,
    },
    { title: 'STARTTLS is offered', pattern: /STARTTLS/ },
    {
      title: 'the chain is valid',
      pattern: /Chain of trust +Ok|Verify Certificate:\s+ok|"verifyError":null/i,
    },
    {
      title: 'for the name of the server',
      pattern: /Trust \(hostname\) +Ok|"nameMatches":true/,
    },
    { title: 'until when', pattern: new RegExp(`${day}|${inWords}`) },
    {
      title: 'TLS version',
      pattern: /TLSv1\.3 +enabled|\| +TLSv1\.3:|TLS 1\.3 +offered|"tlsVersion":"TLSv1\.3"/,
    },
    {
      title: 'log-in methods after TLS',
      pattern: /AUTH PLAIN|AUTH LOGIN|"authAfterTls":\["PLAIN"/,
    },
    {
      title: 'time of each step',
      pattern: /[0-9] ?ms\b|"name":"handshake","status":"done","ms":[0-9]/,
    },
    { title: 'every cipher that is offered', pattern: /TLS_AKE_WITH_AES_128_GCM_SHA256/ },
  ];
}

/** The product's document, endpoint by endpoint. */
export function reportsIn({ endpoints }: Document): readonly string[] {
  return endpoints.map((endpoint) => JSON.stringify(endpoint));
}
