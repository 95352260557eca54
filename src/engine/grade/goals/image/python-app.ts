/** Whether Python finds the server that the container starts, and the app that the server is told to serve. */
import type { Stage } from '../../../build/build.ts';
import type { Piece } from '../../../build/contents.ts';
import { cleanPath, joinPath } from '../../../build/paths.ts';
import type { Workspace } from '../../../build/workspace.ts';
import { rootBase } from '../stage.ts';

/** Servers that come with Python packages, and never with a base image. */
const servers = new Set(['daphne', 'fastapi', 'granian', 'gunicorn', 'hypercorn', 'uvicorn']);
const managers = new Set(['pip', 'poetry', 'uv']);

interface Missing {
  mistake: string;
  message: string;
}

/** Why a server or its app would not be found; undefined where it is, and where it cannot be told. `words`: the start command, split. */
export function missingServer(program: string, words: readonly string[], stage: Stage, workspace: Workspace): Missing | undefined {
  const contents = workspace.contents(stage);
  const base = rootBase(stage);
  const known = base.kind === 'image' && base.facts !== undefined && contents.complete;
  // What another image, an archive or an unknown tool brought may hold anything.
  const open = contents.pieces.some(({ kind, guessed }) => kind === 'unknown' || kind === 'packages' || kind === 'output' || guessed);
  if (!servers.has(program) || !known || open) return undefined;
  return missingProgram(program, words, stage, contents.pieces) ?? missingModule(program, words, stage, contents.pieces);
}

const workdirOf = ({ config }: Stage) => config.workdir ?? '/';

/** Folders in which Python looks for modules beside its own. */
const pythonPath = (stage: Stage): string[] =>
  (stage.config.env.PYTHONPATH ?? '').split(':').flatMap((path) => (path === '' ? [] : cleanPath(joinPath(workdirOf(stage), path))));

function missingProgram(program: string, words: readonly string[], stage: Stage, pieces: readonly Piece[]): Missing | undefined {
  const installed = pieces.filter(({ dependencies }) => dependencies && managers.has(dependencies.manager));
  const [first] = installed;
  if (!first)
    return {
      mistake: 'not-installed',
      message: `The container starts \`${program}\`, and nothing that ends up in the final image installs Python packages. Look at where they are installed and where they are copied to.`,
    };
  const looked = new Set([...pythonPath(stage), workdirOf(stage)]);
  const programs = [...(stage.config.env.PATH ?? '').split(':'), ...words];
  const isSeen = ({ path }: Piece) =>
    path === '/usr' ||
    /^\/(?:usr\/|root\/\.local)/.test(path) ||
    looked.has(path) ||
    programs.some((each) => each.startsWith(`${path}/bin`));
  if (installed.some(isSeen)) return undefined;
  return {
    mistake: 'packages-out-of-sight',
    message: `The packages are in \`${first.path}\`, and Python does not look there: \`${program}\` is not found when the container starts. Look at what tells Python, or the shell's search path, about one more folder.`,
  };
}

function missingModule(program: string, words: readonly string[], stage: Stage, pieces: readonly Piece[]): Missing | undefined {
  const after = words.slice(words.findIndex((word) => word === program || word.endsWith(`/${program}`)) + 1);
  const module = after.find((word) => /^[a-z_][\w.]*:[a-z_][\w.]*(?:\(\))?$/i.test(word))?.split(':')[0];
  if (module === undefined) return undefined;
  const moved = after.flatMap((word, at) => {
    const inline = /^--(?:app-dir|chdir)=(.+)$/.exec(word)?.[1];
    return inline ?? (word === '--app-dir' || word === '--chdir' ? (after[at + 1] ?? []) : []);
  });
  const file = `${module.replaceAll('.', '/')}.py`;
  const folder = `${module.replaceAll('.', '/')}/__init__.py`;
  // `cd /app && exec uvicorn …`: the shell decides where it starts.
  if (words.includes('cd')) return undefined;
  const places = [workdirOf(stage), ...moved.map((each) => cleanPath(joinPath(workdirOf(stage), each))), ...pythonPath(stage)];
  const isAt = (place: string, path: string) => path === joinPath(place, file) || path === joinPath(place, folder);
  const found = pieces.filter(({ path, tree }) => !tree && (path.endsWith(`/${file}`) || path.endsWith(`/${folder}`)));
  const trees = pieces.some(({ tree, kind }) => tree && kind === 'file');
  if (!found[0] || trees || found.some(({ path }) => places.some((place) => isAt(place, path)) || path.includes('/site-packages/')))
    return undefined;
  return {
    mistake: 'module-out-of-sight',
    message: `\`${program}\` is told to serve \`${module}\`. It looks in \`${places[0]}\`, where the container starts, and the app lies in \`${found[0].path}\`: the container ends with \`ModuleNotFoundError\`. Look at \`WORKDIR\`, and at what else tells Python where to look.`,
  };
}
