// main/demo: what the embedded servers answer, one table of words a protocol. Values in, values out.
// May import: shared, other rooms of main except cli, electron and fleet.
import type { Protocol } from '../../shared/model/endpoint.ts';
import type { Temper } from './temper.ts';

/** An answer, complete with its line ends, and what the server does after it. */
export interface Answer {
  readonly text: string;
  readonly then: 'read-on' | 'start-tls' | 'hang-up';
  /** True if the server does not know the command, or does not take it before TLS. */
  readonly isUnknown?: true;
}

export interface Dialect {
  greeting(temper: Temper): string;
  /** True if the line asks for capabilities. */
  asksCapabilities(line: string): boolean;
  /** The answer to one command line without its line end. */
  answer(line: string, temper: Temper, secure: boolean): Answer;
}

const readOn = (text: string): Answer => ({ text, then: 'read-on' });
const unknown = (text: string): Answer => ({ text, then: 'read-on', isUnknown: true });
const hangUp = (text: string): Answer => ({ text, then: 'hang-up' });

/** The log-in methods this server shows now. */
function authNow(temper: Temper, secure: boolean, own: readonly string[]): readonly string[] {
  const whole = ['PLAIN', ...own];
  if (secure) return temper.authAfterTls ?? whole;
  const required = temper.tls === 'starttls-only';
  return temper.authBeforeTls ?? (required ? [] : whole);
}

/** What the capability list says about the upgrade; an empty list says nothing. */
function upgradeWords(temper: Temper, secure: boolean, word: string): readonly string[] {
  if (secure || temper.tls === 'plain' || temper.tls === 'implicit') return [];
  if (temper.starttlsWord === 'dropped') return [];
  return [temper.starttlsWord === 'masked' ? 'X'.repeat(word.length - 1) + 'A' : word];
}

function capabilitiesAnswer(temper: Temper, tag: string, usual: readonly string[]): Answer {
  const text = temper.capabilitiesReply?.replaceAll('TAG', tag) ?? usual.join('\r\n');
  return readOn(`${text}\r\n`);
}

function starttlsAnswer(
  temper: Temper,
  secure: boolean,
  words: { readonly tag: string; readonly go: string; readonly no: string; readonly good: RegExp },
): Answer {
  if (secure || temper.tls === 'plain' || temper.tls === 'implicit') {
    return readOn(`${words.no}\r\n`);
  }
  const text = temper.starttlsReply?.replaceAll('TAG', words.tag) ?? words.go;
  return { text: `${text}\r\n`, then: words.good.test(text) ? 'start-tls' : 'read-on' };
}

const smtp: Dialect = {
  greeting: () => '220 mail.demo.test ESMTP ready\r\n',
  asksCapabilities: (line) => /^EHLO\b/i.test(line),
  answer(line, temper, secure) {
    const verb = line.split(' ', 1)[0]?.toUpperCase();
    if (verb === 'EHLO') {
      const auth = authNow(temper, secure, ['LOGIN']);
      const words = [
        'mail.demo.test',
        'SIZE 33554432',
        '8BITMIME',
        ...upgradeWords(temper, secure, 'STARTTLS'),
        ...(auth.length === 0 ? [] : [`AUTH ${auth.join(' ')}`]),
        'HELP',
      ];
      return capabilitiesAnswer(
        temper,
        '',
        words.map((word, at) => `250${at === words.length - 1 ? ' ' : '-'}${word}`),
      );
    }
    if (verb === 'QUIT') return hangUp('221 2.0.0 Bye\r\n');
    if (verb === 'NOOP') return readOn('250 2.0.0 OK\r\n');
    if (verb === 'STARTTLS') {
      return starttlsAnswer(temper, secure, {
        tag: '',
        go: '220 2.0.0 Go ahead with TLS',
        no: '502 5.5.1 Command not implemented',
        good: /^220/,
      });
    }
    if (temper.tls === 'starttls-only' && !secure) {
      return unknown('530 5.7.0 Must issue a STARTTLS command first\r\n');
    }
    return unknown('502 5.5.1 Command not implemented\r\n');
  },
};

const imap: Dialect = {
  greeting: (temper) =>
    `* ${temper.preauth === true ? 'PREAUTH' : 'OK'} [CAPABILITY ${imapWords(temper, temper.tls === 'implicit')}] ready\r\n`,
  asksCapabilities: (line) => /^\S+ CAPABILITY$/i.test(line),
  answer(line, temper, secure) {
    const [tag = '*', verb = ''] = line.split(' ');
    switch (verb.toUpperCase()) {
      case 'CAPABILITY':
        return capabilitiesAnswer(temper, tag, [
          `* CAPABILITY ${imapWords(temper, secure)}`,
          `${tag} OK CAPABILITY completed`,
        ]);
      case 'LOGOUT':
        return hangUp(`* BYE logging out\r\n${tag} OK LOGOUT completed\r\n`);
      case 'NOOP':
        return readOn(`${tag} OK NOOP completed\r\n`);
      case 'STARTTLS':
        return starttlsAnswer(temper, secure, {
          tag,
          go: `${tag} OK Begin TLS negotiation now`,
          no: `${tag} BAD STARTTLS is not possible`,
          good: /^\S+ OK\b/,
        });
      default:
        return unknown(
          temper.tls === 'starttls-only' && !secure
            ? `${tag} NO [PRIVACYREQUIRED] STARTTLS first\r\n`
            : `${tag} BAD unknown command\r\n`,
        );
    }
  },
};

function imapWords(temper: Temper, secure: boolean): string {
  const auth = authNow(temper, secure, ['LOGIN']);
  return [
    'IMAP4rev1',
    'ID',
    ...upgradeWords(temper, secure, 'STARTTLS'),
    ...(auth.includes('LOGIN') ? [] : ['LOGINDISABLED']),
    ...auth.filter((word) => word !== 'LOGIN').map((word) => `AUTH=${word}`),
  ].join(' ');
}

const pop3: Dialect = {
  greeting: () => '+OK ready\r\n',
  asksCapabilities: (line) => /^CAPA$/i.test(line),
  answer(line, temper, secure) {
    switch (line.split(' ', 1)[0]?.toUpperCase()) {
      case 'CAPA': {
        const auth = authNow(temper, secure, ['USER']);
        const sasl = auth.filter((word) => word !== 'USER');
        return capabilitiesAnswer(temper, '', [
          '+OK capabilities follow',
          'TOP',
          'UIDL',
          ...upgradeWords(temper, secure, 'STLS'),
          ...(auth.includes('USER') ? ['USER'] : []),
          ...(sasl.length === 0 ? [] : [`SASL ${sasl.join(' ')}`]),
          '.',
        ]);
      }
      case 'QUIT':
        return hangUp('+OK bye\r\n');
      case 'STLS':
        return starttlsAnswer(temper, secure, {
          tag: '',
          go: '+OK Begin TLS negotiation',
          no: '-ERR STLS is not possible',
          good: /^\+OK/,
        });
      default:
        return unknown(
          temper.tls === 'starttls-only' && !secure
            ? '-ERR STLS first\r\n'
            : '-ERR unknown command\r\n',
        );
    }
  },
};

export const DIALECTS: Readonly<Record<Protocol, Dialect>> = { smtp, imap, pop3 };
