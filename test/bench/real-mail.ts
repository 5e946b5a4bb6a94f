// test/bench: a real Postfix, with a Dovecot for its log-ins, at many loopback addresses. Needs root.
// May import: node, test/real.
import { existsSync, readFileSync } from 'node:fs';
import { makeAuthority } from '../real/ca.ts';
import { startDovecot } from '../real/dovecot.ts';
import { startPostfix } from '../real/postfix.ts';

/** A range of its own, beside those of the tests. */
const RANGE = '127.0.60';
const DOMAIN = 'bench.example.test';

export interface Place {
  /** A name under DOMAIN that the certificate is good for. */
  readonly host: string;
  readonly address: string;
  readonly port: number;
}

/** 50 servers on the port of submission, which require STARTTLS. */
export const FIFTY: readonly Place[] = Array.from({ length: 50 }, (_, index) => ({
  host: `mail${index + 1}.${DOMAIN}`,
  address: `${RANGE}.${index + 1}`,
  port: 587,
}));
export const STARTTLS = FIFTY[0]!;
/** TLS from the first byte (RFC 8314 section 3.3). */
export const IMPLICIT: Place = {
  host: `implicit.${DOMAIN}`,
  address: `${RANGE}.100`,
  port: 465,
};
/** Dovecot has to listen somewhere; nobody connects. */
const DOVECOT_ADDRESS = `${RANGE}.101`;

export interface RealMail {
  /** PEM file, and its contents: whom to trust. */
  readonly rootFile: string;
  readonly root: string;
  readonly stop: () => Promise<void>;
}

/** Why it can't be started on this computer, or null. */
export function whyNoRealMail(): string | null {
  if (process.getuid?.() !== 0) return 'not run as root, which a real Postfix needs';
  const missing = ['/usr/sbin/postfix', '/usr/sbin/dovecot'].find((file) => !existsSync(file));
  return missing === undefined ? null : `no ${missing} (Debian: postfix dovecot-imapd)`;
}

/** One Postfix that is 51 servers to who looks from outside, each with processes of its own. */
export async function startRealMail(): Promise<RealMail> {
  const steps: (() => void | Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const step of steps.splice(0).reverse()) await step();
  };
  try {
    const authority = await makeAuthority();
    steps.push(authority.remove);
    const certificate = await authority.issue({ names: [`*.${DOMAIN}`] });
    const dovecot = await startDovecot({ address: DOVECOT_ADDRESS, open: ['imap'], certificate });
    steps.push(dovecot.stop);
    const postfix = await startPostfix({
      services: [
        ...FIFTY.map((place) => ({ ...place, mode: 'starttls' as const })),
        { ...IMPLICIT, mode: 'implicit' },
      ],
      certificate,
      dovecot,
    });
    steps.push(postfix.stop);
    return { rootFile: authority.rootFile, root: readFileSync(authority.rootFile, 'utf8'), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
