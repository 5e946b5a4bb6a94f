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
  'starttls-on-implicit-port': {
    summary:
      '{host} speaks SSL/TLS from the first byte on port {port}, but the account is set to STARTTLS.',
    advice: 'Change the connection security of this server to SSL/TLS; the port stays {port}.',
  },
  'no-encrypted-port': {
    summary:
      '{host} greeted in plain text on port {port}, where SSL/TLS was expected, and STARTTLS was found neither there nor on the standard port.',
    advice: 'Ask the people who run the server how to connect with encryption.',
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
    summary: '{host} is there, but its port {port} is closed.',
    advice: 'Ask your help desk for the right server name and port.',
  },
  unreachable: {
    summary: '{host} cannot be reached from this network.',
    advice: 'Check the network connection or the VPN, and try again.',
  },
  'no-connection': {
    summary:
      'Nothing answers at {host} on port {port}. Either the server is down, or a firewall on the way swallows the attempt.',
    advice: 'Try another network, or ask your help desk whether the server has changed.',
  },
  'network-blocks-mail': {
    summary:
      'No mail server answers on any port, {host} and others alike. That looks like a network that blocks mail.',
    advice:
      'Try another network (a phone as a hotspot, or without the VPN). If mail works there, the settings are right: ask the people who run this network.',
  },
  'network-blocks-sending': {
    summary:
      'Receiving works, but no port for sending answers at {host}. Many networks block just these ports.',
    advice:
      'Try another network (a phone as a hotspot, or without the VPN). If sending works there, the settings are right: ask the people who run this network.',
  },

  'no-greeting': {
    summary: '{host} accepts the connection on port {seenPort}, and then says nothing.',
    advice:
      'Perhaps the server is overloaded, or waits for another kind of encryption. Try again in a few minutes. If it stays: ' +
      TELL_HELP_DESK,
  },
  'connection-closed': {
    summary: '{host} closes the connection on port {seenPort} in the middle of the conversation.',
    advice: 'Try again in a few minutes. If it stays: ' + TELL_HELP_DESK,
  },
  'connection-reset': {
    summary:
      'The connection to {host} on port {seenPort} is cut off by force. A server does that, or a firewall on the way.',
    advice: 'Try another network. If it stays: ' + TELL_HELP_DESK,
  },
  stalled: {
    summary: '{host} began to talk on port {seenPort}, and then stopped answering.',
    advice: 'Try again in a few minutes. If it stays: ' + TELL_HELP_DESK,
  },
  'server-busy': {
    summary: '{host} says on port {seenPort} that it is too busy or out of service now: {reply}',
    advice: 'Try again in half an hour. If it stays: ' + TELL_HELP_DESK,
  },
  'server-refuses': {
    summary: '{host} answers on port {seenPort} and refuses to talk to this computer: {reply}',
    advice:
      'Perhaps the address of this network is on a list of senders that it does not want. ' +
      TELL_HELP_DESK,
  },
  'capabilities-refused': {
    summary: '{host} refuses on port {seenPort} to say what it can do: {reply}',
    advice: 'Without that there is no encryption. ' + TELL_HELP_DESK,
  },
  'wrong-protocol': {
    summary: 'What answers on port {seenPort} of {host} is not the mail service expected there.',
    advice: 'Check the server name and the port of the account.',
  },
  'too-much-data': {
    summary: '{host} sends more on port {seenPort} than any mail server does. The test was ended.',
    advice:
      'Check the server name and the port of the account. If they are right: ' + TELL_HELP_DESK,
  },

  'starttls-not-offered': {
    summary: '{host} does not offer STARTTLS on port {seenPort}.',
    advice:
      'Either the server does not encrypt there, or something on the way hides the offer. Nothing is made weaker. ' +
      TELL_HELP_DESK,
  },
  'starttls-misplaced': {
    summary:
      '{host} offers STARTTLS on port {seenPort} in the wrong place: in the line that belongs to its own name, where mail programs do not look.',
    advice: SERVER_FAULT + ' ' + TELL_HELP_DESK,
  },
  'starttls-masked': {
    summary:
      'Something between this computer and {host} overwrites the offer of STARTTLS on port {seenPort}.',
    advice:
      'That is typical of a firewall that inspects mail. Try another network, or ask the people who run this one.',
  },
  'starttls-unavailable': {
    summary: '{host} cannot encrypt on port {seenPort} at the moment: {reply}',
    advice: 'Try again in half an hour. If it stays: ' + TELL_HELP_DESK,
  },
  'starttls-syntax-refused': {
    summary: '{host} offers STARTTLS on port {seenPort}, but does not accept the command: {reply}',
    advice:
      'Something on the way may have changed the command. Try another network. If it stays: ' +
      TELL_HELP_DESK,
  },
  'starttls-not-implemented': {
    summary:
      '{host} offers STARTTLS on port {seenPort}, but then says that it does not know it: {reply}',
    advice: SERVER_FAULT + ' ' + TELL_HELP_DESK,
  },
  'starttls-needs-login': {
    summary: '{host} wants a log-in before it encrypts on port {seenPort}: {reply}',
    advice:
      'A password must not be sent without encryption. ' + SERVER_FAULT + ' ' + TELL_HELP_DESK,
  },
  'starttls-refused': {
    summary: '{host} offers STARTTLS on port {seenPort}, and then refuses it: {reply}',
    advice: 'Try again in a few minutes. If it stays: ' + TELL_HELP_DESK,
  },
  'starttls-stalled': {
    summary: '{host} agreed to encrypt on port {seenPort}, and then said nothing more.',
    advice: 'Try again in a few minutes. If it stays: ' + TELL_HELP_DESK,
  },
  'starttls-broken-off': {
    summary: '{host} agreed to encrypt on port {seenPort}, and then hung up.',
    advice:
      'Often the server has no usable certificate, or a firewall on the way does not like encryption. ' +
      TELL_HELP_DESK,
  },
  'starttls-plaintext': {
    summary: '{host} agreed to encrypt on port {seenPort}, and then went on in plain text.',
    advice: 'Do not use this connection. ' + TELL_HELP_DESK,
  },
  'starttls-injection': {
    summary:
      'On port {seenPort} of {host} something came between the agreement to encrypt and the encryption. Somebody on the way may be adding to the conversation.',
    advice: 'Do not use this connection. ' + TELL_HELP_DESK,
  },
  'untagged-before-tls': {
    summary:
      '{host} sent mailbox data on port {seenPort} before encryption and log-in. Somebody on the way may be adding to the conversation.',
    advice: 'Do not use this connection. ' + TELL_HELP_DESK,
  },
  preauth: {
    summary:
      '{host} says on port {seenPort} that you are logged in already, before any encryption. With that, encryption can no longer begin.',
    advice: 'Do not use this connection. ' + TELL_HELP_DESK,
  },
  'command-injection': {
    summary:
      '{host} obeys commands on port {seenPort} that were sent before the encryption began. Somebody on the way could slip in commands of their own.',
    advice: SERVER_FAULT + ' It needs an update. ' + TELL_HELP_DESK,
  },

  'tls-too-old': {
    summary:
      '{host} offers only an encryption on port {seenPort} that is no longer safe (older than TLS 1.2).',
    advice: SERVER_FAULT + ' ' + TELL_HELP_DESK,
  },
  'tls-no-common-cipher': {
    summary:
      "{host} refuses the encryption on port {seenPort}: it knows no method that today's programs use (alert {alert}, {alertName}).",
    advice: SERVER_FAULT + ' ' + TELL_HELP_DESK,
  },
  'tls-name-rejected': {
    summary:
      'The server on port {seenPort} does not want to be called {host} (alert {alert}, {alertName}).',
    advice: 'Check the server name in the account. If it is right: ' + TELL_HELP_DESK,
  },
  'client-certificate-wanted': {
    summary:
      '{host} talks on port {seenPort} only to those who show a certificate of their own, and this test has none.',
    advice:
      'If your organisation gave you such a certificate, the mail program may still work. If not, ask your help desk whether this is the right port.',
  },
  'tls-alert': {
    summary: '{host} refuses the encryption on port {seenPort} (alert {alert}, {alertName}).',
    advice: TELL_HELP_DESK,
  },
  'tls-failed': {
    summary: 'The encrypted connection to {host} on port {seenPort} could not be set up.',
    advice: TELL_HELP_DESK,
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
  'certificate-common-name-only': {
    summary:
      'The certificate on port {seenPort} names {host} only in an old place (the common name) that mail programs no longer read.',
    advice: 'The server needs a certificate with a subject alternative name. ' + TELL_HELP_DESK,
  },
  'certificate-weak': {
    summary:
      'The certificate of {host} on port {seenPort} is too weak to be trusted today ({certificateStrength}).',
    advice: 'The server needs a new certificate. ' + TELL_HELP_DESK,
  },
  'certificate-self-signed': {
    summary:
      '{host} shows a certificate on port {seenPort} that it has issued to itself. Nobody vouches for it.',
    advice:
      'The server needs a certificate from an authority that your mail program trusts. Do not accept it by hand. ' +
      TELL_HELP_DESK,
  },
  'certificate-chain-incomplete': {
    summary:
      'On port {seenPort} {host} sends its own certificate, but not the one that links it to a trusted authority. Some programs find the missing piece by themselves; mail programs do not.',
    advice: 'The server must send the whole chain. ' + TELL_HELP_DESK,
  },
  'certificate-issuer-unknown': {
    summary:
      'On port {seenPort} {host} sends only its own certificate, and nobody here knows its issuer: {certificateIssuer}. Either the server leaves out a part of the chain, or the issuer is a private authority.',
    advice:
      "The server must send the whole chain; and if the authority is your organisation's own, its certificate must be installed for the mail program (--ca tests with it). Do not accept the certificate by hand.",
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
  'certificate-unsuitable': {
    summary:
      'The certificate of {host} on port {seenPort} comes from a known authority, but is not made for this use ({verifyError}).',
    advice: 'The server needs another certificate. ' + TELL_HELP_DESK,
  },
  intercepted: {
    summary:
      'It is not {host} itself that answers on port {seenPort}, but something in between that reads along. It calls itself: {certificateIssuer}.',
    advice:
      'Usually that is a virus scanner on this computer or a filter in this network. Turn off its scanning of mail, or try another network; if it belongs to your organisation, ask your help desk. Do not accept the certificate by hand.',
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
  'login-disabled': {
    summary: '{host} encrypts on port {seenPort}, but lets nobody log in there (LOGINDISABLED).',
    advice: SERVER_FAULT + ' ' + TELL_HELP_DESK,
  },

  'addresses-disagree': {
    summary:
      '{host} has several addresses, and they behave differently on port {seenPort}. Whether mail works depends on which one answers.',
    advice: TELL_HELP_DESK,
  },
  'not-confirmed': {
    summary: '{host} worked once on port {seenPort} and failed once.',
    advice: 'Nothing is changed on one sighting. Try again in a few minutes.',
  },
  cancelled: {
    summary: 'The test of {host} was stopped before it had an answer.',
    advice: 'Start the test again.',
  },
  'out-of-time': {
    summary: 'The time for the whole test was used up before {host} had answered.',
    advice: 'Start the test again, with fewer servers (--only) or more time (--deadline).',
  },
  'not-tested': {
    summary: 'The server name or port stored in the account is not usable: {host}, {port}.',
    advice: 'Correct the server name in the mail program; a port does not belong in it.',
  },
};

export const remarks: Catalogue['remarks'] = {
  'slow-greeting': {
    summary: '{host} took {seconds} seconds to greet on port {port}.',
    advice: 'Some servers do that to keep off junk mail. If sending takes long, that is why.',
  },
  'auth-in-clear': {
    summary: '{host} offers log-ins on port {port} before the connection is encrypted: {offered}.',
    advice: 'The people who run the server should offer them only after STARTTLS.',
  },
  'ipv6-dead': {
    summary: 'The IPv6 address of {host} ({address}) does not answer; IPv4 works.',
    advice: 'Connecting may take longer. Tell the people who run the server or this network.',
  },
  'address-dead': {
    summary: 'One address of {host} ({address}) does not answer; another works.',
    advice: 'Connecting may take longer. Tell the people who run the server.',
  },
  'address-refuses': {
    summary: 'One address of {host} ({address}) has port {port} closed; another works.',
    advice: 'Connecting may fail at times. Tell the people who run the server.',
  },
  'resolves-to-loopback': {
    summary: 'The name {host} leads to this computer itself ({address}).',
    advice:
      'A virus scanner or a mail proxy does that. If you did not set it up, ask your help desk.',
  },
  intercepted: {
    summary:
      'Between this computer and {host} stands {product}, which reads along on port {port}. Your mail program trusts it.',
    advice: 'Nothing to do if your organisation or you have installed it.',
  },
};
