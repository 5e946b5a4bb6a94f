// renderer/components: what every part of a page may ask for: the texts, and what can be done.
// May import: preact, shared, renderer/model.
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { WindowTexts } from '../../shared/messages/wizard.ts';
import type { Action } from '../model/reducer.ts';
import type { Deeds } from '../model/deeds.ts';
import type { State } from '../model/state.ts';

export interface Wizard {
  readonly state: State;
  readonly deeds: Deeds;
  readonly dispatch: (action: Action) => void;
}

const WizardContext = createContext<Wizard | null>(null);
export const WizardProvider = WizardContext.Provider;

export function useWizard(): Wizard {
  const wizard = useContext(WizardContext);
  if (wizard === null) throw new Error('outside of the wizard');
  return wizard;
}

/** Apart from the state, which changes with every event: who needs only these is not drawn again. */
const TextsContext = createContext<WindowTexts | null>(null);
export const TextsProvider = TextsContext.Provider;

export function useTexts(): WindowTexts {
  const texts = useContext(TextsContext);
  if (texts === null) throw new Error('outside of the wizard');
  return texts;
}
