// main/cli/view: what is wrong with an autoconfig file, as text. Pure.
// May import: shared, the types of the rooms below.
import { format, visible } from '../../../shared/messages/catalogue.ts';
import { describeFinding } from '../../../shared/messages/describe.ts';
import { CONFIG_FINDINGS, type FindingWeight } from '../../../shared/model/suggestion.ts';
import type { GivenConfig } from '../../engine/lint.ts';
import { indented, markOf, type Tone } from '../paint.ts';
import type { ViewContext } from './context.ts';

const TONES: Readonly<Record<FindingWeight, Tone>> = {
  file: 'bad',
  server: 'bad',
  warning: 'warn',
  note: 'plain',
};

/** The file's heading, then each finding with its place, or that there is none. */
export function configView({ where, reading }: GivenConfig, context: ViewContext): string {
  const { texts, paint, columns, quiet } = context;
  const { terminal } = texts;
  const heading = `${paint.bold(format(terminal.configHeading, { where }))}\n`;
  if (reading.findings.length === 0) return `${heading}  ${terminal.configClean}\n\n`;
  const findings = reading.findings.map((finding) => {
    const tone = TONES[CONFIG_FINDINGS[finding.code].weight];
    const { summary, advice } = describeFinding(texts, finding);
    const { path, line } = finding.place;
    const place = [line === null ? '' : format(terminal.configPlace, { line }), visible(path)]
      .filter((part) => part !== '')
      .join(', ');
    return (
      indented(summary, columns, '    ', `  ${paint.tone(tone, markOf(tone))} `) +
      (quiet ? '' : indented(advice, columns, '    ')) +
      (place === '' ? '' : paint.dim(indented(place, columns, '    ')))
    );
  });
  return `${heading}${findings.join('')}\n`;
}
