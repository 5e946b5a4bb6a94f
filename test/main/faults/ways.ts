// test/main/faults: each fault in every place where it could lead somebody astray. May import: main, shared,
// test/.
import type { TlsTemper } from '../../../main/demo/mail-server.ts';
import type { DiagnosisCode, RemarkCode } from '../../../shared/model/diagnosis.ts';
import { STANDARD_PORTS, type Protocol } from '../../../shared/model/endpoint.ts';
import type { FailureKind } from '../../../shared/model/observation.ts';
import type { AuthMethod } from '../../../shared/model/server.ts';
import { mail } from './parts.ts';
import type { FaultRow, Part, Ports, Proposed, ServerCertificate } from './row.ts';

/** What goes wrong at one port. */
export interface Fault {
  /** Goes on after "the server": "greets with 421". */
  readonly does: string;
  readonly part: Part;
  readonly code: DiagnosisCode;
  readonly remarks?: readonly RemarkCode[];
  readonly failure?: FailureKind;
  /** Words of the sentence; `{port}` is the port where it goes wrong. */
  readonly says: readonly string[];
  /** By default SMTP. */
  readonly protocol?: Protocol;
  readonly auth?: AuthMethod;
  readonly impatient?: true;
}

/** Greets in plain text whoever comes, and does not encrypt. */
const PLAINTEXT = mail({ tls: 'plain' });
const REQUIRED_STARTTLS = mail({ tls: 'starttls-only' });
const IMPLICIT = mail({ tls: 'implicit' });
/** Where an account may be set to that nobody knows. */
const ODD_PORT = 4650;

/** A fault of the conversation before or during STARTTLS. */
export interface StarttlsFault extends Fault {
  /** The verdict where the same port is used without encryption, if another one. */
  readonly unencrypted?: Pick<FaultRow, 'code' | 'says'>;
  /**
   * The verdict where SSL/TLS met a greeting in plain text and this fault is all there is at the
   * standard port. `plaintext`: it says less than the greeting.
   */
  readonly behind?: 'plaintext';
}

/** The fault where the account is set to it, behind a port that greets in plain text, and unencrypted. */
export function starttlsRows(faults: readonly StarttlsFault[]): readonly FaultRow[] {
  return faults.flatMap((fault) => {
    const { does, part, protocol = 'smtp' } = fault;
    const { implicit, starttls } = STANDARD_PORTS[protocol];
    const common = commonOf(fault, starttls);
    const behind: Partial<FaultRow> =
      fault.behind === 'plaintext'
        ? { code: 'no-encrypted-port', says: [`in plain text on port ${implicit}`] }
        : {};
    return [
      {
        ...common,
        name: `${protocol}, set to STARTTLS: the server ${does}`,
        port: starttls,
        tls: 'starttls',
        addresses: at({ [starttls]: part }),
      },
      {
        ...common,
        name: `${protocol}, set to SSL/TLS and greeted in plain text: on ${starttls} the server ${does}`,
        port: implicit,
        addresses: at({ [implicit]: PLAINTEXT, [starttls]: part }),
        remarks: [],
        failure: 'plaintext-instead-of-tls',
        ...behind,
      },
      {
        ...common,
        name: `${protocol}, set to no encryption: the server ${does}`,
        port: starttls,
        tls: 'none',
        addresses: at({ [starttls]: part }),
        ...fault.unencrypted,
      },
    ];
  });
}

/** A fault where TLS is due from the first byte. */
export interface ImplicitFault extends Fault {
  /**
   * What a way out changes. `nothing`: the server is there and has to be mended. `implicit`: TLS on
   * the standard port is used, STARTTLS never. `silence`: the same, and STARTTLS is told of.
   * `port-closed`: both are used.
   */
  readonly wayOut: 'nothing' | 'implicit' | 'silence' | 'port-closed';
}

/** The fault alone, beside STARTTLS that works, and beside the standard port that works. */
export function implicitRows(faults: readonly ImplicitFault[]): readonly FaultRow[] {
  return faults.flatMap((fault) => {
    const { does, part, protocol = 'smtp', wayOut } = fault;
    const { implicit, starttls } = STANDARD_PORTS[protocol];
    const common = commonOf(fault, implicit);
    return [
      {
        ...common,
        name: `${protocol}, set to SSL/TLS: the server ${does}`,
        port: implicit,
        addresses: at({ [implicit]: part }),
      },
      {
        ...common,
        name: `${protocol}, set to SSL/TLS while STARTTLS works: the server ${does}`,
        port: implicit,
        addresses: at({ [implicit]: part, [starttls]: REQUIRED_STARTTLS }),
        ...besideStarttls(wayOut, starttls),
      },
      {
        ...commonOf(fault, ODD_PORT),
        name: `${protocol}, set to SSL/TLS on ${ODD_PORT} while ${implicit} works: the server ${does}`,
        port: ODD_PORT,
        addresses: at({ [ODD_PORT]: part, [implicit]: IMPLICIT }),
        ...(wayOut === 'nothing' ? {} : toStandardPort(implicit)),
      },
    ];
  });
}

function besideStarttls(wayOut: ImplicitFault['wayOut'], port: number): Partial<FaultRow> {
  const says = [`STARTTLS on port ${port}`];
  if (wayOut === 'silence') return { code: 'perhaps-network', says };
  if (wayOut !== 'port-closed') return {};
  return { code: 'needs-starttls-port-closed', says, change: { tls: 'starttls', port } };
}

function toStandardPort(port: number): Partial<FaultRow> {
  const change: Proposed = { tls: 'implicit', port };
  return { code: 'wrong-port', says: [`standard port ${port}`], remarks: [], change };
}

function commonOf(fault: Fault, port: number): Omit<FaultRow, 'name' | 'addresses'> {
  const { code, says, protocol, auth, failure, remarks, impatient } = fault;
  return {
    code,
    says: says.map((words) => words.replace('{port}', `${port}`)),
    ...(protocol && { protocol }),
    ...(auth && { auth }),
    ...(failure && { failure }),
    ...(remarks && { remarks }),
    ...(impatient && { impatient }),
  };
}

/** A fault of TLS or of what is said inside it: after STARTTLS and at once. */
export interface TlsFault extends Omit<Fault, 'part'> {
  readonly temper?: Partial<Omit<TlsTemper, 'protocol' | 'identity' | 'tls'>>;
  readonly certificate?: ServerCertificate;
  readonly wayOut?: ImplicitFault['wayOut'];
}

export function tlsRows(faults: readonly TlsFault[]): readonly FaultRow[] {
  return faults.flatMap(({ temper, certificate, wayOut = 'nothing', ...fault }) => {
    const partThat = (tls: TlsTemper['tls']): Part => mail({ ...temper, tls }, certificate);
    return [
      ...starttlsRows([{ ...fault, part: partThat('starttls-only') }]),
      ...implicitRows([{ ...fault, part: partThat('implicit'), wayOut }]),
    ];
  });
}

/** One address with these ports. */
export function at(ports: Ports): FaultRow['addresses'] {
  return { '192.0.2.1': ports };
}
