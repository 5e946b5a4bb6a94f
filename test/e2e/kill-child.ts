// test: one real command line as a process of its own, on real files and a real profile, killed at a
// given point. Arguments: a JSON Job. Prints the points it passed, if it lives.
import { connect } from 'node:net';
import { WebError } from '../../main/autoconfig/web.ts';
import { createThunderbirdClient } from '../../main/clients/thunderbird/index.ts';
import { run } from '../../main/cli/run.ts';
import type { World } from '../../main/engine/world.ts';
import { nodeEnvironment } from '../../main/system/node-environment.ts';
import { nodeFiles } from '../../main/system/node-files.ts';
import { killingFiles } from '../support/killing-files.ts';

export interface Job {
  readonly argv: readonly string[];
  readonly home: string;
  readonly state: string;
  /** PEM of the root that signed the servers' certificates. */
  readonly authority: string;
  /** Which loopback port plays which port of the host. */
  readonly ports: Readonly<Record<string, number>>;
  /** Null: live to the end. */
  readonly killAt: number | null;
}

const job = JSON.parse(process.argv[2] ?? '') as Job;
const disk = killingFiles(nodeFiles(), job.killAt ?? Infinity);
const environment = nodeEnvironment({ root: job.home, state: job.state });
const world: World = {
  files: disk.files,
  environment,
  clients: [createThunderbirdClient(disk.files, environment)],
  network: {
    addresses: () => Promise.resolve(['127.0.0.1']),
    connect: (host, port) => connect({ host, port: job.ports[port] ?? 1, noDelay: true }),
  },
  web: { get: () => Promise.reject(new WebError('connect-failed')) },
  issuerWeb: { get: () => Promise.reject(new WebError('connect-failed')) },
  records: { srv: () => Promise.resolve([]) },
  roots: { mozilla: [], system: [], added: [job.authority], systemUnread: null },
  timeouts: { connectMs: 5000, greetingMs: 5000, stepMs: 5000 },
  gapMs: 0,
  watchPauseMs: 0,
  now: () => new Date(),
};
let out = '';
let err = '';
const exitCode = await run(
  job.argv,
  {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    ask: () => Promise.resolve(null),
    outIsTerminal: false,
    errIsTerminal: false,
    inIsTerminal: false,
    columns: 1000,
    noColor: true,
    languages: ['en'],
  },
  {
    version: '0',
    signal: new AbortController().signal,
    realWorld: () => Promise.resolve(world),
    demoWorld: () => Promise.reject(new Error('no demo here')),
  },
);
process.stdout.write(JSON.stringify({ points: disk.points(), exitCode, out, err }));
