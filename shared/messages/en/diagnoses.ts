// shared/messages/en: the verdicts in English. What was seen and what it means; then what to do.
import type { Catalogue } from '../catalogue.ts';

const SERVER_FAULT = 'This is a fault of the server, not of your computer.';
const TELL_HELP_DESK = 'Send this report to your help desk or to the people who run the server.';

export const diagnoses: Catalogue['diagnoses'] = {
  healthy: {
    summary: '{host} works as it is set.',
    advice: 'Nothing to do.',
  },
  'needs-starttls': {
    summary:
      '{host} greeted in plain text on port {port}, where SSL/TLS was expected. It encrypts with STARTTLS on port {remedyPort}, and that was tested.',
    advice: 'Change the connection security to STARTTLS and the port to {remedyPort}.',
  },
  'needs-starttls-port-closed': {
    summary:
      '{host} no longer answers on port {port}. It encrypts with STARTTLS on port {remedyPort}, and that was tested.',
    advice: 'Change the connection security to STARTTLS and the port to {remedyPort}.',
  },
  'perhaps-network': {
    summary:
      '{host} gives no usable answer on port {port}, but works with STARTTLS on port {remedyPort}. Perhaps the server has changed; perhaps this network blocks the port.',
    advice:
      'Try another network, or ask your help desk whether {host} has moved to STARTTLS on port {remedyPort}. Nothing is changed on a mere silence.',
  },
  'wrong-port': {
    summary:
      '{host} does not speak SSL/TLS on port {port}, but does on the standard port {remedyPort}.',
    advice: 'Change the port to {remedyPort}; the connection security stays as it is.',
  },
  'insecure-hardening': {
    summary:
      'The connection to {host} is not surely encrypted as it is set. STARTTLS on port {remedyPort} was tested and works.',
    advice:
      'You can require encryption: STARTTLS on port {remedyPort}. It is done only when asked for (--harden).',
  },
  insecure: {
    summary:
      'The connection to {host} is not surely encrypted as it is set, and no encrypted way was found that could be verified.',
    advice: 'Ask the people who run the server for a port with SSL/TLS or STARTTLS.',
  },
  'certificate-expired': {
    summary:
      'The certificate of {host} on port {seenPort} expired on {certificateUntil}. ' + SERVER_FAULT,
    advice: 'The server needs a new certificate. ' + TELL_HELP_DESK,
  },
  'certificate-not-yet-valid': {
    summary:
      'The certificate of {host} on port {seenPort} is valid only from {certificateFrom}. Either the clock of this computer is wrong, or the server uses its certificate too early.',
    advice: 'Check the date and time of this computer. If they are right: ' + TELL_HELP_DESK,
  },
  'certificate-wrong-name': {
    summary:
      'The certificate on port {seenPort} is not made out for {host}. It names: {certificateNames}.',
    advice:
      'Check the server name in the account. If it is right, the server needs another certificate. ' +
      TELL_HELP_DESK,
  },
  'certificate-untrusted': {
    summary:
      'The certificate of {host} on port {seenPort} was issued by somebody whom your mail program does not trust: {certificateIssuer}.',
    advice:
      'If your organisation has its own certificate authority, its certificate must be installed for the mail program (--ca tests with it). Do not accept the certificate by hand.',
  },
  'certificate-trusted-elsewhere': {
    summary:
      'This computer trusts the certificate of {host} on port {seenPort}, but the mail program does not: it keeps its own list of authorities. Issuer: {certificateIssuer}.',
    advice:
      'The authority must be made known to the mail program as well, by its policy or its certificate settings. Ask your help desk.',
  },
  'tls-too-old': {
    summary:
      '{host} offers only an encryption on port {seenPort} that is no longer safe (older than TLS 1.2).',
    advice: SERVER_FAULT + ' ' + TELL_HELP_DESK,
  },
  'tls-failed': {
    summary: 'The encrypted connection to {host} on port {seenPort} could not be set up.',
    advice: TELL_HELP_DESK,
  },
  'starttls-not-offered': {
    summary: '{host} does not offer STARTTLS on port {seenPort}.',
    advice:
      'Either the server does not encrypt there, or something on the way hides the offer. Nothing is made weaker. ' +
      TELL_HELP_DESK,
  },
  'starttls-masked': {
    summary:
      'Something between this computer and {host} overwrites the offer of STARTTLS on port {seenPort}.',
    advice:
      'That is typical of a firewall that inspects mail. Try another network, or ask the people who run this one.',
  },
  'starttls-refused': {
    summary: '{host} offers STARTTLS on port {seenPort}, and then refuses it: {reply}',
    advice: 'Try again in a few minutes. If it stays: ' + TELL_HELP_DESK,
  },
  'starttls-on-implicit-port': {
    summary:
      '{host} speaks SSL/TLS from the first byte on port {port}, but the account is set to STARTTLS.',
    advice: 'Change the connection security of this server to SSL/TLS; the port stays {port}.',
  },
  'starttls-unsafe': {
    summary:
      '{host} sent something on port {seenPort} that must not come before encryption. Somebody on the way may be adding to the conversation.',
    advice: 'Do not use this connection. ' + TELL_HELP_DESK,
  },
  'no-encrypted-port': {
    summary:
      '{host} greeted in plain text on port {port}, where SSL/TLS was expected, and STARTTLS was found neither there nor on the standard port.',
    advice: 'Ask the people who run the server how to connect with encryption.',
  },
  'no-auth': {
    summary: '{host} encrypts on port {seenPort}, but offers no log-in there.',
    advice:
      'This port is not meant for mail programs. Ask the people who run the server for the right one.',
  },
  'no-usable-auth': {
    summary:
      '{host} encrypts on port {seenPort}, but offers only log-ins that the account is not set to use: {offered}.',
    advice: 'Ask your help desk which authentication method the account should use.',
  },
  'addresses-disagree': {
    summary:
      '{host} has several addresses, and they behave differently on port {seenPort}. Whether mail works depends on which one answers.',
    advice: TELL_HELP_DESK,
  },
  'server-refuses': {
    summary: '{host} answers on port {seenPort} and refuses to go on: {reply}',
    advice: 'Try again in a few minutes. If it stays: ' + TELL_HELP_DESK,
  },
  'wrong-protocol': {
    summary: 'What answers on port {seenPort} of {host} is not the mail service expected there.',
    advice: 'Check the server name and the port of the account.',
  },
  'host-not-found': {
    summary: 'There is no server with the name {host}.',
    advice: 'Check the spelling of the server name in the account, or ask your help desk for it.',
  },
  'resolver-failed': {
    summary: 'The address of {host} could not be looked up: the name service did not answer.',
    advice: 'Check that this computer is connected to the network, and try again.',
  },
  refused: {
    summary:
      '{host} is there, but its port {port} is closed, and no other encrypted port was found.',
    advice: 'Ask your help desk for the right server name and port.',
  },
  unreachable: {
    summary: '{host} cannot be reached from this network.',
    advice: 'Check the network connection or the VPN, and try again.',
  },
  silent: {
    summary: 'No answer from {host} on port {port}. Perhaps this network blocks it.',
    advice: 'Try another network, or ask your help desk whether the server has changed.',
  },
  'broken-off': {
    summary: '{host} breaks off the conversation on port {seenPort}.',
    advice: 'Try again in a few minutes. If it stays: ' + TELL_HELP_DESK,
  },
  'not-confirmed': {
    summary: '{host} worked once on port {seenPort} and failed once.',
    advice: 'Nothing is changed on one sighting. Try again in a few minutes.',
  },
  cancelled: {
    summary: 'The test of {host} was stopped before it had an answer.',
    advice: 'Start the test again.',
  },
  'not-tested': {
    summary: 'The server name or port stored in the account is not usable: {host}, {port}.',
    advice: 'Correct the server name in the mail program; a port does not belong into it.',
  },
};
