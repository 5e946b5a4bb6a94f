// renderer/components: one account and its servers; the whole row is the checkbox's label. Rows never
// disappear: they explain themselves. May import: preact, shared, model.
import type { AccountView, ServerView } from '../../shared/contract.ts';
import { format } from '../../shared/messages/catalogue.ts';
import { describeLock } from '../../shared/messages/describe.ts';
import type { WindowTexts } from '../../shared/messages/wizard.ts';
import { isByOrganisation, wayOf } from '../model/words.ts';
import { useTexts, useWizard } from './context.tsx';
import { Icon } from './icons.tsx';
import { Address, Chip, Outside } from './parts.tsx';

export function AccountRow({ account }: { readonly account: AccountView }) {
  const { state, dispatch } = useWizard();
  switch (account.state) {
    case 'open':
      return (
        <li>
          <label class="account open">
            <input
              type="checkbox"
              checked={state.chosen.has(account.id)}
              onChange={(event) => {
                const isTicked = event.currentTarget.checked;
                dispatch({ type: 'account-ticked', id: account.id, isTicked });
              }}
            />
            <Words account={account} />
          </label>
        </li>
      );
    case 'locked':
      return (
        <li class="account">
          <Icon name="lock" tone="quiet" />
          <Words account={account} />
        </li>
      );
    case 'left-alone':
      return (
        <li class="account">
          <Icon name="minus" tone="quiet" />
          <Words account={account} />
        </li>
      );
  }
}

function Words({ account }: { readonly account: AccountView }) {
  const texts = useTexts();
  const { accounts } = texts.wizard;
  const title = account.title === '' ? accounts.noAddress : account.title;
  return (
    <span class="account-words">
      <span class="account-title">
        <strong>
          <Address text={title} />
        </strong>
        <StateChip account={account} />
      </span>
      {account.state === 'left-alone' ? (
        <span class="why">{whyLeftAlone(texts, account)}</span>
      ) : (
        account.servers.map((server) => <ServerLine key={server.id} server={server} />)
      )}
      {account.state === 'locked' && <span class="why">{whyLocked(texts, account)}</span>}
    </span>
  );
}

function StateChip({ account }: { readonly account: AccountView }) {
  const { accounts } = useTexts().wizard;
  if (account.state === 'left-alone') return <Chip icon="minus">{accounts.leftAlone}</Chip>;
  if (account.state !== 'locked') return null;
  const locks = account.servers.flatMap(({ lock }) => lock ?? []);
  return locks.length === 0 || locks.some(isByOrganisation) ? (
    <Chip icon="building">{accounts.byOrganisation}</Chip>
  ) : (
    <Chip icon="lock">{accounts.lockedElsewhere}</Chip>
  );
}

function ServerLine({ server }: { readonly server: ServerView }) {
  const texts = useTexts();
  const { accounts } = texts.wizard;
  const { protocol, host, port, tls, client, type } = server;
  return (
    <span class="server-line">
      <span>{protocol === null ? '' : accounts.roles[protocol]}</span>
      <Outside class="host" text={host ?? ''} />
      <span>{tls === null || port === null ? (type ?? '') : wayOf(texts, client, tls, port)}</span>
    </span>
  );
}

/** Where the organisation has set it, that is enough to know; else the reason itself. */
function whyLocked(texts: WindowTexts, { servers }: AccountView): string {
  const [lock] = servers.flatMap((server) => server.lock ?? []);
  const { lockedMeaning } = texts.wizard.accounts;
  if (!lock || isByOrganisation(lock)) return lockedMeaning;
  return `${describeLock(texts, lock)} ${lockedMeaning}`;
}

const EXCHANGE: readonly string[] = ['ews', 'graph', 'owl', 'exchange'];

function whyLeftAlone(texts: WindowTexts, { servers }: AccountView): string {
  const { exchange, otherKind } = texts.wizard.accounts;
  const type = servers.find((server) => server.type !== null)?.type ?? '';
  return EXCHANGE.includes(type.toLowerCase()) ? exchange : format(otherKind, { type });
}
