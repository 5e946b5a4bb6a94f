import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { runIn, temporaryDemo } from '../../support/terminal.ts';

/** What steers a terminal or turns a line around, but for the ends of lines. */
// eslint-disable-next-line no-control-regex -- control characters are what it is about
const STEERING = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

describe('settings with control characters in every name', () => {
  it.each([['scan'], ['plan', '--exclude', 'smtp.branch.example'], ['scan', '--no-redact']])(
    'steer no terminal: %s %s %s',
    async (...argv) => {
      const { world, home } = await temporaryDemo();
      const root = path.join(home, '.thunderbird');
      const folder = readdirSync(root).find((name) => name.endsWith('.default-release'))!;
      const prefs = path.join(root, folder, 'prefs.js');
      const hostile = '\\u001b]0;owned\\u0007\\u009b2J\\u202egpj';
      const text = readFileSync(prefs, 'utf8')
        .replace('"mail.example.org"', `"${hostile}"`)
        .replace('"imap"', `"\\u001b[2Jtype"`);
      writeFileSync(prefs, text);
      const ini = path.join(root, 'profiles.ini');
      writeFileSync(
        ini,
        readFileSync(ini, 'utf8').replace('Name=default-release', 'Name=a\u001b[31mb\u202e') +
          '\n[Profile7]\nName=gone\nIsRelative=1\nPath=go\u001bne\n',
      );
      const { out, err } = await runIn(world, argv);
      expect(out).toContain('\\u001b]0;owned\\u0007\\u009b2J\\u202egpj');
      expect(out).toContain('a\\u001b[31mb\\u202e');
      expect(out + err).not.toMatch(STEERING);
      expect(err).toContain('go\\u001bne');
    },
  );
});
