// main/cli/commands: test, and the live test that plan, apply and doctor begin with.
// May import: all rooms below, shared.
import { format, formatCount } from '../../../shared/messages/catalogue.ts';
import { allowsHost, type Scan } from '../../engine/scan.ts';
import { anchorsOf, casesOf, casesOfEndpoints, type Case } from '../../engine/cases.ts';
import {
  diagnosesOf,
  planChanges,
  survey,
  unreadStores,
  type Survey,
} from '../../engine/survey.ts';
import type { GivenConfig } from '../../engine/lint.ts';
import { NOTHING, type Command, type CommandContext, type Outcome } from '../context.ts';
import { exitOfTally, needPerson, tallyOf } from '../../engine/exit.ts';
import { showProgress } from '../progress.ts';
import { placesView, problemsView } from '../view/scan-view.ts';
import { configView } from '../view/config-view.ts';
import { surveyView, tallyView } from '../view/survey-view.ts';
import { lookAround } from './scan.ts';
import { watch } from './watch.ts';

const NO_SCAN: Scan = { profiles: [], places: [], problems: [] };

export const testCommand: Command = (context) => {
  const once: Command = (one) => withinDeadline(one, testOnce);
  return context.settings.watch ? watch(context, once) : once(context);
};

/** One whole test: of the profiles, or of the endpoints and the autoconfig file given. */
async function testOnce(context: CommandContext): Promise<Outcome> {
  const { settings, view } = context;
  const { terminal } = view.texts;
  const bare = settings.endpoints.length > 0 || settings.autoconfig !== null;
  const scan = bare ? NO_SCAN : lookAround(context);
  const { config, cases, isFaulty } = await givenConfig(context);
  if (config) context.print(configView(config, view));
  const survey = await testLive(context, scan, { more: cases, suggest: true });
  const planned = planChanges(survey, settings.harden);
  const tally = tallyOf(survey, planned);
  if (survey.results.length > 0) context.print(`${surveyView(scan, survey, planned, view)}\n`);
  // Where nothing was tested, it is not said that all is well.
  if (survey.results.length > 0 || isFaulty) {
    context.print(tallyView(tally, view, isFaulty ? [terminal.configFaulty] : []));
  }
  const personNeeded = needPerson(scan.problems, settings.profiles.length > 0) || isFaulty;
  return {
    ...NOTHING,
    scan,
    survey,
    config,
    problems: [...scan.problems, ...unreadStores(survey, scan.profiles)],
    exitCode: exitOfTally(tally, personNeeded),
  };
}

/**
 * Does it with a signal that is aborted as well when the time of --deadline is used up. Not with
 * AbortSignal.any(), which forgets a time-out that is collected as garbage (nodejs/node#57736).
 */
export async function withinDeadline<T>(
  context: CommandContext,
  action: (limited: CommandContext) => Promise<T>,
): Promise<T> {
  const { signal, settings } = context;
  const ending = new AbortController();
  const stop = (): void => {
    ending.abort(signal.reason);
  };
  const timer = setTimeout(() => {
    ending.abort(new DOMException('--deadline', 'TimeoutError'));
  }, settings.deadlineMs);
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  try {
    return await action({ ...context, signal: ending.signal });
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}

interface Lint {
  readonly config: GivenConfig | null;
  readonly cases: readonly Case[];
  readonly isFaulty: boolean;
}

/** The file of --autoconfig, if one was given. */
async function givenConfig({ settings, world, signal }: CommandContext): Promise<Lint> {
  const { autoconfig } = settings;
  if (autoconfig === null) return { config: null, cases: [], isFaulty: false };
  // Not at the top: few runs need an XML parser.
  const lint = await import('../../engine/lint.ts');
  const config = await lint.readGivenConfig(world, autoconfig, signal);
  return { config, cases: lint.casesOfConfig(config, world), isFaulty: lint.isFaulty(config) };
}

export interface LiveOptions {
  /** Cases besides those of the profiles and of --endpoint. */
  readonly more: readonly Case[];
  /** Whether to look for what could serve instead of a server that can't be mended. */
  readonly suggest: boolean;
}

/** Tests every server of the scan (or the endpoints given) live, with progress on stderr. */
export async function testLive(
  context: CommandContext,
  scan: Scan,
  { more, suggest }: LiveOptions,
): Promise<Survey> {
  const { world, settings, view, log } = context;
  const cases = [
    ...casesOf(scan.profiles, world.roots, (host) => allowsHost(settings, host)),
    ...casesOfEndpoints(settings.endpoints, world.roots),
    ...more,
  ];
  const { locale, terminal } = view.texts;
  if (cases.length > 0) context.tell(`${formatCount(locale, terminal.testing, cases.length)}\n`);
  else if (scan.profiles.length === 0 && settings.autoconfig === null) {
    context.print(`${terminal.noProfiles}\n${placesView(scan, view)}`);
  }
  const progress = showProgress(context);
  const anchors = anchorsOf(world.roots, scan.profiles);
  const { checkInjection } = settings;
  const { onProgress } = progress;
  const result = await survey(world, cases, anchors, {
    signal: context.signal,
    checkInjection,
    suggest: suggest ? (host) => allowsHost({ ...settings, only: [] }, host) : null,
    onProgress,
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
