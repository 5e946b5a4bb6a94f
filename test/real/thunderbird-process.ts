// test/real: one run of the private Thunderbird on one profile. May import: node.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A run that takes longer than this is ended, and its output is the error. */
const LIMIT_MS = 20_000;

export interface Run {
  readonly program: string;
  /** Profile folder; Thunderbird writes into it, as the user who owns it. */
  readonly profile: string;
  /** One of the jobs of thunderbird-jobs.cfg. */
  readonly name: string;
  readonly input: unknown;
}

export interface Started {
  readonly pid: number;
  /** Resolves with the job's answer; rejects with what Thunderbird threw or printed. */
  readonly answer: Promise<unknown>;
  /** Resolves when the process and its output are closed. */
  readonly gone: Promise<void>;
  /** To the whole process group, so that Thunderbird's helpers go with it; nothing if gone. */
  signal(name: NodeJS.Signals): void;
  /** Removes the run's own temporary home. */
  clean(): void;
}

/** Runs a job to its answer; the whole process group is gone when this resolves. */
export async function runJob<Answer>(run: Run): Promise<Answer> {
  const started = startJob(run);
  try {
    return (await started.answer) as Answer;
  } finally {
    started.signal('SIGKILL');
    await started.gone;
    started.clean();
  }
}

/** The same for a job after which Thunderbird quits by itself, with all files saved. */
export async function runJobToTheEnd<Answer>(run: Run): Promise<Answer> {
  const started = startJob(run);
  const tooLong = setTimeout(() => {
    started.signal('SIGKILL');
  }, LIMIT_MS);
  try {
    const answer = (await started.answer) as Answer;
    await started.gone;
    return answer;
  } finally {
    clearTimeout(tooLong);
    started.signal('SIGKILL');
    await started.gone;
    started.clean();
  }
}

/** Starts a job and leaves it running, at most as long as this process. */
export function startJob(run: Run): Started {
  const home = mkdtempSync(path.join(tmpdir(), 'real-thunderbird-home-'));
  const answerFile = path.join(home, 'answer', 'answer.json');
  mkdirSync(path.dirname(answerFile));
  const owner = ownerOf(run.profile);
  if (owner)
    for (const folder of [home, path.dirname(answerFile)]) chownSync(folder, owner.uid, owner.gid);
  const program = spawn(
    run.program,
    ['--headless', '--no-remote', '--allow-downgrade', '--profile', run.profile],
    {
      ...owner,
      cwd: home,
      detached: true, // a process group of its own
      stdio: ['ignore', 'pipe', 'pipe'],
      env: environment(home, { name: run.name, input: run.input, answer: answerFile }),
    },
  );
  const { pid } = program;
  if (pid === undefined) throw new Error(`can't start ${run.program}`);
  const output: string[] = [];
  for (const stream of [program.stdout, program.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => output.push(text));
  }
  let ended = false; // from then on the process id may belong to somebody else
  const signal = (name: NodeJS.Signals): void => {
    if (!ended) signalGroup(pid, name);
  };
  const endWithTest = (): void => {
    signal('SIGKILL');
  };
  process.once('exit', endWithTest);
  const gone = once(program, 'close').then(() => {
    ended = true;
    process.off('exit', endWithTest);
  });
  return {
    pid,
    answer: awaitAnswer(answerFile, gone, () => output.join('')),
    gone,
    signal,
    clean: () => {
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** As whom it runs, so that all files of the profile stay theirs: only root can be somebody else. */
function ownerOf(profile: string): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const { uid, gid } = statSync(profile);
  return { uid, gid };
}

/** Nothing of the caller's session: no display, no D-Bus, no settings of the user. */
function environment(home: string, job: unknown): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    LANG: 'C.UTF-8',
    HOME: home,
    TMPDIR: home,
    MOZ_CRASHREPORTER_DISABLE: '1',
    STARTTLS_MIGRATOR_TEST_JOB: JSON.stringify(job),
  };
}

/** Waits for the answer file, the end of the process or the time limit, whichever comes first. */
async function awaitAnswer(
  file: string,
  gone: Promise<void>,
  output: () => string,
): Promise<unknown> {
  const stop = new AbortController();
  const appeared = new Promise<void>((resolve) => {
    watch(path.dirname(file), { signal: stop.signal }, () => {
      if (existsSync(file)) resolve();
    });
  });
  const tooLong = new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, LIMIT_MS);
    stop.signal.addEventListener('abort', () => {
      clearTimeout(timer);
    });
  });
  await Promise.race([appeared, gone, tooLong]);
  stop.abort();
  if (!existsSync(file)) throw new Error(`no answer from Thunderbird; it printed:\n${output()}`);
  const answer = JSON.parse(readFileSync(file, 'utf8')) as { value?: unknown; error?: string };
  if (answer.error !== undefined) throw new Error(`Thunderbird: ${answer.error}\n${output()}`);
  return answer.value;
}

function signalGroup(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(-pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/**
 * The lines of prefs.js that hold absolute paths. In a copy of a profile they would lead
 * Thunderbird to the mail of the original (MsgIncomingServer.getFileValue), so they are left out.
 */
const ABSOLUTE_PATH_LINE =
  /^user_pref\("mail\.(?:server\.[^."]+\.directory|root\.[^."]+)",.*\);\r?\n/gm;

/** Copies what decides the settings, byte for byte but for the absolute paths: prefs.js, user.js. */
export function copySettings(profile: string, copy: string): void {
  for (const name of ['prefs.js', 'user.js']) {
    const original = path.join(profile, name);
    if (!existsSync(original)) continue;
    const text = readFileSync(original, 'latin1').replace(ABSOLUTE_PATH_LINE, '');
    writeFileSync(path.join(copy, name), text, 'latin1');
  }
}
