// renderer/components: what a screen reader says by itself, politely: each sentence once. May import:
// preact.
import { useEffect, useRef, useState } from 'preact/hooks';

/** Sentences that were said long ago are taken away, so that a page of 200 servers stays small. */
const KEPT = 20;

type Sentence = readonly [id: string, text: string];

export function Announcements({
  sentences,
}: {
  /** All that there is to say by now: what is new of it is said. */
  readonly sentences: readonly Sentence[];
}) {
  const known = useRef(new Set<string>());
  const [said, setSaid] = useState<readonly Sentence[]>([]);
  useEffect(() => {
    const fresh = sentences.filter(([id]) => !known.current.has(id));
    if (fresh.length === 0) return;
    for (const [id] of fresh) known.current.add(id);
    setSaid((before) => [...before, ...fresh].slice(-KEPT));
  }, [sentences]);
  return (
    <div class="unseen" role="log" aria-live="polite">
      {said.map(([id, text]) => (
        <p key={id}>{text}</p>
      ))}
    </div>
  );
}
