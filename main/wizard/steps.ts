// main/wizard: the steps of the window in their order, and what they remember of each other.
// May import: shared, the engine and below, this folder.
import type {
  AccountsView,
  CheckView,
  HistoryEntry,
  Language,
  ResultView,
  ReviewView,
  UndoView,
  Welcome,
} from '../../shared/contract.ts';
import { catalogueFor } from '../../shared/messages/languages.ts';
import { windowTextsFor } from '../../shared/messages/window-languages.ts';
import type { ChangeState } from '../../shared/model/plan.ts';
import { ProblemError, type Problem, type ProblemCode } from '../../shared/model/problem.ts';
import type { Profile } from '../../shared/model/profile.ts';
import { isBusy } from '../engine/exit.ts';
import type { Scan } from '../engine/scan.ts';
import { accountsOf, accountsView } from './accounts.ts';
import { applyChosen, resultView, type Applied } from './apply.ts';
import { check, checkView, type Checked } from './check.ts';
import type { Context } from './context.ts';
import type { Desktop } from './desktop.ts';
import { findProfiles } from './find.ts';
import { GOALS, withPolicy } from './policy.ts';
import { ProgramWatch } from './programs.ts';
import { reportDocument, reportText, type Story } from './report.ts';
import { profilesOf, reviewView } from './review.ts';
import { countUndoable, historyView, profilesOfRun, undoChosen } from './undo.ts';

export interface StepOptions {
  readonly version: string;
  readonly isDemo: boolean;
  readonly language: Language;
  /** With the policy. */
  readonly problems: readonly Problem[];
}

/** A page may ask while an earlier one is still at work: what reads and writes goes one by one. */
export class Steps {
  readonly #context: Context;
  readonly #desktop: Desktop;
  readonly #options: StepOptions;
  readonly #watch: ProgramWatch;
  readonly #startedAt: Date;
  readonly #folders = new Set<string>();
  #language: Language;
  #scan: Scan | null = null;
  #checked: Checked | null = null;
  #applied: Applied[] = [];
  /** What became of each change of the last check. */
  #states = new Map<string, ChangeState>();
  #stop = new AbortController();
  #atWork: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(context: Context, desktop: Desktop, options: StepOptions) {
    this.#context = {
      ...context,
      emit: (event, value) => {
        if (!this.#closed) context.emit(event, value);
      },
    };
    this.#desktop = desktop;
    this.#options = options;
    this.#language = options.language;
    this.#startedAt = context.world.now();
    this.#watch = new ProgramWatch(context.world, (states) => {
      this.#context.emit('programs', states);
    });
  }

  /** A window that begins, again perhaps: what an earlier one had asked for is over. */
  welcome(): Promise<Welcome> {
    this.#leave();
    const { policy } = this.#context;
    const { version, isDemo } = this.#options;
    return Promise.resolve({
      ...{ version, isDemo, language: this.#language },
      organisation: policy.organisation,
      goals: GOALS.filter((goal) => !policy.hidden.includes(goal)),
      mayChooseFolder: !policy.hidden.includes('choose-folder'),
      undoable: countUndoable(this.#context),
    });
  }

  setLanguage(language: Language): Promise<null> {
    this.#language = language;
    return Promise.resolve(null);
  }

  findAccounts(): Promise<AccountsView> {
    this.#leave();
    return this.#inTurn(() => this.#look());
  }

  async chooseFolder(): Promise<AccountsView | null> {
    if (this.#context.policy.hidden.includes('choose-folder')) throw problem('not-allowed');
    const folder = await this.#desktop.chooseFolder();
    if (folder === null) return null;
    this.#folders.add(folder);
    return this.findAccounts();
  }

  check(ids: readonly string[]): Promise<CheckView> {
    this.#leave();
    const { named } = this.#context;
    const stop = new AbortController();
    this.#stop = stop;
    return this.#inTurn(async () => {
      const found = this.#scan;
      if (!found) throw problem('out-of-turn');
      const accounts = ids.map((id) => named.accounts.get(id));
      const checked = await check(this.#context, found, accounts, stop.signal);
      this.#checked = checked;
      this.#applied = [];
      this.#states = new Map();
      return checkView(this.#context, checked);
    });
  }

  stopCheck(): Promise<null> {
    this.#stop.abort();
    return Promise.resolve(null);
  }

  review(): Promise<ReviewView> {
    return this.#inTurn(() =>
      Promise.resolve(reviewView(this.#context, this.#lastCheck(), this.#standing(), this.#watch)),
    );
  }

  apply(ids: readonly string[]): Promise<ResultView> {
    return this.#inTurn(async () => {
      const checked = this.#lastCheck();
      const asked = ids.map((id) => this.#context.named.changes.get(id));
      const applied = await this.#watchedIfBusy(profilesOf(checked, asked), () =>
        applyChosen(this.#context, checked, asked),
      );
      this.#applied.push(applied);
      for (const { change, state } of applied.result.changes) this.#states.set(change.id, state);
      return resultView(this.#context, checked, applied, this.#standing());
    });
  }

  history(): Promise<readonly HistoryEntry[]> {
    return this.#inTurn(() => Promise.resolve(historyView(this.#context)));
  }

  undo(run: string, despite: readonly string[]): Promise<UndoView> {
    return this.#inTurn(async () => {
      const profiles = profilesOfRun(this.#context, run);
      const { view, result } = await this.#watchedIfBusy(profiles, () =>
        undoChosen(this.#context, run, despite),
      );
      for (const { change, state } of result.changes) {
        if (state === 'undone' && this.#states.has(change.id)) this.#states.set(change.id, state);
      }
      return view;
    });
  }

  async copyReport(): Promise<null> {
    const { report } = await catalogueFor([this.#language]);
    const words = await windowTextsFor(this.#language);
    await this.#desktop.copy(reportText(this.#story(), report, words));
    return null;
  }

  async saveReport(): Promise<boolean> {
    const texts = await catalogueFor([this.#language]);
    const story = this.#story();
    const document = reportDocument(story, texts);
    const name = `starttls-migrator-${story.finishedAt.toISOString().slice(0, 10)}.json`;
    try {
      return await this.#desktop.saveFile(name, `${JSON.stringify(document, null, 2)}\n`);
    } catch (error) {
      const errno = (error as NodeJS.ErrnoException).code;
      if (errno === undefined) throw error;
      throw problem('report-unwritable', name, { errno });
    }
  }

  async close(): Promise<void> {
    this.#leave();
    this.#closed = true;
    await this.#atWork;
  }

  /** The page that had asked for a test or for news of the programs is left. */
  #leave(): void {
    this.#stop.abort();
    this.#watch.stop();
  }

  async #look(): Promise<AccountsView> {
    const context = this.#context;
    const { world, policy } = context;
    const found = withPolicy(await findProfiles(world, [...this.#folders]), policy);
    this.#scan = found;
    this.#checked = null;
    this.#applied = [];
    const problems = [...this.#options.problems, ...found.problems];
    return accountsView(context, found, accountsOf(found, policy), problems);
  }

  #lastCheck(): Checked {
    if (!this.#checked) throw problem('out-of-turn');
    return this.#checked;
  }

  /** The changes that were made and not undone. */
  #standing(): ReadonlySet<string> {
    return new Set([...this.#states].flatMap(([id, state]) => (state === 'verified' ? [id] : [])));
  }

  /** If a mail program is in the way, its closing is told. */
  async #watchedIfBusy<T>(profiles: readonly Profile[], act: () => Promise<T>): Promise<T> {
    this.#watch.stop();
    try {
      return await act();
    } catch (error) {
      if (error instanceof ProblemError && isBusy(error.problem)) {
        this.#context.emit('programs', this.#watch.start(profiles));
      }
      throw error;
    }
  }

  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const turn = this.#atWork.then(act);
    this.#atWork = turn.catch(() => undefined);
    return turn;
  }

  #story(): Story {
    const { world } = this.#context;
    return {
      version: this.#options.version,
      startedAt: this.#startedAt,
      finishedAt: world.now(),
      system: world.environment.platform,
      home: world.environment.home,
      scan: this.#scan,
      checked: this.#checked,
      applied: this.#applied,
      states: this.#states,
      problems: this.#options.problems,
    };
  }
}

function problem(
  code: ProblemCode,
  where: string | null = null,
  facts: Problem['facts'] = {},
): ProblemError {
  return new ProblemError({ code, where, facts });
}
