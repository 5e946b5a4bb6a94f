// main/cli/commands: undo. May import: all rooms below, shared.
import path from 'node:path';
import { format } from '../../../shared/messages/catalogue.ts';
import type { DocumentChange } from '../../../shared/model/document.ts';
import type { Problem } from '../../../shared/model/problem.ts';
import { clientFor } from '../../engine/change.ts';
import { undoRun, type UndoOptions } from '../../engine/past.ts';
import { readProfile, type ScannedProfile } from '../../engine/scan.ts';
import { history, isWithin, type RunSummary } from '../../migrate/history.ts';
import type { UndoResult } from '../../migrate/undo.ts';
import type { UndoTarget } from '../../migrate/undo-target.ts';
import {
  NOTHING,
  readOptions,
  type Command,
  type CommandContext,
  type Outcome,
} from '../context.ts';
import { EXIT, isBusy, needPerson, type ExitCode } from '../../engine/exit.ts';
import { askYesNo, confirm } from '../question.ts';
import { historyView, undoView } from '../view/change-view.ts';
import { problemsView } from '../view/scan-view.ts';
import { changeOptions } from './apply.ts';

export const undoCommand: Command = async (context) => {
  const { settings, io, view, world } = context;
  const past = history(world.files, world.environment.state);
  if (settings.list) return listRuns(context, past.runs, past.problems);
  if (!settings.yes && (!io.inIsTerminal || settings.json)) {
    io.err(`${view.texts.terminal.notATerminal}\n`);
    return { ...NOTHING, exitCode: EXIT.usage };
  }
  const target = targetOf(context);
  const count = standing(past.runs, target);
  if (count > 0 && !settings.yes && !(await confirm(io, view, 'confirmUndo', count))) {
    context.tell(`${view.texts.terminal.nothingDone}\n`);
    return { ...NOTHING, exitCode: EXIT.done };
  }
  const result = await undoRun(world, target, undoOptions(context));
  context.print(undoView(result, profilesNow(context, past.runs, result), view));
  const problems = [...past.problems, ...result.recovery, ...result.problems];
  context.tell(problemsView(problems, view));
  return {
    ...NOTHING,
    changes: result.changes.map(({ change, state }) => documentChange(change, state, past.runs)),
    problems,
    exitCode: exitOfUndo(result, target),
  };
};

function listRuns(
  { print, tell, view }: CommandContext,
  runs: readonly RunSummary[],
  problems: readonly Problem[],
): Outcome {
  print(historyView(runs, view));
  tell(problemsView(problems, view));
  const changes = runs
    .filter(({ kind }) => kind === 'apply')
    .flatMap(({ profiles }) => profiles.flatMap((profile) => profile.changes))
    .map(({ change, state }) => documentChange(change, state, runs));
  const exitCode = needPerson(problems, false) ? EXIT.needsPerson : EXIT.done;
  return { ...NOTHING, changes, problems, exitCode };
}

function documentChange(
  change: DocumentChange | Omit<DocumentChange, 'state' | 'where'>,
  state: DocumentChange['state'],
  runs: readonly RunSummary[],
): DocumentChange {
  const owner = runs
    .flatMap(({ profiles }) => profiles)
    .find(({ changes }) => changes.some((one) => one.change.id === change.id));
  return { ...change, state, where: owner?.profile.path ?? '' };
}

/** The profiles of the run, read again: people know servers by their names, not by ids. */
function profilesNow(
  context: CommandContext,
  runs: readonly RunSummary[],
  { of }: UndoResult,
): readonly ScannedProfile[] {
  const { world } = context;
  const run = runs.find(({ id }) => id === of);
  return (run?.profiles ?? [])
    .filter(({ profile }) => world.files.facts(profile.path) !== undefined)
    .map(({ profile }) => readProfile(clientFor(world, profile), profile, readOptions(context)));
}

/** A run by its name, or the last one in the folder of --profile or --root, or the last one. */
function targetOf({ operands, settings, world }: CommandContext): UndoTarget {
  const [run] = operands;
  if (run !== undefined) return { kind: 'run', run };
  const folder = settings.profiles[0] ?? settings.root;
  if (folder === null) return { kind: 'last' };
  const full = path.resolve(folder);
  const exists = world.files.facts(full) !== undefined;
  return { kind: 'folder', folder: exists ? world.files.realPath(full) : full };
}

/** How many changes the undo would take back, for the question. */
function standing(runs: readonly RunSummary[], target: UndoTarget): number {
  const profilesOf = ({ profiles }: RunSummary) =>
    profiles.filter(({ profile }) => target.kind !== 'folder' || isWithin(profile, target.folder));
  const run = runs.findLast(
    (one) =>
      one.undoable &&
      (target.kind !== 'run' || one.id === target.run) &&
      profilesOf(one).length > 0,
  );
  const changes = run ? profilesOf(run).flatMap((profile) => profile.changes) : [];
  return changes.filter(({ state }) => state === 'verified' || state === 'applied').length;
}

function undoOptions(context: CommandContext): UndoOptions {
  const { io, settings, view } = context;
  return {
    ...changeOptions(context),
    decide: async ({ keys }) => {
      const { terminal } = view.texts;
      for (const { key, current, from } of keys) {
        const facts = { key, now: current ?? '-', from: from ?? '-' };
        context.tell(`${format(terminal.conflict, facts)}\n`);
      }
      if (settings.yes) return 'keep';
      const restore = await askYesNo(io, view, terminal.keepOrRestore);
      return restore ? 'restore' : 'keep';
    },
  };
}

function exitOfUndo({ changes, problems, recovery }: UndoResult, target: UndoTarget): ExitCode {
  const codes = problems.map(({ code }) => code);
  if (changes.some(({ state }) => state === 'failed')) return EXIT.takenBack;
  if (problems.some(isBusy)) return EXIT.busy;
  if (codes.includes('nothing-to-undo') && target.kind === 'run') return EXIT.needsPerson;
  if (changes.some(({ state }) => state === 'skipped')) return EXIT.needsPerson;
  return needPerson([...problems, ...recovery], false) ? EXIT.needsPerson : EXIT.done;
}
