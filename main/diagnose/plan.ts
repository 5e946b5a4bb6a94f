// main/diagnose: from verdicts to changes. Pure. May import: shared.
import type { Change } from '../../shared/model/plan.ts';
import type { MailServer } from '../../shared/model/server.ts';
import type { Verdict } from './examine.ts';

/** A change that is right, with the reason it will not be made, or null if it may be. */
export interface PlannedChange {
  readonly change: Change;
  readonly heldBack: 'locked' | 'hardening-not-asked' | null;
}

export interface PlanOptions {
  /** Make the optional changes as well. */
  readonly harden: boolean;
}

/** The change that one verdict calls for, if any. */
export function planChange(
  server: MailServer,
  { plan, diagnosis }: Verdict,
  options: PlanOptions,
): PlannedChange | undefined {
  const { remedy } = diagnosis;
  if (remedy === null || plan === 'nothing' || plan === 'ask-a-person') return undefined;
  const optional = plan === 'offer-starttls';
  const change: Change = {
    id: `${server.id}->${remedy.tls}:${remedy.port}`,
    server: server.id,
    from: { port: server.port, tls: server.tls },
    to: { port: remedy.port, tls: remedy.tls },
    reason: diagnosis.code,
    optional,
  };
  return { change, heldBack: heldBack(server, optional, options) };
}

function heldBack(
  server: MailServer,
  optional: boolean,
  options: PlanOptions,
): PlannedChange['heldBack'] {
  if (!server.editable) return 'locked';
  return optional && !options.harden ? 'hardening-not-asked' : null;
}
