import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { RANGES } from '../real/addresses.ts';
import { atTheEnd } from '../real/at-the-end.ts';
import { makeAuthority, type Authority } from '../real/ca.ts';
import { startDovecot, USER, type Dovecot } from '../real/dovecot.ts';
import { MAIL_DOMAIN, startPostfix, USER_ADDRESS, type Postfix } from '../real/postfix.ts';
import { describeReal } from '../real/requirements.ts';
import { submit, type Submission } from '../real/submit.ts';
import { accepts, messagesIn } from '../real/wait.ts';

const HOST = `mail.${MAIL_DOMAIN}`;
const STARTTLS_ONLY = { address: `${RANGES.servers}.1`, port: 587, mode: 'starttls' } as const;
const IMPLICIT = { address: `${RANGES.servers}.2`, port: 465, mode: 'implicit' } as const;

describeReal('real mail servers', ['postfix', 'dovecot', 'openssl', 'root'], () => {
  let authority: Authority;
  let dovecot: Dovecot;
  let postfix: Postfix;

  const later = atTheEnd();

  beforeAll(async () => {
    authority = await makeAuthority();
    later(authority.remove);
    const certificate = await authority.issue({ names: [HOST] });
    dovecot = await startDovecot({
      address: STARTTLS_ONLY.address,
      open: ['imap', 'imaps', 'pop3'],
      certificate,
    });
    later(dovecot.stop);
    postfix = await startPostfix({ services: [STARTTLS_ONLY, IMPLICIT], certificate, dovecot });
    later(postfix.stop);
  });

  const handshake = (address: string, port: number, host: string, starttls?: string): string =>
    execFileSync(
      'openssl',
      ['s_client', '-connect', `${address}:${port}`, '-CAfile', authority.rootFile]
        .concat(['-verify_hostname', host, '-verify_return_error'])
        .concat(starttls === undefined ? [] : ['-starttls', starttls]),
      { input: '', encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe'] },
    );

  const submission = (over: Partial<Submission>): Submission => ({
    server: STARTTLS_ONLY,
    tls: 'starttls',
    host: HOST,
    root: readFileSync(authority.rootFile, 'utf8'),
    user: USER.name,
    password: USER.password,
    from: USER_ADDRESS,
    to: USER_ADDRESS,
    subject: 'none',
    ...over,
  });

  it.each([
    ['SMTP after STARTTLS', STARTTLS_ONLY.address, 587, 'smtp'],
    ['SMTP over implicit TLS', IMPLICIT.address, 465, undefined],
    ['IMAP after STARTTLS', STARTTLS_ONLY.address, 143, 'imap'],
    ['IMAP over implicit TLS', STARTTLS_ONLY.address, 993, undefined],
    ['POP3 after STLS', STARTTLS_ONLY.address, 110, 'pop3'],
  ])('%s shows a chain that openssl verifies', (_name, address, port, starttls) => {
    expect(handshake(address, port, HOST, starttls)).toContain('Verify return code: 0 (ok)');
    expect(() => handshake(address, port, 'other.example.test', starttls)).toThrow();
  });

  it.each([
    ['465 beside the STARTTLS-only Postfix', STARTTLS_ONLY.address, 465],
    ['587 beside the implicit one', IMPLICIT.address, 587],
    ['the Dovecot port that was not asked for', STARTTLS_ONLY.address, 995],
  ])('%s is closed', async (_name, address, port) => {
    expect(await accepts({ address, port })).toBe(false);
  });

  it('deliver a message submitted over STARTTLS', async () => {
    await submit(submission({ subject: 'over starttls' }));
    const message = await postfix.arrived('over starttls');
    expect(message).toMatch(/with ESMTPSA/); // encrypted and authenticated (RFC 3848)
  });

  it('deliver a message submitted over implicit TLS', async () => {
    await submit(submission({ server: IMPLICIT, tls: 'implicit', subject: 'over implicit tls' }));
    expect(await postfix.arrived('over implicit tls')).toContain(`Delivered-To: ${USER_ADDRESS}`);
  });

  it('refuse a log-in before STARTTLS', async () => {
    await expect(submit(submission({ tls: 'none' }))).rejects.toThrow('wanted 235: 530');
  });

  it('refuse a wrong password, and mail for other domains', async () => {
    const before = messagesIn(dovecot.maildir).length;
    await expect(submit(submission({ password: 'wrong' }))).rejects.toThrow('wanted 235: 535');
    await expect(submit(submission({ to: 'bob@example.org' }))).rejects.toThrow('wanted 250: 550');
    expect(messagesIn(dovecot.maildir)).toHaveLength(before);
  });
});
