// test: a process that applies once and prints the result. Arguments: folder, state folder, and a
// file whose appearance lets the server's re-test (and so the run) come to its end.
import fs from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { apply } from '../../../main/migrate/apply.ts';
import { depsFor, orderFor, profileIn } from './world.ts';

const [folder = '', state = '', gate = ''] = process.argv.slice(2);
const retest = async () => {
  fs.writeFileSync(`${gate}.reached`, '');
  while (!fs.existsSync(gate)) await delay(5);
  return true;
};
const result = await apply(
  { profiles: [orderFor(profileIn(folder, 'alpha'))] },
  depsFor(state, { retest }),
);
process.stdout.write(JSON.stringify(result));
