// test/bench: 200 accounts on the check page: does it keep up with the screen while results arrive and
// while it is scrolled? In Debian's Chromium, against an empty page in the same minutes.
// May import: shared, test/renderer, this folder.
import type { Page } from 'playwright-core';
import type { AccountsView, CheckView } from '../../shared/contract.ts';
import { CHECK, WELCOME } from '../renderer/fixtures.ts';
import { openWizard, startHost, type Host } from '../renderer/host.ts';
import { ok, scriptOf } from '../renderer/script.ts';
import {
  ACCOUNT_COUNT,
  ARRIVING_MS,
  BROKEN_EACH,
  manyAccounts,
  type Arrival,
} from './many-accounts.ts';
import { median } from './measure.ts';
import { markdownTable } from './report.ts';
import type { BenchResult, BenchRow } from './row.ts';

const ROUNDS = 3;
/** How long the page is scrolled. */
const SCROLLING_MS = 3000;
const SCROLLED_PIXELS = 24;
const FRAME_MS = 1000 / 60;

/** What a page went through. */
interface Motion {
  /** Between one frame and the next. */
  readonly frames: readonly number[];
  /** How many of the events it had been told of, and come back from, at the end. */
  readonly heard: number;
  /** CPU time of its main thread, in milliseconds. */
  readonly cpuMs: number;
}

type Phase = 'arriving' | 'arrivingScrolled' | 'scrolling' | 'idle';
const PHASES: Readonly<Record<Phase, string>> = {
  arriving: 'results arrive',
  arrivingScrolled: 'results arrive and it is scrolled',
  scrolling: 'all is there and it is scrolled',
  idle: 'an empty page',
};

export async function benchFrames(): Promise<BenchResult> {
  const host = await startHost();
  try {
    const rounds: Readonly<Record<Phase, Motion>>[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const idle = await idleMotion(host);
      rounds.push({ idle, ...(await wizardMotions(host)) });
    }
    return { rows: rowsOf(rounds), notes: [tableOf(rounds), remark()] };
  } finally {
    await host.close();
  }
}

async function idleMotion({ browser }: Host): Promise<Motion> {
  const page = await browser.newPage({ viewport: { width: 960, height: 680 } });
  const motion = await motionOf(page, { arrivals: [], ms: SCROLLING_MS, scrolled: 0 });
  await page.close();
  return motion;
}

/** Each on a page of its own: what one is late with must not be the next one's burden. */
async function wizardMotions(
  host: Host,
): Promise<Readonly<Record<Exclude<Phase, 'idle'>, Motion>>> {
  const { accounts, arrivals, last } = manyAccounts();
  const over = ok({ ...CHECK, connections: last });
  const arriving = { arrivals, ms: ARRIVING_MS };
  return {
    arriving: await checkMotion(host, { check: null, accounts }, { ...arriving, scrolled: 0 }),
    arrivingScrolled: await checkMotion(
      host,
      { check: null, accounts },
      { ...arriving, scrolled: SCROLLED_PIXELS },
    ),
    scrolling: await checkMotion(
      host,
      { check: over, accounts },
      { arrivals: [], ms: SCROLLING_MS, scrolled: SCROLLED_PIXELS },
    ),
  };
}

interface Answers {
  readonly accounts: AccountsView;
  /** Null while the check goes on. */
  readonly check: ReturnType<typeof ok<CheckView>> | null;
}

async function checkMotion(host: Host, { accounts, check }: Answers, play: Play): Promise<Motion> {
  const script = scriptOf({
    welcome: ok(WELCOME),
    findAccounts: ok(accounts),
    check: () => check ?? new Promise(() => undefined),
  });
  const { page, close } = await openWizard(host, script);
  await page.locator('.choice').first().click();
  await page
    .locator('.account')
    .nth(ACCOUNT_COUNT - 1)
    .waitFor();
  await page.locator('.foot .button.primary').click();
  await page.locator('.connections').waitFor({ state: 'attached' });
  if (check)
    await page
      .locator('.connection')
      .nth(2 * ACCOUNT_COUNT - 1)
      .waitFor();
  const motion = await motionOf(page, play);
  await close();
  return motion;
}

interface Play {
  readonly arrivals: readonly Arrival[];
  readonly ms: number;
  /** Pixels a frame; turns round at each end. */
  readonly scrolled: number;
}

async function motionOf(page: Page, play: Play): Promise<Motion> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  const cpuSeconds = async (): Promise<number> => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
  };
  await page.evaluate((given) => {
    (globalThis as unknown as PageWithPlay).play = given;
  }, play);
  const before = await cpuSeconds();
  const { frames, heard } = await page.evaluate(perform);
  const cpuMs = ((await cpuSeconds()) - before) * 1000;
  await devtools.detach();
  return { frames, heard, cpuMs };
}

interface PageWithPlay {
  play: Play;
  readonly listeners?: ReadonlyMap<string, ReadonlySet<(value: unknown) => void>>;
  readonly requestAnimationFrame: (act: (now: number) => void) => void;
  readonly document: {
    readonly querySelector: (selector: string) => {
      scrollTop: number;
      readonly scrollHeight: number;
      readonly clientHeight: number;
    } | null;
  };
}

/** Runs in the page: each event is a task of its own, as those from the main process are. */
function perform(): Promise<Pick<Motion, 'frames' | 'heard'>> {
  const inPage = globalThis as unknown as PageWithPlay;
  const { arrivals, ms, scrolled } = inPage.play;
  let heard = 0;
  for (const { ms: at, connection } of arrivals) {
    setTimeout(() => {
      for (const hear of inPage.listeners?.get('connection') ?? []) hear(connection);
      heard += 1;
    }, at);
  }
  const scroller = inPage.document.querySelector('main.page');
  return new Promise((resolve) => {
    const frames: number[] = [];
    let first: number | null = null;
    let last = 0;
    let step = scrolled;
    const onFrame = (now: number): void => {
      if (first !== null) frames.push(now - last);
      first ??= now;
      last = now;
      if (now - first >= ms) {
        resolve({ frames, heard });
        return;
      }
      if (scroller && scrolled > 0) {
        const end = scroller.scrollHeight - scroller.clientHeight;
        if (scroller.scrollTop + step > end || scroller.scrollTop + step < 0) step = -step;
        scroller.scrollTop += step;
      }
      inPage.requestAnimationFrame(onFrame);
    };
    inPage.requestAnimationFrame(onFrame);
  });
}

function percentile(frames: readonly number[], share: number): number {
  return frames.toSorted((a, b) => a - b)[Math.floor((frames.length - 1) * share)] ?? Number.NaN;
}

function droppedShare(frames: readonly number[]): number {
  const dropped = frames.reduce((sum, one) => sum + Math.max(0, Math.round(one / FRAME_MS) - 1), 0);
  return dropped / (dropped + frames.length);
}

type Rounds = readonly Readonly<Record<Phase, Motion>>[];

function medianOf(rounds: Rounds, phase: Phase, of: (motion: Motion) => number): number {
  return median(rounds.map((round) => of(round[phase])));
}

/** 60 frames a second are kept if 19 of 20 frames come as soon as those of a page that does nothing. */
function rowsOf(rounds: Rounds): readonly BenchRow[] {
  const slow = ({ frames }: Motion): number => percentile(frames, 0.95);
  return (['arriving', 'arrivingScrolled', 'scrolling'] as const).map((phase) => ({
    name: `${ACCOUNT_COUNT} accounts, ${PHASES[phase]}: 95 % of frames within`,
    ours: medianOf(rounds, phase, slow),
    rival: medianOf(rounds, 'idle', slow),
    unit: 'ms',
    rivalName: PHASES.idle,
    aim: 1.1,
  }));
}

function tableOf(rounds: Rounds): string {
  const lines = (['idle', 'arriving', 'arrivingScrolled', 'scrolling'] as const).map((phase) => {
    const number = (of: (motion: Motion) => number, digits = 0): string =>
      medianOf(rounds, phase, of).toFixed(digits);
    const frame = (share: number): string => number(({ frames }) => percentile(frames, share), 1);
    return [
      PHASES[phase],
      frame(0.5),
      frame(0.95),
      frame(1),
      `${number(({ frames }) => 100 * droppedShare(frames), 1)} %`,
      number(({ cpuMs, frames }) => cpuMs / frames.length, 1),
      phase.startsWith('arriving') ? number(({ heard }) => heard) : '',
    ];
  });
  return markdownTable(
    ['a frame, in ms', 'median', '95 %', 'longest', 'dropped', 'CPU', 'events shown'],
    lines,
  );
}

function remark(): string {
  const connections = 2 * ACCOUNT_COUNT;
  return (
    `${connections} connections, since no two accounts share a server: ${7 * connections} events in ` +
    `${ARRIVING_MS / 1000} s, the first ${connections} at once; one account in ${BROKEN_EACH} ends with a ` +
    `change to be made. Chromium without a screen and without a graphics card; medians of ${ROUNDS} ` +
    `rounds. Dropped are those of 60 frames a second that never came; CPU is that of the page's main ` +
    `thread for each frame, whatever else the machine does: more than ${FRAME_MS.toFixed(1)} ms cannot be ` +
    `60 frames a second anywhere.`
  );
}
