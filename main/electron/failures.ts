// main/electron: what nobody caught. Imported before everything else, so that Electron never shows a
// dialog of its own for it. May import: node.

/** "Internal", as the command line's exit code has it. */
export const EXIT_FAILED = 70;

let show: ((failure: unknown) => void) | null = null;

function take(failure: unknown): void {
  const text = failure instanceof Error ? (failure.stack ?? failure.message) : String(failure);
  process.stderr.write(`${text}\n`);
  if (show === null) process.exit(EXIT_FAILED);
  process.exitCode = EXIT_FAILED;
  show(failure);
}

process.on('uncaughtException', take);
process.on('unhandledRejection', take);

/** From now on a failure is shown, where before it only ended the process. */
export function showFailures(how: (failure: unknown) => void): void {
  show = how;
}
