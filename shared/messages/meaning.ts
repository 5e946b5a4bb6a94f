// shared/messages: what kind of trouble each verdict is. The window tells the kinds apart: who is at
// fault, what it means for the user, and what else to do. No Node, no DOM.
import type { DiagnosisCode } from '../model/diagnosis.ts';

export const TROUBLES = [
  'none', // nothing is wrong
  'settings', // other settings would work
  'network', // the way to the server
  'passing', // the server does not do its work at the moment
  'server', // the server does something wrong
  'tampered', // something on the way may read along or join in
  'certificate', // the server can't prove who it is
  'account', // what is stored in the account does not fit
  'unclear', // the test has no answer
] as const;
export type Trouble = (typeof TROUBLES)[number];

export const TROUBLE_OF: Readonly<Record<DiagnosisCode, Trouble>> = {
  healthy: 'none',
  'needs-starttls': 'settings',
  'needs-starttls-port-closed': 'settings',
  'perhaps-network': 'network',
  'wrong-port': 'settings',
  'insecure-hardening': 'settings',
  insecure: 'server',
  'starttls-on-implicit-port': 'settings',
  'no-encrypted-port': 'server',
  'host-not-found': 'account',
  'resolver-failed': 'network',
  refused: 'account',
  unreachable: 'network',
  'no-connection': 'network',
  'network-blocks-mail': 'network',
  'network-blocks-sending': 'network',
  'no-greeting': 'passing',
  'connection-closed': 'passing',
  'connection-reset': 'network',
  stalled: 'passing',
  'server-busy': 'passing',
  'server-refuses': 'server',
  'capabilities-refused': 'server',
  'wrong-protocol': 'account',
  'too-much-data': 'account',
  'starttls-not-offered': 'server',
  'starttls-misplaced': 'server',
  'starttls-masked': 'tampered',
  'starttls-unavailable': 'passing',
  'starttls-syntax-refused': 'server',
  'starttls-not-implemented': 'server',
  'starttls-needs-login': 'server',
  'starttls-refused': 'passing',
  'starttls-stalled': 'passing',
  'starttls-broken-off': 'server',
  'starttls-plaintext': 'tampered',
  'starttls-injection': 'tampered',
  'untagged-before-tls': 'tampered',
  preauth: 'tampered',
  'command-injection': 'server',
  'tls-too-old': 'server',
  'tls-no-common-cipher': 'server',
  'tls-name-rejected': 'account',
  'client-certificate-wanted': 'account',
  'tls-alert': 'server',
  'tls-failed': 'server',
  'certificate-expired': 'certificate',
  'certificate-not-yet-valid': 'certificate',
  'certificate-wrong-name': 'certificate',
  'certificate-common-name-only': 'certificate',
  'certificate-weak': 'certificate',
  'certificate-self-signed': 'certificate',
  'certificate-chain-incomplete': 'certificate',
  'certificate-issuer-unknown': 'certificate',
  'certificate-untrusted': 'certificate',
  'certificate-trusted-elsewhere': 'certificate',
  'certificate-unsuitable': 'certificate',
  intercepted: 'tampered',
  'no-auth': 'account',
  'no-usable-auth': 'account',
  'login-disabled': 'server',
  'addresses-disagree': 'server',
  'not-confirmed': 'unclear',
  cancelled: 'unclear',
  'out-of-time': 'unclear',
  'not-tested': 'account',
};
