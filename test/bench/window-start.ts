// test/bench: the real app from the start of its process to the list of accounts, and its memory when
// it rests there, against an Electron that opens an empty window. May import: node, test/e2e, test/support.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { handOver, windowRig, type AppCommand, type WindowRig } from '../e2e/window-rig.ts';
import { prefsText, STORY } from '../support/prefs-text.ts';
import { median } from './measure.ts';
import { memoryOfSession, type ProcessMemory } from './process-memory.ts';
import type { BenchResult, BenchRow } from './row.ts';

const ROUNDS = 7;
/** How long it is left alone before its memory is counted. */
const REST_MS = 5000;
const LIMIT_MS = 60_000;

interface Start {
  /** The window is there and its first contents are drawn: milliseconds since the process was started. */
  readonly paintedMs: number;
  /** The list of accounts is drawn, after a click as soon as the first page was drawn. */
  readonly listedMs: number;
  readonly memory: ProcessMemory;
}

export async function benchWindowStart(): Promise<BenchResult> {
  const rig = await windowRig();
  try {
    const empty = emptyApp(rig.folder);
    const observers = {
      empty: observer(rig.folder, 'empty', WATCH_PAINT),
      ours: observer(rig.folder, 'ours', WATCH_LIST),
    };
    const once = async (): Promise<{ readonly ours: Start; readonly empty: Start }> => ({
      empty: await measured(rig.command({ args: [], folder: empty }), observers.empty),
      ours: await measured(rig.command({ args: [], home: homeOf(rig) }), observers.ours),
    });
    await once(); // both read their files from the disk the first time
    const rounds = [];
    for (let round = 0; round < ROUNDS; round += 1) rounds.push(await once());
    return { rows: rowsOf(rounds), notes: [remark(rounds)] };
  } finally {
    await rig.remove();
  }
}

type Round = Readonly<Record<'ours' | 'empty', Start>>;

function rowsOf(rounds: readonly Round[]): readonly BenchRow[] {
  const row = (
    name: string,
    unit: BenchRow['unit'],
    ours: (start: Start) => number,
    rival = ours,
  ): BenchRow => ({
    name,
    ours: median(rounds.map((round) => ours(round.ours))),
    rival: median(rounds.map((round) => rival(round.empty))),
    unit,
    rivalName: 'an empty Electron window',
    aim: null,
  });
  return [
    row('window painted', 'ms', ({ paintedMs }) => paintedMs),
    row(
      'list of accounts painted',
      'ms',
      ({ listedMs }) => listedMs,
      ({ paintedMs }) => paintedMs,
    ),
    row('memory at rest, PSS', 'MB', ({ memory }) => memory.proportionalMb),
    row('memory at rest, PSS without files', 'MB', ({ memory }) => memory.anonymousMb),
  ];
}

function remark(rounds: readonly Round[]): string {
  const counts = new Set(rounds.flatMap(({ ours, empty }) => [ours.memory, empty.memory]));
  const processes = [...new Set([...counts].map((one) => one.processes))].join(' or ');
  return (
    `From the start of the process, with the sandbox, as an ordinary user, without a graphics card, ` +
    `under Xvfb; the real program (not the demo) with one Thunderbird profile of two servers; a click ` +
    `on the first way in as soon as it is painted. Medians of ${ROUNDS} starts in turns. Memory is that ` +
    `of ${processes} processes ${REST_MS / 1000} s after the last paint; other Electrons of the same ` +
    `files that run at that time take a share of the first figure, not of the second.`
  );
}

/** The smallest app that has a window: one page with one word, since nothing at all is never painted. */
function emptyApp(folder: string): string {
  const app = path.join(folder, 'empty');
  mkdirSync(app);
  writeFileSync(path.join(app, 'package.json'), '{"name":"empty","main":"main.cjs"}');
  writeFileSync(path.join(app, 'index.html'), '<!doctype html><title>Empty</title><p>Empty</p>');
  writeFileSync(
    path.join(app, 'main.cjs'),
    `const { app, BrowserWindow } = require('electron');
    app.whenReady().then(() => new BrowserWindow({ width: 960, height: 720 }).loadFile('index.html'));`,
  );
  return app;
}

function homeOf(rig: WindowRig): string {
  const home = rig.makeHome();
  const root = path.join(home, '.thunderbird');
  mkdirSync(path.join(root, 'p.default'), { recursive: true });
  writeFileSync(path.join(root, 'p.default', 'prefs.js'), prefsText(STORY));
  writeFileSync(
    path.join(root, 'profiles.ini'),
    '[Profile0]\nName=default\nIsRelative=1\nPath=p.default\n',
  );
  handOver(home);
  return home;
}

/** Milliseconds since 1970, of what the page has seen. */
interface Seen {
  readonly shown: number;
  readonly painted: number;
  readonly listed: number;
}

/** What runs in a page as soon as there is one; it is answered with a time of `Seen`. */
const FIRST_PAINT = `
  const painted = await new Promise((resolve) => {
    new PerformanceObserver((list) => {
      const [first] = list.getEntriesByName('first-contentful-paint');
      if (first) resolve(performance.timeOrigin + first.startTime);
    }).observe({ type: 'paint', buffered: true });
  });`;
const WATCH_PAINT = `(async () => { ${FIRST_PAINT} return { painted, listed: painted }; })()`;
const WATCH_LIST = `(async () => {
  const found = (selector) => new Promise((resolve) => {
    const look = () => {
      const element = document.querySelector(selector);
      if (element) resolve(element);
      return element;
    };
    if (look()) return;
    new MutationObserver((_, self) => look() && self.disconnect())
      .observe(document, { childList: true, subtree: true });
  });
  const frame = () => new Promise(requestAnimationFrame);
  ${FIRST_PAINT}
  (await found('.choice')).click();
  await found('.account');
  await frame();
  await frame(); // it begins when the one before has been drawn
  const listed = performance.timeOrigin + performance.now();
  return { painted, listed };
})()`;

/** A file that Electron requires before the app: it watches the first window and prints what it saw. */
function observer(folder: string, name: string, watch: string): string {
  const file = path.join(folder, `observer-${name}.cjs`);
  writeFileSync(
    file,
    `require('electron').app.once('browser-window-created', (_event, window) => {
      let shown = Date.now();
      window.once('show', () => { shown = Date.now(); });
      window.webContents.once('dom-ready', async () => {
        const seen = await window.webContents.executeJavaScript(${JSON.stringify(watch)});
        console.log(JSON.stringify({ ...seen, shown }));
      });
    });`,
  );
  return file;
}

async function measured(command: AppCommand, observerFile: string): Promise<Start> {
  const begun = Date.now();
  const child = spawn(command.program, ['-r', observerFile, ...command.args], {
    env: command.env,
    cwd: command.home,
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true,
  });
  try {
    const { shown, painted, listed } = await firstLine(child);
    await after(REST_MS);
    const memory = memoryOfSession(child.pid ?? Number.NaN);
    return { paintedMs: Math.max(shown, painted) - begun, listedMs: listed - begun, memory };
  } finally {
    const ended = once(child, 'exit');
    if (child.exitCode === null && child.kill()) await ended;
  }
}

async function firstLine(child: ChildProcess): Promise<Seen> {
  const signal = AbortSignal.timeout(LIMIT_MS);
  let text = '';
  while (child.stdout && !text.includes('\n')) {
    const [chunk] = (await Promise.race([
      once(child.stdout, 'data', { signal }),
      once(child, 'exit', { signal }).then(() => Promise.reject(new Error('Electron has ended'))),
    ])) as [Buffer];
    text += chunk.toString();
  }
  return JSON.parse(text) as Seen;
}
