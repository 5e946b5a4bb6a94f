// main/engine: the world this process really runs in. May import: all rooms but the faces.
import { ProblemError } from '../../shared/model/problem.ts';
import { nodeWeb } from '../autoconfig/node-web.ts';
import { isPublicAddress } from '../autoconfig/public-address.ts';
import { nodeServiceRecords } from '../autoconfig/srv.ts';
import { createThunderbirdClient } from '../clients/thunderbird/index.ts';
import { DEFAULT_TIMEOUTS, type Timeouts } from '../probe/deadline.ts';
import type { Network } from '../probe/network.ts';
import { nodeNetwork } from '../probe/node-network.ts';
import { withResolve, type ResolveEntry } from '../probe/resolve.ts';
import { DEFAULT_GAP_MS } from '../probe/schedule.ts';
import { mozillaRoots, readCaFile, systemRoots } from '../probe/trust-stores.ts';
import { nodeEnvironment } from '../system/node-environment.ts';
import { nodeFiles } from '../system/node-files.ts';
import { anchorsOf } from './cases.ts';
import type { World } from './world.ts';

export interface WorldOptions {
  /** Searched instead of the home folder and the file system root. */
  readonly root: string | null;
  /** Backups and journal, instead of the user's own state folder. */
  readonly state: string | null;
  /** PEM files with more trusted roots. */
  readonly ca: readonly string[];
  readonly resolve: readonly ResolveEntry[];
  /** Milliseconds to wait for a server in each step, or null for the defaults. */
  readonly timeoutMs: number | null;
}

/** Servers count connections, and a watch goes on for as long as somebody looks. */
const WATCH_PAUSE_MS = 15_000;

/** Throws ProblemError `folder-missing`, `ca-unreadable`. */
export async function realWorld(options: WorldOptions): Promise<World> {
  const files = nodeFiles();
  const environment = nodeEnvironment({
    ...(options.root !== null && { root: options.root }),
    ...(options.state !== null && { state: options.state }),
  });
  const { root } = options;
  if (root !== null && files.facts(environment.home)?.kind !== 'folder') {
    throw new ProblemError({ code: 'folder-missing', where: root, facts: {} });
  }
  const system = await systemRoots();
  const added = await Promise.all(options.ca.map(readCaFile));
  const network = withResolve(nodeNetwork(), options.resolve);
  const addresses: Network['addresses'] = (...question) => network.addresses(...question);
  const roots = {
    mozilla: mozillaRoots(),
    system: system.pems,
    added: added.flat(),
    systemUnread: system.unread,
  };
  return {
    files,
    environment,
    clients: [createThunderbirdClient(files, environment)],
    network,
    web: nodeWeb({ anchors: anchorsOf(roots, []), addresses }),
    issuerWeb: nodeWeb({ anchors: [], addresses, admits: isPublicAddress }),
    records: nodeServiceRecords(),
    roots,
    timeouts: timeoutsWithin(options.timeoutMs),
    gapMs: DEFAULT_GAP_MS,
    watchPauseMs: WATCH_PAUSE_MS,
    now: () => new Date(),
  };
}

function timeoutsWithin(ms: number | null): Timeouts {
  if (ms === null) return DEFAULT_TIMEOUTS;
  const { connectMs, stepMs } = DEFAULT_TIMEOUTS;
  return { connectMs: Math.min(connectMs, ms), greetingMs: ms, stepMs: Math.min(stepMs, ms) };
}
