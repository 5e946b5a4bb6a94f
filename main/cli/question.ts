// main/cli: questions at the terminal. May import: shared.
import { formatCount } from '../../shared/messages/catalogue.ts';
import type { Io } from './io.ts';
import type { ViewContext } from './view/context.ts';

/** Yes or no, no unless clearly yes. The end of input is a no. */
export async function askYesNo(io: Io, question: string): Promise<boolean> {
  const answer = await io.ask(`${question} [y/N] `);
  return answer !== null && /^y(es)?$/i.test(answer.trim());
}

export function confirm(
  io: Io,
  { texts }: ViewContext,
  question: 'confirmApply' | 'confirmUndo',
  count: number,
): Promise<boolean> {
  return askYesNo(io, formatCount(texts.locale, texts.terminal[question], count));
}
