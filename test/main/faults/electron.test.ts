// The fault table with BoringSSL: the same rows, asked of a real Electron. The verdicts are the same ones.
import path from 'node:path';
import { vi } from 'vitest';
import { RANGES } from '../../real/addresses.ts';
import { startElectron } from '../../real/electron.ts';
import { describeReal } from '../../real/requirements.ts';
import type { FaultAnswer, FaultQuestion } from './prober.ts';
import { testFaults } from './suite.ts';

vi.setConfig({ hookTimeout: 240_000 }); // the first one fetches Electron

const SCRIPT = path.join(import.meta.dirname, 'prober-script.ts');

describeReal('Electron', ['electron'], () => {
  testFaults({
    range: RANGES.faultsElectron,
    isBoringSsl: true,
    start: (before) => startElectron<FaultQuestion, FaultAnswer>(SCRIPT, before),
  });
});
