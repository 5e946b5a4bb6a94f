// renderer/components: the report to copy or to save, and what became of it. May import: preact, model.
import { useState } from 'preact/hooks';
import { describeProblem } from '../../shared/messages/describe.ts';
import type { Reported } from '../model/deeds.ts';
import { useWizard } from './context.tsx';
import { Button } from './parts.tsx';

export function Reports() {
  const { state, deeds } = useWizard();
  const { shell } = state.texts.wizard;
  const [said, say] = useState('');
  const tell = (reported: Reported, done: string): void => {
    if (reported === 'declined') say('');
    else say(reported === 'done' ? done : describeProblem(state.texts, reported).summary);
  };
  return (
    <div class="reports">
      <Button
        icon="copy"
        onClick={() => {
          void deeds.copyReport().then((reported) => {
            tell(reported, shell.copied);
          });
        }}
      >
        {shell.copyReport}
      </Button>
      <Button
        icon="save"
        onClick={() => {
          void deeds.saveReport().then((reported) => {
            tell(reported, shell.saved);
          });
        }}
      >
        {shell.saveReport}
      </Button>
      <span class="note" role="status">
        {said}
      </span>
    </div>
  );
}
