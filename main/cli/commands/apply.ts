// main/cli/commands: apply. May import: all rooms below, shared.
import type { ProblemCode } from '../../../shared/model/problem.ts';
import { applyChanges, type ChangeOptions, type Draft } from '../../engine/change.ts';
import type { ApplyResult } from '../../migrate/apply-result.ts';
import { NOTHING, readOptions, type Command, type CommandContext } from '../context.ts';
import { EXIT, needPerson, type ExitCode } from '../exit.ts';
import { confirm } from '../question.ts';
import { applyView } from '../view/change-view.ts';
import { problemsView } from '../view/scan-view.ts';
import { tallyView } from '../view/survey-view.ts';
import { exitOf, outcomeOf, prepare, prospectView, type Prospect } from './plan.ts';

const NO_DRAFT: Draft = { orders: [], refused: new Map() };

export const applyCommand: Command = async (context) => {
  const { settings, io, view } = context;
  if (!settings.yes && (!io.inIsTerminal || settings.json)) {
    context.io.err(`${view.texts.terminal.notATerminal}\n`);
    return { ...NOTHING, exitCode: EXIT.usage };
  }
  // What an earlier run left half done is repaired before anything is looked at.
  const { recovery } = await applyChanges(context.world, NO_DRAFT, changeOptions(context));
  context.tell(problemsView(recovery, view));
  const prospect = await prepare(context);
  context.print(`${prospectView(prospect, context)}\n${tallyView(prospect.tally, view)}`);
  const { changes } = prospect.tally;
  const agreed =
    changes === 0 || settings.yes || (await confirm(io, view, 'confirmApply', changes));
  const outcome = agreed
    ? await carryOut(context, prospect)
    : { ...outcomeOf(prospect, () => 'planned'), exitCode: exitOf(prospect, context) };
  if (!agreed) context.tell(`${view.texts.terminal.nothingDone}\n`);
  return { ...outcome, problems: [...recovery, ...outcome.problems] };
};

/** Applies what was prepared and tells how it went. */
export async function carryOut(context: CommandContext, prospect: Prospect) {
  const result = await applyChanges(context.world, prospect.draft, changeOptions(context));
  if (result.changes.length > 0) context.print(`\n${applyView(result, prospect, context.view)}`);
  context.tell(problemsView([...result.recovery, ...result.problems], context.view));
  const states = new Map(result.changes.map(({ change, state }) => [change.id, state]));
  const outcome = outcomeOf(prospect, (id) => states.get(id) ?? 'skipped');
  return {
    ...outcome,
    receipts: result.receipts,
    problems: [...outcome.problems, ...result.recovery, ...result.problems],
    exitCode: exitOfApply(context, prospect, result),
  };
}

export function changeOptions(context: CommandContext): ChangeOptions {
  return {
    read: readOptions(context),
    signal: context.signal,
    onEvent: (event) => {
      context.log({ event: 'migrate', ...event });
    },
  };
}

/** Somebody holds the profile: later it may be free. */
const BUSY: readonly ProblemCode[] = ['busy', 'locked-by-other-run'];

function exitOfApply(context: CommandContext, prospect: Prospect, result: ApplyResult): ExitCode {
  const open = result.changes.filter(({ state }) => state !== 'verified');
  if (open.some(({ state }) => state === 'failed' || state === 'applied')) return EXIT.takenBack;
  if (open.some(({ problem }) => problem !== null && BUSY.includes(problem.code))) return EXIT.busy;
  if (open.some(({ problem }) => problem !== null)) return EXIT.changesNeeded;
  if (prospect.draft.refused.size > 0) return EXIT.changesNeeded;
  if (needPerson([...result.recovery, ...result.problems], false)) return EXIT.needsPerson;
  return exitOf({ ...prospect, tally: { ...prospect.tally, changes: 0 } }, context);
}
