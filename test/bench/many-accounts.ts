// test/bench: 200 accounts, and what the main process says while their servers are tested.
// May import: shared, test/renderer.
import type { AccountsView, ConnectionView } from '../../shared/contract.ts';
import type { Endpoint } from '../../shared/model/endpoint.ts';
import {
  accountOf,
  ACCOUNTS,
  BROKEN_MAIL,
  checkingOf,
  connectionOf,
  diagnosisOf,
  endpointOf,
  serverOf,
} from '../renderer/fixtures.ts';

export const ACCOUNT_COUNT = 200;
/** One account in so many has a server that needs a change, and stays open with its picture. */
export const BROKEN_EACH = 4;
/** How long all results take to arrive. */
export const ARRIVING_MS = 6000;
/** Between two steps of one conversation. */
const STEP_MS = 100;

/** One event, and when it comes after the first. */
export interface Arrival {
  readonly ms: number;
  readonly connection: ConnectionView;
}

export interface ManyAccounts {
  readonly accounts: AccountsView;
  readonly arrivals: readonly Arrival[];
  /** As they are when all is over. */
  readonly last: readonly ConnectionView[];
}

/** The most there can be to show: no two accounts have a server in common. */
export function manyAccounts(): ManyAccounts {
  const endpoints = Array.from({ length: ACCOUNT_COUNT }, (_, index): readonly Endpoint[] => [
    endpointOf(`imap${index}.example.org`, 993, 'implicit'),
    endpointOf(`mail${index}.example.org`, 465, 'implicit'),
  ]);
  const all = endpoints.flat();
  const space = (ARRIVING_MS - 10 * STEP_MS) / all.length;
  const stories = all.map((endpoint, index) =>
    storyOf(endpoint, endpoint.protocol === 'smtp' && index % (2 * BROKEN_EACH) === 1),
  );
  return {
    accounts: {
      ...ACCOUNTS,
      accounts: endpoints.map((pair, index) =>
        accountOf(
          `user${index}@example.org`,
          pair.map((one) => serverOf(one)),
        ),
      ),
    },
    arrivals: stories.flatMap((views, index) =>
      views.map((connection, step) => ({
        ms: step === 0 ? 0 : index * space + step * STEP_MS,
        connection,
      })),
    ),
    last: stories.flatMap((views) => views.slice(-1)),
  };
}

/** Everything that the main process says of one connection. */
function storyOf(endpoint: Endpoint, isBroken: boolean): readonly ConnectionView[] {
  const healthy = connectionOf(endpoint);
  const end = isBroken
    ? {
        ...BROKEN_MAIL,
        id: healthy.id,
        endpoint,
        diagnosis: diagnosisOf(endpoint, 'needs-starttls', {
          remedy: { ...endpoint, port: 587, tls: 'starttls' },
        }),
      }
    : healthy;
  const names = ['connect', 'greeting', 'encryption', 'certificate', 'authentication'] as const;
  const views = [null, ...names].map((name) => checkingOf(endpoint, name));
  return [...views, end].map((view) => ({ ...view, id: end.id }));
}
