// renderer/model: from the facts of a connection to the lines of its picture. Pure.
// May import: shared.
import type { ConnectionView, PictureStepName } from '../../shared/contract.ts';

/** A line between two neighbours of the picture. */
export interface Segment {
  readonly line: 'dots' | 'plain' | 'tube';
  /** Cut right before the mark at its end. */
  readonly isCut: boolean;
}

/** In the order of the picture; the list of steps stands between the network and the server. */
export const CELLS = [
  'computer',
  'network',
  'connect',
  'greeting',
  'encryption',
  'certificate',
  'authentication',
  'server',
] as const;
export type Cell = (typeof CELLS)[number];

/**
 * The segment that the tube begins with. SSL/TLS is encrypted right after Connect; with STARTTLS the
 * line goes into the tube at the mark of Encryption.
 */
const TUBE_BEGINS: Readonly<Record<PictureStepName, number>> = {
  connect: 2,
  greeting: 2,
  encryption: 4,
  certificate: 5,
  authentication: 6,
};

/** The seven lines between the eight cells: `segments[k]` leads from cell k to cell k + 1. */
export function segmentsOf(connection: ConnectionView): readonly Segment[] {
  const reached = reachedCell(connection);
  const begins =
    connection.encryptedFrom === null
      ? Number.POSITIVE_INFINITY
      : TUBE_BEGINS[connection.encryptedFrom];
  const cut = connection.brokenAt === null ? -1 : CELLS.indexOf(connection.brokenAt);
  return CELLS.slice(1).map((_, index) => {
    const end = index + 1;
    if (end > reached) return { line: 'dots', isCut: false };
    return { line: index >= begins ? 'tube' : 'plain', isCut: end === cut };
  });
}

/** The last cell to which a line was drawn: what was not reached comes after it. */
function reachedCell({ state, steps, brokenAt }: ConnectionView): number {
  if (brokenAt !== null) return CELLS.indexOf(brokenAt);
  const arrived = steps.map(({ status }) => status !== 'waiting' && status !== 'not-reached');
  const lastStep = arrived.lastIndexOf(true);
  const last = steps[lastStep];
  const isWhole = lastStep === steps.length - 1 && last?.status !== 'checking';
  if (isWhole) return CELLS.indexOf('server');
  if (last) return CELLS.indexOf(last.name);
  return state === 'checking' ? CELLS.indexOf('network') : 0;
}
