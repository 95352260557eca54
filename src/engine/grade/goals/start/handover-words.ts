/** Goals on the words of a container's command: that they arrive whole, and that others can take their place. */
import { startup } from '../../../build/process.ts';
import type { Goal, Judgement } from '../../exercise.ts';
import { at, finalStage, type StageGoal } from '../stage.ts';
import { inScript, scriptInUse } from './entrypoint-script.ts';
import { textOf } from './handover.ts';

/** The words of the command reach the program as they are: quoted, and not joined. */
export function passesWordsUnchanged(goal: StageGoal): Goal {
  return finalStage(goal, (stage, _, workspace) => {
    const script = scriptInUse(stage, workspace);
    const whole: Judgement = { outcome: 'pass', message: 'The words of the command arrive as they were written.' };
    if (!script) return whole;
    const { handover } = script.read;
    const { span } = handover;
    const all = [handover.command?.word, ...(handover.command?.args ?? [])].find(
      (word) => word !== undefined && /^\$(?:[@*]|\{[@*]\})$/.test(word.text),
    );
    if (!all) return whole;
    const quoted = script.text[all.span.start] === '"';
    const joined = all.text.includes('*');
    if (quoted && !joined) return whole;
    const written = script.text.slice(span.start, span.end).trim();
    const message =
      joined && quoted
        ? `\`${written}\` makes one word of the whole command. The shell then looks for a program that is called like the whole line, with the spaces.`
        : `\`${written}\` lets the shell take the words apart again at each space and spread out each \`*\`: \`docker run orders node -e "1 + 1"\` arrives in pieces. Look at how a shell keeps words whole.`;
    return {
      outcome: 'fail',
      mistake: joined && quoted ? 'words-joined' : 'words-split',
      message,
      findings: inScript(script, span, message),
    };
  });
}

/** Polish: `docker run image other-command` runs that command, through the same entrypoint. */
export function takesAnotherCommand(goal: StageGoal): Goal {
  const file = goal.dockerfile ?? 'Dockerfile';
  return finalStage(goal, (stage, _, workspace) => {
    const start = startup(stage, { contents: workspace.contents(stage), handlesSigterm: 'yes' });
    if (start.reaches === 'no') return { outcome: 'unknown', message: 'A matter for later: first the server has to get the signal.' };
    const trial = startup(stage, { contents: workspace.contents(stage), command: ['other-command'] });
    if (trial.processes.at(-1)?.program === 'other-command')
      return { outcome: 'pass', message: 'Another command after the name of the image takes the place of the server.' };
    const script = scriptInUse(stage, workspace);
    const message =
      trial.cmdIgnored || textOf(stage.config.entrypoint) !== undefined
        ? "It works, because `exec` gives the shell's place away. An `ENTRYPOINT` in shell form takes no words from outside, though: `CMD` and what stands behind `docker run orders` are dropped."
        : 'It works, and the command is fixed: what stands behind `docker run orders` does not take the place of the server. Handy for a shell or a one-off task: let `CMD` name the server.';
    const findings =
      script && !script.read.handover.takesArgs
        ? inScript(script, script.read.handover.span, message)
        : at(stage.origins.entrypoint, file, message);
    return { outcome: 'fail', mistake: 'command-fixed', message, findings };
  });
}
