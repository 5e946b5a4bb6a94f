// main/cli/commands: plan, and what apply and doctor need of it. May import: all rooms below, shared.
import type { DocumentChange } from '../../../shared/model/document.ts';
import type { ChangeState } from '../../../shared/model/plan.ts';
import type { PlannedChange } from '../../diagnose/plan.ts';
import { draftChanges, type Draft } from '../../engine/change.ts';
import type { Scan } from '../../engine/scan.ts';
import { planChanges, unreadStores, type Survey } from '../../engine/survey.ts';
import { NOTHING, readOptions, type Command, type CommandContext } from '../context.ts';
import { exitOfTally, needPerson, tallyOf, type Tally } from '../exit.ts';
import { surveyView, tallyView } from '../view/survey-view.ts';
import { lookAround } from './scan.ts';
import { testLive, withinDeadline } from './test.ts';

/** Everything that is known before the first write. */
export interface Prospect {
  readonly scan: Scan;
  readonly survey: Survey;
  readonly planned: readonly PlannedChange[];
  readonly draft: Draft;
  readonly tally: Tally;
}

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
  return withinDeadline(context, (limited) => prospectOf(limited, suggest));
}

async function prospectOf(context: CommandContext, suggest: boolean): Promise<Prospect> {
  const { world, settings } = context;
  const scan = lookAround(context);
  const survey = await testLive(context, scan, { more: [], suggest });
  const planned = planChanges(survey, settings.harden);
  const ready = planned.filter(({ heldBack }) => heldBack === null).map(({ change }) => change);
  const draft = draftChanges(world, scan.profiles, ready, readOptions(context));
  return { scan, survey, planned, draft, tally: tallyOf(survey, planned) };
}

export function prospectView(
  { scan, survey, planned }: Prospect,
  { view }: CommandContext,
): string {
  return surveyView(scan, survey, planned, view);
}

export function exitOf({ tally, scan }: Prospect, { settings }: CommandContext) {
  return exitOfTally(tally, needPerson(scan.problems, settings.profiles.length > 0));
}

/** The outcome without its exit code; `stateOf` says what became of the changes not held back. */
export function outcomeOf(prospect: Prospect, stateOf: (change: string) => ChangeState) {
  const { scan, survey, planned, draft } = prospect;
  return {
    ...NOTHING,
    scan,
    survey,
    changes: planned.map(({ change, heldBack }): DocumentChange => ({
      ...change,
      state: heldBack === null ? stateOf(change.id) : 'skipped',
      where: whereOf(prospect, change.id, change.server),
    })),
    problems: [...scan.problems, ...unreadStores(survey, scan.profiles), ...draft.refused.values()],
  };
}

/** The file that holds the setting; the profile's folder where there is no draft for it. */
function whereOf({ draft, scan }: Prospect, id: string, server: string): string {
  const edits = draft.orders.flatMap((order) => order.edits);
  const edit = edits.find(({ keys }) => keys.some(({ change }) => change === id));
  const owner = scan.profiles.find(({ servers }) => servers.some((one) => one.id === server));
  return edit?.file ?? owner?.profile.path ?? '';
}
