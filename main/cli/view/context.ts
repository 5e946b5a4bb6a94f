// main/cli/view: what every view needs. May import: shared, paint.
import type { Catalogue } from '../../../shared/messages/catalogue.ts';
import type { Paint } from '../paint.ts';

export interface ViewContext {
  readonly texts: Catalogue;
  readonly paint: Paint;
  readonly columns: number;
  /** The home folder, shown as ~. */
  readonly home: string;
  /** Results only: no advice, no evidence. */
  readonly quiet: boolean;
  /** What was seen on the wire, below each verdict. */
  readonly evidence: boolean;
  /** Every conversation, line by line. */
  readonly trace: boolean;
}

/** A path as people write it. */
export function shortPath(path: string, { home }: Pick<ViewContext, 'home'>): string {
  return home.length > 1 && path.startsWith(home) ? `~${path.slice(home.length)}` : path;
}
