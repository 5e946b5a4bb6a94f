// main/cli/commands: completion. May import: this folder's neighbours, shared.
import { format } from '../../../shared/messages/catalogue.ts';
import type { HelpTexts } from '../../../shared/messages/help.ts';
import { NOTHING, type Outcome } from '../context.ts';
import { EXIT } from '../../engine/exit.ts';
import { SHELLS, completionScript } from '../completion.ts';
import type { Io } from '../io.ts';

/** Needs no world: it prints a text that was made from tables. */
export function completionCommand(io: Io, texts: HelpTexts, operands: readonly string[]): Outcome {
  const shell = SHELLS.find((name) => name === operands[0]);
  if (!shell || operands.length > 1) {
    io.err(`${format(texts.wrongUsage.notAShell, { known: SHELLS.join(', ') })}\n`);
    return { ...NOTHING, exitCode: EXIT.usage };
  }
  io.out(completionScript(shell, texts));
  return { ...NOTHING, exitCode: EXIT.done };
}
