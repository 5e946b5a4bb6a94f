// main/probe: POP3 (RFC 1939) with CAPA (RFC 2449) and STLS (RFC 2595). May import: shared, node.
import type { Reply } from '../../shared/model/observation.ts';
import { Stopped } from './deadline.ts';
import { printable, replyOf } from './lines.ts';
import type { Capabilities, Dialogue, ProtocolSpeaker, Talk } from './protocol.ts';
import { methods, starttlsIn } from './words.ts';

const STATUS_LINE = /^(\+OK|-ERR)(?: (.*))?$/is;
/** RFC 1939 section 7: a time stamp in the greeting offers APOP. */
const TIMESTAMP = /<[^<>\s]+@[^<>\s]+>/;

export const pop3: ProtocolSpeaker = {
  greetingIn: statusIn,
  begin: (talk, secure) => new Pop3Dialogue(talk, secure),
};

class Pop3Dialogue implements Dialogue {
  readonly #talk: Talk;
  #secure: boolean;
  #offersApop = false;

  constructor(talk: Talk, secure: boolean) {
    this.#talk = talk;
    this.#secure = secure;
  }

  async greeting() {
    const line = await this.#talk.line();
    const reply = statusIn(line);
    if (!reply) throw new Stopped('wrong-protocol');
    this.#offersApop = TIMESTAMP.test(line);
    return { reply, accepted: reply.status === '+OK', capabilities: null };
  }

  async capabilities(): Promise<Capabilities> {
    const reply = await this.#ask('CAPA');
    const apop = this.#offersApop ? ['APOP'] : [];
    if (reply.status !== '+OK') {
      // Without CAPA there is no way to learn of STLS; USER goes without saying (RFC 1939).
      if (!this.#secure) throw new Stopped('negative-reply', { reply });
      return { lines: [], starttls: 'absent', auth: ['USER', ...apop], reply };
    }
    const lines = await this.#list();
    const sasl = lines.flatMap((line) => /^SASL (.*)$/is.exec(line)?.[1]?.split(/\s+/) ?? []);
    const user = lines.some((line) => /^USER$/i.test(line.trim())) ? ['USER'] : [];
    return {
      lines: lines.map(printable),
      starttls: starttlsIn(
        lines.map((line) => line.trim()),
        'STLS',
      ),
      auth: methods([...sasl, ...user, ...apop]),
      reply,
    };
  }

  async starttls(): Promise<void> {
    await this.#upgrade('STLS');
  }

  async starttlsWithCommand(): Promise<void> {
    await this.#upgrade('STLS\r\nCAPA');
  }

  async #upgrade(command: string): Promise<void> {
    const reply = await this.#ask(command);
    if (reply.status !== '+OK') throw new Stopped('negative-reply', { reply });
    this.#secure = true;
    // What was said in plain text no longer counts (RFC 2595 section 4), the time stamp included.
    this.#offersApop = false;
  }

  async goodbye(): Promise<void> {
    await this.#ask('QUIT');
  }

  leave(): void {
    this.#talk.send('QUIT');
  }

  async #ask(command: string): Promise<Reply> {
    this.#talk.send(command);
    const reply = statusIn(await this.#talk.line());
    if (!reply) throw new Stopped('wrong-protocol');
    return reply;
  }

  async #list(): Promise<readonly string[]> {
    const lines: string[] = [];
    for (;;) {
      const line = await this.#talk.line();
      if (line === '.') return lines;
      lines.push(line);
    }
  }
}

function statusIn(line: string): Reply | null {
  const match = STATUS_LINE.exec(line);
  return match ? replyOf((match[1] ?? '').toUpperCase(), match[2] ?? '') : null;
}
