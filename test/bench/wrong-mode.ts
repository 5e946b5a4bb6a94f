// test/bench: how long it takes until whoever has the wrong mode set is told so, and in what words.
// May import: this folder.
import { median, repeated } from './measure.ts';
import { AIM, ONE_WAY_MS, ROUND_TRIP_MS } from './probe-floor.ts';
import { networkTo, probeOnce } from './probing.ts';
import type { ProbeMode } from './probing.ts';
import { runProduct } from './product.ts';
import { findProgram, runProgram } from './programs.ts';
import { IMPLICIT, startRealMail, STARTTLS, whyNoRealMail } from './real-mail.ts';
import type { Place, RealMail } from './real-mail.ts';
import { markdownTable } from './report.ts';
import type { BenchResult, BenchRow } from './row.ts';
import { startServerChild } from './server-child.ts';

const ROUNDS = 15;
/** Rivals that wait for what never comes are ended; swaks gives up by itself after 30 s. */
const LIMIT_MS = 32_000;

/** A mistake somebody made in his settings. */
interface Mistake {
  readonly title: string;
  readonly place: Place;
  /** As set: the port speaks the other one. */
  readonly tls: ProbeMode;
  /** The words, ours or a rival's, that name the mode which the port really has. */
  readonly naming: RegExp;
  /** How often each is run; once where all of it is waiting. */
  readonly rounds: number;
}

const MISTAKES: readonly Mistake[] = [
  {
    title: 'set to SSL/TLS, but the port wants STARTTLS',
    place: STARTTLS,
    tls: 'implicit',
    naming: /STARTTLS|tcp +open +smtp\b/,
    rounds: 5,
  },
  {
    title: 'set to STARTTLS, but the port speaks TLS from the first byte',
    place: IMPLICIT,
    tls: 'starttls',
    naming: /SSL\/TLS from the first byte|tcp +open +ssl\/smtp\b/,
    rounds: 1,
  },
];

interface Rival {
  readonly name: string;
  readonly debianPackage: string;
  readonly args: (place: Place, tls: ProbeMode) => readonly string[];
  /** The line of its output that is the answer. */
  readonly answer: RegExp;
}

const RIVALS: readonly Rival[] = [
  {
    name: 'swaks',
    debianPackage: 'swaks',
    args: ({ address, port }, tls) => [
      ...['--server', address, '--port', String(port), '--quit-after', 'EHLO'],
      tls === 'implicit' ? '--tls-on-connect' : '-tls',
    ],
    answer: /^(\*\*\*|<\*\*) .*/m,
  },
  {
    name: 'nmap',
    debianPackage: 'nmap',
    args: ({ address, port }) => ['-n', '-Pn', '-sT', '-sV', '-p', String(port), address],
    answer: /^\d+\/tcp .*/m,
  },
  {
    name: 'openssl',
    debianPackage: 'openssl',
    args: ({ address, port }, tls) => [
      ...['s_client', '-connect', `${address}:${port}`],
      ...(tls === 'starttls' ? ['-starttls', 'smtp'] : []),
    ],
    answer: /error:.*/,
  },
];

/** What one of them said, and after how long. */
interface Told {
  readonly who: string;
  readonly ms: number;
  readonly cutOff: boolean;
  readonly answer: string;
  readonly names: boolean;
}

/** Against a real Postfix, everybody in turns on the same ports. */
export async function benchWrongMode(): Promise<BenchResult> {
  const whyNot = whyNoRealMail();
  if (whyNot !== null) return { rows: [], notes: [`Not measured: ${whyNot}.`] };
  const mail = await startRealMail();
  try {
    const far = await twoRoundTrips(mail);
    const heard = [];
    for (const mistake of MISTAKES) heard.push({ mistake, told: await hearAll(mistake, mail) });
    return {
      rows: [far, ...heard.flatMap(({ mistake, told }) => rowsOf(mistake, told))],
      notes: [...heard.map(({ mistake, told }) => tableOf(mistake, told)), ...REMARKS, missing()],
    };
  } finally {
    await mail.stop();
  }
}

const REMARKS: readonly string[] = [
  'The probe is one conversation, in this process. The command line is a whole process: it also ' +
    'looks at the standard ports, tests the other mode to the end and twice (1 s apart, which is ' +
    'politeness), and then says what to change. The rivals are whole processes.',
  'Where STARTTLS is set, a client has to wait for the greeting (RFC 3207), and a port that speaks ' +
    'TLS from the first byte waits as well: nobody can know before the patience for a slow greeting ' +
    'is over. Ours is 16 s, because servers that make spammers wait take up to 15 s.',
];

/** The floor is TCP, and then the ClientHello whose answer is a greeting. */
async function twoRoundTrips({ root }: RealMail): Promise<BenchRow> {
  const server = startServerChild();
  try {
    const port = await server.serve({ kind: 'relay', to: STARTTLS, oneWayMs: ONE_WAY_MS });
    const setting = { network: networkTo(() => '127.0.0.1', ROUND_TRIP_MS), root };
    const endpoint = { protocol: 'smtp', host: STARTTLS.host, port, tls: 'implicit' } as const;
    const times = await repeated(ROUNDS, async () => {
      const { observation, wholeMs } = await probeOnce(endpoint, setting);
      if (observation.failure?.kind !== 'plaintext-instead-of-tls') throw new Error('not named');
      return wholeMs;
    });
    return {
      name: `set to SSL/TLS, but the port wants STARTTLS: named, at ${ROUND_TRIP_MS} ms RTT`,
      ours: median(times),
      rival: 2 * ROUND_TRIP_MS,
      unit: 'ms',
      rivalName: 'floor of 2 round trips (TCP, TLS answered in plain text)',
      aim: AIM,
    };
  } finally {
    await server.stop();
  }
}

/** One after the other, but at the same time where all of it is waiting for a time-out. */
async function hearAll(mistake: Mistake, mail: RealMail): Promise<readonly Told[]> {
  const everybody = [
    () => hearProbe(mistake, mail),
    () => hearProduct(mistake, mail),
    ...RIVALS.map((rival) => () => hearRival(mistake, rival)),
  ];
  if (mistake.rounds === 1) return present(await Promise.all(everybody.map((hear) => hear())));
  const rounds = await repeated(mistake.rounds, async () => {
    const told = [];
    for (const hear of everybody) told.push(await hear());
    return present(told);
  });
  return (rounds[0] ?? []).map((first) => ({
    ...first,
    ms: median(rounds.flat().flatMap(({ who, ms }) => (who === first.who ? ms : []))),
  }));
}

function present(told: readonly (Told | null)[]): readonly Told[] {
  return told.filter((one) => one !== null);
}

const PROBE = 'ours, one probe';
const PRODUCT = 'ours, the command line with its advice';

async function hearProbe({ place, tls }: Mistake, { root }: RealMail): Promise<Told> {
  const setting = { network: networkTo(() => place.address), root };
  const { host, port } = place;
  const { observation, wholeMs } = await probeOnce({ protocol: 'smtp', host, port, tls }, setting);
  const kind = observation.failure?.kind ?? 'none';
  const names = kind === 'plaintext-instead-of-tls' && observation.greeting !== null;
  const answer = `failure: ${kind}; greeting: ${observation.greeting?.text ?? 'none'}`;
  return { who: PROBE, ms: wholeMs, cutOff: false, answer, names };
}

async function hearProduct(mistake: Mistake, { rootFile }: RealMail): Promise<Told> {
  const { ms, document } = await runProduct([mistake.place], mistake.tls, rootFile);
  const { summary = '', advice = '' } = document.diagnoses[0] ?? {};
  const answer = `${summary} ${advice}`;
  return { who: PRODUCT, ms, cutOff: false, answer, names: mistake.naming.test(answer) };
}

async function hearRival(
  { place, tls, naming }: Mistake,
  { name, args, answer }: Rival,
): Promise<Told | null> {
  const program = findProgram(name);
  if (program === null) return null;
  const { ms, output, cutOff } = await runProgram(program, args(place, tls), LIMIT_MS);
  const line = answer.exec(output)?.[0] ?? '(nothing)';
  return { who: name, ms, cutOff, answer: line, names: naming.test(output) };
}

/** Ours beside the fastest of the others that names the mode; beside the fastest of all if none does. */
function rowsOf({ title }: Mistake, told: readonly Told[]): readonly BenchRow[] {
  const others = told.filter(({ who }) => who !== PROBE && who !== PRODUCT);
  const naming = others.filter(({ names }) => names);
  const [fastest] = (naming.length > 0 ? naming : others).toSorted((a, b) => a.ms - b.ms);
  return told
    .filter(({ who, names }) => names && !others.some((other) => other.who === who))
    .map(({ who, ms }) => ({
      name: `${title}: ${who}`,
      ours: ms,
      rival: fastest?.ms ?? null,
      unit: 'ms',
      rivalName: `${fastest?.who ?? ''}${fastest?.names === true ? '' : ', which does not name it'}`,
      aim: null,
    }));
}

function tableOf({ title }: Mistake, told: readonly Told[]): string {
  const lines = told.map(({ who, ms, cutOff, answer, names }) => [
    who,
    cutOff ? `ended after ${(ms / 1000).toFixed(0)} s` : `${(ms / 1000).toFixed(3)} s`,
    names ? 'yes' : 'no',
    answer,
  ]);
  return `Account ${title}:\n\n${markdownTable(['who', 'answer after', 'names the mode', 'answer'], lines)}`;
}

function missing(): string {
  const names = RIVALS.filter(({ name }) => findProgram(name) === null);
  if (names.length === 0) return 'No rival was missing.';
  return `Missing here: ${names.map((one) => `${one.name} (Debian: ${one.debianPackage})`).join(', ')}.`;
}
