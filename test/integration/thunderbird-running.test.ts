import { existsSync, lstatSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createThunderbirdClient } from '../../main/clients/thunderbird/index.ts';
import { nodeEnvironment } from '../../main/system/node-environment.ts';
import { nodeFiles } from '../../main/system/node-files.ts';
import type { Profile } from '../../shared/model/profile.ts';
import { describeReal } from '../real/requirements.ts';
import { privateThunderbird, type HeldProfile, type Thunderbird } from '../real/thunderbird.ts';
import { temporaryProfile } from '../support/thunderbird-profile.ts';

// Above the harness's own limits, so that what went wrong is told by the harness.
vi.setConfig({ testTimeout: 60_000 });

const stateOf = (profile: Profile): string =>
  createThunderbirdClient(nodeFiles(), nodeEnvironment({})).running(profile).state;

const has = (profile: Profile, name: string): boolean =>
  lstatSync(path.join(profile.path, name), { throwIfNoEntry: false }) !== undefined;

describeReal('whether the real Thunderbird holds a profile open:', ['thunderbird'], () => {
  let thunderbird: Thunderbird;

  beforeAll(() => {
    thunderbird = privateThunderbird();
  });
  afterAll(() => {
    thunderbird.remove();
  });

  async function holding(profile: Profile, act: (held: HeldProfile) => Promise<void>) {
    const held = await thunderbird.holdOpen(profile.path);
    try {
      await act(held);
    } finally {
      await held.kill();
    }
  }

  it('not before it ever did, then yes, then not after a clean end', async () => {
    const profile = temporaryProfile({});
    expect(stateOf(profile)).toBe('closed');
    await holding(profile, async (held) => {
      const { state, evidence } = createThunderbirdClient(nodeFiles(), nodeEnvironment({})).running(
        profile,
      );
      expect(state).toBe('running');
      expect(evidence).toContain(String(held.pid));
      await held.release();
      expect(existsSync(path.join(profile.path, '.parentlock'))).toBe(true);
      expect(stateOf(profile)).toBe('closed');
    });
  });

  it('not after a crash, though its link stays behind', async () => {
    const profile = temporaryProfile({});
    await holding(profile, async (held) => {
      expect(has(profile, 'lock')).toBe(true);
      await held.kill();
      expect(has(profile, 'lock')).toBe(true);
      expect(stateOf(profile)).toBe('closed');
    });
  });

  it('yes again, when it starts over the stale link', async () => {
    const profile = temporaryProfile({});
    await holding(profile, (held) => held.kill());
    await holding(profile, () => {
      expect(stateOf(profile)).toBe('running');
      return Promise.resolve();
    });
  });
});
