// renderer/components: what an undo came to, and what was changed again since. May import: preact,
// shared, model.
import { useState } from 'preact/hooks';
import type { UndoView } from '../../shared/contract.ts';
import { format } from '../../shared/messages/catalogue.ts';
import { describeProblem } from '../../shared/messages/describe.ts';
import { countOf } from '../model/words.ts';
import { useTexts, useWizard } from './context.tsx';
import { Button, Callout } from './parts.tsx';

export function UndoOutcome({
  run,
  outcome,
}: {
  readonly run: string;
  readonly outcome: UndoView;
}) {
  const texts = useTexts();
  const words = texts.wizard.result;
  return (
    <>
      {outcome.undone > 0 && (
        <Callout tone="ok" title={countOf(texts, words.putBackLead, outcome.undone)} />
      )}
      {outcome.problems.map((problem, index) => {
        const { summary, advice } = describeProblem(texts, problem);
        return (
          <Callout key={index} tone="warn" title={summary} isUrgent>
            {advice}
          </Callout>
        );
      })}
      {outcome.conflicts.length > 0 && <Conflicts key={run} run={run} outcome={outcome} />}
    </>
  );
}

/** Settings that somebody has changed since: left alone unless the user ticks them. */
function Conflicts({ run, outcome }: { readonly run: string; readonly outcome: UndoView }) {
  const { deeds } = useWizard();
  const texts = useTexts();
  const words = texts.wizard.result;
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  return (
    <section class="group">
      <div class="section-head">
        <h2>{words.conflicts}</h2>
      </div>
      <ul class="card rows">
        {outcome.conflicts.map(({ id, key, now, from }) => (
          <li key={id}>
            <label class="tick">
              <input
                type="checkbox"
                checked={ticked.has(id)}
                onChange={(event) => {
                  const next = new Set(ticked);
                  if (event.currentTarget.checked) next.add(id);
                  else next.delete(id);
                  setTicked(next);
                }}
              />
              <span>
                <strong>{words.conflictTick}</strong>
                <span class="why">{format(words.conflict, { key, now, from })}</span>
              </span>
            </label>
          </li>
        ))}
      </ul>
      <Button
        icon="undo"
        isWaiting={ticked.size === 0}
        onClick={() => {
          deeds.undo(run, [...ticked]);
        }}
      >
        {words.putBackTicked}
      </Button>
    </section>
  );
}
