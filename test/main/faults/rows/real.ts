// test/main/faults: the real servers, as they should be and as they are set up wrong. May import: test/.
import { startHaproxy } from '../../../real/haproxy.ts';
import { startStunnel } from '../../../real/stunnel.ts';
import { closed, mail } from '../parts.ts';
import { dovecot, dovecotThatShows, exim, front, postfix } from '../real-parts.ts';
import type { FaultRow } from '../row.ts';
import { at } from '../ways.ts';

const MOVED = {
  code: 'needs-starttls',
  failure: 'plaintext-instead-of-tls',
  says: ['greeted in plain text on port 465', 'STARTTLS on port 587, and that was tested'],
  change: { tls: 'starttls', port: 587 },
} as const;

const POSTFIX_AND_DOVECOT: readonly FaultRow[] = (
  [
    {
      name: 'Postfix, which knows TLS only behind STARTTLS',
      addresses: at({ 465: postfix('starttls'), 587: postfix('starttls') }),
      ...MOVED,
    },
    {
      name: 'Postfix, which does not encrypt',
      addresses: at({ 465: postfix('none'), 587: postfix('none') }),
      code: 'starttls-not-offered',
      failure: 'plaintext-instead-of-tls',
      says: ['does not offer STARTTLS on port 587'],
    },
    {
      name: 'Dovecot with 993 closed',
      protocol: 'imap',
      port: 993,
      addresses: at({ 993: closed, 143: dovecot('imap') }),
      code: 'needs-starttls-port-closed',
      failure: 'refused',
      says: ['no longer answers on port 993', 'STARTTLS on port 143'],
      change: { tls: 'starttls', port: 143 },
    },
    {
      name: 'Dovecot, set to STARTTLS on its port for SSL/TLS',
      protocol: 'imap',
      port: 993,
      tls: 'starttls',
      addresses: at({ 993: dovecot('imaps') }),
      impatient: true,
      code: 'starttls-on-implicit-port',
      failure: 'silence',
      says: ['SSL/TLS from the first byte on port 993'],
    },
    {
      name: 'Dovecot with a certificate of its own making',
      protocol: 'pop3',
      port: 995,
      addresses: at({ 995: dovecotThatShows({ selfSigned: true }) }),
      code: 'certificate-self-signed',
      says: ['on port 995 that it has issued to itself'],
    },
  ] as const
).map((row) => ({ ...row, needs: ['postfix', 'dovecot', 'root'] }));

const EXIM: readonly FaultRow[] = (() => {
  const needs = ['exim', 'root'] as const;
  const starttls = exim('starttls');
  return [
    {
      name: 'Exim, which knows TLS only behind STARTTLS',
      needs,
      addresses: at({ 465: starttls, 587: starttls }),
      ...MOVED,
    },
    {
      name: 'Exim with a certificate of another name',
      needs,
      addresses: at({ 465: exim('implicit', { shows: { names: ['other.example.test'] } }) }),
      code: 'certificate-wrong-name',
      says: ['on port 465 is not made out for', 'other.example.test'],
    },
    {
      name: 'Exim, set to STARTTLS on its port for SSL/TLS',
      needs,
      port: 465,
      tls: 'starttls',
      addresses: at({ 465: exim('implicit') }),
      impatient: true,
      code: 'starttls-on-implicit-port',
      failure: 'silence',
      says: ['SSL/TLS from the first byte on port 465'],
    },
    {
      name: 'Exim, which wants a client certificate',
      needs,
      addresses: at({ 465: exim('implicit', { wantsCertificate: true }) }),
      code: 'client-certificate-wanted',
      failure: 'tls-alert',
      says: ['talks on port 465 only to those who show a certificate'],
    },
    {
      name: 'Exim, which lets nobody log in',
      needs,
      port: 587,
      tls: 'starttls',
      addresses: at({ 587: exim('starttls', { auth: 'never' }) }),
      code: 'no-auth',
      says: ['encrypts on port 587, but offers no log-in'],
    },
  ];
})();

const BEHIND = mail({ tls: 'plain' });
const OLD = { from: 'TLSv1', to: 'TLSv1.1' } as const;

const FRONTS: readonly FaultRow[] = (
  [
    ['stunnel', startStunnel],
    ['haproxy', startHaproxy],
  ] as const
).flatMap(([name, start]): readonly FaultRow[] => [
  {
    name: `${name} before a plaintext server`,
    needs: [name],
    addresses: at({ 465: front(start, BEHIND) }),
    code: 'healthy',
    says: ['works as it is set'],
  },
  {
    name: `${name} that knows nothing newer than TLS 1.1`,
    needs: [name],
    addresses: at({ 465: front(start, BEHIND, { versions: OLD }) }),
    code: 'tls-too-old',
    failure: 'tls-alert',
    says: ['an encryption on port 465 that is no longer safe'],
  },
  {
    name: `${name} that wants a client certificate`,
    needs: [name],
    addresses: at({ 465: front(start, BEHIND, { wantsCertificate: true }) }),
    code: 'client-certificate-wanted',
    failure: 'tls-alert',
    says: ['talks on port 465 only to those who show a certificate'],
  },
]);

const HUNG_UP: FaultRow = {
  name: 'HAProxy before a server that hangs up, while STARTTLS works',
  needs: ['haproxy'],
  addresses: at({
    465: front(startHaproxy, mail({ tls: 'plain', onConnect: 'close' })),
    587: mail({ tls: 'starttls-only' }),
  }),
  code: 'perhaps-network',
  failure: 'closed',
  says: ['no usable answer on port 465', 'STARTTLS on port 587'],
};

export const REAL_ROWS = [...POSTFIX_AND_DOVECOT, ...EXIM, ...FRONTS, HUNG_UP];
