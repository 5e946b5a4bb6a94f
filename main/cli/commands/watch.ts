// main/cli/commands: test --watch, for the administrator who is changing the server right now.
// May import: all rooms below, shared.
import { setTimeout as after } from 'node:timers/promises';
import { format } from '../../../shared/messages/catalogue.ts';
import { describeDiagnosis } from '../../../shared/messages/describe.ts';
import { endpointKey } from '../../../shared/model/endpoint.ts';
import type { Surveyed } from '../../engine/survey.ts';
import { NOTHING, type Command, type CommandContext, type Outcome } from '../context.ts';
import { EXIT } from '../../engine/exit.ts';
import { indented } from '../paint.ts';

/** Servers count connections, and this goes on for as long as somebody looks. */
const PAUSE_MS = 15_000;

/**
 * Runs the test again and again, and shows after the first time only what has changed since the last
 * one. Ends when the signal is aborted, with the outcome of the last whole test.
 */
export async function watch(context: CommandContext, test: Command): Promise<Outcome> {
  const { terminal } = context.view.texts;
  context.tell(`${terminal.watching}\n`);
  let last = await test(context);
  const silent = { ...context, print: ignore, tell: ignore };
  while (await passes(PAUSE_MS, context.signal)) {
    const next = await test(silent);
    if (context.signal.aborted) break;
    report(last, next, context);
    last = next;
  }
  return context.signal.aborted && last.survey === null
    ? { ...NOTHING, exitCode: EXIT.needsPerson }
    : last;
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

function report(last: Outcome, next: Outcome, { view, print, tell }: CommandContext): void {
  const { texts, columns } = view;
  const time = new Date().toLocaleTimeString(texts.locale);
  const before = new Map((last.survey?.results ?? []).map((one) => [keyOf(one), wordsOf(one)]));
  const news = (next.survey?.results ?? []).filter(
    (one) => before.get(keyOf(one)) !== wordsOf(one),
  );
  if (news.length === 0) tell(`${format(texts.terminal.watched, { time })}\n`);
  for (const { item, verdict } of news) {
    const { host, port } = item.subject;
    const { summary } = describeDiagnosis(texts, verdict.diagnosis);
    print(`${format(texts.terminal.watchNews, { time, host, port })}\n`);
    print(indented(summary, columns, '    '));
  }
}

function keyOf({ item, verdict }: Surveyed): string {
  return item.server?.id ?? endpointKey(verdict.diagnosis.endpoint);
}

/** What counts as a change: the verdict, and where it leads. */
function wordsOf({ verdict }: Surveyed): string {
  const { code, remedy } = verdict.diagnosis;
  return [code, remedy ? endpointKey(remedy) : ''].join(' ');
}
