/** Which steps a second build runs again, and why. */
import type { Build, Stage, Step } from './build.ts';
import { type Change, scenesOf } from './cache-change.ts';
import { interner, keysOf, mustRun, type StepKey } from './cache-keys.ts';
import { type Around, type Because, reasons, type StepRun } from './cache-reasons.ts';
import { Cache, textKey } from './cache-store.ts';
import { type BuildChoice, chosenBuild } from './reads.ts';
import type { Workspace } from './workspace.ts';

export type { Change } from './cache-change.ts';
export type { Because, StepOutcome, StepRun } from './cache-reasons.ts';

/**
 * What happens to each step of every stage, in order of the file, when a build is repeated after one change and the cache holds all of
 * the first build. FROM is no step. Where the change is one of the Dockerfile, steps are those of the new text. An empty list where
 * there is no such Dockerfile.
 *
 * The rules are BuildKit's (docs.docker.com/build/cache/invalidation; Dockerfile reference, "Impact on build caching"): COPY and ADD
 * go by the contents of the files they take, RUN by its text, user, folder, environment and bind mounts; an ARG counts from the
 * first RUN below it. Modification times, secrets, cache mounts and proxies that no ARG declares are in no key. A linked copy does not
 * depend on what is below it.
 */
export function rerun(workspace: Workspace, change: Change, choice: BuildChoice = {}): StepRun[] {
  const scenes = scenesOf(workspace, change, choice);
  if (!scenes) return [];
  const { before, after } = scenes;
  const intern = interner();
  const old = keysOf(before, intern);
  const now = keysOf(after, intern);
  const cache = new Cache(old);
  const same = before.build.syntax.text === after.build.syntax.text ? chosenBuild(workspace, choice) : undefined;
  const own = stepsAsGiven(same);
  const runs: StepRun[] = [];
  const done = new Map<Step, StepRun>();
  for (const stage of after.build.stages) {
    const moved = now.bases.get(stage);
    const base = moved && !cache.knowsBase(moved.soft) ? stage : undefined;
    let above: StepRun | undefined;
    for (const step of stage.steps) {
      const key = now.steps.get(step);
      const run = key ? judge(key, { scene: after, cache, above, base, done }) : blankRun(step);
      done.set(step, run);
      // A linked copy does not depend on what is above it, but what is below depends on the copy. What surely runs again is the better reason.
      if (run.outcome === 'reruns' && above?.outcome !== 'reruns') above = run;
      else if (run.outcome === 'unknown') above ??= run;
      runs.push(run);
    }
  }
  return own ? runs.map((run) => ownSteps(run, own)) : runs;
}

const blankRun = (step: Step): StepRun => ({ step, outcome: 'unknown', changed: false, because: [] });

function judge(key: StepKey, around: Around): StepRun {
  const { step } = key;
  const { cache, scene } = around;
  if (!step.stage.needed) return { step, outcome: 'never-built', changed: false, because: [] };
  if (!key.runs) return { step, outcome: 'metadata', changed: configChanged(key, cache), because: [] };
  const fresh = mustRun(step, scene);
  const held = fresh ? 'no' : cache.holds(key);
  if (held === 'yes') return { step, outcome: 'cached', changed: false, because: [] };
  const because = [...(fresh ? [{ kind: 'no-cache' } as const] : []), ...reasons(key, around)];
  return { step, outcome: held === 'maybe' ? 'unknown' : 'reruns', changed: false, because };
}

const configChanged = (key: StepKey, cache: Cache): boolean => {
  const old = cache.counterpart(key);
  return old === undefined || textKey(old) !== textKey(key);
};

/** The caller's own steps by their place, where both builds have the same text. */
function stepsAsGiven(build: Build | undefined): { steps: Map<string, Step>; stages: Stage[] } | undefined {
  if (!build) return undefined;
  return { steps: new Map(build.stages.flatMap(({ steps }) => steps.map((step) => [given(step), step]))), stages: build.stages };
}

const given = (step: Step): string => `${step.stage.index} ${step.index}`;

/** The same answer in the caller's own steps and stages. */
function ownSteps(run: StepRun, { steps, stages }: { steps: Map<string, Step>; stages: Stage[] }): StepRun {
  const own = (step: Step) => steps.get(given(step)) ?? step;
  const because = run.because.map((each) => ({
    ...each,
    ...('step' in each && each.step ? { step: own(each.step) } : {}),
    ...('stage' in each ? { stage: stages[each.stage.index] ?? each.stage } : {}),
  })) as Because[];
  return { ...run, step: own(run.step), because };
}
