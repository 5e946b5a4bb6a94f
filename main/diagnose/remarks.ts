// main/diagnose: what else is worth knowing of an endpoint, whatever the verdict. Pure.
// May import: shared.
import { REMARK_CODES, type Remark } from '../../shared/model/diagnosis.ts';
import type { Observation } from '../../shared/model/observation.ts';
import { isOutOfReach, type Finding } from './finding.ts';
import { interceptorNamed, isLoopback, isName } from './interception.ts';

/** Milliseconds: Postfix's postscreen waits 6 s by default (postscreen_greet_wait), others 15. */
const SLOW_GREETING_MS = 4000;

/** The remarks on some findings, each once and on the first it fits, in the order of REMARK_CODES. */
export function remarksOn(findings: readonly Finding[]): readonly Remark[] {
  const all = findings.flatMap((finding) => REMARKS.flatMap((look) => look(finding)));
  return REMARK_CODES.flatMap((code) => all.find((one) => one.code === code) ?? []);
}

type Look = (finding: Finding) => readonly Remark[];

const slowGreeting: Look = ({ last, endpoint }) => {
  const waits = last.flatMap(({ steps }) =>
    steps.filter(({ name, status }) => name === 'greeting' && status === 'done'),
  );
  const longest = Math.max(0, ...waits.map(({ ms }) => ms));
  if (longest < SLOW_GREETING_MS) return [];
  return [
    {
      code: 'slow-greeting',
      facts: { host: endpoint.host, port: endpoint.port, seconds: Math.round(longest / 1000) },
    },
  ];
};

/** RFC 8314 section 4.1: log-ins have no place outside TLS, where somebody may listen. */
const authInClear: Look = ({ last, endpoint }) => {
  const offered = new Set(last.flatMap(({ authBeforeTls }) => authBeforeTls));
  if (offered.size === 0) return [];
  const { host, port } = endpoint;
  return [{ code: 'auth-in-clear', facts: { host, port, offered: [...offered].join(', ') } }];
};

const deadAddresses: Look = ({ last, endpoint }) => {
  const dead = last.filter(isOutOfReach);
  const alive = last.filter((one) => !isOutOfReach(one));
  const [first] = dead;
  if (first?.address == null || alive.length === 0) return [];
  const isV6 = ({ address }: Observation): boolean => address?.includes(':') === true;
  const isOnlyV6 = dead.every(isV6) && !alive.some(isV6);
  const { host, port } = endpoint;
  const code = isOnlyV6 ? 'ipv6-dead' : 'address-dead';
  return [{ code, facts: { host, port, address: first.address } }];
};

const refusingAddresses: Look = ({ last, endpoint }) => {
  const heard = last.filter((one) => !isOutOfReach(one));
  const isRefusing = ({ failure }: Observation): boolean => failure?.kind === 'refused';
  const refusing = heard.find(isRefusing);
  if (refusing?.address == null || heard.every(isRefusing)) return [];
  const { host, port } = endpoint;
  return [{ code: 'address-refuses', facts: { host, port, address: refusing.address } }];
};

const loopback: Look = ({ last, endpoint }) => {
  const address = last.find((one) => one.address !== null && isLoopback(one.address))?.address;
  if (address == null || !isName(endpoint.host)) return [];
  return [{ code: 'resolves-to-loopback', facts: { host: endpoint.host, address } }];
};

const trustedInterceptor: Look = ({ seen, deciding, endpoint }) => {
  const product = seen === 'works' ? interceptorNamed(deciding.tls?.chain ?? []) : undefined;
  const { host, port } = endpoint;
  return product === undefined ? [] : [{ code: 'intercepted', facts: { host, port, product } }];
};

const REMARKS: readonly Look[] = [
  slowGreeting,
  authInClear,
  deadAddresses,
  refusingAddresses,
  loopback,
  trustedInterceptor,
];
