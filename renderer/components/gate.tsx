// renderer/components: what has to be done before the change can be made: a band above the footer. It
// leaves by itself when the program is closed. May import: preact, shared, model.
import { useEffect, useRef } from 'preact/hooks';
import type { ProgramState } from '../../shared/contract.ts';
import { format } from '../../shared/messages/catalogue.ts';
import { useWizard } from './context.tsx';
import { Icon } from './icons.tsx';
import { Button } from './parts.tsx';

export function Gate({
  program,
  commit,
}: {
  /** The program to be closed, or null. */
  readonly program: ProgramState | null;
  /** The id of the button that can be used afterwards: it takes the focus if the band had it. */
  readonly commit: string;
}) {
  const { state, deeds } = useWizard();
  const band = useRef<HTMLDivElement>(null);
  const hadFocus = useRef(false);
  const last = useRef<ProgramState | null>(null);
  if (program !== null) last.current = program;
  const isClosed = program === null;
  useEffect(() => {
    if (isClosed && hadFocus.current) document.getElementById(commit)?.focus();
  }, [isClosed, commit]);

  const { review } = state.texts.wizard;
  const client = last.current === null ? '' : state.texts.clients[last.current.client];
  const isUnknown = program?.state === 'unknown';
  return (
    <>
      {program !== null && (
        <div
          class="gate"
          ref={band}
          onFocusCapture={() => (hadFocus.current = true)}
          onBlurCapture={(event) => {
            // A button that is taken away loses the focus too, to nowhere.
            if (event.relatedTarget !== null) hadFocus.current = false;
          }}
        >
          <Icon name="triangle" tone="warn" />
          <p>
            <strong>{format(isUnknown ? review.closeUnknown : review.close, { client })}</strong>{' '}
            {format(isUnknown ? review.closeUnknownWhy : review.closeWhy, { client })}
          </p>
          <Button onClick={deeds.lookAgain}>{review.lookAgain}</Button>
        </div>
      )}
      <p class="unseen" role="status">
        {isClosed && last.current !== null ? format(review.nowClosed, { client }) : ''}
      </p>
    </>
  );
}
