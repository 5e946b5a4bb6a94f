// The JSON document of every command, in the demo's world with its servers on real sockets.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { runIn, temporaryDemo } from '../support/terminal.ts';

const codes = (items: readonly { readonly code: string }[]): readonly string[] =>
  items.map(({ code }) => code);

describe('with --json', () => {
  it('every command prints one valid document and nothing else', async () => {
    const { world } = await temporaryDemo();
    const commands: readonly (readonly [readonly string[], number])[] = [
      [['scan'], 0],
      [['test'], 10],
      [['test', '--endpoint', 'smtp://mail.example.org:465?tls=implicit'], 10],
      [['plan'], 10],
      [['plan', '--only', 'imap.example.org'], 0],
      [['undo', '--list'], 0],
      [['undo', '--yes'], 0],
      [['apply', '--yes'], 11],
      [['apply', '--yes'], 11],
      [['undo', '--list'], 0],
      [['undo', '--yes'], 0],
    ];
    for (const [argv, exitCode] of commands) {
      const ran = await runIn(world, [...argv, '--json']);
      expect(ran.exitCode, argv.join(' ')).toBe(exitCode);
      expect(ran.document(), argv.join(' ')).toMatchObject({ command: argv[0], exitCode });
      expect(ran.err, argv.join(' ')).toBe('');
    }
  });

  it('the demo does too, for its story and for a command in it', async () => {
    const { world } = await temporaryDemo();
    const story = await runIn(world, ['demo', '--json']);
    expect(story.document()).toMatchObject({ command: 'demo', exitCode: 0 });
    const plan = await runIn(world, ['demo', 'plan', '--json']);
    expect(plan.document()).toMatchObject({ command: 'demo', exitCode: 10 });
  });

  it('an error is a document with a code as well', async () => {
    const { world } = await temporaryDemo();
    const broken = {
      ...world,
      clients: [
        {
          ...world.clients[0]!,
          discover: () => {
            throw new Error('not foreseen');
          },
        },
      ],
    };
    const ran = await runIn(broken, ['scan', '--json']);
    expect(ran.exitCode).toBe(70);
    expect(codes(ran.document().errors)).toEqual(['internal']);
  });
});

describe('the document of plan', () => {
  it('names each verdict with its evidence, and the changes with their reason and file', async () => {
    const { world, home } = await temporaryDemo();
    const { servers, diagnoses, endpoints, changes } = (
      await runIn(world, ['plan', '--json', '--no-redact'])
    ).document();
    const verdicts = diagnoses.map(({ server, code }) => {
      const { host, port } = servers.find(({ id }) => id === server)!;
      return `${host} ${port} ${code}`;
    });
    expect(verdicts.sort()).toEqual([
      'imap.example.org 993 healthy',
      'imap.example.org 993 healthy',
      'mail.example.org 465 needs-starttls',
      'mail.example.org 465 needs-starttls',
      'smtp.branch.example 465 no-connection',
      'smtp.partner.example 465 certificate-expired',
    ]);
    for (const { evidence } of diagnoses) {
      expect(evidence.length).toBeGreaterThan(0);
      for (const index of evidence) expect(endpoints[index]).toBeDefined();
    }
    const appliance = endpoints.find(({ port }) => port === 587)!;
    expect(appliance).toMatchObject({ status: 'ok', tlsVersion: 'TLSv1.3', tls: 'starttls' });
    expect(appliance.evidence.map(({ attempt }) => attempt)).toEqual([1, 2]);
    expect(appliance.certificate).toMatchObject({ names: ['mail.example.org'] });
    expect(changes).toHaveLength(2);
    for (const change of changes) {
      expect(change).toMatchObject({
        from: { port: 465, tls: 'implicit' },
        to: { port: 587, tls: 'starttls' },
        reason: 'needs-starttls',
        state: 'planned',
        optional: false,
      });
      expect(change.where).toMatch(new RegExp(`^${home}.*prefs\\.js$`));
    }
  });

  it('tests an endpoint once, however many servers name it', async () => {
    const { world } = await temporaryDemo();
    const { endpoints } = (await runIn(world, ['plan', '--json'])).document();
    const names = endpoints.map(
      ({ protocol, host, port, tls }) => `${protocol} ${host} ${port} ${tls}`,
    );
    expect(new Set(names).size).toBe(names.length);
    const imap = endpoints.find(({ protocol }) => protocol === 'imap')!;
    expect(imap.evidence).toHaveLength(1);
  });

  it('holds no address, user name or home folder unless asked to', async () => {
    const { world, home } = await temporaryDemo();
    const redacted = await runIn(world, ['plan', '--json']);
    for (const personal of [home, 'anna', 'office@']) {
      expect(redacted.out).not.toContain(personal);
    }
    expect(redacted.document().profiles[0]!.path).toMatch(/^~/);
    expect((await runIn(world, ['plan', '--json', '--no-redact'])).out).toContain(home);
  });
});

describe('text from outside', () => {
  it('cannot steer the terminal', async () => {
    const { world } = await temporaryDemo();
    const { profiles } = (await runIn(world, ['scan', '--json', '--no-redact'])).document();
    const prefs = path.join(profiles[0]!.path, 'prefs.js');
    const text = world.files.readFile(prefs).toString();
    writeFileSync(prefs, text.replace('smtp.partner.example', 'evil\\x1b[2J\\u202Egro'));
    for (const command of ['scan', 'plan']) {
      const { out, err } = await runIn(world, [command]);
      // eslint-disable-next-line no-control-regex -- that is what must not be there
      expect(out + err).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
      expect(out).toContain('evil\\u001b[2J');
    }
  });
});
