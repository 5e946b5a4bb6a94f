// test: what hostile servers say, in every place where they say something, is shown by the command line
// as text: it steers no terminal and no reader of a document or a log.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createSecureContext } from 'node:tls';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { startMailServer, type Temper } from '../../../main/demo/mail-server.ts';
import type { World } from '../../../main/engine/world.ts';
import { LANGUAGES } from '../../../shared/messages/languages.ts';
import { PROTOCOLS, type Endpoint, type Protocol } from '../../../shared/model/endpoint.ts';
import { endpointKey } from '../../../shared/model/endpoint.ts';
import { atTheEnd } from '../../real/at-the-end.ts';
import { documentationNetwork, routeKey } from '../../support/documentation-network.ts';
import { runIn, temporaryDemo } from '../../support/terminal.ts';
import { openForge } from './hostile-certificates.ts';
import { goodUntil, MOMENTS } from './hostile-servers.ts';
import { listenRaw, useWorld } from './world.ts';

/** What steers a terminal or turns a line around, but for the ends of lines. */
const STEERING =
  // eslint-disable-next-line no-control-regex -- control characters are what it is about
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

/** A title for the window, a bell, NUL, an 8-bit CSI, DEL, and a mark that turns a line around. */
const HOSTILE = '\x1b]0;owned\x07\x00\x9b2J\x7f\u202egpj';
/** As the bytes of a line: Latin-1 for what has its place there, and UTF-8 besides. */
const BYTES = Buffer.concat([
  Buffer.from('\x1b]0;owned\x07\x00\x9b2J\x7f', 'latin1'),
  Buffer.from(HOSTILE),
]);

const NO: Readonly<Record<Protocol, string>> = { smtp: '554 ', imap: '* BYE ', pop3: '-ERR ' };
const YES: Readonly<Record<Protocol, string>> = { smtp: '220 ', imap: '* OK ', pop3: '+OK ' };
const CAPABILITIES: Readonly<Record<Protocol, string>> = {
  smtp: `250-${HOSTILE}\r\n250-STARTTLS\r\n250-AUTH PLAIN ${HOSTILE}\r\n250 ${HOSTILE}`,
  imap: `* CAPABILITY STARTTLS AUTH=${HOSTILE} ${HOSTILE}\r\nTAG OK ${HOSTILE}`,
  pop3: `+OK ${HOSTILE}\r\nSTLS\r\nSASL PLAIN ${HOSTILE}\r\n${HOSTILE}\r\n.`,
};

const world = useWorld();
const later = atTheEnd();
const endpoints: Endpoint[] = [];
const hosts: Record<string, readonly string[]> = {};
const ports: Record<string, number> = {};

/** Gives a server a name and an address of its own. */
function add({ protocol, tls }: Pick<Endpoint, 'protocol' | 'tls'>, port: number): void {
  const number = endpoints.length + 1;
  const host = `h${number}.example.test`;
  const address = `192.0.2.${number}`;
  hosts[host] = [address];
  ports[routeKey(address, 2525)] = port;
  endpoints.push({ protocol, host, port: 2525, tls });
}

beforeAll(async () => {
  const { identity } = world();
  const secureContext = createSecureContext({ key: identity.key, cert: identity.chain });
  for (const moment of MOMENTS) {
    for (const before of [NO[moment.protocol], '']) {
      const line = Buffer.concat([Buffer.from(before), BYTES, Buffer.from('\r\n')]);
      const server = await listenRaw(
        goodUntil(moment, secureContext, (stream) => {
          stream.end(line);
        }),
      );
      later(server.close);
      add({ protocol: moment.protocol, tls: moment.mode }, server.port);
    }
  }
  const forge = await openForge();
  const certificate = await forge.make({ subject: HOSTILE, issuer: HOSTILE, names: [HOSTILE] });
  const named = forge.identity(certificate);
  for (const protocol of PROTOCOLS) {
    const greeting = Buffer.concat([Buffer.from(YES[protocol]), BYTES, Buffer.from('\r\n')]);
    const tempers: readonly Temper[] = [
      { protocol, tls: 'plain', greeting },
      { protocol, tls: 'starttls', identity, greeting, capabilitiesReply: CAPABILITIES[protocol] },
      { protocol, tls: 'starttls', identity, injected: HOSTILE },
      { protocol, tls: 'starttls', identity: named },
      { protocol, tls: 'implicit', identity: named, greeting },
    ];
    for (const temper of tempers) {
      const server = await startMailServer(temper);
      later(() => server.close());
      for (const tls of ['starttls', 'implicit'] as const) {
        // A server that waits for a ClientHello is nothing but silence to the other kind of client.
        if (tls === 'implicit' || temper.tls !== 'implicit') add({ protocol, tls }, server.port);
      }
    }
  }
});

async function hostileWorld(): Promise<World> {
  const { world: demo } = await temporaryDemo();
  return { ...demo, network: documentationNetwork({ hosts, ports }), gapMs: 0 };
}

const argvOf = (...more: readonly string[]): readonly string[] => [
  'test',
  ...endpoints.flatMap((endpoint) => ['--endpoint', endpointKey(endpoint)]),
  ...more,
];

describe('nothing that a server says steers', () => {
  it.each(LANGUAGES)('a terminal that is spoken to in %s', async (language) => {
    const { out, err } = await runIn(await hostileWorld(), argvOf('--trace'), { language });
    expect(out).not.toMatch(STEERING);
    expect(err).not.toMatch(STEERING);
    // Each server was heard.
    for (const { host } of endpoints) expect(out).toContain(host);
    expect(out.match(/\\x1b\]0;owned\\x07\\x00\\x/g)!.length).toBeGreaterThan(endpoints.length);
  });

  it('the reader of a document', async () => {
    const ran = await runIn(await hostileWorld(), argvOf('--json'));
    expect(ran.out).not.toMatch(STEERING);
    const document = ran.document();
    expect(document.endpoints.length).toBeGreaterThanOrEqual(endpoints.length);
    const walk = (value: unknown): void => {
      if (typeof value === 'string') expect(value).not.toMatch(STEERING);
      else if (typeof value === 'object' && value !== null) Object.values(value).forEach(walk);
    };
    walk(document);
    expect(ran.out).toContain('owned');
  });

  it('the reader of a log', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'hostile-log-'));
    onTestFinished(() => {
      rmSync(folder, { recursive: true });
    });
    const log = path.join(folder, 'log.jsonl');
    await runIn(await hostileWorld(), argvOf('--log', log));
    const text = readFileSync(log, 'utf8');
    expect(text.match(/"event":"diagnosis"/g)).toHaveLength(endpoints.length);
    expect(text).not.toMatch(STEERING);
  });
});
