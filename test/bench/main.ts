// test/bench: what `npm run bench` runs: every measurement beside its rival in the same run, medians.
// May import: node, this folder.
import { CHILD_NAMES } from './children.ts';

const [first = ''] = process.argv.slice(2);
const child = CHILD_NAMES.find((name) => name === first);
switch (child) {
  case 'server':
    (await import('./server-child.ts')).runServerChild();
    break;
  case 'prober':
    (await import('./prober-child.ts')).runProberChild();
    break;
  case undefined:
    process.exitCode = await (await import('./run.ts')).run(process.argv.slice(2));
}
