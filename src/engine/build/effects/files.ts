/** Programs that move files about: rm, mv, cp, mkdir, ln, chown, tar, curl and their like. */
import { cloneValues, type OptionSpec } from '../../shell/options.ts';
import type { Answer } from '../../source.ts';
import { hasWildcard } from './match.ts';
import { copied, landing, targetOf } from './place.ts';
import type { Call, Effect } from './shell.ts';
import { baseName, isWithin, join, parentOf } from './tree.ts';

type Program = (call: Call) => Effect;

const paths = (call: Call, spec?: OptionSpec): (string | undefined)[] => call.read(spec).positionals.map((word) => call.path(word));

const remove: Program = (call) => {
  const targets = paths(call, { values: ['--glob'] });
  for (const path of targets) if (path !== undefined && path !== '/') call.tree.remove(path, call.step);
  // `rm -rf "$DIR"`: something goes, and nobody knows what.
  return targets.includes(undefined) ? 'blind' : 'ok';
};

const makeFolders: Program = (call) => {
  for (const path of paths(call, { values: ['-m', '--mode', '-o', '-g'] })) if (path !== undefined) call.tree.makeFolder(path);
  return 'ok';
};

const touch: Program = (call) => {
  for (const path of paths(call, { values: ['-d', '-t', '-r'] })) {
    if (path !== undefined && call.holds(path) !== 'yes') call.add(path, { kind: 'output', tree: false });
  }
  return 'ok';
};

/** `cp`, and `mv` where `removes`. */
function transfer(removes: boolean): Program {
  return (call) => {
    const read = call.read({ values: ['-t', '--target-directory', '-S', '--suffix'] });
    const words = read.positionals.map((word) => call.path(word));
    const into = read.value('-t') ?? read.value('--target-directory');
    const target = into === undefined ? words.pop() : call.path(into);
    const written = into === undefined ? read.positionals.at(-1)?.text : `${into}/`;
    if (target === undefined || words.includes(undefined)) return 'blind';
    const named = written?.endsWith('/') && !target.endsWith('/') ? `${target}/` : target;
    const sources = words.flatMap((path, index) => {
      const found = call.tree.expand(path ?? '');
      return found.map((each) => ({ path: each, contents: /(?:^|\/)\.$/.test(read.positionals[index]?.text ?? '') }));
    });
    for (const source of sources) {
      const selection = call.tree.select(source.path);
      const place = targetOf(named, sources.length, call.tree);
      // Unlike COPY, `cp -r a b` makes `b/a` where `b` is a folder; `a/.` means what is in it.
      const inside = place.intoFolder && !source.contents && call.tree.isFolder(place.path);
      const at = selection.folder ? (inside ? join(place.path, baseName(source.path)) : place.path) : landing(source.path, false, place);
      const pieces = copied(selection, at, call.step).filter((piece) => !isWithin(piece.path, source.path) || !selection.folder);
      if (removes) call.tree.remove(source.path, call.step);
      if (pieces.length) call.tree.add(pieces, call.step);
      else if (selection.found !== 'no') call.add(at, { kind: 'unknown', tree: selection.folder });
      if (selection.folder) call.tree.makeFolder(at);
    }
    return 'ok';
  };
}

const link: Program = (call) => {
  const words = paths(call, { values: ['-t'] });
  const target = words.at(-1);
  if (words.length < 2 || target === undefined) return 'ok';
  call.add(target, { kind: 'output', tree: false });
  return 'ok';
};

/** `install -d a b` makes folders; else it copies. */
const install: Program = (call) => {
  const spec = { values: ['-m', '-o', '-g', '--mode', '--owner', '--group', '-t'] };
  if (call.read(spec).has('-d', '--directory')) return makeFolders(call);
  const target = paths(call, spec).at(-1);
  if (target !== undefined) call.add(target, { kind: 'output', tree: false });
  return 'ok';
};

/** A recursive change of owner or mode copies every file it touches into the new layer. */
const rewrite: Program = (call) => {
  const read = call.read({ values: ['--reference', '--from'] });
  if (call.program === 'chown' && call.command.checked) {
    for (const word of read.positionals.slice(1)) {
      const path = call.path(word);
      if (path !== undefined && !hasWildcard(path) && call.holds(path) === 'no') call.fail('missing-file', word.text);
    }
  }
  if (!read.has('-R', '--recursive', '-r')) return 'ok';
  for (const word of read.positionals.slice(1)) {
    const path = call.path(word);
    if (path === undefined) continue;
    const pieces = call.tree.pieces.filter(
      (piece) => isWithin(piece.path, path) && piece.kind !== 'packages' && piece.trail[0] !== call.step,
    );
    if (pieces.length) call.shell.rewritten.push({ step: call.step, path, pieces });
  }
  return 'ok';
};

const untar: Program = (call) => {
  const read = call.read({
    values: ['-C', '--directory', '-f', '--file', '--exclude', '-X', '-T', '-I', '--strip-components', '--strip', '--transform'],
  });
  const folder = read.value('-C') ?? read.value('--directory');
  const at = folder === undefined ? call.shell.cwd : call.path(folder);
  const mode = call.words[0]?.text ?? '';
  const extracts = read.has('-x', '--extract', '--get') || /^[a-zA-Z]*x/.test(mode);
  if (extracts && at !== undefined) call.add(at, { kind: 'unknown', tree: true });
  else if (!extracts) {
    const file = read.value('-f') ?? read.value('--file');
    const path = file === undefined || file === '-' ? undefined : call.path(file);
    if (path !== undefined && !read.has('-t', '--list')) call.add(path, { kind: 'output', tree: false });
  }
  return 'ok';
};

const unzip: Program = (call) => {
  const folder = call.read({ values: ['-d', '-x'] }).value('-d');
  const at = folder === undefined ? call.shell.cwd : call.path(folder);
  if (at !== undefined) call.add(at, { kind: 'unknown', tree: true });
  return 'ok';
};

/** curl and wget: the file they write, where they do. */
function download(output: string[], remoteName: string[], byDefault: boolean): Program {
  return (call) => {
    const read = call.read({
      values: [
        ...output,
        '-H',
        '--header',
        '-d',
        '--data',
        '-u',
        '--user',
        '-X',
        '--request',
        '--retry',
        '--max-time',
        '-A',
        '-P',
        '--directory-prefix',
        '--output-dir',
        '--proto',
        '--tries',
        '-T',
        '--timeout',
      ],
    });
    const named = output.map((flag) => read.value(flag)).find((value) => value !== undefined);
    if (read.has('--spider', '--version', '-V', '--help')) return 'ok';
    if (named === '-' || named === '/dev/null' || named === '/dev/stdout') return 'ok';
    const folder = read.value('-P') ?? read.value('--directory-prefix') ?? read.value('--output-dir') ?? '.';
    const url = read.positionals.map((word) => call.text(word) ?? word.text).at(-1) ?? '';
    if (named === undefined && !byDefault && !read.has(...remoteName)) return 'ok';
    const path = call.path(named ?? `${folder}/${baseName(url.replace(/[?#].*$/, '')) || 'index.html'}`);
    if (path === undefined) return call.guess();
    call.add(path, { kind: 'unknown', tree: false });
    return 'ok';
  };
}

const git: Program = (call) => {
  const read = call.read({ values: cloneValues });
  const [command, url, folder, ...more] = read.positionals.map((word) => call.text(word));
  if (command === 'clone') {
    if (more.length > 0) call.fail('refused-words', 'one address and one folder');
    const at = folder ?? baseName((url ?? '').replace(/\.git$/, ''));
    const path = call.path(at);
    if (path !== undefined) call.add(path, { kind: 'unknown', tree: true });
    return path === undefined ? 'blind' : 'ok';
  }
  if (command === 'config' && writesHere(call) && repositoryOver(call) === 'no') call.fail('missing-repository', call.shell.cwd);
  const reads = ['rev-parse', 'log', 'describe', 'status', 'config', 'diff', 'show', '--version', 'submodule', 'fetch', 'lfs'];
  return command === undefined || reads.includes(command) ? 'ok' : call.guess();
};

/** Whether `git config` sets a value of the repository it stands in: no flag names another file. */
function writesHere(call: Call): boolean {
  const flags = call.words.map(({ text }) => text).filter((text) => text.startsWith('-'));
  if (flags.some((flag) => flag !== '--add' && flag !== '--local' && flag !== '--replace-all')) return false;
  const values = call.read({}).positionals.length;
  return call.command.checked && values >= 3;
}

/** Whether the current folder, or one above it, holds a repository. */
function repositoryOver(call: Call): Answer {
  let found: Answer = 'no';
  for (let folder = call.shell.cwd; found === 'no'; folder = parentOf(folder)) {
    found = call.holds(join(folder, '.git'));
    if (folder === '/') break;
  }
  return found;
}

const tee: Program = (call) => {
  for (const path of paths(call)) if (path !== undefined && !path.startsWith('/dev/')) call.add(path, { kind: 'output', tree: false });
  return 'ok';
};

/** By program. */
export const filePrograms: Readonly<Record<string, Program>> = {
  rm: remove,
  rmdir: remove,
  unlink: remove,
  shred: remove,
  rimraf: remove,
  'del-cli': remove,
  del: remove,
  mkdir: makeFolders,
  mkdirp: makeFolders,
  touch,
  cp: transfer(false),
  mv: transfer(true),
  ln: link,
  install,
  chown: rewrite,
  chmod: rewrite,
  chgrp: rewrite,
  tar: untar,
  unzip,
  curl: download(['-o', '--output'], ['-O', '--remote-name', '--remote-name-all'], false),
  wget: download(['-O', '--output-document'], [], true),
  git,
  tee,
};
