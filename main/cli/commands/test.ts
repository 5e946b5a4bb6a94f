// main/cli/commands: test, and the live test that plan, apply and doctor begin with.
// May import: all rooms below, shared.
import { format, formatCount } from '../../../shared/messages/catalogue.ts';
import { allowsHost, type Scan } from '../../engine/scan.ts';
import { anchorsOf, casesOf, casesOfEndpoints } from '../../engine/cases.ts';
import {
  diagnosesOf,
  planChanges,
  survey,
  unreadStores,
  type Survey,
} from '../../engine/survey.ts';
import { NOTHING, type Command, type CommandContext } from '../context.ts';
import { exitOfTally, needPerson, tallyOf } from '../exit.ts';
import { showProgress } from '../progress.ts';
import { placesView, problemsView } from '../view/scan-view.ts';
import { surveyView, tallyView } from '../view/survey-view.ts';
import { lookAround } from './scan.ts';

const NO_SCAN: Scan = { profiles: [], places: [], problems: [] };

export const testCommand: Command = async (context) => {
  const { settings } = context;
  const scan = settings.endpoints.length > 0 ? NO_SCAN : lookAround(context);
  const result = await testLive(context, scan);
  const planned = planChanges(result, settings.harden);
  const tally = tallyOf(result, planned);
  context.print(
    `${surveyView(scan, result, planned, context.view)}\n${tallyView(tally, context.view)}`,
  );
  return {
    ...NOTHING,
    scan,
    survey: result,
    problems: [...scan.problems, ...unreadStores(result, scan.profiles)],
    exitCode: exitOfTally(tally, needPerson(scan.problems, settings.profiles.length > 0)),
  };
};

/** Tests every server of the scan (or the endpoints given) live, with progress on stderr. */
export async function testLive(context: CommandContext, scan: Scan): Promise<Survey> {
  const { world, settings, signal, view, log } = context;
  const cases = [
    ...casesOf(scan.profiles, world.roots, (host) => allowsHost(settings, host)),
    ...casesOfEndpoints(settings.endpoints, world.roots),
  ];
  const { locale, terminal } = view.texts;
  if (cases.length > 0) context.tell(`${formatCount(locale, terminal.testing, cases.length)}\n`);
  else if (scan.profiles.length === 0) {
    context.print(`${terminal.noProfiles}\n${placesView(scan, view)}`);
  }
  const progress = showProgress(context);
  const anchors = anchorsOf(world.roots, scan.profiles);
  const result = await survey(world, cases, anchors, {
    signal,
    checkInjection: false,
    onProgress: progress.onProgress,
  });
  progress.end();
  for (const { server, code } of diagnosesOf(result)) log({ event: 'diagnosis', server, code });
  context.tell(problemsView(unreadStores(result, scan.profiles), view));
  tellLimits(context, scan);
  return result;
}

/** What this test could not know, where it matters. */
function tellLimits({ settings, world, view, tell }: CommandContext, scan: Scan): void {
  const { terminal } = view.texts;
  if (settings.quiet) return;
  if (settings.ca.length > 0) tell(`${terminal.caNote}\n`);
  const reason = world.roots.systemUnread;
  if (reason !== null && scan.profiles.some(({ trust }) => trust.system)) {
    tell(`${format(terminal.systemUnread, { reason })}\n`);
  }
}
