/** Named files are in the final image. */
import type { Goal } from '../../exercise.ts';
import { atFrom, finalStage, type StageGoal } from '../stage.ts';
import { listed } from '../words.ts';

/** Every path is there when the final stage ends, whichever step brought it. */
export function shipsFiles(
  goal: StageGoal & { /** Absolute. */ paths: string[] /** What they are for, one sentence. */; why: string },
): Goal {
  const file = goal.dockerfile ?? 'Dockerfile';
  return finalStage(goal, (stage, _, workspace) => {
    const contents = workspace.contents(stage);
    const found = goal.paths.map((path) => ({ path, ...contents.holds(path) }));
    const missing = found.filter(
      ({ answer, pieces, blind }) => answer === 'no' || (answer === 'unknown' && pieces.length === 0 && blind.length === 0),
    );
    const names = listed(missing.map(({ path }) => path));
    if (missing.length > 0) {
      const message = `${names} ${missing.length === 1 ? 'is' : 'are'} not in the final image: no step of its stage puts ${missing.length === 1 ? 'it' : 'them'} there. ${goal.why}`;
      return {
        outcome: 'fail',
        mistake: 'file-missing',
        message,
        findings: atFrom(stage, file, `${names} would have to arrive in this stage.`),
      };
    }
    const unsure = found.filter(({ answer }) => answer === 'unknown');
    if (unsure.length > 0)
      return {
        outcome: 'unknown',
        message: `Whether ${listed(unsure.map(({ path }) => path))} arrives in the final image cannot be told from here.`,
      };
    return { outcome: 'pass', message: `${listed(goal.paths)} ${goal.paths.length === 1 ? 'is' : 'are'} in the final image.` };
  });
}
