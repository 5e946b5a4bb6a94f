// main/clients/thunderbird: the two questions to the system that no file answers.
// May import: node.
import { spawnSync } from 'node:child_process';
import { networkInterfaces } from 'node:os';

export interface System {
  /** Processes that hold a file open, by `lsof -t`; null if the question could not be asked. */
  holders(file: string): readonly number[] | null;
  /** This computer's own IP addresses. */
  addresses(): readonly string[];
}

/** macOS has lsof built in. Exit code 1 without output means that nobody holds the file. */
function holders(file: string): readonly number[] | null {
  const { error, status, stdout } = spawnSync('lsof', ['-t', '--', file], {
    encoding: 'utf8',
    timeout: 10_000,
  });
  if (error !== undefined || (status !== 0 && status !== 1)) return null;
  return stdout
    .split('\n')
    .filter((line) => /^\d+$/.test(line))
    .map(Number);
}

function addresses(): readonly string[] {
  return Object.values(networkInterfaces()).flatMap((list) =>
    (list ?? []).map(({ address }) => address),
  );
}

export function nodeSystem(): System {
  return { holders, addresses };
}
