// main/cli: a command line as a function: run(argv, io, deps) -> exit code. Touches the world only
// through what it is given. May import: all rooms below, shared.
import { format, type Catalogue } from '../../shared/messages/catalogue.ts';
import type { CommandName } from '../../shared/messages/help.ts';
import { catalogueFor } from '../../shared/messages/languages.ts';
import { ProblemError, type Problem, type ProblemCode } from '../../shared/model/problem.ts';
import type { DemoWorld } from '../demo/world.ts';
import { buildDocument } from '../engine/document.ts';
import { redact } from '../engine/redact.ts';
import type { WorldOptions } from '../engine/real-world.ts';
import type { World } from '../engine/world.ts';
import { parseArguments, type Invocation, type Settings } from './arguments.ts';
import { applyCommand } from './commands/apply.ts';
import { completionCommand } from './commands/completion.ts';
import { demoStory } from './commands/demo.ts';
import { doctorCommand } from './commands/doctor.ts';
import { planCommand } from './commands/plan.ts';
import { scanCommand } from './commands/scan.ts';
import { testCommand } from './commands/test.ts';
import { undoCommand } from './commands/undo.ts';
import { NOTHING, type Command, type CommandContext, type Outcome } from './context.ts';
import { EXIT } from '../engine/exit.ts';
import { helpText } from './help.ts';
import type { Io } from './io.ts';
import { eventLog } from './log.ts';
import { paint } from './paint.ts';
import { problemsView } from './view/scan-view.ts';
import type { ViewContext } from './view/context.ts';

export interface RunDeps {
  readonly version: string;
  /** Aborted by Ctrl+C: everything stops where it is safe to stop. */
  readonly signal: AbortSignal;
  readonly realWorld: (options: WorldOptions) => Promise<World>;
  readonly demoWorld: () => Promise<DemoWorld>;
}

const COMMANDS: Readonly<Record<Exclude<CommandName, 'demo' | 'completion'>, Command>> = {
  scan: scanCommand,
  test: testCommand,
  plan: planCommand,
  apply: applyCommand,
  undo: undoCommand,
  doctor: doctorCommand,
};

/** One run: who is spoken to, in which words, and with what. */
interface Session {
  readonly io: Io;
  readonly texts: Catalogue;
  readonly deps: RunDeps;
}

/** Runs one command line. Never throws: what is not foreseen is exit code 70 with a sentence. */
export async function run(argv: readonly string[], io: Io, deps: RunDeps): Promise<number> {
  const texts = await catalogueFor(io.languages);
  const invocation = parseArguments(argv);
  switch (invocation.kind) {
    case 'version':
      io.out(`${deps.version}\n`);
      return EXIT.done;
    case 'help':
      io.out(helpText(texts.help, invocation.command));
      return EXIT.done;
    case 'wrong':
      io.err(`${format(texts.help.wrongUsage[invocation.code], invocation.facts)}\n`);
      return EXIT.usage;
    case 'run':
      return runCommand(invocation, { io, texts, deps });
  }
}

type Running = Extract<Invocation, { kind: 'run' }>;

async function runCommand(invocation: Running, session: Session): Promise<number> {
  const { command, operands, settings } = invocation;
  const { io, texts, deps } = session;
  if (command === 'completion') return completionCommand(io, texts.help, operands).exitCode;
  if (command !== 'demo') {
    return inWorld(invocation, COMMANDS[command], session, () => deps.realWorld(settings));
  }
  const [name = 'story', ...rest] = operands;
  const chosen = name === 'story' ? demoStory : inDemo(name);
  if (!chosen) {
    const known = Object.keys(COMMANDS).join(', ');
    io.err(`${format(texts.help.wrongUsage.notADemo, { known })}\n`);
    return EXIT.usage;
  }
  const demo = await deps.demoWorld();
  try {
    const told = { ...invocation, operands: rest };
    return await inWorld(told, chosen, session, () => Promise.resolve(demo.world));
  } finally {
    await demo.close();
  }
}

function inDemo(name: string): Command | undefined {
  return Object.entries(COMMANDS).find(([command]) => command === name)?.[1];
}

async function inWorld(
  invocation: Running,
  command: Command,
  session: Session,
  makeWorld: () => Promise<World>,
): Promise<number> {
  const { settings } = invocation;
  const { io, texts, deps } = session;
  const startedAt = new Date();
  let home = '';
  let outcome: Outcome;
  try {
    const world = await makeWorld();
    home = world.environment.home;
    const context = contextOf(invocation, world, session);
    context.log({ event: 'start', command: invocation.command, version: deps.version });
    outcome = await command(context);
    context.log({ event: 'end', exitCode: outcome.exitCode });
  } catch (error) {
    outcome = outcomeOfError(error);
    if (!settings.json) io.err(problemsView(outcome.problems, viewOf(settings, home, session)));
  }
  if (settings.json) {
    const tool = { name: 'starttls-migrator', version: deps.version };
    const times = { startedAt, finishedAt: new Date() };
    const whole = buildDocument({ tool, command: invocation.command, ...times, ...outcome }, texts);
    const document = settings.redact ? redact(whole, home) : whole;
    io.out(`${JSON.stringify(document, null, 2)}\n`);
  }
  return outcome.exitCode;
}

/** Problems with what was given on the command line. */
const USAGE: readonly ProblemCode[] = [
  'folder-missing',
  'ca-unreadable',
  'autoconfig-unreadable',
  'log-unwritable',
];

function outcomeOfError(error: unknown): Outcome {
  if (error instanceof ProblemError) {
    const exitCode = USAGE.includes(error.problem.code) ? EXIT.usage : EXIT.internal;
    return { ...NOTHING, problems: [error.problem], exitCode };
  }
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const problem: Problem = { code: 'internal', where: null, facts: { message } };
  return { ...NOTHING, problems: [problem], exitCode: EXIT.internal };
}

function viewOf(settings: Settings, home: string, { io, texts }: Session): ViewContext {
  const colours = io.outIsTerminal && !io.noColor && !settings.noColor;
  return {
    texts,
    paint: paint(colours),
    columns: io.columns,
    home,
    quiet: settings.quiet,
    evidence: !settings.quiet,
    trace: settings.trace,
  };
}

function contextOf(
  { settings, operands }: Running,
  world: World,
  session: Session,
): CommandContext {
  const { io, deps } = session;
  const { home } = world.environment;
  return {
    world,
    settings,
    operands,
    io,
    signal: deps.signal,
    view: viewOf(settings, home, session),
    log: eventLog(settings, home, (problem) => {
      if (!settings.json) io.err(problemsView([problem], viewOf(settings, home, session)));
    }),
    print: (text) => {
      if (!settings.json) io.out(text);
    },
    tell: (text) => {
      if (!settings.json) io.err(text);
    },
  };
}
