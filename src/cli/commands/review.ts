import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createWorkspace, type Diagnostic, type Files, type Ignore, review as judge, parseIgnore } from '#engine';
import { colour, indent, place, proseWidth, wrap } from '../text.ts';
import { type Command, Refusal } from './command.ts';

/** Folders that hold other people's files. */
const foreign = /^(node_modules|vendor|dist|\.git|\..*cache|\.venv)$/;

/** Names of files that belong to a build: the engine itself decides what each of them is. */
const familiar = /(^|\.)(Dockerfile|Containerfile)(\.|$)|\.dockerignore$|^(docker-)?compose(\..+)?\.ya?ml$/i;

/** A workspace and what its paths are called outside: as they were asked for. */
interface Asked {
  files: Files;
  shown(file: string): string;
}

/** A folder is one workspace; a single file is one of its own, read as a Dockerfile whatever it is called. */
function readPath(path: string): Asked {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) throw new Refusal(`There is no file or folder \`${path}\`.`);
  if (stats.isDirectory()) {
    const names = walk(path, '', ignored(path));
    if (names.length === 0) throw new Refusal(`There is no Dockerfile in \`${path}\`.`);
    return {
      files: Object.fromEntries(names.map((name) => [name, readFileSync(join(path, name), 'utf8')])),
      shown: (file) => join(path, file),
    };
  }
  const text = readFileSync(path, 'utf8');
  const name = isKnown(basename(path)) ? basename(path) : 'Dockerfile';
  return { files: { [name]: text }, shown: () => path };
}

const isKnown = (name: string): boolean =>
  familiar.test(name) && (!/Dockerfile|Containerfile/i.test(name) || createWorkspace({ [name]: '' }).dockerfiles.length > 0);

/** What a folder's `.shipshapeignore` leaves out; its patterns are those of a `.dockerignore`. */
function ignored(folder: string): Ignore {
  const file = join(folder, '.shipshapeignore');
  return parseIgnore(existsSync(file) ? readFileSync(file, 'utf8') : '');
}

function walk(root: string, folder: string, out: Ignore): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder ? `${folder}/${entry.name}` : entry.name;
    if (entry.isDirectory()) return foreign.test(entry.name) ? [] : walk(root, path, out);
    return entry.isFile() && familiar.test(entry.name) && !out.excludes(path) ? [path] : [];
  });
}

const marks = { error: ['red', '✕ error'], warning: ['yellow', '! warning'], info: ['blue', 'i advice'] } as const;

function show(diagnostic: Diagnostic, files: Files): string {
  const [style, mark] = marks[diagnostic.severity];
  const names = [diagnostic.rule, ...diagnostic.aka].join(', ');
  const fix = diagnostic.fix ? `\n${colour('green', 'Fix:')} ${diagnostic.fix.title}` : '';
  return `${colour(style, mark)} ${colour('dim', names)}\n${indent(`${wrap(diagnostic.message, proseWidth() - 2)}\n${place(diagnostic, files)}${fix}`, 2)}`;
}

export const review: Command = {
  usage: 'review [paths…] [--all] [--json]',
  summary: 'Looks through your own Dockerfiles',
  details:
    'A path is a file or a folder; without one, this folder is taken. --all also applies the rules that are off by default.\nA .shipshapeignore in the folder, written like a .dockerignore, leaves files out.\nExit code 0: nothing but advice; 1: an error or a warning; 2: a path could not be read.',
  options: { json: { type: 'boolean' }, all: { type: 'boolean' } },
  run(paths, { json, all }) {
    const found = (paths.length > 0 ? paths : ['.']).map(readPath).flatMap(({ files, shown }) => {
      const named = Object.fromEntries(Object.entries(files).map(([file, text]) => [shown(file), text]));
      const diagnostics = judge(files, { everything: all === true });
      return diagnostics.map((each) => ({ diagnostic: { ...each, file: shown(each.file) }, files: named }));
    });
    const count = (severity: Diagnostic['severity']) => found.filter(({ diagnostic }) => diagnostic.severity === severity).length;
    if (json)
      console.log(
        JSON.stringify(
          found.map(({ diagnostic }) => diagnostic),
          null,
          2,
        ),
      );
    else {
      for (const { diagnostic, files } of found) console.log(`${show(diagnostic, files)}\n`);
      console.log(
        found.length === 0
          ? 'Nothing to report.'
          : `${count('error')} errors, ${count('warning')} warnings, ${count('info')} pieces of advice.`,
      );
    }
    return count('error') + count('warning') > 0 ? 1 : 0;
  },
};
