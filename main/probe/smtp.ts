// main/probe: SMTP and message submission (RFC 5321, RFC 6409) with STARTTLS (RFC 3207).
// May import: shared, node.
import type { Reply } from '../../shared/model/observation.ts';
import { Stopped } from './deadline.ts';
import { printable, replyOf } from './lines.ts';
import type { Capabilities, Dialogue, ProtocolSpeaker, Talk } from './protocol.ts';
import { methods, starttlsIn } from './words.ts';

/** An address literal (RFC 5321 section 4.1.3) that tells nothing about this computer. */
const EHLO = 'EHLO [127.0.0.1]';

const REPLY_LINE = /^([2-5]\d\d)(?:([ -])(.*))?$/s;

interface SmtpReply {
  readonly code: string;
  /** The text of each line. */
  readonly texts: readonly string[];
}

export const smtp: ProtocolSpeaker = {
  greetingIn(line) {
    const match = REPLY_LINE.exec(line);
    return match ? replyOf(match[1] ?? '', match[3] ?? '') : null;
  },
  begin: (talk) => new SmtpDialogue(talk),
};

class SmtpDialogue implements Dialogue {
  readonly #talk: Talk;

  constructor(talk: Talk) {
    this.#talk = talk;
  }

  async greeting() {
    const reply = await readReply(this.#talk);
    return { reply: shown(reply), accepted: reply.code === '220', capabilities: null };
  }

  async capabilities(): Promise<Capabilities> {
    const reply = await this.#ask(EHLO, '250');
    // The first line is the server's name whatever it says (RFC 5321 section 4.1.1.1), and mail
    // programs read it so: STARTTLS there is not on offer.
    const [name = '', ...lines] = reply.texts;
    const offer = starttlsIn(
      lines.map((line) => line.trim()),
      'STARTTLS',
    );
    const isMisplaced = offer === 'absent' && name.trim().toUpperCase() === 'STARTTLS';
    const auth = lines.flatMap((line) => {
      // The equals sign is how old servers wrote it, before RFC 2554.
      const match = /^AUTH[ =](.*)$/is.exec(line);
      return match?.[1]?.split(/\s+/) ?? [];
    });
    return {
      lines: lines.map(printable),
      starttls: isMisplaced ? 'misplaced' : offer,
      auth: methods(auth),
      reply: shown(reply),
    };
  }

  async starttls(): Promise<void> {
    await this.#ask('STARTTLS', '220');
  }

  async starttlsWithCommand(): Promise<void> {
    await this.#ask('STARTTLS\r\nNOOP', '220');
  }

  async goodbye(): Promise<void> {
    this.leave();
    await readReply(this.#talk);
  }

  leave(): void {
    this.#talk.send('QUIT');
  }

  async #ask(command: string, expected: string): Promise<SmtpReply> {
    this.#talk.send(command);
    const reply = await readReply(this.#talk);
    if (reply.code !== expected) throw new Stopped('negative-reply', { reply: shown(reply) });
    return reply;
  }
}

async function readReply(talk: Talk): Promise<SmtpReply> {
  const texts: string[] = [];
  for (;;) {
    const match = REPLY_LINE.exec(await talk.line());
    if (!match) throw new Stopped('wrong-protocol');
    const [, code = '', separator, text = ''] = match;
    texts.push(text);
    if (separator !== '-') return { code, texts };
  }
}

function shown({ code, texts }: SmtpReply): Reply {
  return replyOf(code, texts.join(' '));
}
