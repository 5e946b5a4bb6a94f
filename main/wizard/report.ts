// main/wizard: the report of the session, for the help desk: as text for a person, and as the same
// JSON document that the command line prints. Redacted. Pure.
// May import: shared, the engine's values, this folder.
import { format, type Catalogue, type CommonTexts } from '../../shared/messages/catalogue.ts';
import { describeDiagnosis, describeProblem } from '../../shared/messages/describe.ts';
import type { ReportTexts } from '../../shared/messages/report.ts';
import type { ConnectionView, EvidenceView } from '../../shared/contract.ts';
import type { Document } from '../../shared/model/document.ts';
import type { ChangeState } from '../../shared/model/plan.ts';
import type { Problem } from '../../shared/model/problem.ts';
import { buildDocument, type DocumentParts } from '../engine/document.ts';
import { EXIT, needPerson } from '../engine/exit.ts';
import {
  documentChanges,
  exitOf,
  exitOfApply,
  problemsOf,
  type Prospect,
} from '../engine/prospect.ts';
import { redact, redactText } from '../engine/redact.ts';
import type { Scan } from '../engine/scan.ts';
import type { Applied } from './apply.ts';
import type { Checked } from './check.ts';

/** What came of the session so far. */
export interface Story {
  readonly version: string;
  readonly startedAt: Date;
  readonly finishedAt: Date;
  /** `linux`, `darwin`, `win32`. */
  readonly system: string;
  readonly home: string;
  readonly scan: Scan | null;
  readonly checked: Checked | null;
  /** In their order. */
  readonly applied: readonly Applied[];
  /** What became of each change by its id, undone ones included. */
  readonly states: ReadonlyMap<string, ChangeState>;
  /** What went wrong besides. */
  readonly problems: readonly Problem[];
}

/** The JSON document, as the schema has it. */
export function reportDocument(story: Story, texts: Catalogue): Document {
  const { version, startedAt, finishedAt, checked, applied, states, home } = story;
  const prospect = checked && withMade(checked.prospect, story);
  const tool = { name: 'starttls-migrator', version };
  const times = { startedAt, finishedAt };
  const parts: DocumentParts = {
    ...{ tool, ...times },
    command: applied.length > 0 ? 'apply' : checked ? 'plan' : 'scan',
    exitCode: exitCodeOf(story),
    scan: checked?.prospect.scan ?? story.scan,
    survey: checked?.prospect.survey ?? null,
    config: null,
    changes: prospect ? documentChanges(prospect, (id) => states.get(id) ?? 'planned') : [],
    receipts: applied.flatMap(({ result }) => result.receipts),
    problems: problemsIn(story),
  };
  return redact(buildDocument(parts, texts), home);
}

/** Hardening that was ticked is held back no longer, and its file is known. */
function withMade(prospect: Prospect, { applied, states }: Story): Prospect {
  const { planned, draft } = prospect;
  return {
    ...prospect,
    planned: planned.map((one) => (states.has(one.change.id) ? { ...one, heldBack: null } : one)),
    draft: { ...draft, orders: [...draft.orders, ...applied.flatMap((one) => one.draft.orders)] },
  };
}

function exitCodeOf({ scan, checked, applied, states }: Story): number {
  const last = applied.at(-1);
  const isUndone = [...states.values()].includes('undone');
  if (checked && last && !isUndone) return exitOfApply(checked.prospect, last.result, false);
  if (checked) return exitOf(checked.prospect, false);
  return needPerson(scan?.problems ?? [], false) ? EXIT.needsPerson : EXIT.done;
}

function problemsIn({ scan, checked, applied, problems }: Story): readonly Problem[] {
  const all = [
    ...problems,
    ...(checked ? problemsOf(checked.prospect) : (scan?.problems ?? [])),
    ...applied.flatMap(({ result }) => [...result.recovery, ...result.problems]),
  ];
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}

/** The report as text, in the words that the window uses. */
export function reportText(story: Story, report: ReportTexts, words: CommonTexts): string {
  const { version, finishedAt, system, checked, home } = story;
  const when = finishedAt.toISOString().replace('T', ' ').slice(0, 16) + ' UTC';
  const lines = [
    format(report.title, { version, when }),
    format(report.system, { system }),
    report.redacted,
    '',
    ...(checked
      ? checked.connections.flatMap((view) => [
          ...connectionLines(view, checked, report, words),
          '',
        ])
      : [report.nothingChecked, '']),
    ...changeLines(story, report, words),
    ...problemLines(story, report, words),
  ];
  return redactText(`${lines.join('\n').trimEnd()}\n`, home);
}

function connectionLines(
  view: ConnectionView,
  checked: Checked,
  report: ReportTexts,
  words: CommonTexts,
): readonly string[] {
  const { endpoint, tls, client, diagnosis, evidence } = view;
  const { protocol, host, port } = endpoint;
  const role = words.roles[protocol];
  const word = words.tlsWords[client][tls];
  const users = checked.accounts.filter(({ servers }) =>
    servers.some(({ id }) => checked.viewOf.get(id) === view),
  );
  // Two people of one domain are told apart by nobody who reads this.
  const titles = [...new Set(users.map(({ title }) => redactText(title, '')))];
  const { summary, advice } = diagnosis
    ? describeDiagnosis(words, diagnosis)
    : { summary: '', advice: '' };
  const isHealthy = diagnosis?.code === 'healthy';
  return [
    format(report.server, { role, host, port, word }),
    `  ${summary}`,
    ...(isHealthy || advice === '' ? [] : [`  ${format(report.todo, { advice })}`]),
    `  ${format(report.accounts, { accounts: titles.join(', ') })}`,
    ...seenLines(evidence, report, words).map((line) => `  ${line}`),
  ];
}

/** One line for each thing seen, however often. */
function seenLines(
  evidence: readonly EvidenceView[],
  report: ReportTexts,
  words: CommonTexts,
): readonly string[] {
  const lines = evidence.map(({ endpoint, address, failure }) => {
    const outcome = failure === null ? report.answers : words.failures[failure].replace(/:$/, '');
    const result = address === null ? outcome : `${outcome} (${address})`;
    return format(report.seen, {
      ...{ port: endpoint.port, mode: words.modes[endpoint.tls] },
      result,
    });
  });
  return [...new Set(lines)];
}

function changeLines(
  { checked, states }: Story,
  report: ReportTexts,
  words: CommonTexts,
): readonly string[] {
  if (!checked) return [];
  const servers = new Map(
    checked.prospect.survey.results.flatMap(({ item }) =>
      item.server ? [[item.server.id, item.server] as const] : [],
    ),
  );
  const lines = checked.prospect.planned.flatMap(({ change }) => {
    const server = servers.get(change.server);
    if (!server) return [];
    const modes = words.tlsWords[server.client];
    const { from, to } = change;
    return format(report.change, {
      ...{ host: server.host, fromWord: modes[from.tls], fromPort: from.port },
      ...{ toWord: modes[to.tls], toPort: to.port },
      state: words.changeStates[states.get(change.id) ?? 'planned'],
    });
  });
  return lines.length > 0 ? [report.changes, ...lines.map((line) => `  ${line}`), ''] : [];
}

function problemLines(story: Story, report: ReportTexts, words: CommonTexts): readonly string[] {
  const lines = problemsIn(story).map((one) => `  ${describeProblem(words, one).summary}`);
  return lines.length > 0 ? [report.problems, ...lines] : [];
}
