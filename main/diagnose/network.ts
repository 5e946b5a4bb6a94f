// main/diagnose: what only several servers together can tell: that the network blocks mail. Pure.
// May import: shared.
import type { DiagnosisCode } from '../../shared/model/diagnosis.ts';
import type { Verdict } from './examine.ts';
import type { Attempts } from './finding.ts';
import { isOutOfReach } from './finding.ts';

/** Verdicts on a server of which nothing was heard at all. */
const UNHEARD: readonly DiagnosisCode[] = ['no-connection', 'unreachable'];

/**
 * The same verdicts, with `network-blocks-mail` for each unheard server if nobody answered on any
 * port of at least two hosts, and `network-blocks-sending` for each unheard sending server if no
 * port for sending answered anywhere, on at least two, while one for receiving did. A network that is not
 * there at all, where no attempt even ran into a time-out, stays `unreachable`.
 */
export function withNetworkFaults(
  verdicts: readonly Verdict[],
  looked: readonly Attempts[],
): readonly Verdict[] {
  const all = looked.flat(2);
  const heard = all.filter((one) => one.address !== null && !isOutOfReach(one));
  const timedOut = all.filter(({ failure }) => failure?.kind === 'connect-timeout');
  const hosts = new Set(timedOut.map(({ endpoint }) => endpoint.host.toLowerCase()));
  if (heard.length === 0 && hosts.size > 1) return replace(verdicts, 'network-blocks-mail', []);
  const sends = heard.some(({ endpoint }) => endpoint.protocol === 'smtp');
  const sendingPorts = new Set(
    timedOut
      .filter(({ endpoint }) => endpoint.protocol === 'smtp')
      .map(({ endpoint }) => endpoint.port),
  );
  const receives = heard.some(({ endpoint }) => endpoint.protocol !== 'smtp');
  return receives && !sends && sendingPorts.size > 1
    ? replace(verdicts, 'network-blocks-sending', ['imap', 'pop3'])
    : verdicts;
}

function replace(
  verdicts: readonly Verdict[],
  code: DiagnosisCode,
  spared: readonly string[],
): readonly Verdict[] {
  return verdicts.map((verdict) => {
    const { diagnosis } = verdict;
    const isMeant =
      UNHEARD.includes(diagnosis.code) && !spared.includes(diagnosis.endpoint.protocol);
    return isMeant ? { ...verdict, diagnosis: { ...diagnosis, code } } : verdict;
  });
}
