// main/diagnose: what the check for command injection means for the verdicts. Pure.
// May import: shared.
import { endpointKey, type Endpoint } from '../../shared/model/endpoint.ts';
import type { Verdict } from './examine.ts';

/**
 * The same verdicts, with `command-injection` for each that speaks of a server found to obey plain
 * text inside TLS, or would lead there: nobody is moved to it.
 */
export function withInjections(
  verdicts: readonly Verdict[],
  injectable: readonly Endpoint[],
): readonly Verdict[] {
  const keys = new Set(injectable.map(endpointKey));
  return verdicts.map((verdict) => {
    const { endpoint, remedy, facts } = verdict.diagnosis;
    const bad = [endpoint, ...(remedy ? [remedy] : [])].find((one) => keys.has(endpointKey(one)));
    if (!bad) return verdict;
    const diagnosis = {
      ...verdict.diagnosis,
      code: 'command-injection',
      remedy: null,
      facts: { ...facts, seenPort: bad.port },
    } as const;
    return { plan: 'ask-a-person', diagnosis };
  });
}
