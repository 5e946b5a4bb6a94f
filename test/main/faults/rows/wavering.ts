// test/main/faults: attempts and addresses that differ: what worked once, or somewhere, is no way out.
// May import: test/.
import { inTurn, mail } from '../parts.ts';
import type { FaultRow } from '../row.ts';
import { at } from '../ways.ts';

const PLAINTEXT = mail({ tls: 'plain' });
const REQUIRED = mail({ tls: 'starttls-only' });
const IMPLICIT = mail({ tls: 'implicit' });
const EXPIRED = mail({ tls: 'starttls-only' }, { notAfter: new Date('2026-01-02') });
const BY_STRANGER = mail({ tls: 'starttls-only' }, { authority: 'Stranger' });
const UNAVAILABLE = mail({ tls: 'starttls-only', starttlsReply: '454 4.7.0 not now' });

export const WAVERING_ROWS: readonly FaultRow[] = [
  {
    name: 'greets in plain text, and STARTTLS works once and then no more',
    addresses: at({ 465: PLAINTEXT, 587: inTurn(REQUIRED, UNAVAILABLE) }),
    code: 'not-confirmed',
    failure: 'negative-reply',
    says: ['worked once on port 587 and failed once'],
  },
  {
    name: 'greets in plain text once, and then speaks TLS, while STARTTLS works',
    addresses: at({ 465: inTurn(PLAINTEXT, IMPLICIT), 587: REQUIRED }),
    code: 'not-confirmed',
    failure: 'plaintext-instead-of-tls',
    says: ['worked once on port 465 and failed once'],
  },
  {
    name: 'greets in plain text, and STARTTLS is answered by the server once and once by a stranger',
    addresses: at({ 465: PLAINTEXT, 587: inTurn(REQUIRED, BY_STRANGER) }),
    code: 'intercepted',
    failure: 'plaintext-instead-of-tls',
    says: ['something in between', 'It calls itself: CN=Stranger intermediate'],
  },
  {
    name: 'two addresses, one with an expired certificate',
    addresses: {
      '192.0.2.1': { 465: IMPLICIT },
      '192.0.2.2': { 465: mail({ tls: 'implicit' }, { notAfter: new Date('2026-01-02') }) },
    },
    code: 'addresses-disagree',
    failure: 'refused',
    says: ['behave differently on port 465'],
  },
  {
    name: 'two addresses, one that greets in plain text, while STARTTLS works on both',
    addresses: {
      '192.0.2.1': { 465: PLAINTEXT, 587: REQUIRED },
      '192.0.2.2': { 465: IMPLICIT, 587: REQUIRED },
    },
    code: 'addresses-disagree',
    failure: 'plaintext-instead-of-tls',
    says: ['behave differently on port 465'],
  },
  {
    name: 'two addresses that greet in plain text, and STARTTLS works on one of them',
    addresses: {
      '192.0.2.1': { 465: PLAINTEXT, 587: REQUIRED },
      '192.0.2.2': { 465: PLAINTEXT, 587: EXPIRED },
    },
    code: 'addresses-disagree',
    failure: 'plaintext-instead-of-tls',
    says: ['behave differently on port 587'],
  },
  {
    name: 'two addresses that greet in plain text, and one of them has 587 closed',
    addresses: {
      '192.0.2.1': { 465: PLAINTEXT, 587: REQUIRED },
      '192.0.2.2': { 465: PLAINTEXT },
    },
    code: 'addresses-disagree',
    failure: 'refused',
    says: ['behave differently on port 587'],
  },
  {
    name: 'two addresses, one of which refuses',
    addresses: { '192.0.2.1': {}, '192.0.2.2': { 465: IMPLICIT } },
    code: 'healthy',
    remarks: ['address-refuses'],
    failure: 'refused',
    says: ['works as it is set', '(192.0.2.1) has port 465 closed'],
  },
  {
    name: 'two addresses that agree on STARTTLS',
    addresses: {
      '2001:db8::1': { 465: PLAINTEXT, 587: REQUIRED },
      '192.0.2.2': { 465: PLAINTEXT, 587: REQUIRED },
    },
    code: 'needs-starttls',
    failure: 'plaintext-instead-of-tls',
    says: ['STARTTLS on port 587'],
    change: { tls: 'starttls', port: 587 },
  },
];
