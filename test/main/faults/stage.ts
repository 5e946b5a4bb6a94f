// test/main/faults: what the rows are played on: authorities, addresses, the small network; and how a row
// becomes a question to the prober. May import: main, shared, test/.
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  createAuthority,
  type CertificateAuthority,
  type ServerIdentity,
} from '../../../main/demo/certificates.ts';
import type { MailServer } from '../../../shared/model/server.ts';
import type { SmallNetwork } from '../../real/namespaces.ts';
import type { Listener } from '../../real/wait.ts';
import type { NameAnswer } from '../../support/dns-server.ts';
import { routeKey } from '../../support/documentation-network.ts';
import type { FaultQuestion } from './prober.ts';
import {
  HOST,
  isOfSmallNetwork,
  type Account,
  type Address,
  type FaultRow,
  type ServerCertificate,
} from './row.ts';

/** The names of the small network; there are no others. */
export const NAMES: Readonly<Record<string, NameAnswer>> = {
  'failing.example.test': 'fails',
  'mute.example.test': 'silent',
};

/** The authority that the mail program believes, and one that only the system does. */
const TRUSTED = 'Throw-away';
export const ELSEWHERE = 'Company';

/** Milliseconds: for what must come however busy this computer is, and for what never does. */
const PATIENT = { connectMs: 15_000, greetingMs: 15_000, stepMs: 15_000 };
const IMPATIENT = { connectMs: 800, greetingMs: 800, stepMs: 800 };

/** What all rows of a test file share. */
export interface Props {
  /** Makes the authority of this name, once. */
  readonly authority: (name: string) => Promise<CertificateAuthority>;
  /** A loopback address for real servers that nobody else has, with all its ports. */
  readonly freshAddress: () => string;
  /** Throws where it can't be had. */
  readonly network: () => SmallNetwork;
  /** To be done when the last row is over. */
  readonly atTheEnd: Later;
}

/** Takes steps to be done later, the last one first. */
export type Later = (step: () => void | Promise<void>) => void;

/** Where one row is played. */
export interface Stage extends Props {
  readonly props: Props;
  /** To be done when the row is over. */
  readonly later: Later;
}

/** `range`: the first three numbers of loopback addresses. */
export function makeProps(
  range: string,
  network: Props['network'],
  atTheEnd: Props['atTheEnd'],
): Props {
  const authorities = new Map<string, Promise<CertificateAuthority>>();
  let addresses = 0;
  return {
    network,
    atTheEnd,
    authority(name) {
      const known = authorities.get(name) ?? createAuthority(name);
      authorities.set(name, known);
      return known;
    },
    freshAddress() {
      addresses += 1;
      return `${range}.${addresses}`;
    },
  };
}

/** Plays the row's servers for as long as `ask` takes, which is asked about them. */
export async function play<T>(
  row: FaultRow,
  props: Props,
  ask: (question: FaultQuestion) => Promise<T>,
): Promise<T> {
  const steps: Parameters<Later>[0][] = [];
  const later: Later = (step) => {
    steps.push(step);
  };
  try {
    return await ask(await questionOn(row, { ...props, props, later }));
  } finally {
    for (const step of steps.reverse()) await step();
  }
}

/** Makes what a server shows. `later`: where it names its issuer, for how long that is to be had. */
export async function issue(
  { authority = TRUSTED, sends, namesIssuer, ...leaf }: ServerCertificate,
  props: Props,
  later: Later,
): Promise<ServerIdentity> {
  const signer = await props.authority(authority);
  const issuerUrl = namesIssuer && (await publish(signer.intermediate, later));
  const issued = await signer.issue({
    names: [HOST],
    ...(issuerUrl !== undefined && { issuerUrl }),
    ...leaf,
  });
  if (sends === 'leaf') return { ...issued, chain: issued.leaf };
  return sends === 'root-too' ? { ...issued, chain: issued.chain + signer.root } : issued;
}

/** On a web server, in DER as RFC 5280 wants it. Returns the URL. */
async function publish(pem: string, later: Later): Promise<string> {
  const { raw } = new X509Certificate(pem);
  const server = createServer((_request, response) => response.end(raw));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  later(() => {
    server.close();
  });
  return `http://issuer.example.test:${(server.address() as AddressInfo).port}/`;
}

async function questionOn(row: FaultRow, stage: Stage): Promise<FaultQuestion> {
  const accounts = [row, ...(row.besides ?? [])];
  const real = (address: string): string =>
    isOfSmallNetwork(address) ? stage.network()[address] : address;
  const hosts = accounts.map(
    ({ host = HOST, addresses }) => [host, Object.keys(addresses).map(real)] as const,
  );
  const ports = await Promise.all(accounts.map((account) => routesOf(account, stage, real)));
  const believed = [TRUSTED, ...(row.trusts === undefined ? [] : [row.trusts])];
  const rootOf = async (name: string): Promise<string> => (await stage.authority(name)).root;
  return {
    servers: accounts.map(serverOf),
    routes:
      row.resolver === 'inside'
        ? null
        : { hosts: Object.fromEntries(hosts), ports: Object.fromEntries(ports.flat()) },
    roots: {
      mozilla: [],
      system: [await rootOf(ELSEWHERE)],
      added: await Promise.all(believed.map(rootOf)),
      systemUnread: null,
    },
    timeouts: row.impatient ? IMPATIENT : PATIENT,
    ends: row.ends ?? 'by-itself',
    checkInjection: row.checksInjection ?? false,
  };
}

function routesOf(
  { addresses, protocol = 'smtp' }: Account,
  stage: Stage,
  real: (address: string) => string,
): Promise<readonly (readonly [key: string, played: Listener])[]> {
  const places = Object.entries(addresses) as [Address, Account['addresses'][Address] & object][];
  return Promise.all(
    places.flatMap(([address, ports]) =>
      Object.entries(ports).map(
        async ([port, part]) =>
          [routeKey(real(address), Number(port)), await part(stage, protocol)] as const,
      ),
    ),
  );
}

function serverOf(account: Account, index: number): MailServer {
  const { host = HOST, protocol = 'smtp', port = 465, tls = 'implicit' } = account;
  return {
    kind: 'mail',
    id: `p/server${index}`,
    profile: 'p',
    client: 'thunderbird',
    key: `server${index}`,
    addresses: [],
    label: null,
    notes: [],
    protocol,
    host,
    port,
    portIsDefault: false,
    tls,
    auth: account.auth ?? 'password-cleartext',
    identities: 1,
    editable: true,
    lockedBy: null,
  };
}
