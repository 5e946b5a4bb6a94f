// main/cli/view: what was seen on the wire, as text: one line an address, or the whole conversation.
// Pure. May import: shared, the types of the rooms below.
import { format, visible, type Catalogue } from '../../../shared/messages/catalogue.ts';
import { endpointKey, type Endpoint } from '../../../shared/model/endpoint.ts';
import type {
  Failure,
  InjectionCheck,
  Observation,
  Reply,
  TraceLine,
} from '../../../shared/model/observation.ts';
import { alertName } from '../../diagnose/alerts.ts';
import type { Looked } from '../../engine/survey.ts';
import type { ViewContext } from './context.ts';

/** One line for each address of the last attempt, and what the check for injection came to. */
export function evidenceLines(
  { endpoint, attempts, injection }: Looked,
  context: ViewContext,
): readonly string[] {
  const last = attempts.at(-1) ?? [];
  const same = attempts.every((attempt) =>
    attempt.every((one) => !one.failure === !last[0]?.failure),
  );
  const twice = attempts.length > 1 && same ? context.texts.terminal.seenTwice : '';
  const several = last.length > 1;
  const results = new Set(injection.map(({ result }) => result));
  return [
    ...last.map(
      (observation) =>
        (several && observation.address !== null ? `${observation.address} ` : '') +
        evidenceLine(observation, twice, context),
    ),
    ...[...results].map((result) => injectionText(endpoint, result, context.texts)),
  ];
}

function evidenceLine(observation: Observation, twice: string, { texts }: ViewContext): string {
  const { terminal } = texts;
  const { endpoint, failure, tls, authAfterTls } = observation;
  const leaf = tls?.chain[0];
  const common = { port: endpoint.port, mode: texts.modes[endpoint.tls] };
  if (failure) {
    return format(terminal.evidenceFailed, {
      ...common,
      ...failureWords(observation, failure, texts),
    });
  }
  const trusted = tls?.verifyError === null && tls.nameMatches;
  return format(trusted ? terminal.evidenceWorks : terminal.evidenceFaulty, {
    ...common,
    tlsVersion: (tls?.version ?? '').replace('TLSv', 'TLS '),
    from: leaf?.notBefore.slice(0, 10) ?? '?',
    until: leaf?.notAfter.slice(0, 10) ?? '?',
    issuer: leaf?.issuer ?? '?',
    auth: authAfterTls.join(' ') || '-',
    twice,
  });
}

/** What went wrong, and what the server said to it. */
function failureWords(observation: Observation, { kind }: Failure, texts: Catalogue) {
  const said = whatItSaid(observation);
  return {
    failure: texts.failures[kind],
    reply: said ? format(texts.terminal.reply, { ...said }) : '',
  };
}

/** The reply or the alert that ended it; where plain text came instead of TLS, that. */
function whatItSaid({ failure, trace }: Observation): Reply | null {
  if (failure?.alert != null) {
    return { status: String(failure.alert), text: alertName(failure.alert) };
  }
  return failure?.kind === 'plaintext-instead-of-tls'
    ? firstAnswerToHandshake(trace)
    : (failure?.reply ?? null);
}

function firstAnswerToHandshake(trace: readonly TraceLine[]): Reply | null {
  const begun = trace.findIndex((line) => line.direction === 'event' && line.event === 'tls-begun');
  const [answer] = trace
    .slice(begun)
    .flatMap((line) => (line.direction === 'received' ? [line.text] : []));
  if (answer === undefined) return null;
  const [status = '', ...words] = answer.split(' ');
  return { status, text: words.join(' ') };
}

const ARROWS = { sent: '>', received: '<', event: '*' } as const;

/**
 * The conversations of every attempt, line by line, with the milliseconds since each began; at last
 * what each came to, unless it went as it should.
 */
export function traceView({ endpoint, attempts, injection }: Looked, context: ViewContext): string {
  const { texts } = context;
  const heading = visible(endpointKey(endpoint));
  const shown = (
    { address, trace }: Pick<Observation, 'address' | 'trace'>,
    ms: number,
    end: string | null,
  ): string =>
    [
      `    ${heading} ${address ?? ''}`.trimEnd(),
      ...trace.map((line) => traceLine(line, context)),
      ...(end === null ? [] : [margin(ms, false, context) + `${ARROWS.event} ${end}`]),
      '',
    ].join('\n');
  return [
    ...attempts.flat().map((one) => shown(one, one.ms, endOf(one, texts))),
    ...injection.map((one) =>
      shown(one, one.trace.at(-1)?.ms ?? 0, injectionText(endpoint, one.result, texts)),
    ),
  ].join('');
}

/** Null if all went well, or if the last line of the trace says it already. */
function endOf(observation: Observation, texts: Catalogue): string | null {
  const { failure, trace } = observation;
  const last = trace.at(-1);
  const isTold = last?.direction === 'event' && last.event === failure?.kind;
  if (!failure || isTold) return null;
  const words = failureWords(observation, failure, texts);
  return words.failure + words.reply;
}

function injectionText(
  { port }: Endpoint,
  result: InjectionCheck['result'],
  { terminal }: Catalogue,
): string {
  return format(terminal.injection[result], { port });
}

function traceLine(line: TraceLine, context: ViewContext): string {
  const { traceEvents } = context.texts;
  const text = line.direction === 'event' ? traceEvents[line.event] : line.text;
  return `${margin(line.ms, line.secure, context)}${ARROWS[line.direction]} ${text}`;
}

function margin(ms: number, secure: boolean, { texts }: ViewContext): string {
  const time = format(texts.terminal.traceTime, { ms: ms.toFixed(1) }).padStart(12);
  return `    ${time} ${secure ? 'TLS' : '   '} `;
}
