// test/real: the real Dovecot (IMAP, POP3, and the SASL of Postfix) on loopback, apart from the
// system's own: every file in one temporary folder. Needs root. May import: node, this folder.
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ServerCertificate } from './ca.ts';
import { command } from './command.ts';
import { untilListening } from './wait.ts';

/** The one user of the real servers. */
export const USER = { name: 'alice', password: 'secret' } as const;

/** The owner of all mail: a number is enough, `nobody` on every Linux. */
export const MAIL_UID = 65534;
export const MAIL_GID = 65534;

/** Dovecot's inet listeners and their standard ports (RFC 9051, RFC 1939, RFC 8314). */
export const DOVECOT_PORTS = { imap: 143, imaps: 993, pop3: 110, pop3s: 995 } as const;
export type DovecotListener = keyof typeof DOVECOT_PORTS;

export interface DovecotOptions {
  /** Any loopback address, such as 127.0.30.1: each test file has its own. */
  readonly address: string;
  /** Which ports are open; the others refuse. */
  readonly open: readonly DovecotListener[];
  readonly certificate: ServerCertificate;
  /** Other addresses with the same ports, where some settings are different. */
  readonly also?: readonly OtherAddress[];
}

export interface OtherAddress {
  readonly address: string;
  /** Lines as doc.dovecot.org has them. */
  readonly settings: readonly string[];
}

export interface Dovecot {
  /** Unix socket for `smtpd_sasl_path`. */
  readonly saslSocket: string;
  /** Folder of all mailboxes. */
  readonly mailFolder: string;
  /** The maildir of USER. */
  readonly maildir: string;
  /** Everything logged so far. */
  readonly log: () => string;
  /** Stops it by its own command, waits until the ports are closed, removes the folder. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts Dovecot with `ssl = required`: on 143 and 110 no log-in before STARTTLS/STLS (RFC 2595).
 * Resolves when every open port accepts connections.
 */
export async function startDovecot(options: DovecotOptions): Promise<Dovecot> {
  const folder = mkdtempSync(path.join(tmpdir(), 'real-dovecot-'));
  chmodSync(folder, 0o755);
  const at = (name: string): string => path.join(folder, name);
  mkdirSync(at('mail'));
  chownSync(at('mail'), MAIL_UID, MAIL_GID);
  writeFileSync(
    at('users'),
    `${USER.name}:{PLAIN}${USER.password}:${MAIL_UID}:${MAIL_GID}::${at('mail')}\n`,
  );
  writeFileSync(at('dovecot.conf'), configuration(folder, options));
  writeFileSync(at('log'), '', { mode: 0o666 });
  const log = (): string => readFileSync(at('log'), 'utf8');
  const listeners = options.open.map((name) => ({
    address: options.address,
    port: DOVECOT_PORTS[name],
  }));
  command('/usr/sbin/dovecot', ['-c', at('dovecot.conf')], at('commands'));
  const stop = async (): Promise<void> => {
    command('/usr/bin/doveadm', ['-c', at('dovecot.conf'), 'stop'], at('commands'));
    await untilListening(listeners, false, log);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await untilListening(listeners, true, log);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    saslSocket: at('run/sasl'),
    mailFolder: at('mail'),
    maildir: at(`mail/${USER.name}`),
    log,
    stop,
  };
}

/** Sources: doc.dovecot.org for 2.3: inet_listener, ssl, passwd-file, Postfix and Dovecot SASL. */
function configuration(
  folder: string,
  { address, open, certificate, also = [] }: DovecotOptions,
): string {
  const addresses = [address, ...also.map((other) => other.address)].join(' ');
  const listener = (name: DovecotListener): string => {
    const port = open.includes(name) ? DOVECOT_PORTS[name] : 0; // 0: not opened
    return `  inet_listener ${name} {\n    address = ${addresses}\n    port = ${port}\n  }\n`;
  };
  return `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
protocols = imap pop3
ssl = required
ssl_cert = <${certificate.chainFile}
ssl_key = <${certificate.keyFile}
ssl_min_protocol = TLSv1.2
disable_plaintext_auth = yes
auth_mechanisms = plain login
auth_failure_delay = 0
mail_location = maildir:${folder}/mail/%n
first_valid_uid = ${MAIL_UID}
passdb {
  driver = passwd-file
  args = ${folder}/users
}
userdb {
  driver = passwd-file
  args = ${folder}/users
}
service imap-login {
${listener('imap')}${listener('imaps')}}
service pop3-login {
${listener('pop3')}${listener('pop3s')}}
service auth {
  unix_listener sasl {
    mode = 0666
  }
}
${also.map((other) => `local ${other.address} {\n${other.settings.join('\n')}\n}`).join('\n')}
`;
}
