// main/cli: questions at the terminal. May import: shared.
import { formatCount } from '../../shared/messages/catalogue.ts';
import type { Io } from './io.ts';
import type { ViewContext } from './view/context.ts';

/** Yes or no, no unless clearly yes in the language of the question. The end of input is a no. */
export async function askYesNo(io: Io, { texts }: ViewContext, question: string): Promise<boolean> {
  const { yesOrNo, yes } = texts.terminal;
  const answer = await io.ask(`${question} ${yesOrNo} `);
  return answer !== null && yes.includes(answer.trim().toLowerCase());
}

export function confirm(
  io: Io,
  view: ViewContext,
  question: 'confirmApply' | 'confirmUndo',
  count: number,
): Promise<boolean> {
  const { locale, terminal } = view.texts;
  return askYesNo(io, view, formatCount(locale, terminal[question], count));
}
