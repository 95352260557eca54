/** Package managers of the system, and those of other languages, as far as the course needs them. */
import type { Answer } from '../../source.ts';
import type { Call, Effect } from './shell.ts';
import { baseName, isWithin } from './tree.ts';

type Program = (call: Call) => Effect;

/** Names without their versions: `curl=8.5`, `musl-dev>1`, `typescript@6`. */
const bare = (name: string): string => name.replace(/(?!^)[=<>~@].*$/, '');

function addPackages(call: Call, manager: string, names: string[], group?: string): void {
  if (!names.length && group === undefined) return;
  const all = group === undefined ? names : [...names, group];
  call.tree.add([call.piece(`/var/lib/${manager}`, { kind: 'packages', tree: true, packages: { manager, names: all } })], call.step);
}

/** Takes packages out of view: a piece that loses some of its names is written again without them. */
function dropPackages(call: Call, manager: string, names: string[]): void {
  const { tree, step } = call;
  const touched = tree.pieces.filter(
    (piece) => piece.packages?.manager === manager && piece.packages.names.some((name) => names.includes(name)),
  );
  if (!touched.length) return;
  tree.withdraw((piece) => touched.includes(piece));
  for (const piece of touched) {
    const known = piece.packages?.names ?? [];
    // `.build-deps` is a name for everything that came with it.
    const left = known.some((name) => name.startsWith('.') && names.includes(name)) ? [] : known.filter((name) => !names.includes(name));
    if (piece.trail[0] !== step) tree.hidden.push({ piece, removedBy: step });
    if (left.length) tree.add([{ ...piece, packages: { manager, names: left } }], step);
  }
  tree.version++;
}

function system(manager: string, installs: string[], removes: string[], values: string[] = []): Program {
  return (call) => {
    const read = call.read({ values: [...values, '-t', '--virtual', '-X', '--repository', '-o', '--option', '-p'] });
    const [verb, ...words] = read.positionals.map((word) => call.text(word) ?? word.text);
    const names = words.map(bare);
    if (verb === undefined) return 'ok';
    if (manager === 'apt') needsLists(call, verb, names);
    const group = manager === 'apk' ? (read.value('--virtual') ?? read.value('-t')) : undefined;
    if (installs.includes(verb)) addPackages(call, manager, names, group);
    else if (removes.includes(verb)) dropPackages(call, manager, names);
    return 'ok';
  };
}

const fetched = 'apt lists';

/**
 * Says so where apt is to install what the image lacks and no list of packages was ever fetched: Debian's and Ubuntu's images come
 * without (docker-library, debuerreotype). A mount or a step that is not understood may have brought some.
 */
function needsLists(call: Call, verb: string, names: string[]): void {
  const { config, facts, tree, step } = call.shell;
  if (verb === 'update') config.set(fetched, 'yes');
  if (verb !== 'install' || config.has(fetched) || facts?.packageManager !== 'apt' || tree.blind.length) return;
  const brought =
    step.mounts.some(({ target }) => target !== undefined && isWithin(target, '/var')) || call.holds('/var/lib/apt/lists') === 'yes';
  const absent = names.find((name) => facts.lacks?.includes(name));
  if (!brought && absent !== undefined && call.command.checked) call.fail('missing-lists', absent);
}

const dpkgLike = ['install', 'in', 'reinstall', 'groupinstall', 'localinstall'];
const removal = ['remove', 'purge', 'erase', 'autoremove', 'rm'];

/** Installs a language's packages, kept short: where they go and whether development ones come along. */
function languagePackages(call: Call, manager: string, path: string | undefined, dev: Answer, locked: Answer): Effect {
  if (path === undefined) return 'blind';
  const libc = call.shell.facts?.libc;
  const fits = libc === 'glibc' || libc === 'musl' ? { libc } : {};
  const dependencies = { manager, dev, locked, ...fits };
  call.tree.makeFolder(path);
  const piece = call.piece(path, { kind: 'dependencies', tree: true, dependencies });
  call.tree.add([piece], call.step, { replace: true });
  call.shell.installed.push(piece);
  return 'ok';
}

const pip: Program = (call) => {
  const read = call.read({
    values: [
      '-r',
      '--requirement',
      '-c',
      '--constraint',
      '-t',
      '--target',
      '--prefix',
      '--root',
      '-i',
      '--index-url',
      '--extra-index-url',
      '-f',
      '--find-links',
      '--src',
      '-w',
      '--wheel-dir',
      '-d',
      '--dest',
    ],
  });
  const [verb, ...names] = read.positionals.map((word) => word.text);
  if (verb === 'wheel' || verb === 'download') {
    const folder = ['--wheel-dir', '-w', '--dest', '-d'].map((name) => read.value(name)).find((value) => value !== undefined);
    const path = folder === undefined ? undefined : call.path(folder);
    if (path === undefined || path === call.shell.cwd) return call.guess();
    call.add(path, { kind: 'output', tree: true });
    return 'ok';
  }
  if (verb !== 'install') return 'ok';
  const files = [...read.all('-r'), ...read.all('--requirement')];
  for (const file of files) {
    const path = call.path(file);
    if (path !== undefined && call.holds(path) === 'no') call.fail('missing-file', file);
  }
  const folder = read.value('-t') ?? read.value('--target') ?? read.value('--prefix') ?? (read.has('--user') ? '/root/.local' : undefined);
  const environment = call.env('VIRTUAL_ENV') ?? /^(.*)\/bin\/pip/.exec(call.command.name)?.[1];
  const path = call.path(folder ?? environment ?? '/usr/local/lib/python3');
  const dev: Answer = [...files, ...names].some((name) => /(?:^|[-_/.])(?:dev|test|lint)/.test(name)) ? 'yes' : 'no';
  return languagePackages(call, 'pip', path, dev, read.has('--require-hashes') ? 'yes' : 'unknown');
};

const uv: Program = (call) => {
  const read = call.read({
    values: [
      '--group',
      '--no-group',
      '--only-group',
      '--extra',
      '--package',
      '--project',
      '--directory',
      '-p',
      '--python',
      '--target',
      '-r',
      '--prefix',
      '--index-url',
      '--link-mode',
    ],
  });
  const [verb, sub] = read.positionals.map((word) => word.text);
  if (verb === 'pip' && (sub === 'install' || sub === 'sync')) {
    const folder =
      read.value('--target') ??
      read.value('--prefix') ??
      call.env('VIRTUAL_ENV') ??
      (read.has('--system') ? '/usr/local/lib/python3' : '.venv');
    return languagePackages(call, 'uv', call.path(folder), 'no', 'unknown');
  }
  if (verb === 'venv') {
    const path = call.path(read.positionals[1]?.text ?? '.venv');
    if (path !== undefined) call.tree.makeFolder(path);
    return 'ok';
  }
  if (verb !== 'sync') return verb === 'build' || verb === 'run' ? call.guess() : 'ok';
  const text = call.fileText(call.path('pyproject.toml') ?? '');
  const left =
    read.has('--no-dev', '--no-default-groups', '--only-group') ||
    read.all('--no-group').includes('dev') ||
    /^(?:1|true)$/i.test(call.env('UV_NO_DEV') ?? '');
  const has: Answer = text === undefined ? 'unknown' : /^\s*(?:\[dependency-groups\]|dev-dependencies)/m.test(text) ? 'yes' : 'no';
  const frozen = read.has('--locked', '--frozen') || call.env('UV_LOCKED') !== undefined || call.env('UV_FROZEN') !== undefined;
  if (frozen && call.holds(call.path('uv.lock') ?? '') === 'no') call.fail('missing-lockfile', 'uv.lock');
  return languagePackages(call, 'uv', call.path(call.env('UV_PROJECT_ENVIRONMENT') ?? '.venv'), left ? 'no' : has, frozen ? 'yes' : 'no');
};

const poetry: Program = (call) => {
  const read = call.read({ values: ['--only', '--without', '--with', '-E', '--extras', '-C', '--directory'] });
  if (read.positionals[0]?.text !== 'install' && read.positionals[0]?.text !== 'sync') return 'ok';
  const left = read.value('--only') !== undefined || /\bdev\b/.test(read.all('--without').join(',')) || read.has('--no-dev', '--only-root');
  const inProject = /^(?:1|true)$/i.test(call.env('POETRY_VIRTUALENVS_IN_PROJECT') ?? '');
  return languagePackages(call, 'poetry', call.path(inProject ? '.venv' : '/usr/local/lib/python3'), left ? 'no' : 'unknown', 'yes');
};

const python: Program = (call) => {
  const [first, module, target] = call.words.map((word) => call.text(word));
  if (first === '-m' && (module === 'venv' || module === 'virtualenv')) {
    const path = target === undefined ? undefined : call.path(target);
    if (path !== undefined) call.tree.makeFolder(path);
    return 'ok';
  }
  if (first === '-m' && (module === 'pytest' || module === 'unittest' || module === 'compileall')) return 'ok';
  return first === '--version' || first === '-V' || first === '-c' ? 'ok' : call.guess();
};

const virtualenv: Program = (call) => {
  const path = call.path(call.read({ values: ['-p', '--python'] }).positionals[0] ?? '');
  if (path !== undefined) call.tree.makeFolder(path);
  return 'ok';
};

/** By program. */
export const systemPrograms: Readonly<Record<string, Program>> = {
  'apt-get': system('apt', dpkgLike, removal, ['-c', '--target-release']),
  apt: system('apt', dpkgLike, removal, ['--target-release']),
  aptitude: system('apt', dpkgLike, removal),
  dpkg: (call) => (call.read().has('-i', '--install') ? call.guess('/var/lib/apt') : 'ok'),
  apk: system('apk', ['add'], ['del']),
  dnf: system('dnf', dpkgLike, removal),
  microdnf: system('dnf', dpkgLike, removal),
  yum: system('dnf', dpkgLike, removal),
  zypper: system('zypper', dpkgLike, removal),
  pip,
  pip3: pip,
  uv,
  poetry,
  python,
  python3: python,
  virtualenv,
};

/** Adds tools installed for all: `npm install -g`. */
export const addGlobalTools = (call: Call, names: string[]): void =>
  addPackages(
    call,
    'npm',
    names.map((name) => (name.startsWith('.') ? baseName(name) : bare(name))),
  );
