// test/main/faults: the real servers of Debian as what stands at a port. May import: test/.
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ServerCertificate as CertificateFiles } from '../../real/ca.ts';
import type { Daemon } from '../../real/daemon.ts';
import { DOVECOT_PORTS, startDovecot, type DovecotListener } from '../../real/dovecot.ts';
import { startExim, type EximOptions, type EximService } from '../../real/exim.ts';
import { startPostfix } from '../../real/postfix.ts';
import type { TlsFrontOptions } from '../../real/tls-front.ts';
import type { Listener } from '../../real/wait.ts';
import type { Part, ServerCertificate } from './row.ts';
import { issue, type Later, type Props, type Stage } from './stage.ts';

/** Any port will do, since every server has an address of its own; ordinary users may have this one. */
const PORT = 2525;

/** Started once on a stage, at however many ports it stands. */
function onceAStage(part: Part): Part {
  const started = new WeakMap<Stage, Promise<Listener>>();
  return (stage, protocol) => {
    const listener = started.get(stage) ?? part(stage, protocol);
    started.set(stage, listener);
    return listener;
  };
}

type Rig = Readonly<Record<'starttls' | 'none', Listener>> & {
  readonly dovecot: (name: DovecotListener) => Listener;
};

const rigs = new WeakMap<Props, Promise<Rig>>();

/** Postfix and Dovecot as they should be: they take seconds, so they serve all rows. */
function rigOf({ props }: Stage): Promise<Rig> {
  const rig = rigs.get(props) ?? startRig(props);
  rigs.set(props, rig);
  return rig;
}

async function startRig(props: Props): Promise<Rig> {
  const certificate = await filesOf({}, props, props.atTheEnd);
  const address = props.freshAddress();
  const starttls = { address, port: 587 };
  const none = { address, port: 25 };
  const dovecot = await startDovecot({ address, open: ['imap', 'imaps'], certificate });
  props.atTheEnd(dovecot.stop);
  const services = [
    { ...starttls, mode: 'starttls' },
    { ...none, mode: 'none' },
  ] as const;
  const { stop } = await startPostfix({ services, certificate, dovecot });
  props.atTheEnd(stop);
  return { starttls, none, dovecot: (name) => ({ address, port: DOVECOT_PORTS[name] }) };
}

/** Postfix that wants STARTTLS, or has none. */
export function postfix(mode: 'starttls' | 'none'): Part {
  return async (stage) => (await rigOf(stage))[mode];
}

/** Dovecot, which wants TLS before any log-in. */
export function dovecot(name: 'imap' | 'imaps'): Part {
  return async (stage) => (await rigOf(stage)).dovecot(name);
}

/** Dovecot with another certificate, for POP3. */
export function dovecotThatShows(shows: ServerCertificate): Part {
  return async (stage) => {
    const certificate = await filesOf(shows, stage.props, stage.later);
    const address = stage.freshAddress();
    const { stop } = await startDovecot({ address, open: ['pop3s'], certificate });
    stage.later(stop);
    return { address, port: DOVECOT_PORTS.pop3s };
  };
}

/** Exim, whose TLS is GnuTLS. */
export function exim(
  mode: EximService['mode'],
  { auth = 'after-tls', wantsCertificate = false, shows = {} }: EximFaults = {},
): Part {
  return onceAStage(async (stage) => {
    const certificate = await filesOf(shows, stage.props, stage.later);
    const listener = { address: stage.freshAddress(), port: PORT };
    const roots = { clientRoots: certificate.chainFile };
    const services = [{ ...listener, mode }];
    const options = { services, certificate, auth, ...(wantsCertificate && roots) };
    stage.later((await startExim(options)).stop);
    return listener;
  });
}

interface EximFaults {
  readonly auth?: EximOptions['auth'];
  readonly wantsCertificate?: boolean;
  readonly shows?: ServerCertificate;
}

/** stunnel or HAProxy in front of a server. */
export function front(
  start: (options: TlsFrontOptions) => Promise<Daemon>,
  behind: Part,
  { wantsCertificate = false, ...faults }: FrontFaults = {},
): Part {
  return async (stage, protocol) => {
    const certificate = await filesOf({}, stage.props, stage.later);
    const listen = { address: stage.freshAddress(), port: PORT };
    const server = await behind(stage, protocol);
    const roots = { clientRoots: certificate.chainFile };
    const options = { listen, server, certificate, ...faults, ...(wantsCertificate && roots) };
    stage.later((await start(options)).stop);
    return listen;
  };
}

interface FrontFaults extends Pick<TlsFrontOptions, 'versions' | 'ciphers'> {
  readonly wantsCertificate?: boolean;
}

async function filesOf(
  shows: ServerCertificate,
  props: Props,
  later: Later,
): Promise<CertificateFiles> {
  const { chain, key } = await issue(shows, props, later);
  const folder = mkdtempSync(path.join(tmpdir(), 'fault-certificate-'));
  later(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  chmodSync(folder, 0o755); // servers read it under their own user names
  const chainFile = path.join(folder, 'chain.pem');
  const keyFile = path.join(folder, 'key.pem');
  writeFileSync(chainFile, chain, { mode: 0o644 });
  writeFileSync(keyFile, key, { mode: 0o600 });
  return { chainFile, keyFile };
}
