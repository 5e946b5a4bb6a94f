// main/cli/view: what was seen on the wire, as text: one line an address, or the whole conversation.
// Pure. May import: shared, the types of the rooms below.
import { format } from '../../../shared/messages/catalogue.ts';
import { endpointKey } from '../../../shared/model/endpoint.ts';
import type { Observation, Reply, TraceLine } from '../../../shared/model/observation.ts';
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
    ...[...results].map((result) =>
      format(context.texts.terminal.injection[result], { port: endpoint.port }),
    ),
  ];
}

function evidenceLine(observation: Observation, twice: string, { texts }: ViewContext): string {
  const { terminal } = texts;
  const { endpoint, failure, tls, authAfterTls } = observation;
  const leaf = tls?.chain[0];
  const common = { port: endpoint.port, mode: texts.modes[endpoint.tls] };
  if (failure) {
    const said = whatItSaid(observation);
    return format(terminal.evidenceFailed, {
      ...common,
      failure: texts.failures[failure.kind],
      reply: said ? format(terminal.reply, { ...said }) : '',
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

/** The reply or the alert that ended it; where plain text came instead of TLS, that. */
function whatItSaid({ failure, greeting }: Observation): Reply | null {
  if (failure?.alert != null) {
    return { status: String(failure.alert), text: alertName(failure.alert) };
  }
  return failure?.reply ?? (failure?.kind === 'plaintext-instead-of-tls' ? greeting : null);
}

const ARROWS = { sent: '>', received: '<', event: '*' } as const;

/** The conversations of every attempt, line by line, with the milliseconds since each began. */
export function traceView({ endpoint, attempts, injection }: Looked, context: ViewContext): string {
  const conversations = [...attempts.flat(), ...injection];
  return conversations
    .filter(({ trace }) => trace.length > 0)
    .map(({ address, trace }) =>
      [
        `    ${endpointKey(endpoint)} ${address ?? ''}`.trimEnd(),
        ...trace.map((line) => traceLine(line, context)),
        '',
      ].join('\n'),
    )
    .join('');
}

function traceLine(line: TraceLine, { texts }: ViewContext): string {
  const time = format(texts.terminal.traceTime, { ms: line.ms.toFixed(1) }).padStart(12);
  const text = line.direction === 'event' ? texts.traceEvents[line.event] : line.text;
  return `    ${time} ${line.secure ? 'TLS' : '   '} ${ARROWS[line.direction]} ${text}`;
}
