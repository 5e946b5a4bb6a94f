// test: one apply, undo or recovery as a process of its own, killed at a given point.
// Arguments: a JSON Job. Prints the points it passed, if it lives.
import path from 'node:path';
import { apply } from '../../../main/migrate/apply.ts';
import { undo } from '../../../main/migrate/undo.ts';
import { nodeFiles } from '../../../main/system/node-files.ts';
import { killingFiles } from '../../support/killing-files.ts';
import { depsFor, orderFor, profileIn } from './world.ts';

export interface Job {
  readonly act: 'apply' | 'recover' | 'undo';
  readonly folder: string;
  /** Null: live to the end. */
  readonly killAt: number | null;
  readonly serversWork: boolean;
}

const job = JSON.parse(process.argv[2] ?? '') as Job;
const disk = killingFiles(nodeFiles(), job.killAt ?? Infinity);
const deps = depsFor(path.join(job.folder, 'state'), {
  files: disk.files,
  retest: () => Promise.resolve(job.serversWork),
});
const orders = [
  orderFor(profileIn(job.folder, 'alpha'), ['smtp1', 'smtp2'], ['prefs.js', 'user.js']),
  orderFor(profileIn(job.folder, 'beta')),
];

const acts = {
  apply: () => apply({ profiles: orders }, deps),
  recover: () => apply({ profiles: [] }, deps),
  undo: () => undo({ target: { kind: 'last' } }, deps),
};
const result = await acts[job.act]();
process.stdout.write(JSON.stringify({ points: disk.points(), result }));
