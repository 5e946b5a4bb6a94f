import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { createThunderbirdClient } from '../../main/clients/thunderbird/index.ts';
import { nodeEnvironment } from '../../main/system/node-environment.ts';
import { nodeFiles } from '../../main/system/node-files.ts';
import type { Profile } from '../../shared/model/profile.ts';
import type { MailServer } from '../../shared/model/server.ts';
import { describeReal } from '../real/requirements.ts';
import { GIVEN_OVERRIDES } from '../support/given-overrides.ts';
import { buildOverlay } from '../real/thunderbird-overlay.ts';
import { runJob } from '../real/thunderbird-process.ts';
import type { Resolved } from '../real/thunderbird.ts';
import {
  STORY,
  temporaryFolder,
  temporaryProfile,
  writeFiles,
} from '../support/thunderbird-profile.ts';

describeReal('what beats prefs.js, in the real Thunderbird and here:', ['thunderbird'], () => {
  it.each(GIVEN_OVERRIDES)('$says', async ({ policies, autoconfig, files = {}, userJs, smtp1 }) => {
    const install = path.join(temporaryFolder(), 'program');
    mkdirSync(install);
    const program = buildOverlay(install, {
      ...(policies ? { policies } : {}),
      ...(autoconfig === undefined ? {} : { autoconfig }),
    });
    writeFiles(install, files);
    const profile = temporaryProfile(STORY, {
      'compatibility.ini': `[Compatibility]\nLastPlatformDir=${install}\n`,
      ...(userJs === undefined ? {} : { 'user.js': userJs }),
    });

    // Ours first: Thunderbird writes into the profile.
    const ours = weSay(profile);
    const answer = await runJob<Resolved>({
      program,
      profile: profile.path,
      name: 'resolve',
      input: null,
    });
    const theirs = answer.outgoing.find(({ key }) => key === 'smtp1');

    expect({
      port: theirs?.effectivePort,
      socketType: theirs?.socketType,
      locked: theirs?.locked,
    }).toEqual({ port: smtp1.port, socketType: smtp1.socketType, locked: smtp1.locked });
    expect(ours).toEqual({
      port: smtp1.port,
      tls: ['none', 'opportunistic', 'starttls', 'implicit'][smtp1.socketType],
      lockedBy: smtp1.lockedBy,
    });
  });
});

function weSay(profile: Profile) {
  const client = createThunderbirdClient(nodeFiles(), nodeEnvironment({}));
  const { servers } = client.read(profile, { includeUserJs: false });
  const server = servers.find(
    (one): one is MailServer => one.kind === 'mail' && one.key === 'smtp1',
  );
  return { port: server?.port, tls: server?.tls, lockedBy: server?.lockedBy?.code ?? null };
}
