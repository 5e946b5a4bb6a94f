// test/real: Node for Windows under wine, in a throw-away Windows of its own. May import: node,
// build/npm-copy.mjs.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { NPM_COPIES, npmCopy } from '../../build/npm-copy.mjs';

const WINE = '/usr/lib/wine/wine64';
const WINESERVER = '/usr/lib/wine/wineserver';

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface WindowsNode {
  /** Runs a script with arguments and waits for its end. */
  readonly run: (script: string, ...args: readonly string[]) => Promise<Ended>;
  /** Ends whatever still runs in this Windows, and removes it. */
  readonly remove: () => void;
}

/** The same file as Windows sees it: wine's drive Z: is the root. */
export function windowsPath(file: string): string {
  return `Z:${file.replaceAll('/', '\\')}`;
}

/** Makes a Windows in a temporary folder (about 6 s, 700 MB). Throws if it or Node can't be had. */
export function windowsNode(): WindowsNode {
  const executable = path.join(npmCopy(NPM_COPIES.windowsNode), 'bin/node.exe');
  const folder = mkdtempSync(path.join(tmpdir(), 'starttls-migrator-wine-'));
  const env = {
    ...process.env,
    WINEPREFIX: path.join(folder, 'prefix'),
    WINEARCH: 'win64',
    WINEDEBUG: '-all',
    DISPLAY: '',
    TMPDIR: folder, // its server leaves a folder there
    LC_ALL: 'C.UTF-8', // English, whatever the machine speaks
  };
  const wine = (...args: readonly string[]): void => {
    must(WINE, args, { env, cwd: folder });
  };
  const remove = (): void => {
    // Ends all processes of this prefix, and waits until they are gone.
    spawnSync(WINESERVER, ['-k'], { env, stdio: 'ignore' });
    spawnSync(WINESERVER, ['-w'], { env, stdio: 'ignore' });
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    wine('wineboot', '-i');
    // Node asks for Windows 10; wine 8 says 7 unless told.
    wine('reg', 'add', 'HKCU\\Software\\Wine', '/v', 'Version', '/d', 'win10', '/f');
  } catch (error) {
    remove();
    throw error;
  }
  let runs = 0;
  return {
    remove,
    run: (script, ...args) => {
      runs += 1;
      const output = path.join(folder, `run-${runs}`);
      return ended(output, (stdout, stderr) =>
        spawn(WINE, [executable, windowsPath(script), ...args], {
          env,
          stdio: ['ignore', stdout, stderr],
        }),
      );
    },
  };
}

/** Output goes to files: Node for Windows can't write to a pipe of Linux's under wine. */
function ended(
  output: string,
  start: (stdout: number, stderr: number) => ChildProcess,
): Promise<Ended> {
  const files = [`${output}.out`, `${output}.err`] as const;
  const stdout = openSync(files[0], 'w', 0o600);
  const stderr = openSync(files[1], 'w', 0o600);
  const child = start(stdout, stderr);
  closeSync(stdout);
  closeSync(stderr);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      const [out, err] = files.map((file) => readFileSync(file, 'utf8')) as [string, string];
      resolve({ code, out, err });
    });
  });
}

function must(
  program: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env?: NodeJS.ProcessEnv },
): void {
  const { status, error } = spawnSync(program, args, { ...options, stdio: 'ignore' });
  if (error) throw error;
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} exited with ${String(status)}`);
}
