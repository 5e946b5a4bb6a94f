// What could serve instead, case by case: whom it is looked for, how often anybody is asked, and how much
// of it is tested.
import { describe, expect, it } from 'vitest';
import type { SrvRecord } from '../../../main/autoconfig/srv.ts';
import { WebError } from '../../../main/autoconfig/web.ts';
import { casesOfEndpoints, type Case } from '../../../main/engine/cases.ts';
import { survey, type MaySuggest } from '../../../main/engine/survey.ts';
import type { World } from '../../../main/engine/world.ts';
import type { MailServer } from '../../../main/demo/mail-server.ts';
import { configText, incoming, outgoing } from '../autoconfig/config-text.ts';
import { mailWorld, type MailWorld } from '../../support/mail-world.ts';

const DOMAIN = 'demo.test';

/** A server set to SSL/TLS on 465, of somebody with these addresses. */
function account(host: string, addresses: readonly string[], roots: World['roots']): Case {
  const [bare] = casesOfEndpoints([{ protocol: 'smtp', host, port: 465, tls: 'implicit' }], roots);
  const id = `p/${host}`;
  return {
    ...bare!,
    subject: { ...bare!.subject, server: id },
    server: {
      ...{ kind: 'mail', id, profile: 'p', client: 'thunderbird', key: 'smtp1', label: null },
      ...{ protocol: 'smtp', host, port: 465, portIsDefault: false, tls: 'implicit' },
      ...{ auth: 'any', identities: 1, editable: true, lockedBy: null, notes: [], addresses },
    },
  };
}

/** The same world, and every question that is asked of the web or of DNS. */
function overheard({ world }: MailWorld, page: string | null, records: readonly SrvRecord[] = []) {
  const urls: string[] = [];
  const names: string[] = [];
  const web: World['web'] = {
    get(url) {
      urls.push(url);
      return page === null
        ? Promise.reject(new WebError('name-failed', 'ENOTFOUND'))
        : Promise.resolve({
            status: 200,
            bytes: Buffer.from(page),
            finalUrl: url,
            contentType: 'text/xml',
          });
    },
  };
  const srv = (name: string) => {
    names.push(name);
    return Promise.resolve(name.startsWith('_submission.') ? records : []);
  };
  return { world: { ...world, web, records: { srv } }, urls, names };
}

async function suggested(
  world: World,
  cases: readonly Case[],
  suggest: MaySuggest | null = () => true,
) {
  const options = { signal: new AbortController().signal, checkInjection: false, suggest };
  const { results } = await survey(world, cases, world.roots.added, options);
  return results.map(({ verdict, suggestions }) => ({
    code: verdict.diagnosis.code,
    to: suggestions.map(({ host, port, source }) => `${host}:${port} ${source}`),
  }));
}

const smtp = (host: string) => outgoing({ hostname: `<hostname>${host}</hostname>` });

/** How many conversations there were. */
const talks = (servers: readonly MailServer[]) => servers.map(({ sessions }) => sessions.length);

describe('suggestions', () => {
  it('are looked up once for a domain and tested once, however many accounts are stuck', async () => {
    const test = await mailWorld();
    const server = await test.play('smtp://smtp.demo.test:587', { tls: 'starttls' });
    const { world, urls, names } = overheard(test, configText());
    const hosts = ['gone1.test', 'gone2.test', 'gone3.test'];
    const cases = hosts.map((host) => account(host, [`a@${DOMAIN}`], world.roots));
    expect(await suggested(world, cases)).toEqual(
      hosts.map(() => ({ code: 'host-not-found', to: ['smtp.demo.test:587 autoconfig'] })),
    );
    expect(urls).toHaveLength(2); // both places over https
    expect(names).toHaveLength(6); // the six services
    expect(server.sessions).toHaveLength(1);
  });

  it('rest on what was seen already, without another conversation', async () => {
    const test = await mailWorld();
    const server = await test.play('smtp://smtp.demo.test:587', { tls: 'starttls' });
    const { world } = overheard(test, configText());
    const endpoint = {
      protocol: 'smtp',
      host: 'smtp.demo.test',
      port: 587,
      tls: 'starttls',
    } as const;
    const cases = [
      ...casesOfEndpoints([endpoint], world.roots),
      account('gone.test', [`a@${DOMAIN}`], world.roots),
    ];
    expect((await suggested(world, cases)).map(({ to }) => to)).toEqual([
      [],
      ['smtp.demo.test:587 autoconfig'],
    ]);
    expect(server.sessions).toHaveLength(1);
  });

  it('are tested four at most, the best first', async () => {
    const test = await mailWorld();
    const names = [1, 2, 3, 4, 5, 6].map((n) => `s${n}.demo.test`);
    const servers = await Promise.all(
      names.map((name) => test.play(`smtp://${name}:587`, { tls: 'starttls' })),
    );
    const page = configText({ servers: incoming() + names.map(smtp).join('') });
    const { world } = overheard(test, page);
    const [result] = await suggested(world, [account('gone.test', [`a@${DOMAIN}`], world.roots)]);
    expect(result?.to).toEqual(names.slice(0, 4).map((name) => `${name}:587 autoconfig`));
    expect(talks(servers)).toEqual([1, 1, 1, 1, 0, 0]);
  });

  it('come from the first address that has a domain somebody could own', async () => {
    const test = await mailWorld();
    const { world, urls, names } = overheard(test, null);
    const addresses = ['root@localhost', 'nobody', 'me@[192.0.2.1]', `anna.berg@${DOMAIN}`];
    await suggested(world, [account('gone.test', addresses, world.roots)]);
    expect(names.every((name) => name.endsWith(`._tcp.${DOMAIN}`))).toBe(true);
    expect(new Set(urls.map((url) => new URL(url).hostname))).toEqual(
      new Set([`autoconfig.${DOMAIN}`, DOMAIN]),
    );
    expect([...urls, ...names].join()).not.toMatch(/anna|@/);
  });

  it('are not looked for where nobody asked, where all is well, or where a setting mends it', async () => {
    const test = await mailWorld();
    await test.play('smtp://good.demo.test:465', { tls: 'implicit' });
    await test.play('smtp://old.demo.test:465', { tls: 'plain' });
    await test.play('smtp://old.demo.test:587', { tls: 'starttls' });
    const { world, urls, names } = overheard(test, configText());
    const of = (host: string) => account(host, [`a@${DOMAIN}`], world.roots);
    const fine = await suggested(world, [of('good.demo.test'), of('old.demo.test')]);
    expect(fine).toEqual([
      { code: 'healthy', to: [] },
      { code: 'needs-starttls', to: [] },
    ]);
    expect(await suggested(world, [of('gone.test')], null)).toEqual([
      { code: 'host-not-found', to: [] },
    ]);
    expect([urls, names]).toEqual([[], []]);
  });

  it('are not looked for after a verdict that has to do with who listens on the way', async () => {
    const test = await mailWorld();
    await test.play('smtp://mail.demo.test:465', { tls: 'implicit' }, { selfSigned: true });
    const { world, urls } = overheard(test, configText());
    const results = await suggested(world, [
      account('mail.demo.test', [`a@${DOMAIN}`], world.roots),
    ]);
    expect(results).toEqual([{ code: 'certificate-self-signed', to: [] }]);
    expect(urls).toEqual([]);
  });

  it('are never in plain text, even if that is all there is', async () => {
    const test = await mailWorld();
    const plain = await test.play('smtp://plain.demo.test:25', { tls: 'plain' });
    const parts = { port: '<port>25</port>', socketType: '<socketType>plain</socketType>' };
    const server = outgoing({ ...parts, hostname: '<hostname>plain.demo.test</hostname>' });
    const { world } = overheard(test, configText({ servers: incoming() + server }));
    const results = await suggested(world, [account('gone.test', [`a@${DOMAIN}`], world.roots)]);
    expect(results).toEqual([{ code: 'host-not-found', to: [] }]);
    expect(plain.sessions).toEqual([]);
  });

  it('do not change the verdict, and are no evidence', async () => {
    const test = await mailWorld();
    await test.play('smtp://smtp.demo.test:587', { tls: 'starttls' });
    const { world } = overheard(test, configText());
    const cases = [account('gone.test', [`a@${DOMAIN}`], world.roots)];
    const options = { signal: new AbortController().signal, checkInjection: false };
    const [without, within] = await Promise.all(
      [null, () => true].map((suggest) =>
        survey(world, cases, world.roots.added, { ...options, suggest }),
      ),
    );
    expect(within!.results.map(({ verdict }) => verdict)).toEqual(
      without!.results.map(({ verdict }) => verdict),
    );
    expect([...within!.looked.keys()]).toEqual([...without!.looked.keys()]);
  });
});
