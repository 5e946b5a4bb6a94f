// renderer/pages: one connection that no setting can mend: what happened, what it means, what to do or
// whom to ask. May import: preact, shared, renderer.
import type { ComponentChildren } from 'preact';
import type { ConnectionView } from '../../shared/contract.ts';
import { format } from '../../shared/messages/catalogue.ts';
import { describeRemark } from '../../shared/messages/describe.ts';
import { TROUBLE_OF } from '../../shared/messages/meaning.ts';
import { ConnectionCard } from '../components/connection-card.tsx';
import { useWizard } from '../components/context.tsx';
import { EvidenceList } from '../components/evidence.tsx';
import { Button, Details, Heading, Outside } from '../components/parts.tsx';
import { Reports } from '../components/reports.tsx';
import { Shell } from '../components/shell.tsx';
import type { Page } from '../model/state.ts';
import { headlineOf, verdictOf } from '../model/words.ts';

export function TroublePage({
  connection,
  from,
}: {
  readonly connection: ConnectionView;
  readonly from: Page;
}) {
  const { state, deeds, dispatch } = useWizard();
  const { texts } = state;
  const { trouble, shell } = texts.wizard;
  const { diagnosis, evidence } = connection;
  const kind = diagnosis === null ? 'unclear' : TROUBLE_OF[diagnosis.code];
  return (
    <Shell
      step={from.name === 'review' ? 'review' : 'result'}
      skipsReview={from.name === 'findings'}
      footer={
        <>
          <Button
            onClick={() => {
              dispatch({ type: 'went', page: from });
            }}
          >
            {from.name === 'findings' ? trouble.allResults : shell.back}
          </Button>
          <span class="spring" />
          <Button kind="primary" onClick={deeds.check}>
            {shell.checkAgain}
          </Button>
        </>
      }
    >
      <Heading
        key={connection.id}
        lead={
          from.name === 'findings'
            ? `${trouble.fault[kind]} ${trouble.nothingChanged}`
            : trouble.fault[kind]
        }
      >
        {headlineOf(texts, connection)}
      </Heading>
      <ul class="connections">
        <ConnectionCard connection={connection} showsFinding={false} />
      </ul>
      <Answers connection={connection} />
      {evidence.length > 0 && (
        <Details summary={trouble.technical}>
          <EvidenceList evidence={evidence} />
        </Details>
      )}
    </Shell>
  );
}

function Answers({ connection }: { readonly connection: ConnectionView }) {
  const { state } = useWizard();
  const { texts } = state;
  const { trouble } = texts.wizard;
  const { diagnosis, remarks } = connection;
  if (diagnosis === null) return null;
  const kind = TROUBLE_OF[diagnosis.code];
  const { summary, advice } = verdictOf(texts, diagnosis);
  const steps = [advice, ...trouble.steps[kind]];
  return (
    <dl class="card answers">
      <Answer to={trouble.happened}>
        <p>{summary}</p>
        {remarks.map((remark) => (
          <p key={remark.code} class="also">
            {describeRemark(texts, remark).summary}
          </p>
        ))}
      </Answer>
      <Answer to={trouble.means}>
        <p>{trouble.meaning[kind]}</p>
      </Answer>
      <Answer to={trouble.todo}>
        {steps.length === 1 ? (
          <p>{advice}</p>
        ) : (
          <ol class="actions">
            {steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        )}
      </Answer>
      <Answer to={trouble.helpDesk} isLast>
        <HelpDesk />
        <Reports />
      </Answer>
    </dl>
  );
}

export function HelpDesk() {
  const { state } = useWizard();
  const { trouble } = state.texts.wizard;
  const { organisation } = state.welcome;
  return (
    <p class="help-desk">
      {organisation?.contact != null && (
        <>
          {format(trouble.helpDeskOf, { organisation: organisation.name })}{' '}
          <strong>
            <Outside text={organisation.contact} />
          </strong>
          .{' '}
        </>
      )}
      {trouble.helpDeskLine}
    </p>
  );
}

export function Answer({
  to,
  isLast = false,
  children,
}: {
  readonly to: string;
  readonly isLast?: boolean;
  readonly children: ComponentChildren;
}) {
  return (
    <div class={isLast ? 'answer last' : 'answer'}>
      <dt>{to}</dt>
      <dd>{children}</dd>
    </div>
  );
}
