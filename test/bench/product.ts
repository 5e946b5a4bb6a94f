// test/bench: the whole command line as a process, as people start it. Needs out/cli.js, which
// `npm run bench` builds first. May import: node, shared, this folder.
import type { Document } from '../../shared/model/document.ts';
import type { ProbeMode } from '../../shared/model/endpoint.ts';
import { runProgram } from './programs.ts';
import type { Place } from './real-mail.ts';

const LIMIT_MS = 60_000;

export interface ToldByProduct {
  readonly ms: number;
  readonly document: Document;
}

/** `test --endpoint ... --json` for one or many places. */
export async function runProduct(
  places: readonly Place[],
  tls: ProbeMode,
  rootFile: string,
): Promise<ToldByProduct> {
  const endpoints = places.flatMap(({ host, port, address }) => [
    ...['--endpoint', `smtp://${host}:${port}?tls=${tls}`],
    ...['--resolve', `${host}:${port}:${address}`],
    ...['--resolve', `${host}:587:${address}`, '--resolve', `${host}:465:${address}`],
  ]);
  const args = ['out/cli.js', 'test', '--json', '--ca', rootFile, ...endpoints];
  const { ms, stdout, output, cutOff } = await runProgram(process.execPath, args, LIMIT_MS);
  if (cutOff) throw new Error(`out/cli.js test had to be ended: ${output}`);
  const document = JSON.parse(stdout) as Document;
  const [error] = document.errors;
  if (error) throw new Error(`out/cli.js test: ${error.message}`);
  return { ms, document };
}
