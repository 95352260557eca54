/** Makes a workspace: each build, ignore file and listing is worked out when first asked for, once. */
import { parse } from '../dockerfile/parse.ts';
import { type Ignore, parseIgnore } from '../formats/dockerignore.ts';
import { type Files, lineAt, lineStarts } from '../source.ts';
import type { Build, Stage } from './build.ts';
import type { Contents } from './contents.ts';
import { createContents } from './contents-of.ts';
import { resolve } from './resolve.ts';
import type { ContextFile, Workspace, WorkspaceOptions } from './workspace.ts';

/**
 * A workspace over some files. `context` lists the other files of the build context; without it, what COPY finds is not checked.
 * Where both name a path, the file of the workspace counts.
 */
export function createWorkspace(files: Files, options: WorkspaceOptions & { context?: ContextFile[] } = {}): Workspace {
  const { context: listed, ...buildOptions } = options;
  const owners = new Map<Stage, string>();
  const read = once((path: string) => parse(textOf(files, path) ?? ''));
  const built = once((key: string): Build => {
    const [path, own] = JSON.parse(key) as [string, WorkspaceOptions];
    const build = resolve(read(path), own);
    for (const stage of build.stages) owners.set(stage, path);
    return build;
  });
  const parsedIgnore = once((path: string): Ignore => parseIgnore(textOf(files, path) ?? ''));
  const starts = once((path: string) => lineStarts(textOf(files, path) ?? ''));
  const context = listed && withOwnFiles(listed, files);
  const ignore = (dockerfile = 'Dockerfile'): ReturnType<Workspace['ignore']> => {
    const path = [`${dockerfile}.dockerignore`, '.dockerignore'].find((candidate) => textOf(files, candidate) !== undefined);
    return path === undefined ? { rules: parsedIgnore('') } : { path, rules: parsedIgnore(path) };
  };
  const sentTo = once((dockerfile: string) => context?.filter((file) => !isIgnored(ignore(dockerfile).rules, file.path)));
  const contents = once((dockerfile: string) =>
    createContents({
      ...(context ? { context } : {}),
      sent: sentTo(dockerfile),
      text: (path) => textOf(files, path) ?? context?.find((file) => file.path === path)?.text,
    }),
  );
  return {
    files,
    ...(context ? { context } : {}),
    options: buildOptions,
    dockerfiles: dockerfilesOf(files),
    build: (path = 'Dockerfile', own = buildOptions) =>
      textOf(files, path) === undefined ? undefined : built(JSON.stringify([path, own])),
    ignore,
    sent: (dockerfile = 'Dockerfile') => sentTo(dockerfile),
    contents: (stage: Stage): Contents => contents(owners.get(stage) ?? 'Dockerfile')(stage),
    lineOf: (file, offset) => lineAt(starts(file), offset),
  };
}

/** A file's text; undefined where there is none, also for names such as `constructor`. */
const textOf = (files: Files, path: string): string | undefined => {
  const text = Object.hasOwn(files, path) ? files[path] : undefined;
  return typeof text === 'string' ? text : undefined;
};

function once<T>(make: (key: string) => T): (key: string) => T {
  const made = new Map<string, { value: T }>();
  return (key) => {
    const known = made.get(key);
    if (known) return known.value;
    const value = make(key);
    made.set(key, { value });
    return value;
  };
}

/** `Dockerfile`, `Dockerfile.dev`, `web.Dockerfile`, in any folder; the root's own first. */
function dockerfilesOf(files: Files): string[] {
  const isDockerfile = (path: string) => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    return !name.endsWith('.dockerignore') && (/^(?:Dockerfile|Containerfile)(?:\.|$)/.test(name) || /.\.dockerfile$/i.test(name));
  };
  const found = Object.keys(files).filter(isDockerfile);
  return found.sort((a, b) => Number(b === 'Dockerfile') - Number(a === 'Dockerfile'));
}

function withOwnFiles(listed: ContextFile[], files: Files): ContextFile[] {
  const own = Object.keys(files).flatMap((path): ContextFile[] => {
    const text = textOf(files, path);
    return text === undefined ? [] : [{ path, bytes: utf8Length(text), text }];
  });
  const merged = [...listed.filter((file) => textOf(files, file.path) === undefined), ...own];
  return merged.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

/** Bytes of a text in UTF-8. A lone surrogate counts as the replacement character. */
function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/**
 * Whether an entry of the listing is left out. A folder given as one entry is out where it is named, or where everything in it is:
 * `node_modules/**` names no folder but leaves nothing of it.
 */
function isIgnored(rules: Ignore, path: string): boolean {
  if (!path.endsWith('/')) return rules.excludes(path);
  const folder = path.slice(0, -1);
  return rules.excludes(folder) || rules.excludes(`${folder}/any/any`);
}
