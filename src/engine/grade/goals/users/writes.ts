/** Goals on what the container's user may write: its data, and nothing of its own code. */
import type { Stage } from '../../../build/build.ts';
import type { Piece } from '../../../build/contents.ts';
import { cleanPath, joinPath } from '../../../build/paths.ts';
import type { Workspace } from '../../../build/workspace.ts';
import { parseIgnore } from '../../../formats/dockerignore.ts';
import type { Goal, Judgement } from '../../exercise.ts';
import { missingServer } from '../image/python-app.ts';
import { atFrom, atStep, described, finalStage, rootBase, type StageGoal } from '../stage.ts';
import { startCommand } from '../start/starts.ts';
import { listed } from '../words.ts';
import { mayWrite, type Owned, type Ownership, ownershipOf } from './ownership.ts';

interface DataGoal extends StageGoal {
  /** Variable that names the folder, and where the app writes without it. */
  variable?: string;
  folder: string;
}

/** The folder that the app is told to write to; relative ones stand below WORKDIR. */
export function dataFolder(stage: Stage, goal: Pick<DataGoal, 'variable' | 'folder'>): string {
  const told = goal.variable === undefined ? undefined : stage.config.env[goal.variable];
  return cleanPath(joinPath(stage.config.workdir ?? '/', told || goal.folder));
}

/** The folder for the app's data is in the image, and the user that runs may write it. */
export function ownsItsData(goal: DataGoal): Goal {
  const file = goal.dockerfile ?? 'Dockerfile';
  return finalStage(goal, (stage, _, workspace) => {
    const path = dataFolder(stage, goal);
    const ownership = ownershipOf(stage, workspace);
    const owned = ownership.folder(path);
    const reasons = [
      { file, ...(owned.step ? { span: owned.step.span } : {}), text: `\`${path}\`: ${inWords(owned)}; runs as ${ids(ownership.runner)}` },
    ];
    if (owned.exists === 'no') {
      const message = `No step makes \`${path}\`, and the app does not make it either: its first upload fails. Look at where folders come from while the image is built, and who they belong to then.`;
      return {
        outcome: 'fail',
        mistake: 'folder-missing',
        message,
        findings: atFrom(stage, file, `Nothing in this stage makes \`${path}\`.`),
        reasons,
      };
    }
    const may = owned.exists === 'unknown' ? 'unknown' : mayWrite(owned, ownership.runner);
    if (may === 'unknown')
      return {
        outcome: 'unknown',
        message: `Whether ${ids(ownership.runner)} may write \`${path}\` cannot be told from here. Numbers for user and owner make it plain.`,
        reasons,
      };
    if (may === 'yes') return { outcome: 'pass', message: `The process may write \`${path}\`.`, reasons };
    const message = `\`${path}\` belongs to ${ids(owned)} with mode ${octal(owned.mode)}, and the process runs as ${ids(ownership.runner)}: it may not write there. Look at which step makes the folder, and as whom.`;
    return { outcome: 'fail', mistake: 'folder-not-writable', message, findings: atStep(owned.step, file, message), reasons };
  });
}

/** Polish: only the app may write its data, not every user in the container. */
export function keepsDataToItself(goal: DataGoal): Goal {
  const file = goal.dockerfile ?? 'Dockerfile';
  return finalStage(goal, (stage, _, workspace) => {
    const path = dataFolder(stage, goal);
    const owned = ownershipOf(stage, workspace).folder(path);
    if (owned.exists !== 'yes' || owned.mode === undefined)
      return { outcome: 'unknown', message: `The mode of \`${path}\` cannot be told from here.` };
    if ((owned.mode & 0o002) === 0) return { outcome: 'pass', message: `\`${path}\` is not open to every user.` };
    const message = `\`${path}\` has mode ${octal(owned.mode)}: every user in the container may write it. It works; an owner would have been enough.`;
    return { outcome: 'fail', mistake: 'world-writable', message, findings: atStep(owned.step, file, message) };
  });
}

interface CodeGoal extends StageGoal {
  /** Files of the context that are the app's code, as ignore patterns. */
  matching: string;
}

/** The code is in the image, and the user that runs may not change it. */
export function keepsCodeReadOnly(goal: CodeGoal): Goal {
  const file = goal.dockerfile ?? 'Dockerfile';
  return finalStage(goal, (stage, _, workspace) => {
    const ownership = ownershipOf(stage, workspace);
    const code = codeIn(stage, goal, workspace);
    if (code.length === 0) return noCode(stage, file, workspace);
    if (ownership.runner.uid === 0)
      return { outcome: 'unknown', message: 'As long as root runs, it may change the code and everything else.' };
    const states = code.map((piece) => ({ piece, owned: ownership.file(piece) }));
    const open = states.filter(({ owned }) => mayWrite(owned, ownership.runner) === 'yes');
    const first = open[0];
    if (first) return writable(first, open.length, ownership, file);
    if (states.some(({ owned }) => mayWrite(owned, ownership.runner) === 'unknown'))
      return {
        outcome: 'unknown',
        message: 'Whether the process may change its own code cannot be told from here. Numbers for user and owner make it plain.',
      };
    return { outcome: 'pass', message: 'The process can read its code and cannot change it.' };
  });
}

function codeIn(stage: Stage, goal: CodeGoal, workspace: Workspace): Piece[] {
  const matcher = parseIgnore(goal.matching);
  return workspace.contents(stage).pieces.filter(({ source }) => source !== undefined && matcher.excludes(source.replace(/\/$/, '')));
}

function noCode(stage: Stage, file: string, workspace: Workspace): Judgement {
  if (!workspace.contents(stage).complete)
    return { outcome: 'unknown', message: 'Whether the code is in the image cannot be told from here.' };
  const message = 'The app is not in the final image any more: no step brings its code.';
  return { outcome: 'fail', mistake: 'code-missing', message, findings: atFrom(stage, file, message) };
}

function writable({ piece, owned }: { piece: Piece; owned: Owned }, count: number, { runner }: Ownership, file: string): Judgement {
  const what = count > 1 ? `\`${piece.path}\` and ${count - 1} more files` : `\`${piece.path}\``;
  const why = 'Whoever gets into the process can leave something behind in your program. It has to read its code, not to own it.';
  const how =
    owned.uid === runner.uid
      ? `${what} belong${count > 1 ? '' : 's'} to ${ids(owned)}, who is the one that runs.`
      : `${what} ${count > 1 ? 'have' : 'has'} mode ${octal(owned.mode)}, which lets ${ids(runner)} write.`;
  const rewritten =
    owned.step?.keyword === 'RUN' ? ' The step writes each of these files a second time, into a layer of its own, too.' : '';
  const message = `${how} ${why}${rewritten} Look at what really has to be written to.`;
  return { outcome: 'fail', mistake: 'code-writable', message, findings: atStep(owned.step, file, message) };
}

/** Polish: the folder of the code is not the process' own either, or files in it could be exchanged. */
export function keepsCodeFolder(goal: CodeGoal): Goal {
  const file = goal.dockerfile ?? 'Dockerfile';
  return finalStage(goal, (stage, _, workspace) => {
    const ownership = ownershipOf(stage, workspace);
    const folders = [...new Set(codeIn(stage, goal, workspace).flatMap(({ path }) => foldersOf(path)))];
    const open = folders.filter((path) => ownership.runner.uid !== 0 && mayWrite(ownership.folder(path), ownership.runner) === 'yes');
    if (open.length === 0) return { outcome: 'pass', message: 'The folders of the code belong to somebody else.' };
    const message = `The process may write the folder ${listed(open)}. It cannot change the files in it, but it can move them away and put others in their place.`;
    return {
      outcome: 'fail',
      mistake: 'code-folder-writable',
      message,
      findings: atStep(ownership.folder(open[0] ?? '/').step, file, message),
    };
  });
}

function foldersOf(path: string): string[] {
  const found: string[] = [];
  for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) found.push(path.slice(0, at));
  return found;
}

/** The container still starts one of the named programs, by name, as a module (`python -m uvicorn`) or behind a shell. */
export function startsProgram(goal: StageGoal & { programs: string[] }): Goal {
  const file = goal.dockerfile ?? 'Dockerfile';
  return finalStage(goal, (stage, _, workspace) => {
    const argv = startCommand(stage) ?? [];
    const words = argv.flatMap((word) => word.split(/\s+/)).map((word) => word.slice(word.lastIndexOf('/') + 1));
    const found = goal.programs.find((name) => words.includes(name));
    const base = rootBase(stage);
    const bare = argv.findIndex((word, index) => /^\/bin\/(?:ba|da|a)?sh$/.test(word) && argv[index + 1] === '-c');
    if (
      found &&
      bare >= 0 &&
      base.kind === 'image' &&
      base.facts?.shell === null &&
      workspace.contents(stage).holds(argv[bare] ?? '').answer !== 'yes'
    ) {
      const message = `The start command is in shell form, so Docker hands it to \`${argv[bare]}\`. ${described(base)} has no shell, and \`${found}\` never starts. Look at the form with brackets.`;
      return { outcome: 'fail', mistake: 'no-shell', message, findings: atFrom(stage, file, message) };
    }
    const missing =
      found === undefined
        ? undefined
        : missingServer(
            found,
            argv.flatMap((word) => word.split(/\s+/)),
            stage,
            workspace,
          );
    if (missing) return { outcome: 'fail', ...missing, findings: atFrom(stage, file, missing.message) };
    if (found) return { outcome: 'pass', message: `\`${found}\` is still what starts.` };
    const message = `The container starts ${argv.length ? `\`${argv.join(' ')}\`` : 'nothing'}, and ${listed(goal.programs)} ${goal.programs.length > 1 ? 'are' : 'is'} not in it. The app has to go on starting as before.`;
    return { outcome: 'fail', mistake: 'not-started', message, findings: atFrom(stage, file, message) };
  });
}

const octal = (mode: number | undefined) => (mode === undefined ? 'that cannot be told' : `0${mode.toString(8)}`);
const ids = ({ uid, gid }: Pick<Owned, 'uid' | 'gid'>) => `${uid ?? 'an unknown user'}:${gid ?? '?'}`;
const inWords = (owned: Owned) =>
  owned.exists === 'no'
    ? 'not made'
    : `owner ${ids(owned)}, mode ${octal(owned.mode)}${owned.exists === 'unknown' ? ', if it is there' : ''}`;
