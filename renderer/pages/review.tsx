// renderer/pages: before and after, why, and the button that makes the change. May import: preact,
// shared, renderer.
import type { ChangeView, ReviewView } from '../../shared/contract.ts';
import { format } from '../../shared/messages/catalogue.ts';
import { describeLock, describeProblem } from '../../shared/messages/describe.ts';
import type { Problem } from '../../shared/model/problem.ts';
import { CloseButton } from '../components/close-button.tsx';
import { BeforeAfter } from '../components/before-after.tsx';
import { useTexts, useWizard } from '../components/context.tsx';
import { Gate } from '../components/gate.tsx';
import { Icon, Spinner, WithIcon } from '../components/icons.tsx';
import { Address, Button, Callout, Heading, Outside, Placeholders } from '../components/parts.tsx';
import { Reports } from '../components/reports.tsx';
import { Shell } from '../components/shell.tsx';
import { TroubleRows } from '../components/trouble-rows.tsx';
import {
  commonReason,
  countOf,
  idsToApply,
  openProgram,
  reviewTitle,
  verdictOf,
} from '../model/words.ts';

const COMMIT = 'commit';

export function ReviewPage({
  isApplying,
  problem,
}: {
  readonly isApplying: boolean;
  readonly problem: Problem | null;
}) {
  const { state } = useWizard();
  const { review, texts } = state;
  const words = texts.wizard.review;
  const canApply = review !== null && idsToApply(review, allOf(review)).length > 0;
  const reason = review === null ? null : commonReason(texts, review);
  const program = canApply && !isApplying ? openProgram(state.programs) : null;
  return (
    <Shell
      step="review"
      band={<Gate program={program} commit={COMMIT} />}
      footer={<Footer isApplying={isApplying} canApply={canApply} />}
    >
      {review === null ? (
        <>
          <Heading key="looking">{words.looking}</Heading>
          <Placeholders count={2} />
        </>
      ) : (
        <>
          <Heading
            key="found"
            lead={`${reason ?? ''} ${canApply ? words.lead : words.leadLocked}`.trim()}
          >
            {reviewTitle(texts, review)}
          </Heading>
          {problem && <ProblemNote problem={problem} />}
          <ul class="changes">
            {review.changes.map((change) => (
              <Change
                key={change.id}
                change={change}
                isApplying={isApplying}
                saysWhy={reason === null}
              />
            ))}
          </ul>
          {canApply && <Assurances backup={review.backup} />}
          {review.others.length > 0 && (
            <section class="group">
              <div class="section-head">
                <h2>{words.others}</h2>
              </div>
              <TroubleRows connections={review.others} />
            </section>
          )}
        </>
      )}
    </Shell>
  );
}

/** Every change that might be ticked. */
function allOf({ changes }: ReviewView): ReadonlySet<string> {
  return new Set(changes.map(({ id }) => id));
}

function ProblemNote({ problem }: { readonly problem: Problem }) {
  const { summary, advice } = describeProblem(useTexts(), problem);
  return (
    <Callout tone="warn" title={summary} isUrgent>
      {advice}
    </Callout>
  );
}

function Change({
  change,
  isApplying,
  saysWhy,
}: {
  readonly change: ChangeView;
  readonly isApplying: boolean;
  readonly saysWhy: boolean;
}) {
  const { state, dispatch } = useWizard();
  const { texts } = state;
  const words = texts.wizard.review;
  const { server, accounts, lock, optional, diagnosis } = change;
  return (
    <li class="card change">
      <div class="section-head">
        <h2>{texts.clients[server.client]}</h2>
        <p class="meta">
          {server.protocol !== null &&
            format(words.through[server.protocol], { host: server.host })}
          {accounts.map((account) => (
            <span key={account}>
              , <Address text={account} />
            </span>
          ))}
        </p>
      </div>
      <BeforeAfter change={change} />
      {saysWhy && <p class="reason">{verdictOf(texts, diagnosis).summary}</p>}
      {lock !== null && (
        <p class="with-icon">
          <Icon name="lock" />
          <span>{describeLock(texts, lock)}</span>
        </p>
      )}
      {lock === null && optional && (
        <label class="tick">
          <input
            type="checkbox"
            checked={state.ticked.has(change.id)}
            disabled={isApplying}
            onChange={(event) => {
              const isTicked = event.currentTarget.checked;
              dispatch({ type: 'change-ticked', id: change.id, isTicked });
            }}
          />
          <span>
            <strong>{words.safer}</strong>
            <span class="why">{words.saferMeaning}</span>
          </span>
        </label>
      )}
    </li>
  );
}

function Assurances({ backup }: { readonly backup: string }) {
  const words = useTexts().wizard.review;
  return (
    <div class="assurances">
      <WithIcon name="shield" tone="ok">
        <strong>{words.staysEncrypted}</strong> {words.staysSame}
      </WithIcon>
      <WithIcon name="folder">
        <strong>{words.copyOfOld}</strong> {words.goesTo}{' '}
        <code>
          <Outside text={backup} />
        </code>
      </WithIcon>
    </div>
  );
}

function Footer({
  isApplying,
  canApply,
}: {
  readonly isApplying: boolean;
  readonly canApply: boolean;
}) {
  const { state, deeds, dispatch } = useWizard();
  const { texts, review } = state;
  const { review: words, shell } = texts.wizard;
  const back = (): void => {
    dispatch({ type: 'went', page: { name: 'check', phase: 'over' } });
  };
  if (review === null || !canApply) {
    return (
      <>
        {!isApplying && <Button onClick={back}>{shell.back}</Button>}
        <span class="spring" />
        {review !== null && (
          <>
            <Reports />
            <CloseButton />
          </>
        )}
      </>
    );
  }
  const ids = idsToApply(review, state.ticked);
  const program = openProgram(state.programs);
  const client = program === null ? '' : texts.clients[program.client];
  const note = isApplying
    ? countOf(texts, words.changing, ids.length)
    : program !== null
      ? format(words.waitingFor, { client })
      : ids.length === 0
        ? words.nothingTicked
        : '';
  return (
    <>
      {!isApplying && <Button onClick={back}>{shell.back}</Button>}
      <span class="spring" />
      {note !== '' && (
        <span class="note" id="commit-note" role={isApplying ? 'status' : undefined}>
          {(isApplying || program !== null) && <Spinner />}
          {note}
        </span>
      )}
      <Button
        kind="primary"
        id={COMMIT}
        isWaiting={isApplying || program !== null || ids.length === 0}
        describedBy={note === '' ? undefined : 'commit-note'}
        onClick={() => {
          deeds.apply(ids);
        }}
      >
        {countOf(texts, words.change, Math.max(ids.length, 1))}
      </Button>
    </>
  );
}
