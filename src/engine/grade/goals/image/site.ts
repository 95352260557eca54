/** The built site is where a web server looks for it, wherever it came from: the context, a stage or a named context. */
import type { Stage, Step } from '../../../build/build.ts';
import type { Piece } from '../../../build/contents.ts';
import { cleanPath } from '../../../build/paths.ts';
import type { Workspace } from '../../../build/workspace.ts';
import { actionsOf } from '../../../formats/commands/commands.ts';
import { readCommands } from '../../../formats/commands/read.ts';
import type { Goal, Judgement } from '../../exercise.ts';
import { failureMessage } from '../build/failures.ts';
import { atFrom, finalStage, type StageGoal } from '../stage.ts';

interface SiteGoal extends StageGoal {
  /** The file with the build command, which may hand over named contexts. */
  commands: string;
  /** Folder of the build context that holds the built site: 'dist'. */
  built: string;
  /** Where the server looks: '/usr/share/nginx/html'. */
  folder: string;
}

export function servesBuiltSite(goal: SiteGoal): Goal {
  const file = goal.dockerfile ?? 'Dockerfile';
  return finalStage(goal, (stage, build, workspace) => {
    const named = namedContext(goal, stage, workspace);
    if (named) return named;
    const found = workspace.contents(stage).holds(`${goal.folder}/index.html`);
    const fromBuild = (piece: Piece) => piece.kind === 'output' || piece.source?.replace(/^\.?\//, '').startsWith(`${goal.built}/`);
    const failures = build.stages.filter((each) => each.needed).flatMap((each) => workspace.contents(each).failures);
    const failure = failures[0];
    if (failure) {
      const subfolder = Object.keys(workspace.files).find((path) => /.\/\.dockerignore$/.test(path));
      const more =
        subfolder && failure.reason === 'ignored-source'
          ? ` \`${subfolder}\` is never read: only the one at the root of the context counts, or one beside the Dockerfile with its whole name.`
          : '';
      const message = `Line ${failure.step.line} stops the build. ${failureMessage(failure)}${spelling(failure.step.keyword, failure.reason)}${more}`;
      return {
        outcome: 'fail',
        mistake: subfolder && more ? 'ignore-file-in-subfolder' : failure.reason,
        message,
        findings: failures.map((each) => ({ file, span: each.span, message: failureMessage(each) })),
      };
    }
    if (found.answer === 'yes' && found.pieces.some(fromBuild))
      return { outcome: 'pass', message: `The built site is in \`${goal.folder}\`.` };
    const lost = runsOnHostPath(stage, goal.built);
    if (lost) {
      const message = `Line ${lost.line} looks for \`${goal.built}\` in the image, and no step has put it there. \`RUN\` sees the image, not your disk; what comes from your disk comes by \`COPY\` or \`ADD\`.`;
      return { outcome: 'fail', mistake: 'run-sees-the-image', message, findings: [{ file, span: lost.span, line: lost.line, message }] };
    }
    const contents = workspace.contents(stage);
    if (!contents.complete || contents.pieces.some((piece) => piece.kind === 'unknown' && piece.path.startsWith(goal.folder))) {
      return { outcome: 'unknown', message: `Whether the built site is in \`${goal.folder}\` cannot be told from here.` };
    }
    const other = contents.pieces.find((piece) => piece.path === goal.folder || piece.path.startsWith(`${goal.folder}/`));
    const message = other
      ? `What is in \`${goal.folder}\` is not what the build made: it comes from \`${other.source ?? other.path}\`. nginx needs the finished files.`
      : `No step puts the built site into \`${goal.folder}\`, so nginx serves its own welcome page or nothing.`;
    return { outcome: 'fail', mistake: other ? 'not-the-built-site' : 'site-missing', message, findings: atFrom(stage, file, message) };
  });
}

/** A RUN that names the built folder although no step of the stage has brought it. */
function runsOnHostPath(stage: Stage, built: string): Step | undefined {
  const brought = (step: Step) => step.transfer && cleanPath(`/${step.transfer.target}`).endsWith(`/${built}`);
  if (stage.steps.some(brought)) return undefined;
  const names = (text: string) => cleanPath(`/${text}`) === `/${built}` || cleanPath(`/${text}`).startsWith(`/${built}/`);
  return stage.steps.find(
    (step) =>
      step.keyword === 'RUN' &&
      step.mounts.length === 0 &&
      step.script?.commands.some((command) => command.args.some((arg) => names(arg.text))),
  );
}

const spelling = (keyword: string, reason: string) =>
  reason === 'ignored-source'
    ? ` ${keyword === 'ADD' ? '`ADD` and `COPY` see' : '`COPY` sees'} the same filtered context, and a leading \`/\` or \`./\` changes nothing.`
    : '';

/** Where the site is copied from a name that is no stage: right only if the build command hands a folder over under it. */
function namedContext(goal: SiteGoal, stage: Stage, workspace: Workspace): Judgement | undefined {
  const file = goal.dockerfile ?? 'Dockerfile';
  const contexts = actionsOf(readCommands(workspace.files[goal.commands] ?? '', goal.commands), 'build').flatMap((build) => build.contexts);
  for (const step of stage.steps) {
    const from = step.transfer?.from;
    const name = from?.kind === 'named' ? from.name : from?.kind === 'image' ? from.image.written : undefined;
    if (!name || !step.transfer || /[/:.@]/.test(name)) continue;
    const given = contexts.find((context) => context.name === name);
    if (!given?.value) {
      const message = `\`${name}\` is no stage of this file, and \`${goal.commands}\` hands over no context of that name, so Docker looks for an image called \`${name}\`.`;
      return { outcome: 'fail', mistake: 'name-without-context', message, findings: [{ file, span: step.span, line: step.line, message }] };
    }
    const brought = step.transfer.sources.map((source) => cleanPath(`/${given.value}/${source.value}`).slice(1));
    if (cleanPath(step.transfer.target) !== cleanPath(goal.folder)) continue;
    if (brought.some((path) => path === goal.built || path.startsWith(`${goal.built}/`))) {
      return { outcome: 'pass', message: `\`${goal.commands}\` hands \`${given.value}\` over as \`${name}\`, past the ignore file.` };
    }
    const message = `The context \`${name}\` is \`${given.value}\`, and \`${goal.built}\` is not what is copied from it.`;
    return { outcome: 'fail', mistake: 'other-folder', message, findings: [{ file, span: step.span, line: step.line, message }] };
  }
  return undefined;
}
