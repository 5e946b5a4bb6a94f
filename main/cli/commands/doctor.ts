// main/cli/commands: doctor, the guided terminal: asks what is wrong, walks the same stages as apply,
// and ends with the one thing to do next. May import: all rooms below, shared.
import { format } from '../../../shared/messages/catalogue.ts';
import { describeDiagnosis, describeLock } from '../../../shared/messages/describe.ts';
import type { Protocol } from '../../../shared/model/endpoint.ts';
import { clientFor, recover } from '../../engine/change.ts';
import { EXIT, type ExitCode } from '../../engine/exit.ts';
import type { Prospect } from '../../engine/prospect.ts';
import { NOTHING, type Command, type CommandContext, type Outcome } from '../context.ts';
import { indented } from '../paint.ts';
import { confirm } from '../question.ts';
import { placesView, problemsView } from '../view/scan-view.ts';
import { tallyView } from '../view/survey-view.ts';
import { carryOut, changeOptions } from './apply.ts';
import { exitOf, outcomeOf, prepare, prospectView } from './plan.ts';

/** What each answer to "What brings you here?" is about; in the order of the choices. */
const CONCERNS: readonly (readonly Protocol[])[] = [
  ['smtp'],
  ['imap', 'pop3'],
  ['smtp', 'imap', 'pop3'],
  ['smtp', 'imap', 'pop3'],
];

export const doctorCommand: Command = (context) =>
  // The right words before the details: who wants those asks `test` or `plan`.
  consult({ ...context, view: { ...context.view, evidence: false } });

const consult: Command = async (context) => {
  const { terminal } = context.view.texts;
  if (!context.io.inIsTerminal) {
    context.io.err(`${terminal.notATerminal}\n`);
    return { ...NOTHING, exitCode: EXIT.usage };
  }
  context.print(`${terminal.doctorWelcome}\n\n`);
  const concern = await askConcern(context);
  if (!concern) return { ...NOTHING, exitCode: EXIT.done };
  context.print(`\n${terminal.doctorLooking}\n`);
  const recovery = await recover(context.world, changeOptions(context));
  context.tell(problemsView(recovery, context.view));
  const prospect = await prepare(context, true);
  if (prospect.scan.profiles.length === 0) {
    next(context, terminal.doctorNothingFound);
    context.print(placesView(prospect.scan, context.view));
    return { ...outcomeOf(prospect, () => 'planned'), exitCode: EXIT.needsPerson };
  }
  context.print(`\n${prospectView(prospect, context)}\n${tallyView(prospect.tally, context.view)}`);
  return prospect.tally.changes > 0
    ? change(context, prospect)
    : advise(context, prospect, concern);
};

async function askConcern({ io, view }: CommandContext): Promise<readonly Protocol[] | undefined> {
  const { terminal } = view.texts;
  io.err(`${terminal.doctorQuestion}\n`);
  terminal.doctorChoices.forEach((choice, index) => {
    io.err(`  ${index + 1}  ${choice}\n`);
  });
  for (;;) {
    const answer = await io.ask(`[1-${CONCERNS.length}] `);
    if (answer === null) return undefined;
    const concern = CONCERNS[Number(answer.trim()) - 1];
    if (concern) return concern;
  }
}

/** There is something to change: agree, wait until the mail program is closed, change. */
async function change(context: CommandContext, prospect: Prospect): Promise<Outcome> {
  const { io, view } = context;
  const { terminal } = view.texts;
  const agreed = await confirm(io, view, 'confirmApply', prospect.tally.changes);
  if (!agreed || !(await waitUntilClosed(context, prospect))) {
    next(context, terminal.doctorDeclined);
    return { ...outcomeOf(prospect, () => 'planned'), exitCode: exitOf(prospect, context) };
  }
  const outcome = await carryOut(context, prospect);
  const [first] = prospect.draft.orders;
  if (first && outcome.receipts.length > 0) {
    const client = view.texts.clients[first.profile.client];
    next(context, format(terminal.doctorSendAgain, { client }));
  }
  return outcome;
}

/** Asks to close the mail program as often as it takes; false if the user stops. */
async function waitUntilClosed(context: CommandContext, prospect: Prospect): Promise<boolean> {
  const { io, view, world } = context;
  const { terminal, clients } = view.texts;
  for (const { profile } of prospect.draft.orders) {
    const program = clientFor(world, profile);
    const facts = { client: clients[profile.client], name: profile.name };
    while (program.running(profile).state !== 'closed') {
      io.err(`${format(terminal.closeProgram, facts)}\n`);
      const answer = await io.ask(`${format(terminal.doctorCloseAndRetry, facts)} `);
      if (answer === null || /^q/i.test(answer.trim())) return false;
    }
  }
  return true;
}

/** Nothing to change: the first thing to do about what the user came for, or about the rest. */
function advise(
  context: CommandContext,
  prospect: Prospect,
  concern: readonly Protocol[],
): Outcome {
  const { texts } = context.view;
  const open = prospect.survey.results.filter(({ verdict }) => verdict.plan !== 'nothing');
  const mine = open.find(({ item }) => concern.includes(item.subject.protocol)) ?? open[0];
  const exitCode: ExitCode = exitOf(prospect, context);
  if (!mine) next(context, texts.terminal.doctorHealthy);
  else if (mine.item.server?.lockedBy)
    next(context, describeLock(texts, mine.item.server.lockedBy));
  else next(context, describeDiagnosis(texts, mine.verdict.diagnosis).advice);
  return { ...outcomeOf(prospect, () => 'planned'), exitCode };
}

function next({ print, view }: CommandContext, text: string): void {
  const { terminal } = view.texts;
  print(`\n${view.paint.bold(terminal.doctorNext)}\n${indented(text, view.columns, '  ')}`);
}
