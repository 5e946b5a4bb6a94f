// Bad input through the whole command line: a clear error with a code, the other profiles go on, and
// nothing is lost.
import {
  appendFileSync,
  chmodSync,
  lchownSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Document } from '../../shared/model/document.ts';
import type { World } from '../../main/engine/world.ts';
import { bundledCommandLine, type CommandLine } from '../support/command-line.ts';
import { differences, everythingIn } from '../support/snapshot.ts';
import { runIn, temporaryDemo } from '../support/terminal.ts';

const WORK = '.thunderbird/k3x81qvz.default-release';
const OFFICE = '.thunderbird/p07dm2ah.office';

interface Situation {
  readonly world: World;
  readonly root: string;
  /** The profile that is damaged, and its prefs.js. */
  readonly work: string;
  readonly prefs: string;
  readonly office: string;
}

async function situation(): Promise<Situation> {
  const { world, home } = await temporaryDemo();
  const work = path.join(home, WORK);
  const root = path.join(home, '.thunderbird');
  return { world, root, work, prefs: path.join(work, 'prefs.js'), office: path.join(home, OFFICE) };
}

const applyJson = async (world: World): Promise<{ exitCode: number; document: Document }> => {
  const ran = await runIn(world, ['apply', '--yes', '--json', '--no-redact']);
  return { exitCode: ran.exitCode, document: ran.document() };
};

/** The states of the changes in one profile. */
function statesIn({ changes }: Document, profile: string): readonly string[] {
  return changes.filter(({ where }) => where.startsWith(profile)).map(({ state }) => state);
}

const damage: Readonly<Record<string, (prefs: string) => void>> = {
  empty: (prefs) => {
    writeFileSync(prefs, '');
  },
  binary: (prefs) => {
    writeFileSync(prefs, Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 37) % 256)));
  },
  'in UTF-16': (prefs) => {
    const text = readFileSync(prefs, 'utf8');
    writeFileSync(prefs, Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]));
  },
  'truncated in a string': (prefs) => {
    const bytes = readFileSync(prefs);
    writeFileSync(prefs, bytes.subarray(0, bytes.lastIndexOf('"') - 3));
  },
  'larger than any settings file': (prefs) => {
    writeFileSync(prefs, Buffer.alloc(65 * 1024 * 1024, '\n'));
  },
  'a symbolic link': (prefs) => {
    renameSync(prefs, `${prefs}.real`);
    symlinkSync(`${prefs}.real`, prefs);
  },
  'a folder': (prefs) => {
    rmSync(prefs);
    mkdirSync(prefs);
  },
};

const CODE_OF: Readonly<Record<string, string | null>> = {
  empty: null, // that is how a new profile begins
  binary: 'prefs-encoding',
  'in UTF-16': 'prefs-encoding',
  'truncated in a string': 'prefs-syntax',
  'larger than any settings file': 'prefs-too-large',
  'a symbolic link': 'prefs-not-regular',
  'a folder': 'prefs-not-regular',
};

describe('a prefs.js that is', () => {
  it.each(Object.keys(damage))(
    '%s is told, left as it is, and the other profile goes on',
    async (name) => {
      const { world, work, prefs, office } = await situation();
      damage[name]!(prefs);
      const before = everythingIn(work);
      const { document } = await applyJson(world);
      const expected = CODE_OF[name];
      expect(document.errors.map(({ code }) => code)).toEqual(expected == null ? [] : [expected]);
      for (const { message, where } of document.errors) {
        expect(where).toMatch(/prefs\.js/);
        expect(message).not.toMatch(/[{}]/);
      }
      expect(differences(before, everythingIn(work))).toEqual([]);
      expect(statesIn(document, office)).toEqual(['verified']);
      const text = await runIn(world, ['scan']);
      if (expected != null) expect(text.err).toContain('prefs.js');
    },
  );
});

describe('a syntax error in the middle of prefs.js', () => {
  it('costs only that preference; servers are tested, and the line is named', async () => {
    const { world, work, prefs, office } = await situation();
    const lines = readFileSync(prefs, 'utf8').split('\n');
    const line = lines.findIndex((text) => text.includes('smtp2.description')) + 1 || 20;
    lines.splice(line - 1, 0, 'user_pref("mail.broken", 0x10);');
    writeFileSync(prefs, lines.join('\n'));
    const before = everythingIn(work);
    const { document, exitCode } = await applyJson(world);
    expect(exitCode).toBe(11);
    expect(document.errors).toMatchObject([{ code: 'prefs-syntax' }]);
    expect(document.errors[0]!.message).toContain(`line ${line}`);
    const locked = document.servers.filter(({ lockedBy }) => lockedBy !== null);
    expect(locked).toHaveLength(4);
    expect(locked[0]!.lockedBy).toMatchObject({ code: 'syntax-error', line });
    expect(document.diagnoses.filter(({ code }) => code === 'needs-starttls')).toHaveLength(2);
    expect(differences(before, everythingIn(work))).toEqual([]);
    expect(statesIn(document, office)).toEqual(['verified']);
  });
});

describe('odd but legal preferences', () => {
  it('single quotes, raw newlines, \\x escapes and duplicates are edited where they count', async () => {
    const { world, prefs, work } = await situation();
    appendFileSync(
      prefs,
      [
        "user_pref('mail.smtpserver.smtp1.description', 'two",
        "lines \\x41');",
        'user_pref("mail.smtpserver.smtp1.port", 25); user_pref( "mail.smtpserver.smtp1.port" , /* now */ +465 ) ;',
        '',
      ].join('\r\n'),
    );
    const before = readFileSync(prefs, 'latin1');
    const { document } = await applyJson(world);
    expect(statesIn(document, work)).toEqual(['verified']);
    expect(readFileSync(prefs, 'latin1')).toBe(
      before
        .replace('/* now */ +465', '/* now */ 587')
        .replace('smtp1.try_ssl", 3', 'smtp1.try_ssl", 2'),
    );
    expect((await runIn(world, ['undo', '--yes'])).exitCode).toBe(0);
    expect(readFileSync(prefs, 'latin1')).toBe(before);
  });

  it('host names with a port, a space or other letters are told, and never tested as they are', async () => {
    const { world, prefs, office } = await situation();
    const text = readFileSync(prefs, 'utf8');
    writeFileSync(
      prefs,
      text
        .replace('"mail.example.org"', '"mail.example.org:465"')
        .replace('"smtp.partner.example"', '"smtp partner"')
        .replace('"smtp.branch.example"', '"bücher.example"'),
    );
    const { document } = await applyJson(world);
    const code = (key: string): string =>
      document.diagnoses.find(({ server }) => server?.endsWith(`/${key}`))!.code;
    expect(code('smtp3')).toBe('host-not-found');
    expect(
      [code('smtp1'), code('smtp2')].filter((one) => one === 'not-tested').length,
    ).toBeGreaterThan(0);
    expect(document.endpoints.some(({ host }) => /[: ]/.test(host))).toBe(false);
    expect(statesIn(document, office)).toEqual(['verified']);
  });
});

describe('a profiles.ini', () => {
  const entry = (number: number, where: string, relative = 1): string =>
    `[Profile${number}]\nName=odd${number}\nIsRelative=${relative}\nPath=${where}\n\n`;

  it('that points nowhere, outside and at itself is told entry by entry, and the others go on', async () => {
    const { world, root, office } = await situation();
    const ini = path.join(root, 'profiles.ini');
    const outside = path.join(path.dirname(root), 'elsewhere');
    mkdirSync(outside);
    writeFileSync(path.join(outside, 'prefs.js'), 'user_pref("a", 1);\n');
    appendFileSync(
      ini,
      entry(2, 'gone.default') + entry(3, '.') + entry(4, outside, 0) + entry(5, '../elsewhere'),
    );
    const { document } = await applyJson(world);
    expect(document.errors.map(({ code }) => code).sort()).toEqual([
      'profile-loop',
      'profile-missing',
    ]);
    expect(document.profiles.map(({ path: where }) => where)).toContain(outside);
    expect(document.profiles).toHaveLength(3);
    expect(statesIn(document, office)).toEqual(['verified']);
  });

  it('that is binary is told, and --profile still works', async () => {
    const { world, root, office } = await situation();
    writeFileSync(path.join(root, 'profiles.ini'), Buffer.from([0, 1, 2, 3, 0, 255]));
    const scan = await runIn(world, ['scan', '--json']);
    expect(scan.document().errors.map(({ code }) => code)).toEqual(['ini-unreadable']);
    const named = await runIn(world, ['plan', '--json', '--profile', office]);
    expect(named.document().changes).toHaveLength(1);
  });
});

describe('a named folder', () => {
  it.each([
    ['that is not there', 'gone', 'profile-missing'],
    ['without settings', 'bare', 'profile-empty'],
  ])('%s is a problem for a person', async (_name, folder, code) => {
    const { world, root } = await situation();
    mkdirSync(path.join(root, 'bare'));
    const ran = await runIn(world, ['scan', '--json', '--profile', path.join(root, folder)]);
    expect(ran.exitCode).toBe(11);
    expect(ran.document().errors.map((error) => error.code)).toEqual([code]);
  });
});

describe('two runs at once', () => {
  it('never write the same profile together: what one does not do, the other does', async () => {
    const { world, prefs } = await situation();
    const [one, other] = await Promise.all([applyJson(world), applyJson(world)]);
    const changed = [one, other].flatMap(({ document }) =>
      document.changes.filter(({ state }) => state === 'verified'),
    );
    expect(new Set(changed.map(({ server }) => server)).size).toBe(changed.length);
    for (const { exitCode, document } of [one, other]) {
      const busy = document.errors.some(({ code }) => code === 'locked-by-other-run');
      expect(exitCode).toBe(busy ? 12 : 11);
    }
    await applyJson(world);
    expect(readFileSync(prefs, 'utf8')).toContain('user_pref("mail.smtpserver.smtp1.port", 587);');
  });
});

// Root may read and write everything: there the command line runs as the user "nobody".
describe.skipIf(process.platform === 'win32')('for a user without the right', () => {
  const NOBODY = 65534;

  let commandLine: CommandLine;

  beforeAll(async () => {
    commandLine = await bundledCommandLine();
  });

  afterAll(() => {
    commandLine.remove();
  });

  /** scan of the demo's home by an ordinary user who owns it. */
  async function scanAsUser(home: string): Promise<Document> {
    const isRoot = process.getuid?.() === 0;
    if (isRoot) for (const name of ['', ...everythingIn(home).keys()]) own(path.join(home, name));
    const { stderr, document } = await commandLine.run(
      ['scan', '--json', '--no-redact', '--root', home],
      { home, ...(isRoot && { uid: NOBODY }) },
    );
    expect(stderr).toBe('');
    return document();
  }

  function own(name: string): void {
    lchownSync(name, NOBODY, NOBODY);
  }

  it('to read prefs.js that is told, and the other profile goes on', async () => {
    const { root, prefs, office } = await situation();
    chmodSync(prefs, 0);
    const { errors, servers } = await scanAsUser(path.dirname(root));
    expect(errors.map(({ code }) => code)).toEqual(['prefs-unreadable']);
    expect(errors[0]!.where).toBe(prefs);
    expect(servers).toHaveLength(2);
    expect(servers.every(({ editable }) => editable)).toBe(true);
    expect(readFileSync(path.join(office, 'prefs.js'), 'utf8')).toContain('465');
  });

  it('to write to a folder its servers are locked with that reason, and the others are not', async () => {
    const { root, work } = await situation();
    chmodSync(work, 0o500);
    const { servers } = await scanAsUser(path.dirname(root));
    chmodSync(work, 0o700);
    const locks = servers.map(({ lockedBy }) => lockedBy?.code ?? null);
    expect(locks).toEqual([...Array<string>(4).fill('unwritable'), null, null]);
  });
});
