// shared/messages/en: the English catalogue.
import type { Catalogue } from '../catalogue.ts';
import { common } from './common.ts';
import { configFindings } from './config-findings.ts';
import { help } from './help.ts';
import { report } from './report.ts';
import { terminal } from './terminal.ts';

export const english: Catalogue = { ...common, configFindings, report, terminal, help };
