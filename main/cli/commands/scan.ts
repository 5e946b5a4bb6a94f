// main/cli/commands: scan. May import: all rooms below, shared.
import { scan, type Scan } from '../../engine/scan.ts';
import { NOTHING, scanRequest, type Command, type CommandContext } from '../context.ts';
import { EXIT, needPerson } from '../../engine/exit.ts';
import { problemsView, scanView } from '../view/scan-view.ts';

export const scanCommand: Command = (context) => {
  const found = lookAround(context);
  context.print(scanView(found, context.view));
  const attention = needPerson(found.problems, context.settings.profiles.length > 0);
  return Promise.resolve({
    ...NOTHING,
    scan: found,
    problems: found.problems,
    exitCode: attention ? EXIT.needsPerson : EXIT.done,
  });
};

/** Finds and reads the profiles, and tells what could not be read. */
export function lookAround(context: CommandContext): Scan {
  const found = scan(context.world, scanRequest(context));
  context.log({ event: 'scan', profiles: found.profiles.map(({ profile }) => profile.path) });
  context.tell(problemsView(found.problems, context.view));
  return found;
}
