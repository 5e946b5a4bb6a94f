// renderer/pages: what was found, and which of it to check. May import: preact, shared, renderer.
import type { AccountView, AccountsView } from '../../shared/contract.ts';
import { format } from '../../shared/messages/catalogue.ts';
import { describeProblem } from '../../shared/messages/describe.ts';
import type { AccountsTexts } from '../../shared/messages/wizard.ts';
import type { Problem } from '../../shared/model/problem.ts';
import { AccountRow } from '../components/account-row.tsx';
import { useTexts, useWizard } from '../components/context.tsx';
import { Icon } from '../components/icons.tsx';
import { Button, Chip, Details, Heading, Outside, Placeholders } from '../components/parts.tsx';
import { Shell } from '../components/shell.tsx';
import { countOf, idsToCheck, isSameProgram } from '../model/words.ts';

export function AccountsPage({ isLooking }: { readonly isLooking: boolean }) {
  const { state, deeds } = useWizard();
  const { accounts: texts, shell } = state.texts.wizard;
  const view = isLooking ? null : state.accounts;
  const count = idsToCheck(state).length;
  const isEmpty = view?.accounts.length === 0;
  return (
    <Shell
      step="accounts"
      footer={
        <>
          <Button onClick={deeds.start}>{shell.back}</Button>
          <span class="spring" />
          {view && !isEmpty && count === 0 && (
            <span class="note" id="choose-one">
              {texts.chooseOne}
            </span>
          )}
          {isEmpty ? (
            state.welcome.mayChooseFolder && <FolderButton kind="primary" />
          ) : (
            <Button
              kind="primary"
              isWaiting={count === 0}
              describedBy={count === 0 ? 'choose-one' : undefined}
              onClick={deeds.check}
            >
              {countOf(state.texts, texts.check, Math.max(count, 1))}
            </Button>
          )}
        </>
      }
    >
      {view === null ? (
        <>
          <Heading key="looking">{texts.looking}</Heading>
          <Placeholders count={3} />
        </>
      ) : (
        <Found view={view} />
      )}
    </Shell>
  );
}

function Found({ view }: { readonly view: AccountsView }) {
  const texts = useTexts();
  const { accounts } = texts.wizard;
  const count = view.accounts.length;
  return (
    <>
      <Heading key={`found ${count}`} lead={leadOf(accounts, view)}>
        {count === 0 ? accounts.foundNothing : countOf(texts, accounts.found, count)}
      </Heading>
      {groupsOf(view).map((group) => (
        <Group key={group[0]?.id} group={group} view={view} />
      ))}
      <Problems problems={view.problems} />
      <Places view={view} />
    </>
  );
}

function leadOf(texts: AccountsTexts, { accounts }: AccountsView): string {
  if (accounts.length === 0) return texts.leadNothing;
  return accounts.some(({ state }) => state === 'open') ? texts.lead : texts.leadAllLocked;
}

/** The accounts of one profile of one mail program; in the order in which they came. */
function groupsOf({ accounts }: AccountsView): readonly (readonly AccountView[])[] {
  const groups = new Map<string, AccountView[]>();
  for (const account of accounts) {
    const key = JSON.stringify([account.client, account.profile]);
    groups.set(key, [...(groups.get(key) ?? []), account]);
  }
  return [...groups.values()];
}

function Group({
  group,
  view,
}: {
  readonly group: readonly AccountView[];
  readonly view: AccountsView;
}) {
  const texts = useTexts();
  const { accounts } = texts.wizard;
  const [first] = group;
  if (!first) return null;
  const { client, profile } = first;
  const program = view.programs.find((one) => isSameProgram(one, first));
  return (
    <section class="group">
      <div class="section-head">
        <h2>{texts.clients[client]}</h2>
        <p class="meta">{format(accounts.profile, { name: profile })}</p>
        {program?.state === 'running' && <Chip icon="info">{accounts.openNow}</Chip>}
      </div>
      <ul class="card rows">
        {group.map((account) => (
          <AccountRow key={account.id} account={account} />
        ))}
      </ul>
    </section>
  );
}

function Problems({ problems }: { readonly problems: readonly Problem[] }) {
  const texts = useTexts();
  if (problems.length === 0) return null;
  return (
    <section class="group">
      <div class="section-head">
        <h2>{texts.wizard.accounts.notRead}</h2>
      </div>
      <ul class="card rows problems">
        {problems.map((problem, index) => {
          const { summary, advice } = describeProblem(texts, problem);
          return (
            <li key={index}>
              <Icon name="triangle" tone="warn" />
              <p>
                <strong>{summary}</strong> {advice}
              </p>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** Where we looked: open at once where nothing was found. */
function Places({ view }: { readonly view: AccountsView }) {
  const { state } = useWizard();
  const texts = useTexts();
  const { accounts } = texts.wizard;
  const isEmpty = view.accounts.length === 0;
  const places = (
    <>
      <ul class="places">
        {view.places.map(({ path, found }) => (
          <li key={path}>
            <Icon name={found ? 'tick-ring' : 'minus'} tone={found ? 'ok' : 'quiet'} />
            <code>
              <Outside text={path} />
            </code>
            <span>{found ? accounts.placeFound : accounts.placeNotThere}</span>
          </li>
        ))}
      </ul>
      {!isEmpty && state.welcome.mayChooseFolder && <FolderButton kind="ordinary" />}
    </>
  );
  const summary = countOf(texts, accounts.places, view.places.length);
  if (!isEmpty) return <Details summary={summary}>{places}</Details>;
  return (
    <section class="group">
      <div class="section-head">
        <h2>{countOf(texts, accounts.lookedIn, view.places.length)}</h2>
      </div>
      <div class="card padded">{places}</div>
    </section>
  );
}

function FolderButton({ kind }: { readonly kind: 'ordinary' | 'primary' }) {
  const { deeds, state } = useWizard();
  return (
    <Button kind={kind} icon="folder" onClick={deeds.chooseFolder}>
      {state.texts.wizard.accounts.chooseFolder}
    </Button>
  );
}
