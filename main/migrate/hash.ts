// main/migrate: the one hash that files are told apart by.
// May import: node.
import { createHash } from 'node:crypto';

/** SHA-256, lower-case hexadecimal. */
export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}
