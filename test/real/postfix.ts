// test/real: the real Postfix on loopback, apart from the system's own: every file in one temporary
// folder. Needs root. May import: node, this folder.
import { execFileSync } from 'node:child_process';
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
import { MAIL_GID, MAIL_UID, USER, type Dovecot } from './dovecot.ts';
import { messageArrived, untilListening, type Listener } from './wait.ts';

/** The mail domain that is delivered here: mail for alice@example.test reaches USER's maildir. */
export const MAIL_DOMAIN = 'example.test';
export const USER_ADDRESS = `${USER.name}@${MAIL_DOMAIN}`;

/**
 * How a submission service speaks TLS: `starttls` requires it (the appliance of the story),
 * `implicit` is wrapper mode, `opportunistic` offers it, `none` does not.
 */
export type ServiceMode = 'starttls' | 'implicit' | 'opportunistic' | 'none';

export interface Service extends Listener {
  readonly mode: ServiceMode;
  /** Settings of this service alone, over all others: `name=value` as postconf(5) has them. */
  readonly settings?: readonly string[];
}

/** postconf(5): what makes each mode, over the common settings. */
const SERVICE_OPTIONS: Readonly<Record<ServiceMode, readonly string[]>> = {
  starttls: ['smtpd_tls_security_level=encrypt'],
  implicit: ['smtpd_tls_wrappermode=yes', 'smtpd_tls_security_level=encrypt'],
  opportunistic: ['smtpd_tls_security_level=may'],
  none: ['smtpd_tls_security_level=none'],
};

export interface PostfixOptions {
  readonly services: readonly Service[];
  readonly certificate: ServerCertificate;
  /** Log-ins are checked by it, and mail is delivered into its maildirs. */
  readonly dovecot: Pick<Dovecot, 'saslSocket' | 'mailFolder' | 'maildir'>;
}

export interface Postfix {
  /** Waits until a message with this subject has been delivered, and returns it as stored. */
  readonly arrived: (subject: string) => Promise<string>;
  /** Everything logged so far. */
  readonly log: () => string;
  /** Stops it by its own command, waits until the ports are closed, removes the folder. */
  readonly stop: () => Promise<void>;
}

/** Starts Postfix; resolves when every service accepts connections. About 1 s. */
export async function startPostfix(options: PostfixOptions): Promise<Postfix> {
  const folder = mkdtempSync(path.join(tmpdir(), 'real-postfix-'));
  chmodSync(folder, 0o755);
  const at = (name: string): string => path.join(folder, name);
  for (const name of ['config', 'queue', 'data']) mkdirSync(at(name));
  const postfixUid = Number(execFileSync('id', ['-u', 'postfix'], { encoding: 'utf8' }));
  chownSync(at('data'), postfixUid, -1);
  writeFileSync(at('config/main.cf'), mainConfiguration(folder, options));
  writeFileSync(at('config/master.cf'), masterConfiguration(options.services));
  writeFileSync(at('log'), '');
  const log = (): string => readFileSync(at('log'), 'utf8');
  const postfix = (name: 'start' | 'stop'): void => {
    command('/usr/sbin/postfix', ['-c', at('config'), name], at('commands'));
  };
  postfix('start');
  const stop = async (): Promise<void> => {
    postfix('stop');
    await untilListening(options.services, false, log);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await untilListening(options.services, true, log);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    arrived: (subject) => messageArrived(options.dovecot.maildir, subject, log),
    log,
    stop,
  };
}

/** Sources: postconf(5), Postfix 3.7. */
function mainConfiguration(folder: string, { certificate, dovecot }: PostfixOptions): string {
  return `
compatibility_level = 3.6
queue_directory = ${folder}/queue
data_directory = ${folder}/data
maillog_file = ${folder}/log
maillog_file_prefixes = ${folder}
myhostname = mail.${MAIL_DOMAIN}
mydestination =
mynetworks =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
smtp_bind_address = 127.0.0.1
default_transport = error:no mail leaves this server
virtual_mailbox_domains = ${MAIL_DOMAIN}
virtual_mailbox_base = ${dovecot.mailFolder}
virtual_mailbox_maps = inline:{{${USER_ADDRESS}=${USER.name}/}}
virtual_uid_maps = static:${MAIL_UID}
virtual_gid_maps = static:${MAIL_GID}
alias_maps =
alias_database =
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = ${dovecot.saslSocket}
smtpd_sasl_security_options = noanonymous
smtpd_relay_restrictions = permit_sasl_authenticated, reject
smtpd_tls_auth_only = yes
smtpd_tls_cert_file = ${certificate.chainFile}
smtpd_tls_key_file = ${certificate.keyFile}
smtpd_tls_mandatory_protocols = >=TLSv1.2
smtpd_tls_loglevel = 1
`;
}

/** master(5): nothing runs in a chroot, so that no file of the system has to be copied. */
function masterConfiguration(services: readonly Service[]): string {
  const submission = services.map(({ address, port, mode, settings = [] }) =>
    [
      `${address}:${port} inet n - n - - smtpd`,
      // In braces, a value may hold spaces.
      ...[...SERVICE_OPTIONS[mode], ...settings].map((setting) => `  -o { ${setting} }`),
    ].join('\n'),
  );
  return `${submission.join('\n')}
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
proxymap unix - - n - - proxymap
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
`;
}
