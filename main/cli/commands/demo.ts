// main/cli/commands: demo: any command in a throw-away world; without one, the whole story.
// May import: all rooms below, shared.
import { format } from '../../../shared/messages/catalogue.ts';
import { EXIT } from '../../engine/exit.ts';
import type { Command, CommandContext, Outcome } from '../context.ts';
import { indented } from '../paint.ts';
import { applyCommand } from './apply.ts';
import { planCommand } from './plan.ts';
import { scanCommand } from './scan.ts';
import { undoCommand } from './undo.ts';

interface Chapter {
  readonly command: Command;
  /** With advice and evidence; what was shown once need not be shown three times. */
  readonly inFull: boolean;
}

/** The chapters of the story, in the order of `demoChapters` in the catalogue. */
const CHAPTERS: readonly Chapter[] = [
  { command: scanCommand, inFull: false },
  { command: planCommand, inFull: true },
  { command: applyCommand, inFull: false },
  { command: applyCommand, inFull: false },
  { command: undoCommand, inFull: true },
];

/**
 * Scan, plan, apply, apply again, undo: each as the real command does it. The story went well if
 * every chapter ended as it should; then the exit code is 0, whatever servers it left for a person.
 */
export const demoStory: Command = async (context) => {
  const { view } = context;
  const { terminal } = view.texts;
  context.print(indented(format(terminal.demoWelcome), view.columns, ''));
  const story: CommandContext = { ...context, settings: { ...context.settings, yes: true } };
  const outcomes: Outcome[] = [];
  for (const [index, chapter] of CHAPTERS.entries()) {
    context.print(
      `\n${view.paint.bold(`${index + 1}. ${terminal.demoChapters[index] ?? ''}`)}\n\n`,
    );
    outcomes.push(await chapter.command(chapter.inFull ? story : inShort(story)));
    if (context.signal.aborted) break;
  }
  if (context.signal.aborted) {
    context.tell(`${terminal.cancelled}\n`);
    return { ...merge(outcomes), exitCode: EXIT.needsPerson };
  }
  const { only, exclude } = context.settings;
  const told = went(outcomes, only.length + exclude.length > 0);
  const end = told ? terminal.demoEnd : terminal.demoFailed;
  context.print(`\n${indented(end, view.columns, '')}`);
  const plan = outcomes[1];
  return {
    ...merge(outcomes),
    ...(plan && { survey: plan.survey }),
    exitCode: told ? EXIT.done : EXIT.internal,
  };
};

function inShort(context: CommandContext): CommandContext {
  return { ...context, view: { ...context.view, quiet: true, evidence: false } };
}

/**
 * Changes were needed (unless the user chose the servers), were made and verified, were not made
 * twice, and were put back.
 */
function went([, plan, apply, again, undo]: readonly Outcome[], chosen: boolean): boolean {
  const states = (outcome: Outcome | undefined, state: string): number =>
    outcome?.changes.filter((change) => change.state === state).length ?? 0;
  const needed = states(plan, 'planned');
  return (
    (needed > 0 || chosen) &&
    states(apply, 'verified') === needed &&
    again?.changes.length === 0 &&
    states(undo, 'undone') === needed
  );
}

function merge(outcomes: readonly Outcome[]): Omit<Outcome, 'exitCode'> {
  return {
    scan: outcomes[0]?.scan ?? null,
    survey: null,
    config: null,
    changes: outcomes.at(-1)?.changes ?? [],
    receipts: outcomes.flatMap(({ receipts }) => receipts),
    problems: outcomes.flatMap(({ problems }) => problems),
  };
}
