// shared/messages/en: what every face says in English.
import type { CommonTexts } from '../catalogue.ts';
import { diagnoses, remarks } from './diagnoses.ts';
import { problems } from './problems.ts';

export const common: CommonTexts = {
  locale: 'en',
  clients: { thunderbird: 'Thunderbird' },
  tlsWords: {
    // Thunderbird's account settings, "Connection security"; 1 was shown as "STARTTLS, if available".
    thunderbird: {
      implicit: 'SSL/TLS',
      starttls: 'STARTTLS',
      opportunistic: 'STARTTLS, if available',
      auto: 'Autodetect',
      none: 'None',
    },
  },
  modes: {
    implicit: 'TLS from the first byte',
    starttls: 'STARTTLS',
    opportunistic: 'STARTTLS only if offered',
    auto: 'automatic',
    none: 'no encryption',
  },
  roles: { smtp: 'Sending', imap: 'Receiving (IMAP)', pop3: 'Receiving (POP3)' },
  steps: {
    resolve: 'Address',
    connect: 'Connect',
    greeting: 'Greeting',
    capabilities: 'Offer',
    starttls: 'STARTTLS',
    handshake: 'Encryption',
    authentication: 'Log-in',
    goodbye: 'Goodbye',
  },
  diagnoses,
  remarks,
  problems,
  failures: {
    'name-not-found': 'there is no such name',
    'resolver-failed': 'the name service did not answer',
    refused: 'the port is closed',
    unreachable: 'the address cannot be reached',
    'connect-timeout': 'no answer',
    silence: 'connected, but the server says nothing',
    timeout: 'the server stopped answering',
    closed: 'the server closed the connection',
    reset: 'the server reset the connection',
    'plaintext-instead-of-tls': 'answered in plain text:',
    'tls-instead-of-plaintext': 'spoke TLS where a greeting was expected',
    'wrong-protocol': 'not this mail service:',
    'negative-reply': 'refused:',
    'starttls-not-offered': 'STARTTLS is not offered',
    'starttls-misplaced': "STARTTLS is offered only in the place of the server's name",
    'starttls-masked': 'the offer of STARTTLS is overwritten on the way',
    'bytes-before-tls': 'data before the encryption',
    'untagged-before-tls': 'mailbox data before the encryption',
    preauth: 'greeted as already logged in (PREAUTH)',
    'tls-alert': 'the server refused the encryption with an alert:',
    'tls-failed': 'the encryption could not be set up',
    'too-much-data': 'more data than any mail server sends',
    cancelled: 'stopped',
    deadline: 'out of time',
  },
  traceEvents: {
    connected: 'connected',
    'tls-begun': 'TLS handshake begins',
    'tls-established': 'encrypted from here on',
    closed: 'the server closed the connection',
    reset: 'the connection was reset',
  },
  outcomes: {
    verified: 'its change is in place and works',
    undone: 'its undo was finished',
    'taken-back': 'its change was taken back',
    'nothing-written': 'it had changed nothing',
  },
  locks: {
    policy: 'Set by your organisation: the policy {file} sets {key}.',
    autoconfig: 'Set by your organisation: {file} sets {key} at every start.',
    'autoconfig-remote':
      'Set by your organisation: {file} fetches settings from a server, and they may win.',
    'locked-default': 'Set by your organisation: {file} locks {key}.',
    'user-js':
      'user.js sets {key} and wins at every start: {file}. Use --include-user-js to change it there too.',
    'user-js-unreadable': 'user.js could not be read, and what it sets wins at every start: {file}',
    'syntax-error': 'Nothing is changed in a damaged file: {file}',
    'not-regular': 'Where the settings file should be stands something else: {file}',
    unwritable: 'You may not write here: {file}',
    malformed: 'The stored server name or port is not one: {key} in {file}.',
    unsupported: 'This tool does not change this kind of setting: {key} in {file}.',
  },
  notes: {
    'legacy-tls-value':
      'Stored as "TLS, if available": today\'s Thunderbird sends in plain text with it.',
    'unknown-tls-value': 'The stored connection security is a number that no Thunderbird knows.',
    'wrong-type-port': 'The stored port has the wrong type; Thunderbird ignores it.',
    'wrong-type-tls': 'The stored connection security has the wrong type; Thunderbird ignores it.',
    'legacy-real-hostname':
      'An old entry (realhostname) names another server; old and new Thunderbirds differ here.',
    'certificate-exception':
      'You once accepted an untrusted certificate for this server and port. The exception does not follow to another port.',
    'shared-by-identities': 'Several identities send through this server; a change is for all.',
    'not-in-use': 'No identity sends through this server at the moment.',
    'default-in-prefs-file': 'Set by pref() in the settings file: Thunderbird will forget it.',
  },
  candidateSources: {
    autoconfig: "from the domain's autoconfig file {where}",
    srv: 'from the DNS record {where}',
    'standard-port': 'a standard port of {where}',
  },
  changeStates: {
    planned: 'would change',
    applied: 'changed',
    verified: 'changed, and works',
    skipped: 'left as it is',
    failed: 'not changed',
    undone: 'put back as it was',
  },
};
