// test/real: the real Exim of Debian, which speaks TLS with GnuTLS, on loopback and apart from the
// system's own mail server. Needs root. May import: node, this folder, build/debian-install.mjs.
import { chownSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { unpackedFolder } from '../../build/debian-install.mjs';
import type { ServerCertificate } from './ca.ts';
import { startDaemon, type Daemon } from './daemon.ts';
import { MAIL_GID, MAIL_UID, USER } from './dovecot.ts';
import type { Listener } from './wait.ts';

/** Unpacked and not installed, since Debian has one mail server a system. */
export const EXIM = path.join(unpackedFolder('exim4-daemon-light'), 'usr/sbin/exim4');

/** Debian's Exim refuses to start on a system without this user. */
const OWNER = 'Debian-exim';

export interface EximService extends Listener {
  /** `starttls` accepts no mail before it; `implicit` is tls_on_connect. */
  readonly mode: 'starttls' | 'implicit' | 'none';
}

export interface EximOptions {
  /** Exim tells implicit TLS by the port alone: no port can have two modes. */
  readonly services: readonly EximService[];
  readonly certificate: ServerCertificate;
  /** When PLAIN and LOGIN are offered. */
  readonly auth: 'after-tls' | 'always' | 'never';
  /** PEM file: a client must show a certificate below one of these. */
  readonly clientRoots?: string;
  /** Exim's host list of those who are offered STARTTLS; by default everybody. */
  readonly offersTlsTo?: string;
}

/** Starts Exim, which accepts USER's log-in and no mail at all. */
export function startExim(options: EximOptions): Promise<Daemon> {
  return startDaemon('exim', {
    program: 'unshare',
    listeners: options.services,
    prepare(folder) {
      const at = (name: string): string => path.join(folder, name);
      mkdirSync(at('spool'));
      copyFileSync(options.certificate.keyFile, at('key'));
      // It gives up being root before it reads the key, and writes to the log as itself.
      for (const name of ['spool', 'key', 'logs']) chownSync(at(name), MAIL_UID, MAIL_GID);
      writeFileSync(at('exim.conf'), configuration(folder, options), { mode: 0o644 });
      for (const [name, entry] of [
        ['passwd', `${OWNER}:x:${MAIL_UID}:${MAIL_GID}::/nonexistent:/bin/false\n`],
        ['group', `${OWNER}:x:${MAIL_GID}:\n`],
      ] as const) {
        writeFileSync(at(name), readFileSync(`/etc/${name}`, 'utf8') + entry, { mode: 0o644 });
      }
      return ['--mount', 'sh', '-e', '-c', WITH_ITS_USER, folder, EXIM, '-C', at('exim.conf')];
    },
  });
}

/** Shows Exim, and nobody else, a user list with its user. $0: the folder; $@: Exim. */
const WITH_ITS_USER = `
mount --bind "$0/passwd" /etc/passwd
mount --bind "$0/group" /etc/group
exec "$@" -bdf
`;

/** Sources: the Exim specification 4.96: main configuration, ACLs, the plaintext authenticator. */
function configuration(
  folder: string,
  { services, certificate, auth, clientRoots, offersTlsTo = '*' }: EximOptions,
): string {
  const ports = (...modes: readonly EximService['mode'][]): string =>
    services
      .filter(({ mode }) => modes.includes(mode))
      .map(({ port }) => port)
      .join(':');
  const onTlsPorts = `\${if inlist{$received_port}{${ports('starttls', 'implicit')}}{${offersTlsTo}}}`;
  return `
primary_hostname = mail.example.test
spool_directory = ${folder}/spool
log_file_path = ${folder}/logs/%s
pid_file_path = ${folder}/pid
exim_user = ${OWNER}
keep_environment =
local_interfaces = <; ${services.map(({ address, port }) => `[${address}]:${port}`).join(' ; ')}
tls_on_connect_ports = ${ports('implicit')}
tls_advertise_hosts = ${onTlsPorts}
tls_certificate = ${certificate.chainFile}
tls_privatekey = ${folder}/key
${clientRoots === undefined ? '' : `tls_verify_hosts = *\ntls_verify_certificates = ${clientRoots}`}
auth_advertise_hosts = ${ADVERTISE_AUTH[auth]}
host_lookup =
rfc1413_query_timeout = 0s
acl_smtp_mail = check_mail
acl_smtp_rcpt = check_rcpt
begin acl
check_mail:
  deny message = TLS first
    condition = \${if inlist{$received_port}{${ports('starttls')}}}
    !encrypted = *
  accept
check_rcpt:
  deny message = no mail is accepted here
begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = ${isUser('2', '3')}
login:
  driver = plaintext
  public_name = LOGIN
  server_prompts = <| Username: | Password:
  server_condition = ${isUser('1', '2')}
`;
}

const ADVERTISE_AUTH: Readonly<Record<EximOptions['auth'], string>> = {
  'after-tls': '${if def:tls_in_cipher{*}}',
  always: '*',
  never: '',
};

function isUser(name: string, password: string): string {
  return `\${if and{{eq{$auth${name}}{${USER.name}}}{eq{$auth${password}}{${USER.password}}}}}`;
}
