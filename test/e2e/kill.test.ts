// The real command line, killed before, in the middle of and after every single change of the disk.
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAuthority } from '../../main/demo/certificates.ts';
import { startMailServer, type MailServer } from '../../main/demo/mail-server.ts';
import { childScript, type ChildScript } from '../support/child-script.ts';
import { prefsText, STORY } from '../support/prefs-text.ts';
import type { Job } from './kill-child.ts';

const HOST = 'smtp.example.org';
const IMAP = 'imap.example.org';

let child: ChildScript;
let folder: string;
let authority: string;
let ports: Record<string, number>;
const servers: MailServer[] = [];

beforeAll(async () => {
  child = await childScript(path.join(import.meta.dirname, 'kill-child.ts'));
  folder = mkdtempSync(path.join(tmpdir(), 'starttls-migrator-kill-'));
  const ca = await createAuthority();
  authority = ca.root;
  const identity = await ca.issue({ names: [HOST, IMAP] });
  const appliance = { protocol: 'smtp', tls: 'starttls-only', identity } as const;
  servers.push(
    await startMailServer(appliance),
    await startMailServer(appliance),
    await startMailServer({ protocol: 'imap', tls: 'implicit', identity }),
  );
  const [at465, at587, at993] = servers.map(({ port }) => port) as [number, number, number];
  ports = { 465: at465, 587: at587, 993: at993 };
});

afterAll(async () => {
  await Promise.all(servers.map((server) => server.close()));
  await child.remove();
  rmSync(folder, { recursive: true, force: true });
});

const USER_JS = Buffer.from('// mine\nuser_pref("mail.smtpserver.smtp1.port", 465);\n');
const FILES = ['prefs.js', 'user.js'] as const;

/** A home with one profile whose port stands in prefs.js and in user.js. */
function makeHome(): string {
  const home = path.join(folder, 'home');
  const profile = path.join(home, '.thunderbird', 'p.default');
  mkdirSync(profile, { recursive: true });
  writeFileSync(
    path.join(home, '.thunderbird', 'profiles.ini'),
    '[Profile0]\nName=p\nIsRelative=1\nPath=p.default\n',
  );
  writeFileSync(path.join(profile, 'prefs.js'), prefsText(STORY));
  writeFileSync(path.join(profile, 'user.js'), USER_JS);
  return home;
}

const profileIn = (home: string): string => path.join(home, '.thunderbird', 'p.default');

const contents = (home: string): readonly string[] =>
  FILES.map((name) => readFileSync(path.join(profileIn(home), name), 'latin1'));

const start = (home: string, argv: readonly string[], killAt: number | null) => {
  const job: Job = { argv, home, state: path.join(home, 'state'), authority, ports, killAt };
  return child.run(JSON.stringify(job));
};

interface Lived {
  readonly points: readonly string[];
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

async function live(home: string, argv: readonly string[]): Promise<Lived> {
  const { stdout, stderr } = await start(home, argv, null);
  expect(stderr).toBe('');
  return JSON.parse(stdout) as Lived;
}

const APPLY = ['apply', '--yes', '--include-user-js'];
const UNDO = ['undo', '--yes'];

/** Names that only a run at work has in the profile. */
const leftovers = (home: string): readonly string[] =>
  readdirSync(profileIn(home)).filter((name) => name.startsWith('.starttls-migrator'));

describe('apply with a real prefs.js and user.js, killed at every change of the disk', () => {
  it(
    'leaves each file wholly old or new; the next run says and repairs it; undo restores',
    { timeout: 300_000 },
    async () => {
      const home = makeHome();
      const old = contents(home);
      const pristine = `${home}-pristine`;
      cpSync(home, pristine, { recursive: true });
      const { points } = await live(home, APPLY);
      const changed = contents(home);
      expect(changed).toEqual([
        old[0]!
          .replace('smtp1.port", 465', 'smtp1.port", 587')
          .replace('try_ssl", 3', 'try_ssl", 2'),
        old[1]!.replace('465', '587'),
      ]);
      expect(points.filter((point) => point.startsWith('after rename'))).toHaveLength(2);

      // From here on the journal says that the profile is done: there is nothing left to repair.
      const unlock = points.indexOf('before remove .starttls-migrator.lock');
      const beforeDone = points.lastIndexOf('before append journal.jsonl', unlock);

      const lifeAndDeathAt = async (point: number, desk: string): Promise<void> => {
        rmSync(desk, { recursive: true, force: true });
        cpSync(pristine, desk, { recursive: true });
        const context = `killed at ${point}, ${points[point]}`;
        expect(await start(desk, APPLY, point), context).toMatchObject({
          signal: 'SIGKILL',
          stdout: '',
        });
        for (const [index, content] of contents(desk).entries()) {
          expect([old[index], changed[index]], context).toContain(content);
        }
        const cutOff = contents(desk).join() !== old.join();

        const next = await live(desk, APPLY);
        expect(contents(desk), context).toEqual(changed);
        expect(next.exitCode, context).toBe(0);
        expect(leftovers(desk), context).toEqual([]);
        if (cutOff && point <= beforeDone) {
          expect(next.err, context).toMatch(/An earlier run was cut off; its changes? /);
        }

        const undone = await live(desk, UNDO);
        expect(undone.exitCode, context).toBe(0);
        expect(contents(desk), context).toEqual(old);
      };

      // Two at a time: most of it is the start of three processes a point.
      const left = [...points.keys()];
      const lane = async (desk: string): Promise<void> => {
        for (let point = left.shift(); point !== undefined; point = left.shift()) {
          await lifeAndDeathAt(point, desk);
        }
      };
      await Promise.all(['one', 'other'].map((name) => lane(path.join(folder, name))));
    },
  );
});
