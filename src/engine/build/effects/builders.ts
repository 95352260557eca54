/** Compilers and bundlers: what each reads, where each writes. */
import { packagesBringing } from '../../catalog/package-managers.ts';
import type { ShellWord } from '../../shell/command.ts';
import { readArguments } from '../../shell/options.ts';
import type { Bundle } from '../contents.ts';
import { bundleOf } from './bundles.ts';
import { bringsTool } from './dependencies.ts';
import { inputsOf, outDirOf } from './manifest.ts';
import { hasWildcard } from './match.ts';
import { runNamed, scriptsLike } from './scripts.ts';
import type { Call, Effect } from './shell.ts';
import { join, parentOf } from './tree.ts';

type Program = (call: Call) => Effect;

/** A tool that writes a folder or a file, named by a flag or by custom. */
interface Builder {
  /** Flags whose value is the folder it writes. */
  folder?: string[];
  /** Flags whose value is the file it writes. */
  file?: string[];
  /** The folder it writes where no flag says so; undefined: it cannot be told. */
  usual?: string;
  /** The file of its folder that it starts from, and the names of files that may say otherwise. */
  begins?: string;
  settings?: RegExp;
  /** Only with this first word does it write: `vite build`. */
  verb?: string[];
  /** With one of these words it only fetches or shows: `gradle dependencies`. */
  idle?: RegExp;
  /** Flags that take the next word, beside those above. */
  values?: string[];
  /** Its positionals, after the verb, are the files it starts from. */
  entries?: true;
  /** Without a folder or file it prints what it built. */
  prints?: true;
  /** Not a tool of node_modules. */
  own?: boolean;
}

/** Tasks of Maven and Gradle that build nothing. */
const fetching = /^(?:dependency:[\w-]+|dependencies|buildEnvironment|help|tasks|clean)$/;

const builders: Readonly<Record<string, Builder>> = {
  tsup: { folder: ['-d', '--out-dir'], usual: 'dist' },
  vite: { folder: ['--outDir'], usual: 'dist', verb: ['build'], begins: 'index.html', settings: /^vite\.config\.[cm]?[jt]s$/ },
  ncc: { folder: ['-o', '--out'], usual: 'dist', verb: ['build'], values: ['-e', '--external', '--target'], entries: true },
  esbuild: { folder: ['--outdir'], file: ['--outfile'], entries: true, prints: true },
  webpack: { folder: ['-o', '--output-path'], usual: 'dist', values: ['-c', '--config', '--mode'] },
  rollup: { folder: ['-d', '--dir'], file: ['-o', '--file'], values: ['-c', '--config', '-f', '--format'] },
  rolldown: { folder: ['-d', '--dir'], file: ['-o', '--file'], values: ['-c', '--config'] },
  parcel: { folder: ['--dist-dir'], usual: 'dist', verb: ['build'] },
  swc: { folder: ['-d', '--out-dir'], file: ['-o', '--out-file'] },
  babel: { folder: ['-d', '--out-dir'], file: ['-o', '--out-file'], values: ['-x', '--extensions'] },
  next: { usual: '.next', verb: ['build'] },
  nuxt: { usual: '.output', verb: ['build', 'generate'] },
  nest: { usual: 'dist', verb: ['build'] },
  ng: { folder: ['--output-path'], usual: 'dist', verb: ['build', 'b'] },
  astro: { folder: ['--outDir'], usual: 'dist', verb: ['build'] },
  'react-scripts': { usual: 'build', verb: ['build'] },
  'react-router': { usual: 'build', verb: ['build'] },
  'vue-cli-service': { folder: ['--dest'], usual: 'dist', verb: ['build'] },
  unbuild: { usual: 'dist' },
  tsdown: { folder: ['-d', '--out-dir'], usual: 'dist' },
  bun: { folder: ['--outdir'], file: ['--outfile'], verb: ['build'] },
  cargo: {
    folder: ['--target-dir', '--root'],
    usual: 'target',
    verb: ['build', 'install', 'b', 'rustc'],
    values: ['--target', '--bin', '--features', '--path', '-p'],
    own: true,
  },
  mvn: { usual: 'target', own: true, values: ['-f', '-P', '-pl'], idle: fetching },
  mvnw: { usual: 'target', own: true, values: ['-f', '-P', '-pl'], idle: fetching },
  gradle: { usual: 'build', own: true, values: ['-x', '-p'], idle: fetching },
  gradlew: { usual: 'build', own: true, values: ['-x', '-p'], idle: fetching },
  dotnet: { folder: ['-o', '--output'], verb: ['publish', 'build'], values: ['-c', '-r', '--configuration'], own: true },
  gcc: { file: ['-o'], usual: '.', own: true },
  'g++': { file: ['-o'], usual: '.', own: true },
  hugo: { folder: ['-d', '--destination'], usual: 'public', own: true, values: ['-s', '--source'] },
};

/** Whether a program is a tool that projects install for themselves. */
export const isNodeTool = (program: string): boolean => {
  const builder = Object.hasOwn(builders, program) ? builders[program] : undefined;
  return program === 'tsc' || Object.hasOwn(others, program) || (builder !== undefined && !builder.own);
};

/** Says so where a project's tool is not at hand. `fetches`: npx would download a package of the tool's own name. */
export function needsTool(call: Call, fetches: boolean): void {
  if (fetches && packagesBringing(call.program).includes(call.program)) return;
  if (!call.shell.localTools && !isNodeTool(call.program)) return;
  const { answer, becauseOf } = bringsTool(call.tree, call.shell.cwd, call.program);
  if (answer === 'no') call.fail('missing-tool', call.program, becauseOf);
  else if (!call.shell.localTools && answer === 'yes' && !onPath(call)) call.fail('missing-tool', call.program);
}

/** Called by its bare name: on PATH, installed for all, or given by its path. */
function onPath(call: Call): boolean {
  const wanted = packagesBringing(call.program);
  const global = call.tree.pieces.some((piece) => piece.packages?.names.some((name) => wanted.includes(name)));
  return global || call.command.name.includes('/') || (call.env('PATH') ?? '').includes('node_modules/.bin');
}

function build(call: Call, builder: Builder): Effect {
  const flags = [...(builder.folder ?? []), ...(builder.file ?? [])];
  const read = call.read({ values: [...flags, ...(builder.values ?? [])] });
  if (read.has('--version', '-v', '--help', '-V')) return 'ok';
  if (builder.verb && !builder.verb.includes(read.positionals[0]?.text ?? '')) return 'ok';
  const { idle } = builder;
  if (idle && read.positionals.length > 0 && read.positionals.every(({ text }) => idle.test(text))) return 'ok';
  if (builder.begins !== undefined && read.positionals.length <= 1 && !read.has('-c', '--config'))
    lacksBeginning(call, builder.begins, builder.settings);
  const value = (names: string[] = []) => names.map((name) => read.value(name)).find((found) => found !== undefined && found !== '');
  if (builder.entries) readEntries(call, read.positionals.slice(builder.verb ? 1 : 0));
  const bundle = bundleOf(call, read);
  const file = value(builder.file);
  const folder = value(builder.folder) ?? (file === undefined ? builder.usual : undefined);
  if (file !== undefined) return write(call, file, !/\.[a-z]+$/i.test(file) && file.endsWith('/'), bundle);
  if (folder !== undefined) return write(call, folder, true, bundle);
  return builder.prints ? 'ok' : call.guess();
}

/** Says so where the file to start from is not there, and nothing that could name another. */
function lacksBeginning(call: Call, file: string, settings?: RegExp): void {
  const { cwd } = call.shell;
  if (call.holds(join(cwd, file)) !== 'no') return;
  if (!call.tree.pieces.some(({ path }) => parentOf(path) === cwd && settings?.test(path.slice(cwd.length).replace(/^\//, ''))))
    call.fail('missing-file', file);
}

/** Endings that a bundler tries where a name has none. */
const endings = ['', '.ts', '.tsx', '.js', '.jsx', '.mjs', '.cjs', '.mts', '.json', '/index.ts', '/index.js'];

/** Says so where the files that a bundler is told to start from are not there. `out=src/index.ts` names the output as well. */
function readEntries(call: Call, words: readonly ShellWord[]): void {
  for (const word of words) {
    const name = call.text(word)?.replace(/^[^=/]*=/, '');
    // A bare name may be a package's.
    if (name === undefined || hasWildcard(name) || !/[./]/.test(name)) continue;
    const path = call.path(name);
    if (path !== undefined && endings.every((ending) => call.holds(path + ending) === 'no')) call.fail('missing-input', name);
  }
}

function write(call: Call, where: string, tree: boolean, bundle?: Bundle): Effect {
  const path = call.path({ text: where, literal: !where.includes('$'), span: call.shell.span });
  if (path === undefined) return call.guess();
  if (path === call.shell.cwd) return call.guess();
  call.add(path, { kind: 'output', tree, ...(bundle ? { bundle } : {}) });
  return 'ok';
}

const tsc: Program = (call) => {
  const read = call.read({
    values: ['-p', '--project', '--outDir', '--outFile', '-b', '--build', '--target', '--module'],
    singleDash: true,
    alias: { '-p': '--project', '-b': '--build' },
  });
  if (read.has('--noEmit', '--version', '-v', '--help')) return 'ok';
  const project = read.value('--project') ?? (read.value('--build') || undefined) ?? '.';
  const given = call.path(project) ?? call.shell.cwd;
  const config = /\.json$/.test(given) ? given : join(given, 'tsconfig.json');
  const files = read.positionals.some((word) => /\.[cm]?tsx?$/.test(word.text));
  if (!files && call.holds(config) === 'no') call.fail('missing-file', config);
  const text = call.fileText(config);
  const inputs = files || text === undefined ? undefined : inputsOf(text);
  const named = (inputs ?? []).map((name) => call.path(name.replace(/(?:^|\/)[^/]*[*?].*$/, '') || '.', parentOf(config)));
  if (named.length > 0 && named.every((path) => path !== undefined && call.holds(path) === 'no')) {
    call.fail('missing-input', inputs?.[0] ?? '');
  }
  const flag = read.value('--outDir');
  if (flag !== undefined) return write(call, flag, true);
  const folder = text === undefined ? undefined : outDirOf(text);
  if (folder === undefined) return text === undefined ? call.guess(parentOf(config)) : extended(call, text, config);
  const path = call.path(folder, parentOf(config));
  if (path !== undefined && path !== parentOf(config)) call.add(path, { kind: 'output', tree: true });
  return 'ok';
};

/** A tsconfig without `outDir` of its own may inherit one. */
function extended(call: Call, text: string, config: string): Effect {
  const base = /"extends"\s*:\s*"(\.[^"]*)"/.exec(text)?.[1];
  const path = base === undefined ? undefined : call.path(/\.json$/.test(base) ? base : `${base}.json`, parentOf(config));
  const inherited = path === undefined ? undefined : call.fileText(path);
  const folder = inherited === undefined ? undefined : outDirOf(inherited);
  if (folder === undefined || path === undefined) return call.guess(parentOf(config));
  const target = call.path(folder, parentOf(path));
  if (target !== undefined) call.add(target, { kind: 'output', tree: true });
  return 'ok';
}

/** `run-s clean build:*`, `run-p …`, `npm-run-all …`. */
const runAll: Program = (call) => {
  const manifest = call.manifest(call.shell.cwd);
  if (!manifest) return call.guess();
  for (const word of call.read().positionals) for (const name of scriptsLike(manifest, word.text)) runNamed(call, name, call.shell.cwd);
  return 'ok';
};

const concurrently: Program = (call) => {
  for (const word of call.read({ values: ['-n', '--names', '-c'] }).positionals) {
    const script = /^(?:npm|yarn|pnpm):(.+)$/.exec(word.text)?.[1];
    if (script !== undefined) runNamed(call, script, call.shell.cwd);
    else call.shell.run(word.text, call.shell);
  }
  return 'ok';
};

/** `shx rm -rf dist`: the tool behind it. */
const shx: Program = (call) => {
  const [first, ...rest] = readArguments(call.words, { stopAtPositional: true }).positionals;
  return first ? call.shell.run([first, ...rest].map((word) => word.text).join(' '), call.shell) : 'ok';
};

/** `go build -o x` writes x, without `-o` a file named after the module; `go install` writes into GOPATH's `bin`. */
const go: Program = (call) => {
  const read = call.read({ values: ['-o', '-C', '-ldflags', '-gcflags', '-tags', '-mod', '-p', '-trimpath='], singleDash: true });
  const verb = read.positionals[0]?.text;
  if (verb === 'install' || verb === 'get') return call.guess(call.path(call.env('GOBIN') ?? `${call.env('GOPATH') ?? '/go'}/bin`));
  if (verb === 'generate' || verb === 'run') return call.guess();
  if (verb !== 'build') return 'ok';
  const output = read.value('-o');
  return output ? write(call, output, output.endsWith('/')) : call.guess();
};

const anywhere: Program = (call) => call.guess();
const nothing: Program = () => 'ok';

const others: Readonly<Record<string, Program>> = {
  'run-s': runAll,
  'run-p': runAll,
  'npm-run-all': runAll,
  'npm-run-all2': runAll,
  concurrently,
  shx,
  turbo: anywhere,
  nx: anywhere,
  lerna: anywhere,
  cpx: anywhere,
  cpy: anywhere,
  copyfiles: anywhere,
  tsx: anywhere,
  'ts-node': anywhere,
  gulp: anywhere,
  grunt: anywhere,
  pkg: anywhere,
  prisma: nothing,
  'drizzle-kit': nothing,
  'tsc-alias': nothing,
  'react-email': nothing,
  'svelte-kit': nothing,
};

/** The effect of a compiler or bundler; undefined where the program is none. */
export function builderOf(program: string): Program | undefined {
  if (program === 'tsc') return tsc;
  if (program === 'go') return go;
  if (Object.hasOwn(others, program)) return others[program];
  const builder = Object.hasOwn(builders, program) ? builders[program] : undefined;
  return builder && ((call) => build(call, builder));
}
