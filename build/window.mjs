// build/: opens the built app in a window, or says why there can be none.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { findElectron } from './electron.mjs';

const fromRoot = (file) => fileURLToPath(new URL(`../${file}`, import.meta.url));

/**
 * Why no window can be opened here, as a sentence, or null.
 * @param {{ platform: string, variables: Record<string, string | undefined>, uid: number | null }} here
 */
export function whyNoWindow({ platform, variables, uid }) {
  if (platform !== 'linux') return null;
  if (!variables.DISPLAY && !variables.WAYLAND_DISPLAY) {
    return 'There is no display here, so no window can be opened.';
  }
  if (uid === 0) {
    return "The window's sandbox does not work for root: run this as an ordinary user to have a window.";
  }
  return null;
}

/**
 * Opens the window of out/app and waits until it is closed.
 * @param {readonly string[]} args of the app
 * @returns {number | null} its exit code, or null if there was no window: then this has said why
 */
export function openWindow(args) {
  const reason =
    whyNoWindow({
      platform: process.platform,
      variables: process.env,
      uid: process.getuid?.() ?? null,
    }) ?? tryToFind();
  if (typeof reason === 'string') {
    console.error(reason);
    return null;
  }
  return run(reason, args);
}

function tryToFind() {
  try {
    return findElectron();
  } catch (error) {
    return `There is no Electron to open a window with: ${error.message}`;
  }
}

/** What electron/cli.js ends with if Electron was ended by a signal, as a failing sandbox does. */
const CRASHED = 1;

function run({ folder }, args) {
  const env = { ...process.env, ELECTRON_OVERRIDE_DIST_PATH: folder };
  // A terminal inside another Electron hands this down, and it would make ours a plain Node.
  delete env.ELECTRON_RUN_AS_NODE;
  const { status, error } = spawnSync(
    process.execPath,
    [fromRoot('node_modules/electron/cli.js'), fromRoot('out/app'), ...args],
    { stdio: 'inherit', env },
  );
  if (error) throw error;
  if (status !== CRASHED) return status;
  console.error('Electron crashed. The lines above say more.');
  if (process.platform === 'linux') {
    console.error(
      `If they speak of the sandbox, then this system does not let an ordinary user make one. Allow it once: sudo chown root:root ${folder}/chrome-sandbox && sudo chmod 4755 ${folder}/chrome-sandbox`,
    );
  }
  return null;
}
