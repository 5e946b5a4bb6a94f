// test/main/faults: the real servers of Debian as what stands at a port. May import: test/.
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ServerCertificate as CertificateFiles } from '../../real/ca.ts';
import type { Daemon } from '../../real/daemon.ts';
import { DOVECOT_PORTS, startDovecot, type DovecotListener } from '../../real/dovecot.ts';
import { startExim, type EximOptions, type EximService } from '../../real/exim.ts';
import { startPostfix, type ServiceMode } from '../../real/postfix.ts';
import type { TlsFrontOptions } from '../../real/tls-front.ts';
import type { Listener } from '../../real/wait.ts';
import type { Part, ServerCertificate } from './row.ts';
import type { Stage } from './stage.ts';

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

/** Postfix, with Dovecot to ask about log-ins. */
export function postfix(mode: ServiceMode, shows: ServerCertificate = {}): Part {
  return onceAStage(async (stage) => {
    const certificate = await filesOf(stage, shows);
    const listener = { address: stage.freshAddress(), port: PORT };
    const dovecot = await startDovecot({ address: listener.address, open: [], certificate });
    stage.later(dovecot.stop);
    const services = [{ ...listener, mode }];
    const { stop } = await startPostfix({ services, certificate, dovecot });
    stage.later(stop);
    return listener;
  });
}

/** Dovecot, which wants TLS before any log-in. */
export function dovecot(open: DovecotListener, shows: ServerCertificate = {}): Part {
  return async (stage) => {
    const certificate = await filesOf(stage, shows);
    const address = stage.freshAddress();
    const { stop } = await startDovecot({ address, open: [open], certificate });
    stage.later(stop);
    return { address, port: DOVECOT_PORTS[open] };
  };
}

/** Exim, whose TLS is GnuTLS. */
export function exim(
  mode: EximService['mode'],
  { auth = 'after-tls', wantsCertificate = false, shows = {} }: EximFaults = {},
): Part {
  return onceAStage(async (stage) => {
    const certificate = await filesOf(stage, shows);
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
    const certificate = await filesOf(stage, {});
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

async function filesOf(stage: Stage, shows: ServerCertificate): Promise<CertificateFiles> {
  const { chain, key } = await stage.identity(shows);
  const folder = mkdtempSync(path.join(tmpdir(), 'fault-certificate-'));
  stage.later(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  chmodSync(folder, 0o755); // servers read it under their own user names
  const chainFile = path.join(folder, 'chain.pem');
  const keyFile = path.join(folder, 'key.pem');
  writeFileSync(chainFile, chain, { mode: 0o644 });
  writeFileSync(keyFile, key, { mode: 0o600 });
  return { chainFile, keyFile };
}
