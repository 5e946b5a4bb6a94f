// main/cli/view: lines with a label before them, in one column. Pure. May import: shared, paint.
import { indented } from '../paint.ts';
import type { ViewContext } from './context.ts';

/** `label` with its colon, or nothing to go on below the last one. */
export function labelled(label: string, text: string, { columns, texts }: ViewContext): string {
  const { evidence, todo, wouldChange, remark, instead } = texts.terminal;
  const labels = [evidence, todo, wouldChange, remark, instead];
  const width = 1 + Math.max(...labels.map(({ length }) => length));
  const indent = ' '.repeat(4 + width);
  return indented(text, columns, indent, `    ${label} `.padEnd(indent.length));
}
