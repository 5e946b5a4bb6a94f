// test/main/faults: the fault table: everything that can be wrong with a mail server, what plays it, and
// what is to be said and done about it. May import: test/.
import type { FaultRow } from './row.ts';
import { APPLIANCE_ROWS } from './rows/appliance.ts';
import { CERTIFICATE_ROWS } from './rows/certificates.ts';
import { GREETING_ROWS } from './rows/greeting.ts';
import { HANDSHAKE_ROWS } from './rows/handshake.ts';
import { NETWORK_ROWS } from './rows/network.ts';
import { REAL_ROWS } from './rows/real.ts';
import { SETTINGS_ROWS } from './rows/settings.ts';
import { STARTTLS_ROWS } from './rows/starttls.ts';
import { WAVERING_ROWS } from './rows/wavering.ts';

export const FAULT_TABLE: readonly FaultRow[] = [
  ...NETWORK_ROWS,
  ...GREETING_ROWS,
  ...STARTTLS_ROWS,
  ...HANDSHAKE_ROWS,
  ...CERTIFICATE_ROWS,
  ...SETTINGS_ROWS,
  ...WAVERING_ROWS,
  ...APPLIANCE_ROWS,
  ...REAL_ROWS,
];
