// test/real: a server's own start and stop commands. May import: node.
import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';

/**
 * Runs a command to its end; what it prints goes to a file and not to a pipe, which the daemons
 * that it leaves behind would hold open.
 * @throws Error with what it printed if it does not exit with 0.
 */
export function command(program: string, args: readonly string[], outputFile: string): void {
  const output = openSync(outputFile, 'a', 0o600);
  const { status, error } = spawnSync(program, args, { stdio: ['ignore', output, output] });
  closeSync(output);
  if (error) throw error;
  if (status !== 0) {
    const printed = readFileSync(outputFile, 'utf8');
    throw new Error(`${program} ${args.join(' ')} exited with ${status ?? 'a signal'}: ${printed}`);
  }
}
