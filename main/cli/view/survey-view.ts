// main/cli/view: what was seen, what it means and what would change, as text. Pure.
// May import: shared, the types of the rooms below.
import { format, formatCount, visible } from '../../../shared/messages/catalogue.ts';
import {
  describeDiagnosis,
  describeLock,
  describeRemark,
  type Description,
} from '../../../shared/messages/describe.ts';
import { endpointKey } from '../../../shared/model/endpoint.ts';
import type { DiagnosisCode } from '../../../shared/model/diagnosis.ts';
import type { Candidate } from '../../../shared/model/suggestion.ts';
import type { PlannedChange } from '../../diagnose/plan.ts';
import type { Scan } from '../../engine/scan.ts';
import type { Survey, Surveyed } from '../../engine/survey.ts';
import type { Tally } from '../../engine/exit.ts';
import { indented, markOf, type Tone } from '../paint.ts';
import type { ViewContext } from './context.ts';
import { evidenceLines, traceView } from './evidence-view.ts';
import { labelled } from './labelled.ts';
import { profileHeading, serverLine } from './scan-view.ts';

/** What is shown of a verdict besides the healthy and the repairable ones: it needs a person. */
const TONES: Partial<Record<DiagnosisCode, Tone>> = {
  healthy: 'good',
  'needs-starttls': 'warn',
  'needs-starttls-port-closed': 'warn',
  'wrong-port': 'warn',
  'insecure-hardening': 'warn',
  'perhaps-network': 'warn',
  cancelled: 'plain',
};

/** All servers with their verdicts, profile by profile, then bare endpoints. */
export function surveyView(
  scan: Scan,
  survey: Survey,
  planned: readonly PlannedChange[],
  context: ViewContext,
): string {
  const changes = new Map(planned.map((one) => [one.change.server, one]));
  const shown = (result: Surveyed): string =>
    resultView(result, survey, changes.get(result.item.server?.id ?? ''), context);
  const profiles = scan.profiles.flatMap((scanned) => {
    const own = survey.results.filter(({ item }) => item.server?.profile === scanned.profile.id);
    return own.length > 0 ? [profileHeading(scanned, context) + own.map(shown).join('')] : [];
  });
  const bare = survey.results.filter(({ item }) => item.server === null).map(shown);
  return [...profiles, ...bare].join('\n');
}

function resultView(
  { item, verdict, suggestions }: Surveyed,
  survey: Survey,
  planned: PlannedChange | undefined,
  context: ViewContext,
): string {
  const { texts, paint, columns, quiet } = context;
  const { diagnosis } = verdict;
  const tone = TONES[diagnosis.code] ?? 'bad';
  const { summary, advice } = describeDiagnosis(texts, diagnosis);
  const title = item.server
    ? serverLine(item.server, context)
    : visible(endpointKey(diagnosis.endpoint)).replace(
        /\?.*/,
        `, ${texts.modes[item.subject.tls]}`,
      );
  const head = `  ${paint.tone(tone, markOf(tone))} ${title}\n`;
  const body = indented(summary, columns, '    ');
  if (quiet) return head + body;
  const looked = diagnosis.evidence.flatMap(
    (endpoint) => survey.looked.get(endpointKey(endpoint)) ?? [],
  );
  const evidence = context.evidence ? looked.flatMap((one) => evidenceLines(one, context)) : [];
  const notes = (item.server?.notes ?? []).map((note) =>
    indented(texts.notes[note], columns, '    '),
  );
  return [
    head,
    body,
    ...(diagnosis.code === 'healthy' || planned
      ? []
      : [labelled(texts.terminal.todo, advice, context)]),
    ...(planned ? [changeView(planned, item, context)] : []),
    ...suggestions.map((one, at) =>
      labelled(at === 0 ? texts.terminal.instead : '', suggestionText(one, context), context),
    ),
    ...evidence.map((line, at) =>
      paint.dim(labelled(at === 0 ? texts.terminal.evidence : '', line, context)),
    ),
    ...(context.trace ? looked.map((one) => paint.dim(traceView(one, context))) : []),
    ...diagnosis.remarks.map((remark) =>
      labelled(texts.terminal.remark, sentences(describeRemark(texts, remark)), context),
    ),
    ...notes,
  ].join('');
}

function suggestionText(
  { host, port, tls, source, where, authentic }: Candidate,
  { texts }: ViewContext,
): string {
  const { terminal, modes, candidateSources } = texts;
  const origin = format(candidateSources[source], { where });
  const works = format(terminal.suggestion, { host, port, mode: modes[tls], source: origin });
  return authentic ? works : `${works} ${terminal.unauthentic}`;
}

function sentences({ summary, advice }: Description): string {
  return `${summary} ${advice}`;
}

function changeView(
  { change, heldBack }: PlannedChange,
  { server }: Surveyed['item'],
  context: ViewContext,
): string {
  const { texts } = context;
  const { terminal } = texts;
  if (!server) return '';
  const words = texts.tlsWords[server.client];
  const settings = format(terminal.settings, {
    fromWord: words[change.from.tls],
    toWord: words[change.to.tls],
    fromPort: change.from.port,
    toPort: change.to.port,
  });
  const label = heldBack === 'hardening-not-asked' ? terminal.offered : terminal.wouldChange;
  const reason =
    heldBack === 'locked' && server.lockedBy
      ? labelled(
          '',
          format(terminal.cannotChange, { reason: describeLock(texts, server.lockedBy) }),
          context,
        )
      : '';
  return labelled(label, settings, context) + reason;
}

/** The last lines of test and plan: how many of each, after what else there is to do. */
export function tallyView(
  tally: Tally,
  context: ViewContext,
  first: readonly string[] = [],
): string {
  const { locale, terminal } = context.texts;
  const lines = [
    ...first,
    tally.changes > 0 ? formatCount(locale, terminal.changesNeeded, tally.changes) : '',
    tally.locked > 0 ? formatCount(locale, terminal.lockedChanges, tally.locked) : '',
    tally.person > 0 ? formatCount(locale, terminal.needPerson, tally.person) : '',
    tally.optional > 0 ? formatCount(locale, terminal.optionalChanges, tally.optional) : '',
  ].filter((line) => line !== '');
  return `${(lines.length > 0 ? lines : [terminal.allHealthy]).join('\n')}\n`;
}
