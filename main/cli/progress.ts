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
  const { io, settings, view, log } = context;
  const shown = io.errIsTerminal && !settings.quiet;
  const { terminal, steps } = view.texts;
  return {
    onProgress: ({ endpoint, address, step, status, endpointsDone, endpointsInAll }) => {
      log({ event: 'probe', ...endpoint, address, step, status });
      if (!shown) return;
      const name = `${endpoint.host}:${endpoint.port}, ${steps[step]}`;
      const facts = { done: endpointsDone, total: endpointsInAll, name };
      const line = format(terminal.testedOf, facts).slice(0, view.columns - 1);
      io.err(`${ERASE_LINE}${line}`);
    },
    end: () => {
      if (shown) io.err(ERASE_LINE);
    },
  };
}
