/** Whether the packages that a running app imports are where Node looks for them. */
import type { Stage, Step } from '../../../build/build.ts';
import type { Piece } from '../../../build/contents.ts';
import type { Workspace } from '../../../build/workspace.ts';
import type { Command } from '../../../shell/command.ts';
import { readScript } from '../../../shell/read.ts';
import type { Judgement } from '../../exercise.ts';
import { listed } from '../words.ts';

/** Scripts of the manifest by name. */
type Scripts = Readonly<Record<string, string>>;

/** Compilers that leave every `import` of a package as it is. esbuild does so too unless it is told to bundle. */
const transpilers = new Set(['tsc', 'tspc', 'swc', 'babel', 'sucrase']);

/** Commands that write no program: what they leave has the imports that it had. */
const bystanders =
  /^(?:|adduser|addgroup|apk|apt-get|cat|cd|chmod|chown|corepack|cp|echo|export|groupadd|install|ls|mkdir|mv|printf|rm|set|test|true|useradd)$/;

/** What a command does to the imports of the app's own files: a bundler resolves them, and an unknown program may. */
type Effect = 'compiles' | 'nothing' | 'unknown';

function effectOf(command: Command, scripts: Scripts, depth = 0): Effect {
  const words = [command.name, ...command.args.map((word) => word.text)].map((word) => word.split('/').at(-1) ?? '');
  const [program = ''] = words;
  if (/^(?:npm|pnpm|yarn)$/.test(program)) {
    const called = words.slice(1).filter((word) => !word.startsWith('-') && !/^(?:run|run-script)$/.test(word));
    const name = called.find((word) => Object.hasOwn(scripts, word));
    if (name === undefined) return words.some((word) => /^(?:exec|dlx|x|run)$/.test(word)) ? 'unknown' : 'nothing';
    const script = scripts[name] ?? '';
    // npm runs `prebuild` and `postbuild` with `build`.
    if (depth > 2 || Object.hasOwn(scripts, `pre${name}`) || Object.hasOwn(scripts, `post${name}`)) return 'unknown';
    return effectOfAll(readScript(script, 0).commands, scripts, depth + 1);
  }
  const runs = program === 'npx' ? words.slice(1).find((word) => !word.startsWith('-')) : program;
  if (transpilers.has(runs ?? '') || (runs === 'esbuild' && !words.some((word) => word.startsWith('--bundle')))) return 'compiles';
  return bystanders.test(program) ? 'nothing' : 'unknown';
}

function effectOfAll(commands: readonly Command[], scripts: Scripts, depth = 0): Effect {
  const effects = commands.map((command) => effectOf(command, scripts, depth));
  if (effects.includes('unknown')) return 'unknown';
  return effects.includes('compiles') ? 'compiles' : 'nothing';
}

/** Whether the stages that made a file compiled it and did nothing else that could have put packages into it. */
function compiledOnly(steps: readonly Step[], scripts: Scripts): boolean {
  const stages = new Set(steps.map((step) => step.stage));
  const ran = [...stages].flatMap((stage) => stage.steps.filter((step) => step.keyword === 'RUN'));
  if (ran.some((step) => !step.script || step.script.interpreter || step.script.problems.length > 0)) return false;
  return (
    effectOfAll(
      ran.flatMap((step) => step.script?.commands ?? []),
      scripts,
    ) === 'compiles'
  );
}

/** Names of the packages that the manifest of the context asks for at run time. */
function productionPackages(workspace: Workspace): string[] {
  try {
    const manifest: unknown = JSON.parse(workspace.context?.find((file) => file.path === 'package.json')?.text ?? '{}');
    const asked = (manifest as { dependencies?: unknown } | null)?.dependencies;
    return typeof asked === 'object' && asked !== null ? Object.keys(asked) : [];
  } catch {
    return [];
  }
}

/** Where Node looks for a package that a file imports, nearest first. */
function lookedUp(file: string): string[] {
  const parts = file.split('/').slice(1, -1);
  return [...parts.keys(), parts.length].map((depth) => `/${[...parts.slice(0, depth), 'node_modules'].join('/')}`).reverse();
}

/**
 * What is wrong where a file that Node starts was compiled with its imports left alone, and no `node_modules` is where Node looks.
 * Undefined where packages are there, where the file may hold them itself (a bundler, an unknown build), and where it cannot be told.
 */
export function missingPackages(
  path: string,
  pieces: readonly Piece[],
  stage: Stage,
  workspace: Workspace,
  scripts: Scripts,
): Judgement | undefined {
  const bundle = pieces.find((piece) => piece.bundle)?.bundle;
  const names = bundle ? bundle.outside : productionPackages(workspace);
  const contents = workspace.contents(stage);
  if (names.length === 0 || stage.config.env.NODE_PATH !== undefined) return undefined;
  const places = lookedUp(path);
  // What a compiler writes file by file holds no packages, though nobody listed what it does hold.
  const perhaps = places.some((place) => {
    const found = contents.holds(place);
    return found.pieces.some((piece) => piece.kind !== 'output') || found.blind.length > 0;
  });
  const made = pieces.flatMap((piece) => piece.trail).filter((step) => step.keyword === 'RUN');
  if (perhaps || !contents.complete || !(bundle || compiledOnly(made, scripts))) return undefined;
  return {
    outcome: 'fail',
    mistake: 'packages-missing',
    message: `\`${path}\` still imports ${listed(names)}, and no \`node_modules\` is in the final image where Node would look, from \`${places[0]}\` up. The container ends as soon as it starts. Look at what the build leaves in its own stage.`,
  };
}
