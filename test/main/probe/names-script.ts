// test: look-ups of many names at the same time, in a process whose name server is the test's.
import { nodeNetwork } from '../../../main/probe/node-network.ts';

const network = nodeNetwork();
const { signal } = new AbortController();
const begunMs = performance.now();
const names = process.argv.slice(2);
const answers = await Promise.all(
  names.map(async (name) => {
    const answer = await network
      .addresses(name, 25, signal)
      .catch((error: unknown) => String((error as NodeJS.ErrnoException).code));
    return { name, answer, ms: performance.now() - begunMs };
  }),
);
console.log(JSON.stringify(answers));
