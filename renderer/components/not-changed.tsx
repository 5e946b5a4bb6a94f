// renderer/components: what was not changed; each row says why. May import: preact, shared, model.
import type { ComponentChildren } from 'preact';
import type { AccountView, NotChanged, ResultView } from '../../shared/contract.ts';
import { describeLock, describeProblem } from '../../shared/messages/describe.ts';
import type { WindowTexts } from '../../shared/messages/wizard.ts';
import { isByOrganisation, isSameServer } from '../model/words.ts';
import { useTexts, useWizard } from './context.tsx';
import { Icon, type IconName, type Tone } from './icons.tsx';
import { Address, Outside } from './parts.tsx';
import { TroubleRow } from './trouble-rows.tsx';

export function NotChangedList({ result }: { readonly result: ResultView }) {
  const { state } = useWizard();
  const words = state.texts.wizard.result;
  const leftAlone = (state.accounts?.accounts ?? []).filter((one) => one.state === 'left-alone');
  if (result.notChanged.length + leftAlone.length === 0) return null;
  return (
    <section class="group">
      <div class="section-head">
        <h2>{words.notChangedHeading}</h2>
      </div>
      <ul class="card rows results">
        {withoutRepeats(result.notChanged).map((one) => (
          <NotChangedRow key={one.server.id} one={one} />
        ))}
        {leftAlone.map((account) => (
          <LeftAloneRow key={account.id} account={account} />
        ))}
      </ul>
    </section>
  );
}

/** Servers of several accounts that would be told in the same words are told once. */
function withoutRepeats(all: readonly NotChanged[]): readonly NotChanged[] {
  const rows = new Map<string, NotChanged>();
  for (const one of all) {
    const { protocol, host, port } = one.server;
    const why = one.reason.kind === 'verdict' ? one.reason.diagnosis.code : one.reason;
    const key = JSON.stringify([protocol, host, port, why]);
    if (!rows.has(key)) rows.set(key, one);
  }
  return [...rows.values()];
}

function LeftAloneRow({ account }: { readonly account: AccountView }) {
  const words = useTexts().wizard.result;
  return (
    <li>
      <Icon name="minus" tone="quiet" />
      <span class="what">
        <Address text={account.title} />
      </span>
      <span class="detail">{words.leftAlone}</span>
    </li>
  );
}

function NotChangedRow({ one }: { readonly one: NotChanged }) {
  const { state } = useWizard();
  const { server, reason } = one;
  const connection = state.connections.find(
    ({ endpoint }) => isSameServer(endpoint, server) && endpoint.port === server.port,
  );
  if (reason.kind === 'verdict' && reason.diagnosis.code !== 'healthy' && connection) {
    return <TroubleRow connection={connection} />;
  }
  const [icon, tone, says] = whyNot(state.texts, reason);
  return (
    <li>
      <Icon name={icon} tone={tone} />
      <Outside class="what" text={server.host ?? ''} />
      <span class="detail">{says}</span>
    </li>
  );
}

function whyNot(
  texts: WindowTexts,
  reason: NotChanged['reason'],
): readonly [IconName, Tone, ComponentChildren] {
  const { result, accounts, headlines } = texts.wizard;
  switch (reason.kind) {
    case 'verdict': {
      const { code } = reason.diagnosis;
      if (code === 'healthy') return ['tick-ring', 'ok', result.worksAsIs];
      return ['triangle', 'warn', `${headlines[code]}.`];
    }
    case 'locked':
      return isByOrganisation(reason.lock)
        ? ['lock', 'quiet', `${accounts.byOrganisation}.`]
        : ['lock', 'quiet', describeLock(texts, reason.lock)];
    case 'problem': {
      const { summary, advice } = describeProblem(texts, reason.problem);
      return [
        'triangle',
        'warn',
        <>
          {summary} <span class="why">{advice}</span>
        </>,
      ];
    }
    case 'not-chosen':
      return ['minus', 'quiet', result.notChosen];
  }
}
