// test/main/faults: the fault table: everything that can be wrong with a mail server, what plays it, and
// what is to be said and done about it. May import: test/.
import type { FaultRow } from './row.ts';
import { HANDSHAKE_ROWS } from './rows/handshake.ts';
import { STARTTLS_ROWS } from './rows/starttls.ts';

export const FAULT_TABLE: readonly FaultRow[] = [...STARTTLS_ROWS, ...HANDSHAKE_ROWS];
