// test/support: a world for the command line: embedded mail servers at documentation addresses, a small
// web and a name server on loopback, and profiles in a temporary folder. May import: main, vitest.
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { nodeWeb } from '../../main/autoconfig/node-web.ts';
import { nodeServiceRecords } from '../../main/autoconfig/srv.ts';
import { createThunderbirdClient } from '../../main/clients/thunderbird/index.ts';
import {
  createAuthority,
  type CertificateAuthority,
  type LeafOptions,
} from '../../main/demo/certificates.ts';
import {
  startMailServer,
  type MailServer,
  type PlainTemper,
  type TlsTemper,
} from '../../main/demo/mail-server.ts';
import type { World } from '../../main/engine/world.ts';
import { nodeEnvironment } from '../../main/system/node-environment.ts';
import { nodeFiles } from '../../main/system/node-files.ts';
import type { Protocol } from '../../shared/model/endpoint.ts';
import { startDnsServer, type DnsServer, type NameAnswer } from './dns-server.ts';
import { documentationNetwork, routeKey } from './documentation-network.ts';
import { prefsText, type PrefValues } from './prefs-text.ts';

export type ServerTemper = Omit<PlainTemper, 'protocol'> | Omit<TlsTemper, 'protocol' | 'identity'>;

/** What the web has at a URL without its port: a status, a body and its type; anything else is a 404. */
export type Pages = Readonly<Record<string, readonly [status: number, body: string | Uint8Array]>>;

export interface SmallWeb {
  /** Every request line and header, as it came. */
  readonly heard: readonly string[];
  readonly httpPort: number;
  readonly httpsPort: number;
}

export interface MailWorld {
  readonly world: World;
  readonly authority: CertificateAuthority;
  /** What plays the home folder. */
  readonly home: string;
  /** `smtp://mail.example.org:465`. Starts a server there; a second one takes over from the first. */
  readonly play: (
    where: `${Protocol}://${string}:${number}`,
    temper: ServerTemper,
    certificate?: Partial<LeafOptions>,
  ) => Promise<MailServer>;
  /** The name is there, and its ports are closed but for those that are played. */
  readonly knows: (host: string) => void;
  readonly publish: (pages: Pages) => Promise<SmallWeb>;
  readonly answerNames: (table: Readonly<Record<string, NameAnswer>>) => Promise<DnsServer>;
  /** Writes a profile; returns its folder. */
  readonly addProfile: (prefs: PrefValues, name?: string) => string;
}

const LOOPBACK = '127.0.0.1';
/** A test that waits for silence waits no longer than this. */
const TIMEOUTS = { connectMs: 2000, greetingMs: 2000, stepMs: 2000 };
const WATCH_PAUSE_MS = 20;

/** Makes the world, kept until the test is over. The domain of nobody publishes anything. */
export async function mailWorld(overrides: Partial<World> = {}): Promise<MailWorld> {
  const home = realpathSync(mkdtempSync(path.join(tmpdir(), 'starttls-migrator-world-')));
  onTestFinished(() => {
    rmSync(home, { recursive: true, force: true });
  });
  const authority = await createAuthority();
  const hosts: Record<string, string[]> = {};
  const ports: Record<string, number> = {};
  const network = documentationNetwork({ hosts, ports });
  const files = nodeFiles();
  const environment = nodeEnvironment({ root: home, state: path.join(home, 'state') });
  const webPorts: Record<string, number> = {};
  const realWeb = nodeWeb({
    anchors: [authority.root],
    addresses: (host) =>
      host === LOOPBACK || host.endsWith('.test')
        ? Promise.resolve([LOOPBACK])
        : Promise.reject(Object.assign(new Error(host), { code: 'ENOTFOUND' })),
  });
  let records: World['records'] = { srv: () => Promise.resolve([]) };
  const world: World = {
    files,
    environment,
    clients: [createThunderbirdClient(files, environment)],
    network,
    web: { get: (url, request) => realWeb.get(withPort(url, webPorts), request) },
    issuerWeb: { get: (url, request) => realWeb.get(withPort(url, webPorts), request) },
    records: { srv: (name, request) => records.srv(name, request) },
    roots: { mozilla: [], system: [], added: [authority.root], systemUnread: null },
    timeouts: TIMEOUTS,
    gapMs: 0,
    watchPauseMs: WATCH_PAUSE_MS,
    now: () => new Date(),
    ...overrides,
  };
  const addressOf = (host: string): string => {
    hosts[host] ??= [`192.0.2.${Object.keys(hosts).length + 1}`];
    return hosts[host][0]!;
  };
  return {
    world,
    authority,
    home,
    knows: addressOf,
    async play(where, temper, certificate) {
      const { protocol, hostname, port } = new URL(where);
      const spoken = { protocol: protocol.slice(0, -1) as Protocol };
      const whole =
        temper.tls === 'plain'
          ? { ...temper, ...spoken }
          : {
              ...temper,
              ...spoken,
              identity: await authority.issue({ names: [hostname], ...certificate }),
            };
      const server = await startMailServer(whole);
      onTestFinished(() => server.close());
      ports[routeKey(addressOf(hostname), Number(port))] = server.port;
      return server;
    },
    async publish(pages) {
      const heard: string[] = [];
      const names = [
        'localhost',
        ...new Set(Object.keys(pages).map((url) => new URL(url).hostname)),
      ];
      const { key, chain: cert } = await authority.issue({ names });
      const httpPort = await listen(http.createServer(serve('http:', pages, heard)));
      const httpsPort = await listen(
        https.createServer({ key, cert }, serve('https:', pages, heard)),
      );
      Object.assign(webPorts, { 'http:': httpPort, 'https:': httpsPort });
      return { heard, httpPort, httpsPort };
    },
    async answerNames(table) {
      const server = await startDnsServer(table);
      onTestFinished(() => server.close());
      records = nodeServiceRecords([`${server.address}:${server.port}`]);
      return server;
    },
    addProfile(prefs, name = 'work') {
      const folder = path.join(home, '.thunderbird', name);
      mkdirSync(folder, { recursive: true });
      writeFileSync(path.join(folder, 'prefs.js'), prefsText(prefs));
      writeFileSync(
        path.join(home, '.thunderbird', 'profiles.ini'),
        `[Profile0]\nName=${name}\nIsRelative=1\nPath=${name}\n`,
      );
      return folder;
    },
  };
}

/** The product asks ports 80 and 443; the test's servers have others. */
function withPort(text: string, ports: Readonly<Record<string, number>>): string {
  const url = new URL(text);
  const played = ports[url.protocol];
  if (url.port === '' && played !== undefined) url.port = String(played);
  return url.href;
}

function serve(scheme: string, pages: Pages, heard: string[]): http.RequestListener {
  return ({ method, url, rawHeaders, headers }, response) => {
    const host = String(headers.host).replace(/:\d+$/, '');
    heard.push([`${String(method)} ${scheme}//${host}${String(url)}`, ...rawHeaders].join('\n'));
    const [status, body] = pages[`${scheme}//${host}${String(url)}`] ?? [404, 'no such page'];
    const type = String(body).startsWith('<html') ? 'text/html' : 'text/xml';
    response.writeHead(status, { 'content-type': type }).end(body);
  };
}

async function listen(server: http.Server | https.Server): Promise<number> {
  server.listen(0, LOOPBACK);
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return ((server as Server).address() as AddressInfo).port;
}
