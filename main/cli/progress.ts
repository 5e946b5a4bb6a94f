// main/cli: one line of progress on stderr, only where that is a terminal.
// May import: shared, the types of the rooms below.
import { format } from '../../shared/messages/catalogue.ts';
import type { ProbeProgress } from '../probe/schedule.ts';
import type { CommandContext } from './context.ts';

const ERASE_LINE = '\r\u001b[K';

export interface Progress {
  readonly onProgress: (event: ProbeProgress) => void;
  /** Removes the line. */
  readonly end: () => void;
}

export function showProgress(context: CommandContext): Progress {
  const { view, log } = context;
  const { terminal, steps } = view.texts;
  return {
    onProgress: ({ endpoint, address, step, status, endpointsDone, endpointsInAll }) => {
      log({ event: 'probe', ...endpoint, address, step, status });
      const name = `${endpoint.host}:${endpoint.port}, ${steps[step]}`;
      const facts = { done: endpointsDone, total: endpointsInAll, name };
      showPassing(context, format(terminal.testedOf, facts));
    },
    end: () => {
      showPassing(context, '');
    },
  };
}

/** A line that makes place for the next one, and for whatever is printed after an empty one. */
export function showPassing({ io, settings, view }: CommandContext, line: string): void {
  if (!io.errIsTerminal || settings.quiet) return;
  io.err(`${ERASE_LINE}${line.slice(0, view.columns - 1)}`);
}
