// test/bench: 50 servers looked at in one run, by the product and by the tools that people use now.
// May import: node, this folder.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CONTENDERS, whatIsMissing } from './contenders.ts';
import type { Answered, Contender } from './contenders.ts';
import { factsTable } from './facts.ts';
import { median, timedResult } from './measure.ts';
import { mustBeWhole, networkTo, probeMany } from './probing.ts';
import { FIFTY, startRealMail, whyNoRealMail } from './real-mail.ts';
import type { RealMail } from './real-mail.ts';
import type { BenchResult, BenchRow, BenchSettings } from './row.ts';

const WORK = `${FIFTY.length} real Postfix, STARTTLS`;

/** Everybody in turns, after one look at all of them that nobody counts: Postfix starts its processes. */
export async function benchFifty({ slow }: BenchSettings): Promise<BenchResult> {
  const whyNot = whyNoRealMail();
  if (whyNot !== null) return { rows: [], notes: [`Not measured: ${whyNot}.`] };
  const wanted = CONTENDERS.filter((one) => slow || !one.slow);
  const missing = wanted.flatMap((one) => whatIsMissing(one) ?? []);
  const present = wanted.filter((one) => whatIsMissing(one) === null);
  const mail = await startRealMail();
  try {
    const until = await expiryOf(mail);
    const { answers, probeMs } = await askInTurns(present, mail);
    const [ours, ...rivals] = answers;
    if (ours === undefined) throw new Error('the product gave no answer');
    return {
      rows: rivals.flatMap((rival) => rowsOf(ours, rival, probeMs)),
      notes: [
        factsTable(
          answers.map(({ last }) => last),
          until,
          FIFTY.length,
        ),
        'Read off what each tool wrote in this run. Each rival is asked for what it can tell of ' +
          'these facts and no more. sslscan and nmap have no option for the authority to trust. The ' +
          'gap of 1 s for each address costs nothing here, because each is visited once.',
        missing.length === 0 ? 'No rival was missing.' : `Missing here: ${missing.join(', ')}.`,
      ],
    };
  } finally {
    await mail.stop();
  }
}

interface Measured {
  readonly contender: Contender;
  readonly ms: number;
  readonly last: Answered & { readonly who: string };
}

async function askInTurns(
  contenders: readonly Contender[],
  mail: RealMail,
): Promise<{ readonly answers: readonly Measured[]; readonly probeMs: number }> {
  const probeTimes: number[] = [];
  const answers = new Map<Contender, Answered[]>();
  for (let round = 0; round < Math.max(...contenders.map(({ rounds }) => rounds)); round += 1) {
    probeTimes.push((await timedResult(() => observe(mail))).ms);
    for (const contender of contenders) {
      if (round >= contender.rounds) continue;
      const folder = mkdtempSync(path.join(tmpdir(), 'starttls-migrator-bench-'));
      const answer = await contender.ask({ places: FIFTY, rootFile: mail.rootFile, folder });
      rmSync(folder, { recursive: true, force: true });
      answers.set(contender, [
        ...(answers.get(contender) ?? []),
        { ...answer, who: contender.who },
      ]);
    }
  }
  const measured = [...answers].flatMap(([contender, all]) => {
    const last = all.at(-1);
    return last ? { contender, ms: median(all.map(({ ms }) => ms)), last } : [];
  });
  return { answers: measured, probeMs: median(probeTimes) };
}

/** In this process, without the start of one and without a document. */
async function observe({ root }: RealMail): Promise<readonly Date[]> {
  const addresses = new Map(FIFTY.map(({ host, address }) => [host, address]));
  const setting = { network: networkTo((host) => addresses.get(host) ?? ''), root };
  const endpoints = FIFTY.map(
    ({ host, port }) => ({ protocol: 'smtp', tls: 'starttls', host, port }) as const,
  );
  const observations = await probeMany(endpoints, setting);
  observations.forEach(mustBeWhole);
  return observations.map(({ tls }) => new Date(tls?.chain[0]?.notAfter ?? ''));
}

async function expiryOf(mail: RealMail): Promise<Date> {
  const [until] = await observe(mail);
  if (until === undefined) throw new Error('no certificate was seen');
  return until;
}

function rowsOf(ours: Measured, rival: Measured, inProcess: number): readonly BenchRow[] {
  const row = (what: string, ms: number, aim: number | null): BenchRow => ({
    name: `${WORK}: ${what}`,
    ours: ms / 1000,
    rival: rival.ms / 1000,
    unit: 's',
    rivalName: rival.contender.who,
    aim,
  });
  return [
    row('the command line, a whole process', ours.ms, rival.contender.aim),
    row('the probe alone, in a process that runs already', inProcess, null),
  ];
}
