// renderer/pages: what the check came to, where nothing is changed. May import: preact, shared,
// renderer.
import { CloseButton } from '../components/close-button.tsx';
import { useWizard } from '../components/context.tsx';
import { Button, Callout, Heading } from '../components/parts.tsx';
import { Reports } from '../components/reports.tsx';
import { Shell } from '../components/shell.tsx';
import { TroubleRows } from '../components/trouble-rows.tsx';
import type { State } from '../model/state.ts';
import { countOf, headingOf, isTroubled } from '../model/words.ts';

export function FindingsPage() {
  const { state, deeds, dispatch } = useWizard();
  const { texts, connections, check } = state;
  const { result: words, shell } = texts.wizard;
  const changes = check?.changes ?? 0;
  const [title, lead] = saying(state);
  return (
    <Shell
      step="result"
      skipsReview
      footer={
        <>
          <Button
            onClick={() => {
              dispatch({ type: 'went', page: { name: 'check', phase: 'over' } });
            }}
          >
            {shell.back}
          </Button>
          <Reports />
          <span class="spring" />
          <CloseButton />
        </>
      }
    >
      <Heading lead={lead}>{title}</Heading>
      {changes > 0 && (
        <Callout
          tone="now"
          title={countOf(texts, words.couldChange, changes)}
          button={<Button onClick={deeds.review}>{words.showChanges}</Button>}
        />
      )}
      {connections.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <section class="group">
          <div class="section-head">
            <h2>{words.connections}</h2>
          </div>
          <TroubleRows connections={connections} />
        </section>
      )}
    </Shell>
  );
}

function saying({ texts, connections, check, goal }: State): readonly [string, string] {
  const { result: words, check: checkWords } = texts.wizard;
  const troubled = connections.filter(isTroubled).length;
  if (check?.wasStopped) return [checkWords.stopped, words.stoppedLead];
  if (troubled > 0) return [headingOf(texts, words.findings, troubled), words.findingsLead];
  return connections.every(({ state }) => state === 'healthy')
    ? [words.healthy, words.healthyLead[goal]]
    : [checkWords.someUnclear, words.findingsLead];
}
