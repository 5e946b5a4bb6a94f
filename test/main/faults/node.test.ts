// The fault table with OpenSSL: each row on live sockets, asked of this Node.
import path from 'node:path';
import { describe } from 'vitest';
import { RANGES } from '../../real/addresses.ts';
import { startScript } from '../../real/script.ts';
import { answerFault, type FaultAnswer, type FaultQuestion } from './prober.ts';
import { testFaults } from './suite.ts';

const SCRIPT = path.join(import.meta.dirname, 'prober-script.ts');

describe('Node', () => {
  testFaults({
    range: RANGES.faultsNode,
    isBoringSsl: false,
    start: async (before) =>
      before.length === 0
        ? { ask: answerFault, stop: () => undefined }
        : startScript<FaultQuestion, FaultAnswer>(SCRIPT, process.execPath, before),
  });
});
