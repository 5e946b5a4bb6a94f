// main/cli/commands: apply. May import: all rooms below, shared.
import { applyChanges, recover, type ChangeOptions } from '../../engine/change.ts';
import { EXIT } from '../../engine/exit.ts';
import { exitOfApply, type Prospect } from '../../engine/prospect.ts';
import { NOTHING, readOptions, type Command, type CommandContext } from '../context.ts';
import { confirm } from '../question.ts';
import { applyView } from '../view/change-view.ts';
import { problemsView } from '../view/scan-view.ts';
import { tallyView } from '../view/survey-view.ts';
import { exitOf, outcomeOf, prepare, prospectView } from './plan.ts';

export const applyCommand: Command = async (context) => {
  const { settings, io, view } = context;
  if (!settings.yes && (!io.inIsTerminal || settings.json)) {
    context.io.err(`${view.texts.terminal.notATerminal}\n`);
    return { ...NOTHING, exitCode: EXIT.usage };
  }
  // What an earlier run left half done is repaired before anything is looked at.
  const recovery = await recover(context.world, changeOptions(context));
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
    exitCode: exitOfApply(prospect, result, context.settings.profiles.length > 0),
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
