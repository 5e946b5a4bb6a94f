// test: asks the probe in a process of its own, and prints the most memory that took.
// May import: test/support, node.
import { answerProbe, type ProbeQuestion } from '../../support/probing.ts';

const questions = JSON.parse(process.argv[2] ?? '[]') as readonly ProbeQuestion[];
const kinds: (string | null)[] = [];
for (const question of questions) {
  const { observations } = await answerProbe(question);
  kinds.push(...observations.map(({ failure }) => failure?.kind ?? null));
}
// Kilobytes on every system (getrusage(2), as libuv has it).
console.log(JSON.stringify({ kinds, mostMemoryKb: process.resourceUsage().maxRSS }));
