// renderer: picks the page, and holds the state. May import: preact, shared, renderer.
import { useEffect, useMemo, useReducer, useRef } from 'preact/hooks';
import type { Bridge, ConnectionView, Welcome } from '../shared/contract.ts';
import type { WindowTexts } from '../shared/messages/wizard.ts';
import { assertNever } from '../shared/model/problem.ts';
import { TextsProvider, WizardProvider, useWizard } from './components/context.tsx';
import { deedsOf } from './model/deeds.ts';
import { reduce } from './model/reducer.ts';
import { firstState } from './model/state.ts';
import { oncePerFrame } from './model/frames.ts';
import { AccountsPage } from './pages/accounts.tsx';
import { CheckPage } from './pages/check.tsx';
import { FindingsPage } from './pages/findings.tsx';
import { HistoryPage } from './pages/history.tsx';
import { ProblemPage } from './pages/problem.tsx';
import { ResultPage } from './pages/result.tsx';
import { ReviewPage } from './pages/review.tsx';
import { StartPage } from './pages/start.tsx';
import { TroublePage } from './pages/trouble.tsx';

export function App({
  bridge,
  welcome,
  texts,
}: {
  readonly bridge: Bridge;
  readonly welcome: Welcome;
  readonly texts: WindowTexts;
}) {
  const [state, dispatch] = useReducer(reduce, firstState(welcome, texts));
  const latest = useRef(state);
  latest.current = state;
  const deeds = useMemo(() => deedsOf(bridge, dispatch, () => latest.current), [bridge]);
  useEffect(() => {
    const hear = oncePerFrame<ConnectionView>((connections) => {
      for (const connection of connections) dispatch({ type: 'connection-came', connection });
    });
    const stops = [
      bridge.listen('connection', hear),
      bridge.listen('programs', (programs) => {
        dispatch({ type: 'programs-came', programs });
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [bridge]);
  useEffect(() => {
    document.documentElement.lang = state.texts.locale;
  }, [state.texts]);
  const wizard = useMemo(() => ({ state, deeds, dispatch }), [state, deeds]);
  return (
    <TextsProvider value={state.texts}>
      <WizardProvider value={wizard}>
        <CurrentPage />
      </WizardProvider>
    </TextsProvider>
  );
}

function CurrentPage() {
  const { page } = useWizard().state;
  switch (page.name) {
    case 'start':
      return <StartPage />;
    case 'accounts':
      return <AccountsPage isLooking={page.isLooking} />;
    case 'check':
      return <CheckPage phase={page.phase} />;
    case 'findings':
      return <FindingsPage />;
    case 'review':
      return <ReviewPage isApplying={page.isApplying} problem={page.problem} />;
    case 'result':
      return <ResultPage page={page} />;
    case 'trouble':
      return <TroublePage connection={page.connection} from={page.from} />;
    case 'history':
      return <HistoryPage page={page} />;
    case 'problem':
      return <ProblemPage problem={page.problem} />;
    default:
      return assertNever(page);
  }
}
