// test: the real Thunderbird reads every autoconfig file of our tests, right and wrong, as we do.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readConfig } from '../../main/autoconfig/document.ts';
import type { AuthMethod } from '../../shared/model/server.ts';
import type { ConfigServer } from '../../shared/model/suggestion.ts';
import { bytesOf, configText, incoming, outgoing } from '../main/autoconfig/config-text.ts';
import { bytesWith, MISTAKES } from '../main/autoconfig/mistakes.ts';
import { describeReal } from '../real/requirements.ts';
import { privateThunderbird } from '../real/thunderbird.ts';
import type { ReadConfig, ReadServer, Thunderbird } from '../real/thunderbird.ts';

const MODES: readonly (ConfigServer['tls'] | undefined)[] = [
  'none',
  undefined,
  'starttls',
  'implicit',
];
/** nsMsgAuthMethod, MailNewsTypes2.idl. */
const METHODS: Readonly<Record<number, AuthMethod>> = {
  1: 'none',
  3: 'password-cleartext',
  4: 'password-encrypted',
  5: 'gssapi',
  6: 'ntlm',
  10: 'oauth2',
};

interface File {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly thunderbird?: string | undefined;
}

const GOOD: readonly File[] = [
  configText(),
  `\ufeff${configText()}`,
  configText({ displayName: '<displayName>&#xE9; &amp; <![CDATA[<&amp;>]]></displayName>' }),
  configText({
    servers: [incoming(), incoming({ type: 'pop3' }), outgoing(), outgoing()].join(''),
  }),
].map((text, index) => ({ name: `good ${index + 1}`, bytes: bytesOf(text) }));

const FILES: readonly File[] = [
  ...GOOD,
  { name: 'UTF-16', bytes: Buffer.from(`\ufeff${configText()}`, 'utf16le') },
  ...MISTAKES.map((mistake) => ({
    name: `${mistake.code} ${JSON.stringify(mistake.facts ?? {})}`,
    bytes: bytesWith(mistake),
    thunderbird: mistake.thunderbird,
  })),
];

type Shown = readonly string[] | 'useless';

function itSays(read: ReadConfig): Shown {
  if ('error' in read) return 'useless';
  const show = ({ type, hostname, port, socketType, auth, username }: ReadServer): string =>
    [type, hostname, port, MODES[socketType], METHODS[auth], username].join(' ');
  return [...read.incoming, ...read.outgoing].map(show);
}

function weSay(bytes: Uint8Array): Shown {
  const { document } = readConfig(bytes);
  if (!document) return 'useless';
  const show = ({ protocol, hostname, port, tls, auth, username }: ConfigServer): string =>
    // Thunderbird turns a missing name into this word.
    [
      protocol,
      hostname,
      port,
      tls,
      auth[0],
      username ?? (protocol === 'smtp' ? null : 'undefined'),
    ].join(' ');
  return [...document.incoming, ...document.outgoing].map(show);
}

describeReal('the real Thunderbird and we agree on', ['thunderbird'], () => {
  let folder: string;
  let thunderbird: Thunderbird;
  let answers: readonly ReadConfig[];

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'autoconfig-'));
    thunderbird = privateThunderbird();
    const files = FILES.map(({ bytes }, index) => {
      const file = path.join(folder, `${index}.xml`);
      writeFileSync(file, bytes);
      return file;
    });
    answers = await thunderbird.readConfigs(folder, files);
  });
  afterAll(() => {
    thunderbird.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  const cases = FILES.map((file, index) => ({ ...file, index }));

  it.each(cases.filter(({ thunderbird: differs }) => differs === undefined))(
    'the file $index: $name',
    ({ bytes, index }) => {
      expect(weSay(bytes)).toEqual(itSays(answers[index]!));
    },
  );

  it.each(cases.filter(({ thunderbird: differs }) => differs !== undefined))(
    'disagreeing about the file $index, $name: it $thunderbird',
    ({ bytes, index }) => {
      expect(weSay(bytes)).not.toEqual(itSays(answers[index]!));
    },
  );
});
