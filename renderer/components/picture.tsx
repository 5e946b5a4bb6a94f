// renderer/components: the picture of one connection: a line from this computer to the mail server.
// An ordered list that reads by itself; the drawing beside it says nothing more. May import: preact,
// shared, model.
import type { ConnectionView, PictureStep } from '../../shared/contract.ts';
import { CELLS, segmentsOf, type Cell, type Segment } from '../model/picture.ts';
import { resultOf, summaryOf } from '../model/words.ts';
import { useTexts } from './context.tsx';
import { PlaceDrawing } from './icons.tsx';
import { Unseen } from './parts.tsx';

type Status = PictureStep['status'];

export function ConnectionPicture({ connection }: { readonly connection: ConnectionView }) {
  const texts = useTexts();
  const segments = segmentsOf(connection);
  return (
    <ol class="picture" aria-label={summaryOf(texts, connection)}>
      {CELLS.map((cell, index) => (
        <PictureCell
          key={cell}
          cell={cell}
          connection={connection}
          before={segments[index - 1]}
          after={segments[index]}
        />
      ))}
    </ol>
  );
}

function PictureCell({
  cell,
  connection,
  before,
  after,
}: {
  readonly cell: Cell;
  readonly connection: ConnectionView;
  readonly before: Segment | undefined;
  readonly after: Segment | undefined;
}) {
  const { picture } = useTexts().wizard;
  const step = connection.steps.find(({ name }) => name === cell);
  if (step) return <StepCell step={step} before={before} after={after} />;
  if (cell !== 'computer' && cell !== 'network' && cell !== 'server') return null;
  const isBroken = cell === 'network' && connection.brokenAt === 'network';
  return (
    <li class={isBroken ? 'cell at-place broken' : 'cell at-place'}>
      <span class="track">
        <Half side="before" segment={before} />
        <PlaceDrawing name={cell} />
        <Half side="after" segment={after} />
      </span>
      <span class="name">{picture[cell]}</span>
      {isBroken && <span class="fact">{picture.notConnected}</span>}
    </li>
  );
}

function StepCell({
  step,
  before,
  after,
}: {
  readonly step: PictureStep;
  readonly before: Segment | undefined;
  readonly after: Segment | undefined;
}) {
  const texts = useTexts();
  const { picture } = texts.wizard;
  const result = resultOf(texts, step);
  // "Checking" and "Not reached" are said by the result itself.
  const isSaid = step.status === 'checking' || step.status === 'not-reached';
  return (
    <li class={`cell at-step ${step.status}`}>
      <span class="track">
        <Half side="before" segment={before} />
        <Mark status={step.status} />
        <Half side="after" segment={after} />
      </span>
      <span class="name">
        {picture.steps[step.name]}
        <Unseen>{isSaid ? ': ' : `, ${picture.states[step.status]}${result ? ': ' : ''}`}</Unseen>
      </span>
      <span class="fact">{result}</span>
    </li>
  );
}

/** Half of a line, before or after a mark: so it fits any width of column, and both directions. */
function Half({
  side,
  segment,
}: {
  readonly side: 'before' | 'after';
  readonly segment: Segment | undefined;
}) {
  if (!segment) return <span class={`half ${side}`} />;
  const isCut = segment.isCut && side === 'before';
  return (
    <span class={`half ${side} ${segment.line}${isCut ? ' cut' : ''}`}>
      {segment.line !== 'dots' && <Line isTube={segment.line === 'tube'} />}
      {isCut && (
        <svg class="cut-mark" viewBox="0 0 14 16" aria-hidden="true">
          <path class="across" d="M1.5 14.5l4.5-13M8 14.5l4.5-13" />
          <path class="down" d="M.5 6.5l13-4M.5 13.5l13-4" />
        </svg>
      )}
    </span>
  );
}

/** Its sizes are in picture.css, where it lies or stands. */
function Line({ isTube }: { readonly isTube: boolean }) {
  return (
    <svg class="line" aria-hidden="true">
      {isTube && <rect class="tube-wall" />}
      <rect class="core" />
    </svg>
  );
}

const MARKS: Readonly<Record<Status, preact.JSX.Element>> = {
  waiting: <circle class="hollow" cx="12" cy="12" r="6" />,
  'not-reached': <circle class="hollow" cx="12" cy="12" r="6" />,
  checking: (
    <>
      <circle class="ring" cx="12" cy="12" r="9.5" />
      <path class="quarter" d="M12 2.5a9.5 9.5 0 0 1 9.5 9.5" />
    </>
  ),
  done: (
    <>
      <circle class="ground" cx="12" cy="12" r="11" />
      <path class="sign" d="M7.2 12.4l3.3 3.3 6.3-6.8" />
    </>
  ),
  unexpected: (
    <>
      <path class="ground" d="M12 2l11 20H1z" />
      <path class="sign" d="M12 9.5v5.5m0 3.2v.1" />
    </>
  ),
  broken: (
    <>
      <path class="ground" d="M7.45 1h9.1L23 7.45v9.1L16.55 23h-9.1L1 16.55v-9.1z" />
      <path class="sign" d="M8.3 8.3l7.4 7.4m0-7.4l-7.4 7.4" />
    </>
  ),
};

function Mark({ status }: { readonly status: Status }) {
  return (
    <svg class={`mark ${status}`} viewBox="0 0 24 24" aria-hidden="true">
      {MARKS[status]}
    </svg>
  );
}

/** What the two kinds of line mean; once on a page. */
export function Legend() {
  const { check } = useTexts().wizard;
  return (
    <p class="legend">
      <span>
        <span class="sample half plain">
          <Line isTube={false} />
        </span>
        {check.legendPlain}
      </span>
      <span>
        <span class="sample half tube">
          <Line isTube />
        </span>
        {check.legendEncrypted}
      </span>
    </p>
  );
}
