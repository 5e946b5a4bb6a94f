// test/main/faults: the appliance of the story, which knows TLS only behind STARTTLS, in its three TLS
// policies. Out of the box it shows a demonstration certificate, and it hangs up after five commands
// that it does not know. May import: main, shared, test/.
import type { TlsTemper } from '../../../../main/demo/mail-server.ts';
import type { DiagnosisCode } from '../../../../shared/model/diagnosis.ts';
import { mail } from '../parts.ts';
import type { FaultRow, ServerCertificate } from '../row.ts';
import { at } from '../ways.ts';

const GREETING = '220 mail.example.test ESMTP\r\n';
const DEMONSTRATION: ServerCertificate = {
  selfSigned: true,
  names: ['appliance.example'],
  commonName: 'Appliance Demonstration Certificate',
};
const REPLIES = {
  220: '220 Go ahead with TLS',
  454: '454 TLS not available due to a temporary reason',
  501: '501 Syntax error (no parameters allowed)',
} as const;
type Reply = keyof typeof REPLIES;

const OFF = mail({ tls: 'plain', greeting: GREETING, maxUnknownCommands: 5 });

/** Both policies offer STARTTLS; without it `required` takes nothing but NOOP, EHLO and QUIT. */
const POLICIES: Readonly<Record<'preferred' | 'required', TlsTemper['tls']>> = {
  preferred: 'starttls',
  required: 'starttls-only',
};

/** The same behind 465 and 587: a listener that clients expect to speak TLS at once is like any other. */
function row(
  policy: keyof typeof POLICIES,
  reply: Reply,
  certificate: ServerCertificate,
  verdict: Pick<FaultRow, 'says' | 'change' | 'remarks'> & { readonly code: DiagnosisCode },
): FaultRow {
  const shows = certificate === DEMONSTRATION ? 'its demonstration certificate' : 'a good one';
  const part = mail(
    {
      tls: POLICIES[policy],
      greeting: GREETING,
      starttlsReply: REPLIES[reply],
      maxUnknownCommands: 5,
    },
    certificate,
  );
  return {
    name: `the appliance, TLS ${policy}: answers STARTTLS with ${reply}, has ${shows}`,
    addresses: at({ 465: part, 587: part }),
    failure: 'plaintext-instead-of-tls',
    ...verdict,
  };
}

const MOVED = {
  code: 'needs-starttls',
  says: ['greeted in plain text on port 465', 'STARTTLS on port 587, and that was tested'],
  change: { tls: 'starttls', port: 587 },
} as const;
/** Its name is wrong as well, and that is what a person can see. */
const UNTRUSTED = {
  code: 'certificate-wrong-name',
  says: ['on port 587 is not made out for mail.example.test', 'appliance.example'],
} as const;

export const APPLIANCE_ROWS: readonly FaultRow[] = [
  {
    name: 'the appliance, TLS off',
    addresses: at({ 465: OFF, 587: OFF }),
    code: 'starttls-not-offered',
    failure: 'plaintext-instead-of-tls',
    says: ['does not offer STARTTLS on port 587'],
  },
  row('preferred', 220, {}, { ...MOVED, remarks: ['auth-in-clear'] }),
  row('required', 220, {}, MOVED),
  row('preferred', 220, DEMONSTRATION, UNTRUSTED),
  row('required', 220, DEMONSTRATION, UNTRUSTED),
  {
    ...row(
      'required',
      220,
      { ...DEMONSTRATION, names: ['mail.example.test'] },
      {
        code: 'certificate-self-signed',
        says: ['on port 587 that it has issued to itself'],
      },
    ),
    name: 'the appliance, TLS required, with a demonstration certificate in the name of the host',
  },
  ...(['preferred', 'required'] as const).flatMap((policy) => [
    row(
      policy,
      454,
      {},
      {
        code: 'starttls-unavailable',
        says: ['cannot encrypt on port 587 at the moment', REPLIES[454]],
      },
    ),
    row(
      policy,
      501,
      {},
      {
        code: 'starttls-syntax-refused',
        says: ['port 587, but does not accept the command', REPLIES[501]],
      },
    ),
  ]),
];
