// main/autoconfig: one incomingServer or outgoingServer of an autoconfig file.
// Source: readFromXML.sys.mjs, InputSanitizer.sys.mjs. May import: shared, this folder.
import { STANDARD_PORTS, type ProbeMode, type Protocol } from '../../shared/model/endpoint.ts';
import type { AuthMethod } from '../../shared/model/server.ts';
import type { ConfigServer } from '../../shared/model/suggestion.ts';
import type { Findings } from './findings.ts';
import { isHost } from './host.ts';
import { hostWithPlaceholders, isKnownPlaceholder, placeholdersIn } from './placeholders.ts';
import type { XmlElement } from './xml.ts';

export type Direction = 'incoming' | 'outgoing';

export type ServerReading =
  | { readonly kind: 'mail'; readonly server: ConfigServer }
  /** Exchange, news: a mail program may use it, this product does not test it. */
  | { readonly kind: 'other' }
  /** A mail program passes it over; the findings say why. */
  | { readonly kind: 'unusable' };

const PROTOCOLS: Readonly<Record<Direction, ReadonlyMap<string, Protocol>>> = {
  incoming: new Map([
    ['imap', 'imap'],
    ['pop3', 'pop3'],
  ]),
  outgoing: new Map([['smtp', 'smtp']]),
};
/** `graph` only with a preference of its own. */
const UNTESTED = ['nntp', 'exchange', 'ews', 'owa', 'graph'];

const SOCKET_TYPES: ReadonlyMap<string, ConfigServer['tls']> = new Map([
  ['plain', 'none'],
  ['SSL', 'implicit'],
  ['STARTTLS', 'starttls'],
]);
const SOCKET_TYPE_OF = { implicit: 'SSL', starttls: 'STARTTLS' } as const;

interface AuthenticationWord {
  readonly method: AuthMethod;
  /** Where Thunderbird reads it: elsewhere it is passed over. */
  readonly read: readonly Direction[];
  /** What is written today for a word of the first drafts. */
  readonly today?: string;
}

const BOTH: readonly Direction[] = ['incoming', 'outgoing'];

const AUTHENTICATION: ReadonlyMap<string, AuthenticationWord> = new Map<string, AuthenticationWord>(
  [
    ['password-cleartext', { method: 'password-cleartext', read: BOTH }],
    ['plain', { method: 'password-cleartext', read: BOTH, today: 'password-cleartext' }],
    ['password-encrypted', { method: 'password-encrypted', read: BOTH }],
    ['secure', { method: 'password-encrypted', read: BOTH, today: 'password-encrypted' }],
    ['GSSAPI', { method: 'gssapi', read: BOTH }],
    ['NTLM', { method: 'ntlm', read: BOTH }],
    ['OAuth2', { method: 'oauth2', read: BOTH }],
    ['none', { method: 'none', read: ['outgoing'] }],
    ['client-IP-address', { method: 'none', read: ['outgoing'] }],
    ['smtp-after-pop', { method: 'none', read: ['outgoing'] }],
    ['TLS-client-cert', { method: 'tls-certificate', read: [] }],
  ],
);

/** Reads one server as Thunderbird does, and adds what is wrong with it to the findings. */
export function readServer(
  element: XmlElement,
  direction: Direction,
  findings: Findings,
): ServerReading {
  const type = element.attributes.get('type') ?? '';
  const protocol = PROTOCOLS[direction].get(type);
  if (protocol === undefined) {
    const other = direction === 'incoming' && UNTESTED.includes(type);
    findings.add(other ? 'untested-protocol' : 'unknown-protocol', element, { value: type });
    return { kind: other ? 'other' : 'unusable' };
  }
  const reader = new ServerReader(element, direction, findings);
  const hostname = reader.hostname();
  const port = reader.port();
  const tls = reader.tls();
  const auth = reader.auth();
  const username = reader.username(auth[0]);
  reader.noteOddities();
  if (hostname === undefined || port === undefined || tls === undefined || auth.length === 0) {
    return { kind: 'unusable' };
  }
  if (protocol === 'smtp' && port === 25) findings.add('submission-on-25', element);
  if (tls === 'none') findings.add('plain-socket', element, { host: hostname, port });
  else notePort({ protocol, port, tls }, element, findings);
  const place = { path: element.path, line: element.line };
  return { kind: 'mail', server: { protocol, hostname, port, tls, auth, username, place } };
}

function notePort(
  { protocol, port, tls }: { protocol: Protocol; port: number; tls: ProbeMode },
  element: XmlElement,
  findings: Findings,
): void {
  const other = tls === 'implicit' ? 'starttls' : 'implicit';
  if (port === STANDARD_PORTS[protocol][other]) {
    const usual = STANDARD_PORTS[protocol][tls];
    findings.add('port-and-mode-unusual', element, {
      port,
      socketType: SOCKET_TYPE_OF[tls],
      usual,
    });
  }
}

/** The parts of one server. Of an element given twice Thunderbird reads the first, but for two. */
class ServerReader {
  readonly #element: XmlElement;
  readonly #direction: Direction;
  readonly #findings: Findings;

  constructor(element: XmlElement, direction: Direction, findings: Findings) {
    this.#element = element;
    this.#direction = direction;
    this.#findings = findings;
  }

  hostname(): string | undefined {
    const element = this.#first('hostname');
    const host = element?.text.trim() ?? '';
    if (!element || host === '') {
      this.#findings.add('missing-hostname', element ?? this.#element);
      return undefined;
    }
    if (isHost(host)) return host.toLowerCase();
    const placeholders = hostWithPlaceholders(host);
    if (!placeholders) {
      this.#findings.add('bad-hostname', element, { value: host });
      return undefined;
    }
    this.#notePlaceholders(element, placeholders, 'placeholder-in-hostname');
    return host;
  }

  /** Thunderbird takes the digits that a port begins with; more than digits is wrong all the same. */
  port(): number | undefined {
    const element = this.#first('port');
    if (!element) {
      this.#findings.add('missing-port', this.#element);
      return undefined;
    }
    const text = element.text.trim();
    const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
    if (port >= 1 && port <= 65535) return port;
    this.#findings.add('bad-port', element, { value: text });
    return undefined;
  }

  /** The first that is known counts. */
  tls(): ConfigServer['tls'] | undefined {
    const elements = this.#all('socketType');
    if (elements.length === 0) {
      this.#findings.add('missing-socket-type', this.#element);
      return undefined;
    }
    const known = elements.flatMap((element) => {
      const mode = SOCKET_TYPES.get(element.text);
      if (mode !== undefined) return [mode];
      this.#findings.add('unknown-socket-type', element, { value: element.text });
      return [];
    });
    if (known.length === 0) this.#findings.add('no-usable-socket-type', this.#element);
    return known[0];
  }

  auth(): readonly AuthMethod[] {
    const elements = this.#all('authentication');
    if (elements.length === 0) {
      this.#findings.add('missing-authentication', this.#element);
      return [];
    }
    const methods = [...new Set(elements.flatMap((element) => this.#authentication(element)))];
    const [first, ...others] = methods;
    if (first === undefined) this.#findings.add('no-usable-authentication', this.#element);
    if (first === 'none') this.#findings.add('no-authentication', this.#element);
    if (others.length === 0 && first === 'oauth2') this.#findings.add('oauth2-only', this.#element);
    if (others.length === 0 && first === 'password-encrypted') {
      this.#findings.add('password-encrypted-only', this.#element);
    }
    return methods;
  }

  #authentication(element: XmlElement): readonly AuthMethod[] {
    const value = element.text;
    const word = AUTHENTICATION.get(value);
    if (!word) this.#findings.add('unknown-authentication', element, { value });
    else if (!word.read.includes(this.#direction)) {
      this.#findings.add('ignored-authentication', element, { value });
    } else {
      const { today } = word;
      if (today !== undefined) {
        this.#findings.add('old-authentication-word', element, { value, today });
      }
      return [word.method];
    }
    return [];
  }

  /** The user name of incoming servers is always read, that of outgoing ones with a password. */
  username(method: AuthMethod | undefined): string | null {
    const element = this.#first('username');
    const username = element?.text.trim() ?? '';
    if (!element || username === '') {
      const needed = this.#direction === 'incoming' || method?.startsWith('password') === true;
      if (needed) this.#findings.add('missing-username', element ?? this.#element);
      return null;
    }
    const placeholders = placeholdersIn(username);
    if (placeholders.length === 0) this.#findings.add('fixed-username', element);
    this.#notePlaceholders(element, placeholders);
    return username;
  }

  noteOddities(): void {
    const password = this.#first('password');
    if (password) this.#findings.add('password-in-file', password);
    const preferred = this.#first('useGlobalPreferredServer');
    if (preferred?.text.trim().toLowerCase() === 'true') {
      this.#findings.add('global-preferred-server', preferred);
    }
  }

  #notePlaceholders(
    element: XmlElement,
    placeholders: readonly string[],
    known?: 'placeholder-in-hostname',
  ): void {
    for (const placeholder of placeholders) {
      if (!isKnownPlaceholder(placeholder)) {
        this.#findings.add('unknown-placeholder', element, { placeholder });
      } else if (known) this.#findings.add(known, element, { placeholder });
    }
  }

  #all(name: string): readonly XmlElement[] {
    return this.#element.children.filter((child) => child.name === name);
  }

  #first(name: string): XmlElement | undefined {
    return this.#all(name)[0];
  }
}
