import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createAuthority, type CertificateAuthority } from '../../../main/demo/certificates.ts';
import { startMailServer, type MailServer, type Temper } from '../../../main/demo/mail-server.ts';
import type { ScannedProfile } from '../../../main/engine/scan.ts';
import { WebError } from '../../../main/autoconfig/web.ts';
import { anchorsOf, casesOf } from '../../../main/engine/cases.ts';
import { diagnosesOf, planChanges, survey, unreadStores } from '../../../main/engine/survey.ts';
import type { Roots, World } from '../../../main/engine/world.ts';
import type { MailServer as Configured } from '../../../shared/model/server.ts';
import { documentationNetwork, routeKey } from '../../support/documentation-network.ts';

const HOST = 'mail.example.org';
const ADDRESS = '192.0.2.25';

let authority: CertificateAuthority;
beforeAll(async () => {
  authority = await createAuthority();
});

const ROOTS: Roots = { mozilla: [], system: [], added: [], systemUnread: null };

async function start(temper: Temper): Promise<MailServer> {
  const server = await startMailServer(temper);
  onTestFinished(() => server.close());
  return server;
}

function configured(key: string, changes: Partial<Configured> = {}): Configured {
  return {
    kind: 'mail',
    id: `p/${key}`,
    profile: 'p',
    client: 'thunderbird',
    key,
    addresses: [],
    label: null,
    notes: [],
    protocol: 'smtp',
    host: HOST,
    port: 465,
    portIsDefault: false,
    tls: 'implicit',
    auth: 'password-cleartext',
    identities: 1,
    editable: true,
    lockedBy: null,
    ...changes,
  };
}

function profileWith(servers: readonly Configured[], system = false): ScannedProfile {
  return {
    profile: { id: 'p', client: 'thunderbird', name: 'p', path: '/p' },
    running: { state: 'closed', evidence: '' },
    servers,
    trust: { mozilla: true, system, added: [], unread: [] },
    problems: [],
  };
}

type Played = Readonly<Record<number, MailServer>>;

/** The host's ports are played by these servers; any other port is closed. */
function networkOf(played: Played): World['network'] {
  const ports = Object.entries(played).map(([port, server]) => [
    routeKey(ADDRESS, Number(port)),
    server.port,
  ]);
  return documentationNetwork({
    hosts: { [HOST]: [ADDRESS] },
    ports: Object.fromEntries(ports) as Record<string, number>,
  });
}

interface Circumstances {
  readonly roots?: Roots;
  readonly signal?: AbortSignal;
  readonly network?: World['network'];
  readonly checkInjection?: boolean;
}

async function look(
  played: Played,
  profile: ScannedProfile,
  {
    roots = { ...ROOTS, added: [authority.root] },
    signal = new AbortController().signal,
    network = networkOf(played),
    checkInjection = false,
  }: Circumstances = {},
) {
  const world = {
    network,
    web: { get: () => Promise.reject(new WebError('connect-failed')) },
    roots,
    timeouts: { connectMs: 2000, greetingMs: 400, stepMs: 2000 },
    gapMs: 0,
    now: () => new Date(),
  } as unknown as World; // a survey asks for nothing else of the world
  const cases = casesOf([profile], roots, () => true);
  return survey(world, cases, anchorsOf(roots, [profile]), {
    signal,
    checkInjection,
    suggest: null,
  });
}

const codes = (result: Awaited<ReturnType<typeof look>>): readonly string[] =>
  diagnosesOf(result).map(({ code }) => code);

describe('a survey', () => {
  it('looks at an endpoint once for all servers that name it, and twice before a change', async () => {
    const identity = await authority.issue({ names: [HOST] });
    const at465 = await start({ protocol: 'smtp', tls: 'starttls-only', identity });
    const at587 = await start({ protocol: 'smtp', tls: 'starttls-only', identity });
    const servers = [configured('smtp1'), configured('smtp2', { host: HOST.toUpperCase() })];
    const result = await look({ 465: at465, 587: at587 }, profileWith(servers));
    expect(codes(result)).toEqual(['needs-starttls', 'needs-starttls']);
    expect(planChanges(result, false)).toHaveLength(2);
    expect([at465.sessions.length, at587.sessions.length]).toEqual([2, 2]);
    const said = at587.transcript().map(({ text }) => text);
    expect(new Set(said.map((line) => line.split(' ')[0]))).toEqual(
      new Set(['EHLO', 'STARTTLS', 'QUIT']),
    );
  });

  it('builds nothing on a server that works only now and then', async () => {
    const identity = await authority.issue({ names: [HOST] });
    const good = await start({ protocol: 'smtp', tls: 'starttls', identity });
    const bad = await start({
      protocol: 'smtp',
      tls: 'starttls',
      identity,
      starttlsReply: '454 later',
    });
    const plain = await start({ protocol: 'smtp', tls: 'plain' });
    const [first, then] = [good, bad].map((one) => networkOf({ 465: plain, 587: one }));
    let visits = 0;
    const flapping: World['network'] = {
      ...first!,
      connect: (address, port) =>
        (port === 587 && visits++ > 0 ? then! : first!).connect(address, port),
    };
    const profile = profileWith([configured('smtp1')]);
    const result = await look({}, profile, { network: flapping });
    expect(codes(result)).toEqual(['not-confirmed']);
    expect(planChanges(result, true)).toEqual([]);
  });

  it('judges trust as the mail program does, not as this computer', async () => {
    const identity = await authority.issue({ names: [HOST] });
    const server = await start({ protocol: 'smtp', tls: 'implicit', identity });
    const roots: Roots = { ...ROOTS, system: [authority.root] };
    const only = (system: boolean) =>
      look({ 465: server }, profileWith([configured('smtp1')], system), { roots });
    expect(codes(await only(false))).toEqual(['certificate-trusted-elsewhere']);
    expect(codes(await only(true))).toEqual(['healthy']);
  });

  it('says so when the server forgets its intermediate certificate', async () => {
    const { key, leaf } = await authority.issue({ names: [HOST] });
    const server = await start({
      protocol: 'smtp',
      tls: 'implicit',
      identity: { key, leaf, chain: leaf },
    });
    const result = await look({ 465: server }, profileWith([configured('smtp1')]));
    expect(codes(result)).toEqual(['certificate-issuer-unknown']);
    // Perhaps the user imported the authority: a store that can't be read is named, here only.
    const profile = profileWith([configured('smtp1')]);
    const trust = { ...profile.trust, unread: ['/p/cert9.db'] };
    expect(unreadStores(result, [{ ...profile, trust }])).toEqual([
      { code: 'trust-store-unread', where: '/p/cert9.db', facts: {} },
    ]);
    expect(unreadStores({ ...result, results: [] }, [{ ...profile, trust }])).toEqual([]);
  });

  it('does not touch a server whose stored name is none', async () => {
    const lockedBy = { code: 'malformed', file: 'prefs.js', key: 'k', line: null } as const;
    const server = configured('smtp1', { host: 'mail.example.org:465', lockedBy, editable: false });
    const result = await look({}, profileWith([server]));
    expect(codes(result)).toEqual(['not-tested']);
    expect(result.looked.size).toBe(0);
  });

  it('plans what is locked, and holds it back; hardens only when asked to', async () => {
    const identity = await authority.issue({ names: [HOST] });
    const server = await start({ protocol: 'smtp', tls: 'starttls', identity });
    const lockedBy = { code: 'policy', file: 'policies.json', key: 'k', line: null } as const;
    const result = await look(
      { 465: server, 587: server },
      profileWith([
        configured('smtp1', { lockedBy, editable: false }),
        configured('smtp2', { tls: 'none', port: 587 }),
        configured('smtp3', { tls: 'opportunistic', port: 587 }),
      ]),
    );
    const held = (harden: boolean) => planChanges(result, harden).map(({ heldBack }) => heldBack);
    expect(held(false)).toEqual(['locked', 'hardening-not-asked', 'hardening-not-asked']);
    expect(held(true)).toEqual(['locked', null, null]);
  });

  it('ends when it is stopped, with a verdict on each server', async () => {
    const silent = await start({ protocol: 'smtp', tls: 'plain', blackhole: true });
    const stop = new AbortController();
    const running = look(
      { 465: silent },
      profileWith([configured('smtp1'), configured('smtp2', { port: 466 })]),
      { roots: ROOTS, signal: stop.signal },
    );
    setImmediate(() => {
      stop.abort();
    });
    expect(codes(await running)).toContain('cancelled');
  });
});
