// shared/messages/en: what is wrong with an autoconfig file, in English, for the person who wrote it.
// What it is and what it means for new accounts; then what to write instead.
import type { Catalogue } from '../catalogue.ts';

const NOTHING_USED = 'New accounts get nothing from this file.';
const PASSED_OVER = 'Thunderbird passes this server over.';
const SAY_MODE =
  'Write <socketType>SSL</socketType> for TLS from the first byte, or <socketType>STARTTLS</socketType>, in capitals and without spaces.';
const SAY_AUTHENTICATION =
  'Write <authentication>password-cleartext</authentication>, the usual one on an encrypted connection. Also known are password-encrypted, GSSAPI, NTLM and OAuth2, spelled exactly like that.';
const SAY_USERNAME =
  'Write <username>%EMAILADDRESS%</username>, or %EMAILLOCALPART% if people log in with what stands before the @.';
const SAY_DOMAIN =
  'Write what stands after the @ of the mail addresses, such as <domain>example.org</domain>, once for each mail domain.';
const SAY_SERVER =
  'with a hostname, a port, a socketType, an authentication and a username. If there is one already, see what else is said about it here.';
const SAVE_AS_UTF8 = 'Save it as UTF-8, and write UTF-8 as the encoding in the first line.';

export const configFindings: Catalogue['configFindings'] = {
  'not-served': {
    summary: 'No autoconfig file came from this address ({reason}), so new accounts get nothing.',
    advice:
      'Check the address. If it is right, let the web server send the file from there, over https and with a certificate that mail programs trust.',
  },
  'content-type': {
    summary:
      'The web server calls this file "{type}". Thunderbird looks only into what is called XML. ' +
      NOTHING_USED,
    advice: 'Let the web server send it with the Content-Type text/xml.',
  },
  'insecure-transport': {
    summary:
      'The file comes over http. Anybody on the way can change it and send new accounts to another server.',
    advice:
      'Publish it over https, with a certificate that mail programs trust, and let nothing on the way redirect to http.',
  },

  'too-large': {
    summary:
      'The file is larger than {limit} bytes, which no autoconfig file needs. Nothing of it was read.',
    advice: 'Leave in it only the <clientConfig> of your own mail domains.',
  },
  'unknown-encoding': {
    summary: 'The file says that its encoding is "{encoding}", which nobody knows. ' + NOTHING_USED,
    advice: SAVE_AS_UTF8,
  },
  'broken-encoding': {
    summary:
      'There are bytes in the file that do not exist in its encoding, {encoding}. ' + NOTHING_USED,
    advice: SAVE_AS_UTF8 + ' Most often it is an accented letter, saved in another encoding.',
  },
  'illegal-character': {
    summary: 'There is a character in the file that XML forbids: {character}. ' + NOTHING_USED,
    advice: 'Remove it. Most often it is a control character that nobody sees.',
  },
  'web-page': {
    summary: 'This is a web page (HTML), not an autoconfig file. ' + NOTHING_USED,
    advice:
      'Put the XML file at this place. Many web servers send a page where a file is missing: let yours answer with status 404 instead.',
  },
  'doctype-refused': {
    summary:
      'There is a declaration in the file, such as a DOCTYPE. It can change what the rest of the file says, so nothing of it was read.',
    advice:
      'Remove everything that begins with <! and is not a comment. The format needs none of it.',
  },
  'undefined-entity': {
    summary:
      '{entity} means nothing in XML, which does not know the names of HTML. ' + NOTHING_USED,
    advice: 'Write the character itself, or its number, such as &#160; for &nbsp;.',
  },
  'not-xml': {
    summary: 'The file is not well-formed XML. ' + NOTHING_USED,
    advice:
      'Look for a tag that is not closed, for a file that ends too early, and for a bare & or <, which are written &amp; and &lt;. Any XML editor shows the place.',
  },
  'too-deep': {
    summary:
      'There are more than {limit} elements inside each other. The format needs four, so nothing of the file was read.',
    advice: 'Look for a tag that is not closed, and remove what does not belong to the format.',
  },

  'not-client-config': {
    summary: 'The outermost element is <{element}>, not <clientConfig>. ' + NOTHING_USED,
    advice: 'Put everything into one <clientConfig>, spelled exactly like that.',
  },
  'no-email-provider': {
    summary: 'There is no <emailProvider> in the file. ' + NOTHING_USED,
    advice: 'Put the domains and the servers into one <emailProvider> inside <clientConfig>.',
  },
  'several-email-providers': {
    summary:
      'There are several <emailProvider> in the file. Thunderbird reads the first and nothing of the others.',
    advice: 'Put all that belongs together into the first, and remove the others.',
  },
  'bad-provider-id': {
    summary: 'The id of <emailProvider> is not a host name: "{value}". ' + NOTHING_USED,
    advice: 'Write the mail domain as the id.',
  },
  'bad-domain': {
    summary: '"{value}" is not a mail domain. Thunderbird passes it over.',
    advice: SAY_DOMAIN,
  },
  'no-domain': {
    summary: 'There is no usable <domain> in the file. ' + NOTHING_USED,
    advice: SAY_DOMAIN,
  },
  'no-display-name': {
    summary:
      'There is no <displayName>, or an empty one. Thunderbird then lists the new outgoing server without a proper name.',
    advice: 'Write the name of your organisation, such as <displayName>Example</displayName>.',
  },
  'no-incoming': {
    summary: 'There is no <incomingServer> that a mail program could use. ' + NOTHING_USED,
    advice: 'Write an <incomingServer> of type imap or pop3, ' + SAY_SERVER,
  },
  'no-outgoing': {
    summary: 'There is no <outgoingServer> that a mail program could use. ' + NOTHING_USED,
    advice: 'Write an <outgoingServer> of type smtp, ' + SAY_SERVER,
  },
  'first-server-decides': {
    summary:
      'The order decides: new accounts get {host} on port {port}, which stands before the others. Servers that come after it: {others}.',
    advice: 'Put first what everybody should get.',
  },

  'unknown-protocol': {
    summary: '"{value}" is not a type of server that Thunderbird knows here. ' + PASSED_OVER,
    advice:
      'Write imap or pop3 as the type of an <incomingServer>, smtp as that of an <outgoingServer>, in small letters.',
  },
  'untested-protocol': {
    summary:
      'This server is of the type "{value}". Thunderbird knows it, but this tool tests only IMAP, POP3 and SMTP.',
    advice: 'Try it with a new account in Thunderbird.',
  },
  'missing-hostname': {
    summary: 'There is no <hostname>, or an empty one. ' + PASSED_OVER,
    advice: 'Write the name of the server, such as <hostname>mail.example.org</hostname>.',
  },
  'bad-hostname': {
    summary: '"{value}" is not the name of a server. Mail programs cannot use this server.',
    advice:
      'Write the bare name, such as <hostname>mail.example.org</hostname>. The port has an element of its own, and https:// does not belong here.',
  },
  'placeholder-in-hostname': {
    summary:
      'There is {placeholder} in the <hostname>. Each new account puts a part of its own address there, and so looks for a server of its own name.',
    advice:
      'Write one fixed name, unless there is such a server for each, with a certificate for that name. Only %EMAILDOMAIN% makes sense here.',
  },
  'missing-port': {
    summary: 'There is no <port>. ' + PASSED_OVER,
    advice: 'Write the number of the port, such as <port>587</port>.',
  },
  'bad-port': {
    summary:
      '"{value}" is not a port, which is a number from 1 to 65535. Mail programs pass this server over, or take a port that was not meant.',
    advice: 'Write the number alone, such as <port>587</port>.',
  },
  'missing-socket-type': {
    summary: 'There is no <socketType>. ' + PASSED_OVER,
    advice: SAY_MODE,
  },
  'unknown-socket-type': {
    summary: '"{value}" is not a <socketType> that Thunderbird knows. It passes this one over.',
    advice: SAY_MODE,
  },
  'no-usable-socket-type': {
    summary: 'There is no <socketType> that Thunderbird knows. ' + PASSED_OVER,
    advice: SAY_MODE,
  },
  'plain-socket': {
    summary:
      'New accounts would not encrypt the connection to {host} on port {port}: mail and passwords are there to read on the way.',
    advice: SAY_MODE + ' Choose the one that the server offers, and its port.',
  },
  'port-and-mode-unusual': {
    summary:
      'Port {port} does not go with {socketType}, whose usual port is {usual}. If the server keeps to that, new accounts get no connection.',
    advice:
      'Write port {usual}, or another <socketType>: the test of this server shows which of them works.',
  },
  'submission-on-25': {
    summary:
      'Port 25 is for mail between servers. Many networks block it, so new accounts could not send there.',
    advice: 'Write port 465 with SSL, or port 587 with STARTTLS.',
  },
  'missing-authentication': {
    summary: 'There is no <authentication>. ' + PASSED_OVER,
    advice: SAY_AUTHENTICATION,
  },
  'unknown-authentication': {
    summary:
      '"{value}" is not an <authentication> that Thunderbird knows. It passes this one over.',
    advice: SAY_AUTHENTICATION,
  },
  'ignored-authentication': {
    summary:
      'The format knows the <authentication> "{value}", but Thunderbird passes it over at this kind of server.',
    advice: SAY_AUTHENTICATION,
  },
  'no-usable-authentication': {
    summary: 'There is no <authentication> that Thunderbird uses at this server. ' + PASSED_OVER,
    advice: SAY_AUTHENTICATION,
  },
  'old-authentication-word': {
    summary:
      'The <authentication> "{value}" is a word of the first drafts of the format. Thunderbird still reads it, but means to stop.',
    advice: 'Write {today} instead; it means the same.',
  },
  'password-encrypted-only': {
    summary:
      'The only <authentication> is password-encrypted (CRAM-MD5 or the like). Without it at the server nobody can log in; with it, the server has to know the passwords themselves.',
    advice:
      'If the connection is encrypted, you can write password-cleartext: the connection protects the password.',
  },
  'oauth2-only': {
    summary:
      'The only <authentication> is OAuth2. Thunderbird can do that only at the providers on its own list, and passes all other servers over.',
    advice:
      'Add a second <authentication> that the server offers, such as password-cleartext or GSSAPI, unless Thunderbird knows this provider.',
  },
  'no-authentication': {
    summary:
      'New accounts would send through this server without a log-in. Whoever reaches it can then send in the name of anybody.',
    advice:
      'Write <authentication>password-cleartext</authentication> with a <username>, and let the server ask for the log-in.',
  },
  'missing-username': {
    summary:
      'There is no <username>, or an empty one. Nobody can log in: where it is missing, Thunderbird gives the name "undefined".',
    advice: SAY_USERNAME,
  },
  'fixed-username': {
    summary:
      'The <username> is the same for everybody. All new accounts would log in as one and the same user.',
    advice: SAY_USERNAME,
  },
  'unknown-placeholder': {
    summary:
      '{placeholder} is not a placeholder of the format. Thunderbird leaves it as it stands, so the name is wrong for everybody.',
    advice:
      'Write %EMAILADDRESS%, %EMAILLOCALPART% or %EMAILDOMAIN%, in capitals; in a <hostname> only %EMAILDOMAIN% makes sense.',
  },
  'password-in-file': {
    summary:
      'There is a <password> in the file. Everybody who gets the file can read it. (It was not read here.)',
    advice:
      'Remove it, and change that password. People type their own when they set up the account.',
  },
  'global-preferred-server': {
    summary:
      'With useGlobalPreferredServer new accounts send through the default outgoing server of the profile, if it has one, and not through that of this file.',
    advice: 'Remove <useGlobalPreferredServer>.',
  },
};
