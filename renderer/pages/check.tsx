// renderer/pages: each connection, live. Cards keep their order while results come in. May import:
// preact, shared, renderer.
import type { ConnectionView } from '../../shared/contract.ts';
import { format } from '../../shared/messages/catalogue.ts';
import { describeProblem } from '../../shared/messages/describe.ts';
import type { WindowTexts } from '../../shared/messages/wizard.ts';
import { Announcements } from '../components/announcements.tsx';
import { ConnectionCard } from '../components/connection-card.tsx';
import { useWizard } from '../components/context.tsx';
import { Icon } from '../components/icons.tsx';
import { Button, Callout, Heading, Placeholders } from '../components/parts.tsx';
import { memo } from '../components/memo.tsx';
import { Legend } from '../components/picture.tsx';
import { Shell } from '../components/shell.tsx';
import { headingOf, isFinished, isOffline, isTroubled } from '../model/words.ts';
import type { Page, State } from '../model/state.ts';

type Phase = Extract<Page, { name: 'check' }>['phase'];

const Card = memo(ConnectionCard);

/** With more connections than these, those that are healthy or have not begun fold to one line. */
const ALL_OPEN = 4;

/** With more than these, their pictures no longer share their columns: each is laid out by itself. */
const MANY = 40;

export function CheckPage({ phase }: { readonly phase: Phase }) {
  const { state } = useWizard();
  const { texts, connections, check } = state;
  const isFolding = connections.length > ALL_OPEN;
  return (
    <Shell step="check" footer={<Footer phase={phase} />}>
      <Heading key={phase === 'over' ? 'over' : 'running'}>{titleOf(state, phase)}</Heading>
      <div class="subhead">
        <p class="meta">{progressOf(state)}</p>
        <Legend />
      </div>
      {phase === 'over' && isOffline(connections) && (
        <Callout tone="warn" title={texts.wizard.check.offline.summary}>
          {texts.wizard.check.offline.advice}
        </Callout>
      )}
      {check?.problems.map((problem, index) => {
        const { summary, advice } = describeProblem(texts, problem);
        return (
          <Callout key={index} tone="warn" title={summary}>
            {advice}
          </Callout>
        );
      })}
      {connections.length === 0 && phase !== 'over' && <Placeholders count={3} />}
      <ul class={connections.length > MANY ? 'connections many' : 'connections'}>
        {connections.map((connection) => (
          <Card
            key={connection.id}
            connection={connection}
            isFolded={isFolding && isQuiet(connection)}
          />
        ))}
      </ul>
      <Announcements sentences={announced(texts, connections)} />
    </Shell>
  );
}

function isQuiet({ state, remarks }: ConnectionView): boolean {
  return (
    state === 'waiting' || state === 'stopped' || (state === 'healthy' && remarks.length === 0)
  );
}

function titleOf({ texts, connections, check }: State, phase: Phase): string {
  const { check: words } = texts.wizard;
  if (phase !== 'over') return words.checking;
  if (check?.wasStopped) return words.stopped;
  if (isOffline(connections)) return words.noneReached;
  const troubled = connections.filter(isTroubled).length;
  if (troubled > 0) return headingOf(texts, words.someNeed, troubled);
  return connections.every(({ state }) => state === 'healthy')
    ? words.allHealthy
    : words.someUnclear;
}

function progressOf({ texts, connections, check }: State): string {
  const { check: words } = texts.wizard;
  const done = connections.filter((one) => isFinished(one) && one.state !== 'stopped').length;
  const facts = { done, total: connections.length };
  if (check?.wasStopped) return format(words.stoppedAfter, facts);
  return connections.length === 0 ? '' : format(words.progress, facts);
}

/** One sentence for each connection that is finished. */
function announced(
  { wizard }: WindowTexts,
  connections: readonly ConnectionView[],
): readonly (readonly [id: string, sentence: string])[] {
  const tested = connections.filter((one) => isFinished(one) && one.state !== 'stopped');
  return tested.map((connection) => {
    const { diagnosis, state, endpoint, id } = connection;
    const said =
      state === 'healthy' || diagnosis === null
        ? wizard.check.chips[state]
        : wizard.headlines[diagnosis.code];
    return [id, format(wizard.check.announced, { host: endpoint.host, state: said })];
  });
}

function Footer({ phase }: { readonly phase: Phase }) {
  const { state, deeds, dispatch } = useWizard();
  const { check: words, shell } = state.texts.wizard;
  if (phase !== 'over') {
    return (
      <>
        <span class="note">
          <Icon name="shield" />
          {words.onlyLooking}
        </span>
        <span class="spring" />
        <Button onClick={deeds.stopCheck} isWaiting={phase === 'stopping'}>
          {phase === 'stopping' ? words.stopping : words.stop}
        </Button>
        <Button kind="primary" isWaiting onClick={deeds.review}>
          {shell.cont}
        </Button>
      </>
    );
  }
  const isPartial = state.check?.wasStopped === true;
  const proceed = (): void => {
    if (opensReview(state)) deeds.review();
    else dispatch({ type: 'went', page: pageAfterCheck(state) });
  };
  return (
    <>
      <Button onClick={deeds.backToAccounts}>{shell.back}</Button>
      <span class="spring" />
      {isPartial ? (
        <>
          <Button onClick={proceed}>{shell.cont}</Button>
          <Button kind="primary" onClick={deeds.check}>
            {words.goOn}
          </Button>
        </>
      ) : (
        <>
          <Button onClick={deeds.check}>{shell.checkAgain}</Button>
          <Button kind="primary" onClick={proceed}>
            {shell.cont}
          </Button>
        </>
      )}
    </>
  );
}

/** Who only wants to look is shown what was found first, and may ask for the changes there. */
function opensReview({ goal, check }: State): boolean {
  return goal !== 'just-check' && (check?.changes ?? 0) > 0;
}

/** A single trouble that no setting can mend is told at once; everything else as a list. */
function pageAfterCheck({ connections, check }: State): Page {
  const [only, ...others] = connections.filter(isTroubled);
  const isTheOnly = only !== undefined && others.length === 0 && check?.changes === 0;
  if (!isTheOnly || check.wasStopped) return { name: 'findings' };
  return { name: 'trouble', connection: only, from: { name: 'findings' } };
}
