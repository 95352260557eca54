/** Other ways to write the same files: what a grader that judges effects must not notice. */
import { type Build, createWorkspace, type Files, type Instruction, type Span, type Step, type Syntax } from '#engine';

/** One way to write a workspace differently without changing what it does. */
export interface Rewrite {
  /** Kebab-case, unique: `keywords-in-lower-case`. */
  name: string;
  /** The files written that way; undefined where nothing in them can be. Files that it does not touch are the same strings. */
  apply(files: Files): Files | undefined;
}

/** A change of one text. Two changes of one text must not overlap. */
export interface Edit {
  span: Span;
  text: string;
}

/** The text with all edits made. One that overlaps an earlier one is left out. */
export function edited(text: string, edits: readonly Edit[]): string {
  const ordered = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  let result = '';
  let at = 0;
  for (const { span, text: replacement } of ordered) {
    if (span.start < at) continue;
    result += text.slice(at, span.start) + replacement;
    at = span.end;
  }
  return result + text.slice(at);
}

/** Puts text in at an offset. */
export const insert = (at: number, text: string): Edit => ({ span: { start: at, end: at }, text });

/** The workspace with each file of a kind written anew; undefined where none of them changes. `change` gives undefined where it does not apply. */
export function rewriteFiles(files: Files, isKind: (path: string) => boolean, change: (text: string, path: string) => string | undefined) {
  const result: Files = { ...files };
  let changed = false;
  for (const [path, text] of Object.entries(files)) {
    const next = isKind(path) ? change(text, path) : undefined;
    if (next === undefined || next === text) continue;
    result[path] = next;
    changed = true;
  }
  return changed ? result : undefined;
}

const baseName = (path: string) => path.split('/').at(-1) ?? '';

/** Whether a file is a Dockerfile, by its name: 'Dockerfile', 'Dockerfile.dev', 'nginx.Dockerfile'. */
export const isDockerfile = (path: string) => !isIgnoreFile(path) && /^dockerfile(\.|$)|\.dockerfile$/i.test(baseName(path));

/** Whether a file is an ignore file, by its name. */
export const isIgnoreFile = (path: string) => path.endsWith('.dockerignore');

/** What a rewrite of a Dockerfile may ask. */
export interface Source {
  text: string;
  syntax: Syntax;
  build: Build;
  /** The step of an instruction, with what its shell commands and mounts come to; undefined before the first FROM and for FROM. */
  stepOf(instruction: Instruction): Step | undefined;
  /** The other files of the workspace. */
  others: string[];
}

/** A Dockerfile read for rewriting; undefined where it cannot be read: nobody can say what else would mean the same. */
function readSource(files: Files, path: string): Source | undefined {
  const known = sources.get(files) ?? new Map<string, Source | undefined>();
  sources.set(files, known);
  if (!known.has(path)) known.set(path, readAnew(files, path));
  return known.get(path);
}

/** What was read of a workspace: many rewrites ask the same. */
const sources = new WeakMap<Files, Map<string, Source | undefined>>();

function readAnew(files: Files, path: string): Source | undefined {
  const build = createWorkspace(files, {}).build(path);
  if (!build || [...build.syntax.diagnostics, ...build.diagnostics].some((finding) => finding.stopsBuild)) return undefined;
  const steps = new Map(build.stages.flatMap((stage) => stage.steps.map((step) => [step.instruction, step] as const)));
  const others = Object.entries(files).flatMap(([name, text]) => (name === path ? [] : [text]));
  return { text: build.syntax.text, syntax: build.syntax, build, stepOf: (instruction) => steps.get(instruction), others };
}

/** A rewrite of every Dockerfile of a workspace by edits; no edits where it does not apply. */
export function inDockerfiles(name: string, edits: (source: Source) => Edit[]): Rewrite {
  return {
    name,
    apply: (files) =>
      rewriteFiles(files, isDockerfile, (text, path) => {
        const source = readSource(files, path);
        return source && source.text === text ? edited(text, edits(source)) : undefined;
      }),
  };
}

/** A rewrite of every Dockerfile, instruction by instruction. */
export const inInstructions = (
  name: string,
  keywords: readonly string[],
  edits: (instruction: Instruction, source: Source) => Edit[],
): Rewrite =>
  inDockerfiles(name, (source) =>
    source.syntax.instructions.flatMap((each) => (keywords.includes(each.keyword) ? edits(each, source) : [])),
  );

/** Rewrites one after the other; those that do not apply are left out. Undefined where none does. */
export function inTurn(rewrites: readonly Rewrite[]): Rewrite {
  return {
    name: rewrites.map((rewrite) => rewrite.name).join(' + '),
    apply(files) {
      let result: Files | undefined;
      for (const rewrite of rewrites) result = rewrite.apply(result ?? files) ?? result;
      return result;
    },
  };
}

/** What follows an instruction's keyword and flags, as one stretch; heredoc bodies are not in it. */
export const bodySpan = ({ body }: Instruction): Span => ({ start: body.start, end: body.start + body.text.length });

/** The blanks before each flag and word of an instruction, and after its keyword: where a line may be broken. */
export function gaps(instruction: Instruction, text: string): { span: Span; text: string }[] {
  const pieces = [instruction.keywordSpan, ...instruction.flags.map((flag) => flag.span), ...instruction.words.map((word) => word.span)];
  return pieces.slice(1).flatMap((piece, index) => {
    const start = pieces[index]?.end ?? piece.start;
    const span = { start, end: piece.start };
    return span.start < span.end ? [{ span, text: text.slice(span.start, span.end) }] : [];
  });
}
