// main/cli/commands: test --watch, for the administrator who is changing the server right now.
// May import: all rooms below, shared.
import { setTimeout as after } from 'node:timers/promises';
import { format } from '../../../shared/messages/catalogue.ts';
import { describeDiagnosis } from '../../../shared/messages/describe.ts';
import { endpointKey } from '../../../shared/model/endpoint.ts';
import type { GivenConfig } from '../../engine/lint.ts';
import type { Surveyed } from '../../engine/survey.ts';
import type { Command, CommandContext, Outcome } from '../context.ts';
import { indented } from '../paint.ts';
import { showPassing } from '../progress.ts';
import { configView } from '../view/config-view.ts';

/**
 * Runs the test again and again, and shows after the first time only what has changed since the last
 * one. Ends when the signal is aborted, with the outcome of the last whole test.
 */
export async function watch(context: CommandContext, test: Command): Promise<Outcome> {
  const { world, view, signal } = context;
  const { terminal } = view.texts;
  const seconds = Math.round(world.watchPauseMs / 1000);
  context.tell(`${format(terminal.watching, { seconds })}\n`);
  let last = await test(context);
  const silent = { ...context, print: ignore, tell: ignore };
  while (await passes(world.watchPauseMs, signal)) {
    const next = await test(silent);
    if (signal.aborted) break;
    report(last, next, context);
    last = next;
  }
  showPassing(context, '');
  return last;
}

function ignore(): void {
  // The same words every 15 seconds help nobody.
}

/** False if the signal was aborted first. */
async function passes(ms: number, signal: AbortSignal): Promise<boolean> {
  try {
    await after(ms, undefined, { signal });
    return true;
  } catch (error) {
    if (signal.aborted) return false;
    throw error;
  }
}

function report(last: Outcome, next: Outcome, context: CommandContext): void {
  const { view, print } = context;
  const { terminal, locale } = view.texts;
  const time = new Date().toLocaleTimeString(locale);
  const news = [
    ...newsOfFile(last.config, next.config, time, context),
    ...newsOfServers(last, next, time, context),
  ];
  for (const one of news) print(one);
  if (news.length === 0) showPassing(context, format(terminal.watched, { time }));
}

/** The whole file again: a finding that has gone is news as well. */
function newsOfFile(
  last: GivenConfig | null,
  next: GivenConfig | null,
  time: string,
  { view }: CommandContext,
): readonly string[] {
  if (!last || !next) return [];
  const text = configView(next, view);
  return text === configView(last, view) ? [] : [`${time}  ${text}`];
}

function newsOfServers(
  last: Outcome,
  next: Outcome,
  time: string,
  { view }: CommandContext,
): readonly string[] {
  const { texts, columns } = view;
  const before = new Map((last.survey?.results ?? []).map((one) => [keyOf(one), wordsOf(one)]));
  return (next.survey?.results ?? [])
    .filter((one) => before.get(keyOf(one)) !== wordsOf(one))
    .map(({ item, verdict }) => {
      const { host, port } = item.subject;
      const { summary } = describeDiagnosis(texts, verdict.diagnosis);
      const heading = format(texts.terminal.watchNews, { time, host, port });
      return `${heading}\n${indented(summary, columns, '    ')}`;
    });
}

function keyOf({ item, verdict }: Surveyed): string {
  return item.server?.id ?? endpointKey(verdict.diagnosis.endpoint);
}

/** What counts as a change: the verdict, and where it leads. */
function wordsOf({ verdict }: Surveyed): string {
  const { code, remedy } = verdict.diagnosis;
  return [code, remedy ? endpointKey(remedy) : ''].join(' ');
}
