// shared/model: what a mail server is called on the wire. No Node, no DOM.

/** The three protocols the product speaks (RFC 5321/6409, RFC 9051, RFC 1939). */
export const PROTOCOLS = ['smtp', 'imap', 'pop3'] as const;
export type Protocol = (typeof PROTOCOLS)[number];

/**
 * How a mail program is set to use TLS. `implicit` is TLS from the first byte (RFC 8314), `starttls`
 * a required upgrade (RFC 3207, RFC 2595), `opportunistic` an upgrade only if offered, `auto`
 * Outlook's own choice, `none` plain text always.
 */
export const TLS_MODES = ['implicit', 'starttls', 'opportunistic', 'auto', 'none'] as const;
export type TlsMode = (typeof TLS_MODES)[number];

/** The two ways a probe can open a conversation. Also the only two modes the product may write. */
export const PROBE_MODES = ['implicit', 'starttls'] as const;
export type ProbeMode = (typeof PROBE_MODES)[number];

/** What the probe talks to. Each unique endpoint is tested once, however many servers name it. */
export interface Endpoint {
  readonly protocol: Protocol;
  /** As configured: a host name or an IP literal without brackets; compared without case. */
  readonly host: string;
  readonly port: number;
  readonly tls: ProbeMode;
}

/** IANA's ports (RFC 8314 section 7.3, RFC 6409, RFC 9051, RFC 1939). */
export const STANDARD_PORTS: Readonly<Record<Protocol, Readonly<Record<ProbeMode, number>>>> = {
  smtp: { implicit: 465, starttls: 587 },
  imap: { implicit: 993, starttls: 143 },
  pop3: { implicit: 995, starttls: 110 },
};

/** One text per endpoint, equal for equal endpoints: `smtp://mail.example.org:587?tls=starttls`. */
export function endpointKey(endpoint: Endpoint): string {
  const host = endpoint.host.toLowerCase();
  const shown = host.includes(':') ? `[${host}]` : host;
  return `${endpoint.protocol}://${shown}:${endpoint.port}?tls=${endpoint.tls}`;
}

const ENDPOINT_TEXT =
  /^(smtp|imap|pop3):\/\/(?:\[([0-9a-fA-F:.]+)\]|([^/:?#@[\]\s]+))(?::(\d{1,5}))?\/?(?:\?tls=(implicit|starttls))?$/;

/**
 * Reads `smtp://host[:port][?tls=implicit|starttls]`. Without a port, the mode's standard port;
 * without a mode, implicit on 465/993/995 and STARTTLS elsewhere. Undefined if it is not of that form.
 */
export function parseEndpoint(text: string): Endpoint | undefined {
  const match = ENDPOINT_TEXT.exec(text);
  if (!match) return undefined;
  const protocol = match[1] as Protocol;
  const host = match[2] ?? match[3];
  if (host === undefined) return undefined;
  const givenPort = match[4] === undefined ? undefined : Number(match[4]);
  const givenMode = match[5] as ProbeMode | undefined;
  const tls =
    givenMode ?? (givenPort === STANDARD_PORTS[protocol].implicit ? 'implicit' : 'starttls');
  const port = givenPort ?? STANDARD_PORTS[protocol][tls];
  return port >= 1 && port <= 65535 ? { protocol, host, port, tls } : undefined;
}
