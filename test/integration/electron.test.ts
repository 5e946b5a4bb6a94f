// Electron's Node, which has BoringSSL where Node has OpenSSL, as a program that answers.
import path from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { failureOf, HOST, PATIENT, useWorld } from '../main/probe/world.ts';
import { startElectron } from '../real/electron.ts';
import { makeNetwork } from '../real/namespaces.ts';
import { describeReal } from '../real/requirements.ts';
import type { RunningScript } from '../real/script.ts';
import { startDnsServer } from '../support/dns-server.ts';
import { answerProbe, type ProbeAnswer, type ProbeQuestion } from '../support/probing.ts';

vi.setConfig({ testTimeout: 240_000 }); // the first one fetches Electron

const SCRIPT = path.join(import.meta.dirname, '../support/probing-script.ts');

async function electron(
  before?: readonly string[],
): Promise<RunningScript<ProbeQuestion, ProbeAnswer>> {
  const script = await startElectron<ProbeQuestion, ProbeAnswer>(SCRIPT, before);
  onTestFinished(script.stop);
  return script;
}

describeReal('Electron', ['electron'], () => {
  const world = useWorld();

  const question = (over: Partial<ProbeQuestion['endpoint']>): ProbeQuestion => ({
    endpoint: { protocol: 'smtp', host: HOST, port: 587, tls: 'starttls', ...over },
    addresses: ['127.0.0.1'],
    anchors: [world().authority.root],
    timeouts: PATIENT,
  });

  it('has BoringSSL, and its probe observes what this one does', async () => {
    const { port } = await world().start({
      protocol: 'smtp',
      tls: 'starttls',
      identity: world().identity,
    });
    const { ask } = await electron();
    for (const tls of ['starttls', 'implicit'] as const) {
      const there = await ask(question({ port, tls }));
      expect(there).toMatchObject({
        versions: { electron: expect.stringMatching(/^4[25]\./) as string, openssl: '0.0.0' },
        isBoringSsl: true,
      });
      const here = await answerProbe(question({ port, tls }));
      expect(here.isBoringSsl).toBe(false);
      expect(there.observations.map(failureOf)).toEqual(here.observations.map(failureOf));
    }
  });

  it('answers several questions at once, each its own', async () => {
    const server = await world().start({ protocol: 'smtp', tls: 'plain', greetingDelayMs: 200 });
    const closed = await world().start({ protocol: 'smtp', tls: 'plain' });
    await closed.close();
    const { ask } = await electron();
    const answers = await Promise.all([server, closed].map(({ port }) => ask(question({ port }))));
    expect(answers.map(({ observations }) => failureOf(observations[0]!))).toEqual([
      'starttls/starttls-not-offered',
      'connect/refused',
    ]);
  });

  it('says what a question threw, and rejects those it will not answer any more', async () => {
    const { ask, stop } = await electron();
    const impossible = { ...question({}), timeouts: null } as unknown as ProbeQuestion;
    await expect(ask(impossible)).rejects.toThrow(/TypeError/);
    const silent = await world().start({ protocol: 'smtp', tls: 'plain', blackhole: true });
    const asked = expect(ask(question({ port: silent.port }))).rejects.toThrow('ended');
    await stop();
    await asked;
    await expect(ask(question({}))).rejects.toThrow();
  });
});

describeReal('Electron inside the small network', ['electron', 'namespaces'], () => {
  const world = useWorld();

  it('asks the name server that is there, and reaches a server out here', async () => {
    const network = makeNetwork();
    onTestFinished(network.remove);
    const server = await world().start({ protocol: 'smtp', tls: 'plain' }, network.live);
    const names = await startDnsServer(
      { [HOST]: { a: [network.live] }, 'down.demo.test': 'fails' },
      { address: network.live, port: 53 },
    );
    onTestFinished(names.close);
    const { ask } = await electron(network.inside);
    const failuresOf = async (host: string): Promise<readonly string[]> => {
      const { observations } = await ask({
        endpoint: { protocol: 'smtp', host, port: server.port, tls: 'starttls' },
        addresses: [],
        anchors: [world().authority.root],
        timeouts: PATIENT,
      });
      return observations.map(failureOf);
    };
    expect(await failuresOf(HOST)).toEqual(['starttls/starttls-not-offered']);
    expect(await failuresOf('none.demo.test')).toEqual(['resolve/name-not-found']);
    expect(await failuresOf('down.demo.test')).toEqual(['resolve/resolver-failed']);
  });
});
