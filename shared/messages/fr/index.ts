// shared/messages/fr: the French catalogue. A narrow no-break space (U+202F) stands before the tall
// marks of punctuation and inside guillemets, as French printers have it.
import type { Catalogue } from '../catalogue.ts';
import { common } from './common.ts';
import { configFindings } from './config-findings.ts';
import { help } from './help.ts';
import { report } from './report.ts';
import { terminal } from './terminal.ts';

export const french: Catalogue = { ...common, configFindings, report, terminal, help };
