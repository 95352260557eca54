/** Goals that judge one Compose file: reading it, and whether Compose would take it. */
import type { Workspace } from '../../build/workspace.ts';
import type { Compose } from '../../formats/compose/model.ts';
import { readCompose } from '../../formats/compose/read.ts';
import type { Goal, Judgement } from '../exercise.ts';
import { accepted, type FileGoal, nothingThere } from './manifests.ts';

/** The Compose file of a workspace as Compose reads it: an override file beside it is merged in. */
export function composeIn(workspace: Workspace, file = 'compose.yaml'): Compose {
  const override = file.replace(/\.(ya?ml)$/, '.override.$1');
  const paths = [file, ...(override !== file && workspace.files[override]?.trim() ? [override] : [])];
  return readCompose(paths.map((path) => ({ path, text: workspace.files[path] ?? '' })));
}

/** A goal on a Compose file. */
export function composeGoal(goal: FileGoal, judge: (compose: Compose, workspace: Workspace) => Judgement): Goal {
  const { id, kind, title } = goal;
  return { id, kind, title, judge: (workspace) => judge(composeIn(workspace, goal.file), workspace) };
}

/** Compose starts from the file: what it refuses is said in the reader's words. */
export function acceptedByCompose(goal: FileGoal): Goal {
  return composeGoal(goal, (compose) => {
    if (compose.services.length === 0) return nothingThere('There is no service in this file, so Compose has nothing to start.');
    return accepted(compose.diagnostics, 'Compose takes the file.');
  });
}
