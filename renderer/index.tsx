// renderer: the window's first file: asks who is there, loads the language, draws the first page.
// May import: preact, shared, this folder.
import { render } from 'preact';
import type { Bridge } from '../shared/contract.ts';
import { windowTextsFor } from '../shared/messages/window-languages.ts';
import { App } from './app.tsx';
import './styles/index.css';

declare global {
  interface Window {
    /** Put there by main/preload.ts. */
    readonly starttlsMigrator: Bridge;
  }
}

async function open(bridge: Bridge): Promise<void> {
  const answer = await bridge.ask('welcome', null);
  // The main process shows what went wrong with it; here only a reload helps.
  if (!answer.ok) throw new Error(`welcome: ${answer.problem.code}`);
  const welcome = answer.value;
  const texts = await windowTextsFor(welcome.language);
  render(<App bridge={bridge} welcome={welcome} texts={texts} />, document.body);
}

void open(window.starttlsMigrator);
