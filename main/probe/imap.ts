// main/probe: IMAP (RFC 9051, RFC 3501) with STARTTLS (RFC 2595). May import: shared, node.
import type { Reply } from '../../shared/model/observation.ts';
import { Stopped } from './deadline.ts';
import { printable, replyOf } from './lines.ts';
import type { Capabilities, Dialogue, ProtocolSpeaker, Talk } from './protocol.ts';
import { methods, starttlsIn } from './words.ts';

const GREETING = /^\* (OK|PREAUTH|BYE)(?: (.*))?$/is;
const UNTAGGED_CAPABILITY = /^\* CAPABILITY (.*)$/is;
const CAPABILITY_CODE = /\[CAPABILITY ([^\]]*)\]/i;
const UNTAGGED_STATUS = /^\* (?:OK|NO|BAD)\b/i;
const UNTAGGED_BYE = /^\* BYE(?: (.*))?$/is;

export const imap: ProtocolSpeaker = {
  greetingIn(line) {
    const match = GREETING.exec(line);
    return match ? replyOf((match[1] ?? '').toUpperCase(), match[2] ?? '') : null;
  },
  begin: (talk, secure) => new ImapDialogue(talk, secure),
};

class ImapDialogue implements Dialogue {
  readonly #talk: Talk;
  #secure: boolean;
  #commands = 0;

  constructor(talk: Talk, secure: boolean) {
    this.#talk = talk;
    this.#secure = secure;
  }

  async greeting() {
    const line = await this.#talk.line();
    const reply = imap.greetingIn(line);
    if (!reply) throw new Stopped('wrong-protocol');
    const code = CAPABILITY_CODE.exec(line)?.[1];
    return {
      reply,
      accepted: reply.status !== 'BYE',
      capabilities: code === undefined ? null : capabilitiesOf(code, reply),
    };
  }

  async capabilities(): Promise<Capabilities> {
    const { reply, untagged } = await this.#ask('CAPABILITY');
    const words = untagged.flatMap((line) => UNTAGGED_CAPABILITY.exec(line)?.[1] ?? []);
    return capabilitiesOf(words.join(' '), reply);
  }

  async starttls(): Promise<void> {
    await this.#ask('STARTTLS');
    this.#secure = true;
  }

  async starttlsWithCommand(): Promise<void> {
    await this.#ask('STARTTLS\r\nb1 NOOP');
    this.#secure = true;
  }

  async goodbye(): Promise<void> {
    const tag = this.#send('LOGOUT');
    while (!(await this.#talk.line()).startsWith(`${tag} `));
  }

  leave(): void {
    this.#send('LOGOUT');
  }

  #send(command: string): string {
    this.#commands += 1;
    const tag = `a${this.#commands}`;
    this.#talk.send(`${tag} ${command}`);
    return tag;
  }

  async #ask(command: string): Promise<{ reply: Reply; untagged: readonly string[] }> {
    const tag = this.#send(command);
    const untagged: string[] = [];
    for (;;) {
      const line = await this.#talk.line();
      if (line.startsWith(`${tag} `)) return { reply: completion(line, tag), untagged };
      this.#checkUntagged(line);
      untagged.push(line);
    }
  }

  #checkUntagged(line: string): void {
    const bye = UNTAGGED_BYE.exec(line);
    if (bye) throw new Stopped('negative-reply', { reply: replyOf('BYE', bye[1] ?? '') });
    if (!line.startsWith('* ')) throw new Stopped('wrong-protocol');
    // Mail data before anybody could log in is put there by somebody who wants it believed.
    const isHarmless = UNTAGGED_CAPABILITY.test(line) || UNTAGGED_STATUS.test(line);
    if (!this.#secure && !isHarmless) throw new Stopped('untagged-before-tls');
  }
}

function completion(line: string, tag: string): Reply {
  const match = /^(OK|NO|BAD)(?: (.*))?$/is.exec(line.slice(tag.length + 1));
  if (!match) throw new Stopped('wrong-protocol');
  const reply = replyOf((match[1] ?? '').toUpperCase(), match[2] ?? '');
  if (reply.status !== 'OK') throw new Stopped('negative-reply', { reply });
  return reply;
}

function capabilitiesOf(text: string, reply: Reply): Capabilities {
  const words = text.split(' ').filter((word) => word !== '');
  const sasl = words.flatMap((word) => /^AUTH=(.*)$/is.exec(word)?.[1] ?? []);
  const isLoginDisabled = words.some((word) => word.toUpperCase() === 'LOGINDISABLED');
  return {
    lines: words.map(printable),
    starttls: starttlsIn(words, 'STARTTLS'),
    auth: methods([...sasl, ...(isLoginDisabled ? [] : ['LOGIN'])]),
    reply,
  };
}
