// main/demo: a throw-away world: a temporary folder with a person's Thunderbird profiles, and mail
// servers of every temper on loopback. Needs no root, no display, no network and no account.
// May import: shared, other rooms of main except cli, electron and fleet.
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { nodeWeb } from '../autoconfig/node-web.ts';
import { createThunderbirdClient } from '../clients/thunderbird/index.ts';
import type { World } from '../engine/world.ts';
import { mozillaRoots } from '../probe/trust-stores.ts';
import { nodeEnvironment } from '../system/node-environment.ts';
import { nodeFiles } from '../system/node-files.ts';
import { writeDemoProfiles } from './profiles.ts';
import { startDemoServers } from './servers.ts';

export interface DemoWorld {
  readonly world: World;
  /** The temporary folder that plays the home folder. */
  readonly home: string;
  /** Stops the servers and removes the folder with all that is in it. */
  close(): Promise<void>;
}

/** Loopback answers in milliseconds: nobody should wait 16 seconds for the blackhole of a demo. */
const TIMEOUTS = { connectMs: 1200, greetingMs: 1200, stepMs: 5000 };
const GAP_MS = 50;
const WATCH_PAUSE_MS = 2000;

export async function demoWorld(): Promise<DemoWorld> {
  const home = await realpath(await mkdtemp(path.join(tmpdir(), 'starttls-migrator-demo-')));
  const removeHome = () => rm(home, { recursive: true, force: true });
  try {
    const files = nodeFiles();
    const environment = nodeEnvironment({ root: home, state: path.join(home, 'state') });
    writeDemoProfiles(files, environment);
    const servers = await startDemoServers();
    const world: World = {
      files,
      environment,
      clients: [createThunderbirdClient(files, environment)],
      network: servers.network,
      issuerWeb: nodeWeb({ anchors: [], addresses: () => Promise.resolve([]) }),
      web: nodeWeb({
        anchors: [servers.authority],
        addresses: (host, port, signal) => servers.network.addresses(host, port, signal),
      }),
      // The domain of the story publishes nothing.
      records: { srv: () => Promise.resolve([]) },
      roots: {
        mozilla: mozillaRoots(),
        system: [],
        added: [servers.authority],
        systemUnread: null,
      },
      timeouts: TIMEOUTS,
      gapMs: GAP_MS,
      watchPauseMs: WATCH_PAUSE_MS,
      now: () => new Date(),
    };
    const close = async (): Promise<void> => {
      await servers.close();
      await removeHome();
    };
    return { world, home, close };
  } catch (error) {
    await removeHome();
    throw error;
  }
}
