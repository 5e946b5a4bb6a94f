// renderer/components: what was sent and answered, for those who want to know. Text from servers is
// shown as text. May import: preact, shared, model.
import type { ConnectionView, EvidenceView } from '../../shared/contract.ts';
import { format } from '../../shared/messages/catalogue.ts';
import { endpointKey } from '../../shared/model/endpoint.ts';
import type { TraceLine } from '../../shared/model/observation.ts';
import { useTexts } from './context.tsx';
import { Details, Outside, Unseen } from './parts.tsx';

export function Evidence({ connection }: { readonly connection: ConnectionView }) {
  const { check } = useTexts().wizard;
  if (connection.evidence.length === 0) return null;
  return (
    <Details summary={check.evidence}>
      <EvidenceList evidence={connection.evidence} />
    </Details>
  );
}

export function EvidenceList({ evidence }: { readonly evidence: readonly EvidenceView[] }) {
  const texts = useTexts();
  return (
    <ul class="evidence">
      {evidence.map((one, index) => (
        <li key={index}>
          <p class="evidence-head">
            {format(texts.wizard.check.address, {
              endpoint: endpointKey(one.endpoint),
              address: one.address ?? '–',
              attempt: one.attempt,
            })}
          </p>
          {one.failure !== null && <p class="evidence-failure">{failureOf(texts, one)}</p>}
          {one.trace.length > 0 && (
            <ol class="trace">
              {one.trace.map((line, place) => (
                <TraceRow key={place} line={line} />
              ))}
            </ol>
          )}
        </li>
      ))}
    </ul>
  );
}

function failureOf(texts: ReturnType<typeof useTexts>, evidence: EvidenceView): string {
  const { failure, failedStep } = evidence;
  const sentence = failure === null ? '' : texts.failures[failure].replace(/[\s:]+$/, '');
  return failedStep === null ? sentence : `${texts.steps[failedStep]}: ${sentence}`;
}

function TraceRow({ line }: { readonly line: TraceLine }) {
  const texts = useTexts();
  const { check, picture } = texts.wizard;
  const kind = line.direction;
  const text = kind === 'event' ? texts.traceEvents[line.event] : line.text;
  return (
    <li class={`trace-line ${kind}${line.secure ? ' secure' : ''}`}>
      <span class="ms">{format(picture.milliseconds, { value: Math.round(line.ms) })}</span>
      <span class="direction" aria-hidden="true">
        {kind === 'sent' ? '→' : kind === 'received' ? '←' : '·'}
      </span>
      {kind !== 'event' && <Unseen>{kind === 'sent' ? check.sent : check.received}: </Unseen>}
      <span class="said">
        <Outside text={text} />
        {line.secure && <Unseen>, {check.encryptedLine}</Unseen>}
      </span>
    </li>
  );
}
