// renderer/pages: what was changed, what was not and why, and the way back. May import: preact, shared,
// renderer.
import type { ChangeView, ResultView } from '../../shared/contract.ts';
import { format } from '../../shared/messages/catalogue.ts';
import { describeProblem } from '../../shared/messages/describe.ts';
import type { WindowTexts } from '../../shared/messages/wizard.ts';
import { CloseButton } from '../components/close-button.tsx';
import { ConnectionCard } from '../components/connection-card.tsx';
import { useTexts, useWizard } from '../components/context.tsx';
import { Icon, Spinner } from '../components/icons.tsx';
import { NotChangedList } from '../components/not-changed.tsx';
import { Address, Button, Callout, Chip, Heading, Unseen } from '../components/parts.tsx';
import { Reports } from '../components/reports.tsx';
import { Shell } from '../components/shell.tsx';
import { UndoOutcome } from '../components/undo-outcome.tsx';
import type { Page } from '../model/state.ts';
import { countOf, isSameServer, resultTitle, undoTitle, wayOf } from '../model/words.ts';

type ResultState = Extract<Page, { name: 'result' }>;

export function ResultPage({ page }: { readonly page: ResultState }) {
  const { state } = useWizard();
  const { texts } = state;
  const { result, undoing } = page;
  const isOver = undoing.kind === 'over';
  return (
    <Shell
      step="result"
      footer={
        <>
          <Reports />
          <span class="spring" />
          <CloseButton />
        </>
      }
    >
      <Heading
        key={isOver ? 'undone' : 'changed'}
        lead={isOver ? undefined : leadOf(texts, result)}
      >
        {isOver ? undoTitle(texts, undoing.outcome) : resultTitle(texts, result)}
      </Heading>
      {[...(page.problem ? [page.problem] : []), ...result.problems].map((problem, index) => {
        const { summary, advice } = describeProblem(texts, problem);
        return (
          <Callout key={index} tone="warn" title={summary} isUrgent>
            {advice}
          </Callout>
        );
      })}
      {isOver && <UndoOutcome run={undoing.run} outcome={undoing.outcome} />}
      {result.changed.length > 0 && <Changed page={page} />}
      <NotChangedList result={result} />
    </Shell>
  );
}

function leadOf({ wizard, clients }: WindowTexts, result: ResultView): string {
  const { changed, connections, notChanged } = result;
  const [first] = changed;
  if (!first) return wizard.result.leadAsBefore;
  const works =
    connections.every(({ state }) => state === 'healthy') &&
    notChanged.every(({ reason }) => reason.kind !== 'problem');
  return works
    ? format(wizard.result.leadTry, { client: clients[first.server.client] })
    : wizard.result.leadLook;
}

function Changed({ page }: { readonly page: ResultState }) {
  const { state } = useWizard();
  const { texts } = state;
  const words = texts.wizard.result;
  const { result, undoing, at } = page;
  const isOver = undoing.kind === 'over';
  const time = at.toLocaleTimeString(texts.locale, { hour: '2-digit', minute: '2-digit' });
  // After an undo the pictures are those from before the change.
  const connections = isOver
    ? state.connections.filter((one) =>
        result.changed.some(({ server }) => isSameServer(one.endpoint, server)),
      )
    : result.connections;
  const isShown = (change: ChangeView): boolean =>
    connections.some((one) => isSameServer(one.endpoint, change.server));
  const rest = result.changed.filter((change) => !isShown(change));
  return (
    <section class="group">
      <div class="section-head">
        <h2>{isOver ? words.before : words.changedHeading}</h2>
        <UndoButton page={page} />
      </div>
      <ul class="connections">
        {connections.map((connection) => (
          <ConnectionCard
            key={connection.id}
            connection={connection}
            showsFinding={!isOver}
            {...(!isOver && connection.state === 'healthy'
              ? { chip: format(words.checkedAgain, { time }) }
              : {})}
          >
            {!isOver && (
              <ChangeRows
                changes={result.changed.filter(({ server }) =>
                  isSameServer(connection.endpoint, server),
                )}
                isVerified={connection.state === 'healthy'}
              />
            )}
          </ConnectionCard>
        ))}
        {!isOver && rest.length > 0 && (
          <li class="card connection">
            <ChangeRows changes={rest} isVerified={false} />
          </li>
        )}
      </ul>
    </section>
  );
}

function UndoButton({ page }: { readonly page: ResultState }) {
  const { state, deeds } = useWizard();
  const { texts } = state;
  const words = texts.wizard.result;
  const { result, undoing } = page;
  const { run } = result;
  if (run === null || undoing.kind === 'over') return null;
  const isUnderWay = undoing.kind === 'under-way';
  const count = result.changed.length;
  return (
    <div class="undo">
      {isUnderWay && (
        <span class="note" role="status">
          <Spinner />
          {words.undoing}
        </span>
      )}
      <Button
        icon="undo"
        isWaiting={isUnderWay}
        onClick={() => {
          deeds.undo(run, []);
        }}
      >
        {count === 2 ? words.undoBoth : countOf(texts, words.undo, count)}
      </Button>
    </div>
  );
}

function ChangeRows({
  changes,
  isVerified,
}: {
  readonly changes: readonly ChangeView[];
  readonly isVerified: boolean;
}) {
  const texts = useTexts();
  const words = texts.wizard.result;
  return (
    <ul class="rows results inside">
      {changes.map(({ id, server, accounts, from, to }) => (
        <li key={id}>
          <Icon name="tick-ring" tone={isVerified ? 'ok' : 'quiet'} />
          <span class="what">
            {texts.clients[server.client]}
            <span class="meta">
              {accounts.map((account, index) => (
                <span key={account}>
                  {index > 0 && ', '}
                  <Address text={account} />
                </span>
              ))}
            </span>
          </span>
          <span class="detail">
            {wayOf(texts, server.client, from.tls, from.port)}
            <span class="becomes">
              <Icon name="arrow" />
              <Unseen>{words.becomes}</Unseen>
            </span>
            <strong>{wayOf(texts, server.client, to.tls, to.port)}</strong>
          </span>
          <Chip icon="tick-ring" tone={isVerified ? 'ok' : 'quiet'}>
            {isVerified ? words.verified : words.written}
          </Chip>
        </li>
      ))}
    </ul>
  );
}
