// main/wizard: what the window is shown of a test while it runs: each connection's view, sent again
// whenever something of it changes. May import: shared, the engine and below, this folder.
import type { ConnectionView } from '../../shared/contract.ts';
import { endpointKey } from '../../shared/model/endpoint.ts';
import type { Case } from '../engine/cases.ts';
import type { Looked, Survey } from '../engine/survey.ts';
import type { Verdict } from '../diagnose/examine.ts';
import type { ProbeProgress } from '../probe/schedule.ts';
import {
  isOffline,
  judgedView,
  offlinePicture,
  pictureSeen,
  waitingView,
  type Connection,
} from './connections.ts';
import type { Context } from './context.ts';
import { PLACE_OF, isPlainMode } from './picture.ts';
import { withProgress } from './progress.ts';

export class Board {
  readonly #emit: Context['emit'];
  readonly #connections: readonly Connection[];
  readonly #views = new Map<string, ConnectionView>();
  /** By what they were set to: the steps of a conversation are told by its endpoint. */
  readonly #byEndpoint: ReadonlyMap<string, readonly Connection[]>;
  readonly #byCase = new Map<Case, Connection>();
  /** Endpoints of which one conversation is over: the next ones only make sure. */
  readonly #seen = new Set<string>();

  /** Shows every connection, as waiting. */
  constructor({ emit, named }: Context, connections: readonly Connection[]) {
    this.#emit = emit;
    this.#connections = connections;
    this.#byEndpoint = grouped(connections);
    for (const connection of connections) {
      for (const item of connection.cases) this.#byCase.set(item, connection);
      const id = named.connections.put(connection.key, connection.key);
      this.#show(connection, waitingView(id, connection));
    }
  }

  readonly onProgress = ({ endpoint, step, status }: ProbeProgress): void => {
    const key = endpointKey(endpoint);
    if (this.#seen.has(key)) return;
    for (const connection of this.#byEndpoint.get(key) ?? []) {
      // Set to plain text, the mail program would never come to what the probe does next.
      const isBeyond = !['connect', 'greeting'].includes(PLACE_OF[step]);
      if (isPlainMode(connection.tls) && isBeyond) continue;
      const view = this.#viewOf(connection);
      this.#show(connection, {
        ...view,
        ...withProgress(view, { step, status }),
        state: 'checking',
      });
    }
  };

  readonly onLooked = (looked: Looked): void => {
    const key = endpointKey(looked.endpoint);
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    for (const connection of this.#byEndpoint.get(key) ?? []) {
      const picture = pictureSeen(connection, looked);
      this.#show(connection, { ...this.#viewOf(connection), ...picture, state: 'checking' });
    }
  };

  readonly onVerdict = (item: Case, verdict: Verdict, evidence: readonly Looked[]): void => {
    const connection = this.#byCase.get(item);
    if (connection?.cases[0] !== item) return;
    const key = endpointKey(connection.endpoint);
    const picture = pictureSeen(
      connection,
      evidence.find(({ endpoint }) => endpointKey(endpoint) === key),
    );
    this.#show(connection, judgedView(this.#viewOf(connection), picture, verdict, [], evidence));
  };

  /** What all of it together came to. */
  conclude({ looked, results }: Survey): void {
    const all = [...looked.values()].flatMap(({ attempts }) => attempts.flat());
    const offline = isOffline(all) ? offlinePicture() : null;
    for (const { item, verdict, suggestions } of results) {
      const connection = this.#byCase.get(item);
      if (connection?.cases[0] !== item) continue;
      const seen = pictureSeen(connection, looked.get(endpointKey(connection.endpoint)));
      const picture = item.testable && offline ? offline : seen;
      const evidence = verdict.diagnosis.evidence.flatMap(
        (endpoint) => looked.get(endpointKey(endpoint)) ?? [],
      );
      const view = this.#viewOf(connection);
      this.#show(connection, judgedView(view, picture, verdict, suggestions, evidence));
    }
  }

  /** In the order in which they were first shown. */
  views(): readonly ConnectionView[] {
    return this.#connections.map((one) => this.#viewOf(one));
  }

  viewFor(item: Case): ConnectionView | undefined {
    const connection = this.#byCase.get(item);
    return connection && this.#views.get(connection.key);
  }

  #viewOf(connection: Connection): ConnectionView {
    const view = this.#views.get(connection.key);
    if (!view) throw new Error(`no connection ${connection.key}`);
    return view;
  }

  #show(connection: Connection, view: ConnectionView): void {
    const known = this.#views.get(connection.key);
    if (known && JSON.stringify(known) === JSON.stringify(view)) return;
    this.#views.set(connection.key, view);
    this.#emit('connection', view);
  }
}

function grouped(connections: readonly Connection[]): ReadonlyMap<string, readonly Connection[]> {
  const groups = new Map<string, Connection[]>();
  for (const connection of connections) {
    const key = endpointKey(connection.endpoint);
    groups.set(key, [...(groups.get(key) ?? []), connection]);
  }
  return groups;
}
