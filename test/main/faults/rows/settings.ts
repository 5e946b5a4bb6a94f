// test/main/faults: what is right, and what a change of settings can mend. May import: shared, test/.
import { PROTOCOLS, STANDARD_PORTS } from '../../../../shared/model/endpoint.ts';
import { mail } from '../parts.ts';
import type { FaultRow } from '../row.ts';
import { at } from '../ways.ts';

const PLAINTEXT = mail({ tls: 'plain' });
const REQUIRED = mail({ tls: 'starttls-only' });
const OFFERED = mail({ tls: 'starttls' });
const IMPLICIT = mail({ tls: 'implicit' });

const MODES: readonly FaultRow[] = PROTOCOLS.flatMap((protocol): readonly FaultRow[] => {
  const { implicit, starttls } = STANDARD_PORTS[protocol];
  return [
    {
      name: `${protocol}, set to SSL/TLS, and that works`,
      protocol,
      port: implicit,
      addresses: at({ [implicit]: IMPLICIT, [starttls]: REQUIRED }),
      code: 'healthy',
      says: ['works as it is set'],
    },
    {
      name: `${protocol}, set to STARTTLS, and that works`,
      protocol,
      port: starttls,
      tls: 'starttls',
      addresses: at({ [implicit]: IMPLICIT, [starttls]: REQUIRED }),
      code: 'healthy',
      says: ['works as it is set'],
    },
    {
      name: `${protocol}, set to SSL/TLS: greets in plain text, and STARTTLS works`,
      protocol,
      port: implicit,
      addresses: at({ [implicit]: PLAINTEXT, [starttls]: REQUIRED }),
      code: 'needs-starttls',
      failure: 'plaintext-instead-of-tls',
      says: [`in plain text on port ${implicit}`, `STARTTLS on port ${starttls}`],
      change: { tls: 'starttls', port: starttls },
    },
    {
      name: `${protocol}, set to SSL/TLS on the port for STARTTLS`,
      protocol,
      port: starttls,
      addresses: at({ [starttls]: REQUIRED }),
      code: 'needs-starttls',
      failure: 'plaintext-instead-of-tls',
      says: [`in plain text on port ${starttls}`, `STARTTLS on port ${starttls}`],
      change: { tls: 'starttls', port: starttls },
    },
    {
      name: `${protocol}, set to SSL/TLS on the port for STARTTLS, while the standard port works`,
      protocol,
      port: starttls,
      addresses: at({ [starttls]: REQUIRED, [implicit]: IMPLICIT }),
      code: 'wrong-port',
      failure: 'plaintext-instead-of-tls',
      says: [`not speak SSL/TLS on port ${starttls}`, `standard port ${implicit}`],
      change: { tls: 'implicit', port: implicit },
    },
    {
      name: `${protocol}, set to SSL/TLS, where STARTTLS works on the same port alone`,
      protocol,
      port: implicit,
      addresses: at({ [implicit]: REQUIRED }),
      code: 'needs-starttls',
      failure: 'plaintext-instead-of-tls',
      says: [`in plain text on port ${implicit}`, `STARTTLS on port ${implicit}`],
      change: { tls: 'starttls', port: implicit },
    },
    {
      name: `${protocol}, set to STARTTLS on the port for SSL/TLS`,
      protocol,
      port: implicit,
      tls: 'starttls',
      addresses: at({ [implicit]: IMPLICIT, [starttls]: REQUIRED }),
      code: 'starttls-on-implicit-port',
      failure: 'silence',
      says: [`SSL/TLS from the first byte on port ${implicit}`],
      impatient: true,
    },
    {
      name: `${protocol}, set to no encryption, while STARTTLS works`,
      protocol,
      port: starttls,
      tls: 'none',
      addresses: at({ [starttls]: OFFERED }),
      code: 'insecure-hardening',
      remarks: ['auth-in-clear'],
      says: ['not surely encrypted', `STARTTLS on port ${starttls}`],
      change: { tls: 'starttls', port: starttls, heldBack: 'hardening-not-asked' },
    },
    {
      name: `${protocol}, set to encryption if there is any, and there is none`,
      protocol,
      port: starttls,
      tls: 'opportunistic',
      addresses: at({ [starttls]: PLAINTEXT }),
      code: 'insecure',
      remarks: ['auth-in-clear'],
      failure: 'starttls-not-offered',
      says: [
        'not surely encrypted',
        'offers log-ins on port',
        'before the connection is encrypted',
      ],
    },
  ];
});

const OTHERS: readonly FaultRow[] = [
  {
    name: 'set to SSL/TLS: greets with 421 in plain text, and STARTTLS works',
    addresses: at({ 465: mail({ tls: 'plain', greeting: '421 busy\r\n' }), 587: REQUIRED }),
    code: 'needs-starttls',
    failure: 'plaintext-instead-of-tls',
    says: ['in plain text on port 465', 'STARTTLS on port 587'],
    change: { tls: 'starttls', port: 587 },
  },
  {
    name: 'set to SSL/TLS: greets in plain text, byte by byte, and STARTTLS works',
    addresses: at({ 465: mail({ tls: 'plain', dribble: true }), 587: REQUIRED }),
    code: 'needs-starttls',
    failure: 'plaintext-instead-of-tls',
    says: ['in plain text on port 465', 'STARTTLS on port 587'],
    change: { tls: 'starttls', port: 587 },
  },
  {
    name: 'STARTTLS works, and log-ins are offered before it',
    port: 587,
    tls: 'starttls',
    addresses: at({ 587: OFFERED }),
    code: 'healthy',
    remarks: ['auth-in-clear'],
    says: ['works as it is set', 'before the connection is encrypted: PLAIN, LOGIN'],
  },
  {
    name: 'a greeting that takes its time, inside TLS',
    addresses: at({ 465: mail({ tls: 'implicit', greetingDelayMs: 4200 }) }),
    code: 'healthy',
    remarks: ['slow-greeting'],
    says: ['works as it is set', 'seconds to greet on port 465'],
  },
  {
    name: 'a greeting that takes its time, before STARTTLS',
    port: 587,
    tls: 'starttls',
    addresses: at({ 587: mail({ tls: 'starttls-only', greetingDelayMs: 4200 }) }),
    code: 'healthy',
    remarks: ['slow-greeting'],
    says: ['works as it is set', 'seconds to greet on port 587'],
  },
  {
    name: 'a greeting in plain text that takes its time, and STARTTLS works',
    addresses: at({ 465: mail({ tls: 'plain', greetingDelayMs: 4200 }), 587: REQUIRED }),
    code: 'needs-starttls',
    failure: 'plaintext-instead-of-tls',
    says: ['in plain text on port 465'],
    change: { tls: 'starttls', port: 587 },
  },
  ...(['at-once', 'with-the-next-command'] as const).map((keepsPlaintext): FaultRow => {
    const obedient = mail({ tls: 'starttls-only', keepsPlaintext });
    return {
      name: `greets in plain text, and on 587 obeys plain text inside TLS, ${keepsPlaintext}`,
      addresses: at({ 465: PLAINTEXT, 587: obedient }),
      checksInjection: true,
      code: 'command-injection',
      failure: 'plaintext-instead-of-tls',
      says: ['obeys commands on port 587 that were sent before the encryption'],
    };
  }),
  {
    name: 'set to no encryption, while the server obeys plain text inside TLS',
    port: 587,
    tls: 'none',
    addresses: at({ 587: mail({ tls: 'starttls-only', keepsPlaintext: 'at-once' }) }),
    checksInjection: true,
    code: 'command-injection',
    says: ['obeys commands on port 587'],
  },
  {
    name: 'a server that throws plain text behind STARTTLS away, looked at for it',
    addresses: at({ 465: PLAINTEXT, 587: REQUIRED }),
    checksInjection: true,
    code: 'needs-starttls',
    failure: 'plaintext-instead-of-tls',
    says: ['STARTTLS on port 587'],
    change: { tls: 'starttls', port: 587 },
  },
];

export const SETTINGS_ROWS = [...MODES, ...OTHERS];
