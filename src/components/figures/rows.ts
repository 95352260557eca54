/**
 * A Dockerfile instruction by instruction, with what the engine knows of each: whether a second build runs it again, or what its layer
 * holds. The rows are text, so that a picture of them needs no other words.
 */
import { type Because, type Change, createWorkspace, type Instruction, type Piece, parse, rerun, type Step, type StepRun } from '#engine';
import { figures } from '../../course/strings/index.ts';
import { code, outcomeWord } from './words.ts';

/** `acts`: it runs or adds; `bad`: it costs or keeps what it should not; `quiet`: nothing happens. */
export type Tone = 'quiet' | 'acts' | 'bad';

export interface Row {
  /** The instruction's lines, 1-based, inclusive. */
  lines: { start: number; end: number };
  word: string;
  tone: Tone;
  /** One more sentence. Plain text with `code`. */
  note?: string;
}

const workspaceOf = (dockerfile: string, paths: readonly string[], texts: Readonly<Record<string, string>> = {}) => {
  const context = paths.map((path) => {
    const text = texts[path];
    return text === undefined ? { path, bytes: 0 } : { path, bytes: text.length, text };
  });
  return createWorkspace({ Dockerfile: dockerfile }, { context });
};

/** Rows for every instruction; those that the engine has no step for are bases and comments of the build. */
function rowsOf(dockerfile: string, said: ReadonlyMap<number, Omit<Row, 'lines'>>, base: string): Row[] {
  return parse(dockerfile).instructions.map((instruction: Instruction) => ({
    lines: instruction.lines,
    ...(said.get(instruction.lines.start) ?? { word: base, tone: 'quiet' as const }),
  }));
}

const why: Record<Because['kind'], (because: Because) => string> = {
  files: (because) => (because.kind === 'files' ? figures.rerun.files(code(because.paths)) : ''),
  variable: (because) => (because.kind === 'variable' ? figures.rerun.variable(code(because.names)) : ''),
  text: () => figures.rerun.text,
  user: () => figures.rerun.text,
  workdir: () => figures.rerun.text,
  'source-stage': () => figures.rerun.stage,
  'source-image': (because) => (because.kind === 'source-image' ? figures.rerun.image(code([because.image])) : ''),
  above: () => figures.rerun.above,
  'base-stage': () => figures.rerun.stage,
  'base-image': (because) => (because.kind === 'base-image' ? figures.rerun.image(code([because.image])) : ''),
  'no-cache': () => figures.rerun.asked,
};

function rerunRow(run: StepRun): Omit<Row, 'lines'> {
  const { outcome, because } = run;
  const first = because[0];
  return {
    word: outcomeWord(run),
    tone: outcome === 'reruns' ? 'bad' : 'quiet',
    ...(outcome === 'reruns' && first ? { note: why[first.kind](first) } : {}),
  };
}

/**
 * What a second build does after a change.
 * @param context paths of the build context
 * @returns a row for each instruction, and how many of the steps run again; no rows where nothing can be read
 */
export function rerunRows(dockerfile: string, context: readonly string[], change: Change): { rows: Row[]; runs: number; steps: number } {
  const all = rerun(workspaceOf(dockerfile, context), change);
  const steps = all.filter(({ outcome }) => outcome !== 'metadata' && outcome !== 'never-built');
  return {
    rows: rowsOf(dockerfile, new Map(all.map((run) => [run.step.line, rerunRow(run)])), figures.rerun.base),
    runs: steps.filter(({ outcome }) => outcome === 'reruns').length,
    steps: steps.length,
  };
}

const madeBy = (step: Step) => (piece: Piece) => piece.trail[0] === step;

function nameOf(piece: Piece): string {
  if (piece.kind === 'packages' && piece.packages) return figures.layers.packages(code(piece.packages.names));
  if (piece.kind === 'dependencies') return figures.layers[piece.dependencies?.dev === 'yes' ? 'dependencies-dev' : 'dependencies'];
  if (piece.kind === 'output') return figures.layers.output(code([piece.path.replace(/\/$/, '')]));
  return code([piece.source ?? piece.path]);
}

const makesLayer = new Set(['RUN', 'COPY', 'ADD']);

/**
 * What each instruction of the last stage leaves in the image: a layer and what is in it, what it only hides, what it writes twice.
 * @param texts files of the context whose text matters: package.json
 */
export function layerRows(dockerfile: string, context: readonly string[], texts: Readonly<Record<string, string>> = {}): Row[] {
  const workspace = workspaceOf(dockerfile, context, texts);
  const stage = workspace.build()?.final;
  if (!stage) return [];
  const { pieces, hidden, rewritten } = workspace.contents(stage);
  const everything = [...pieces, ...hidden.map(({ piece }) => piece)];
  const row = (step: Step): Omit<Row, 'lines'> => {
    const gone = hidden.filter(({ removedBy }) => removedBy === step).map(({ piece }) => piece);
    const again = rewritten.filter((each) => each.step === step);
    if (again.length > 0) {
      const paths = code(again.map(({ path }) => path));
      return { word: figures.layers.twice, tone: 'bad', note: figures.layers.rewrites(paths) };
    }
    if (gone.length > 0) {
      const lines = [...new Set(gone.map((piece) => piece.trail[0]?.line ?? 0))].map(figures.line).join(', ');
      return { word: figures.layers.hides, tone: 'bad', note: figures.layers.hidden(code(gone.map((piece) => piece.path)), lines) };
    }
    if (step.keyword === 'WORKDIR') return { word: figures.layers.layer, tone: 'quiet', note: figures.layers.folder };
    if (!makesLayer.has(step.keyword)) return { word: figures.layers.none, tone: 'quiet' };
    const made = [...new Set(everything.filter(madeBy(step)).map(nameOf))];
    return { word: figures.layers.layer, tone: 'acts', ...(made.length > 0 ? { note: figures.layers.adds(made.join(', ')) } : {}) };
  };
  return rowsOf(dockerfile, new Map(stage.steps.map((step) => [step.line, row(step)])), figures.layers.base);
}
