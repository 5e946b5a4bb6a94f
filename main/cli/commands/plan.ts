// main/cli/commands: plan, and what apply and doctor need of it. May import: all rooms below, shared.
import type { ChangeState } from '../../../shared/model/plan.ts';
import {
  documentChanges,
  exitOf as exitOfProspect,
  problemsOf,
  prospectOf,
  type Prospect,
} from '../../engine/prospect.ts';
import { NOTHING, readOptions, type Command, type CommandContext } from '../context.ts';
import { surveyView, tallyView } from '../view/survey-view.ts';
import { lookAround } from './scan.ts';
import { testLive, withinDeadline } from './test.ts';

export const planCommand: Command = async (context) => {
  const prospect = await prepare(context);
  context.print(`${prospectView(prospect, context)}\n${tallyView(prospect.tally, context.view)}`);
  const { terminal } = context.view.texts;
  if (prospect.tally.changes > 0) context.tell(`${terminal.nextApply}\n`);
  return { ...outcomeOf(prospect, () => 'planned'), exitCode: exitOf(prospect, context) };
};

/**
 * Scan, test, diagnose, plan, and the edits that would follow. Writes nothing. With `suggest`, also
 * what could serve instead of a server that can't be mended.
 */
export function prepare(context: CommandContext, suggest = false): Promise<Prospect> {
  return withinDeadline(context, (limited) => lookAhead(limited, suggest));
}

async function lookAhead(context: CommandContext, suggest: boolean): Promise<Prospect> {
  const { world, settings } = context;
  const scan = lookAround(context);
  const survey = await testLive(context, scan, { more: [], suggest });
  return prospectOf(world, scan, survey, { harden: settings.harden, read: readOptions(context) });
}

export function prospectView(
  { scan, survey, planned }: Prospect,
  { view }: CommandContext,
): string {
  return surveyView(scan, survey, planned, view);
}

export function exitOf(prospect: Prospect, { settings }: CommandContext) {
  return exitOfProspect(prospect, settings.profiles.length > 0);
}

/** The outcome without its exit code; `stateOf` says what became of the changes not held back. */
export function outcomeOf(prospect: Prospect, stateOf: (change: string) => ChangeState) {
  const { scan, survey } = prospect;
  return {
    ...NOTHING,
    scan,
    survey,
    changes: documentChanges(prospect, stateOf),
    problems: problemsOf(prospect),
  };
}
