// renderer/pages: the one question. May import: preact, shared, renderer.
import type { Goal, Language } from '../../shared/contract.ts';
import { format } from '../../shared/messages/catalogue.ts';
import { LANGUAGES, languageOf } from '../../shared/messages/language.ts';
import { Icon, Pictogram, WithIcon } from '../components/icons.tsx';
import { Button, Heading } from '../components/parts.tsx';
import { Shell } from '../components/shell.tsx';
import { useWizard } from '../components/context.tsx';
import { countOf } from '../model/words.ts';

/** Each in its own language. */
const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: 'English',
  fr: 'Français',
  de: 'Deutsch',
};

export function StartPage() {
  const { state, deeds } = useWizard();
  const { texts, welcome } = state;
  const { start, shell } = texts.wizard;
  return (
    <Shell
      step="start"
      footer={
        <>
          <LanguageChoice />
          <span class="spring" />
          <Button
            onClick={() => {
              window.close();
            }}
          >
            {shell.close}
          </Button>
        </>
      }
    >
      <Heading lead={start.lead}>{start.title}</Heading>
      <ul class="choices">
        {welcome.goals.map((goal) => (
          <Choice key={goal} goal={goal} />
        ))}
      </ul>
      <div class="assurances">
        <WithIcon name="shield" tone="ok">
          {start.passwords}
        </WithIcon>
        <WithIcon name="undo" tone="ok">
          {start.takenBack}
        </WithIcon>
        {welcome.undoable > 0 && (
          <Button kind="quiet" icon="clock" onClick={deeds.history}>
            {countOf(texts, start.earlier, welcome.undoable)}
          </Button>
        )}
      </div>
    </Shell>
  );
}

function Choice({ goal }: { readonly goal: Goal }) {
  const { state, deeds } = useWizard();
  const { start } = state.texts.wizard;
  const { organisation } = state.welcome;
  const { title, line } = start.goals[goal];
  const moves = goal === 'asked-to' && organisation !== null;
  return (
    <li>
      <button
        type="button"
        class="choice card"
        onClick={() => {
          deeds.chooseGoal(goal);
        }}
      >
        <Pictogram name={goal} />
        <span class="choice-words">
          <strong>{title}</strong>
          <span>
            {moves ? format(start.organisationMoves, { organisation: organisation.name }) : line}
          </span>
        </span>
        <Icon name="chevron" />
      </button>
    </li>
  );
}

function LanguageChoice() {
  const { state, deeds } = useWizard();
  return (
    <label class="language">
      <span>{state.texts.wizard.shell.language}:</span>
      <select
        value={state.texts.locale}
        onChange={(event) => {
          const language = languageOf(event.currentTarget.value);
          if (language) deeds.setLanguage(language);
        }}
      >
        {LANGUAGES.map((language) => (
          <option key={language} value={language} lang={language}>
            {LANGUAGE_NAMES[language]}
          </option>
        ))}
      </select>
    </label>
  );
}
