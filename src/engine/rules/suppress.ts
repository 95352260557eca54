/** Which findings the file itself asks to leave out: `# check=skip=…` (BuildKit) and `# hadolint ignore=…`. */
import type { Build } from '../build/build.ts';
import { type CheckOptions, checkOptions } from '../build/check-directive.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { Comment, Instruction } from '../dockerfile/syntax.ts';

/** BuildKit's names are words; hadolint's, ShellCheck's and Trivy's are letters with a number. */
const isBuildkitName = (name: string): boolean => !/^(DL|SC|DS-|KSV|AVD-)\d|^DS-/.test(name);
/** Experimental checks run only where they are asked for, and `skip` does not reach them (linter.go). */
const experimental = 'InvalidDefinitionDescription';

/** Keeps the findings that the file does not wave away, and makes errors of them where it asks for that. */
export function withSuppressions(diagnostics: readonly Diagnostic[], build: Build): Diagnostic[] {
  const whole = optionsIn(build.syntax.directives.check);
  const everywhere = hadolintNames(build.syntax.comments, /^hadolint\s+global\s+ignore\s*=\s*(.*)$/i);
  const byInstruction = new Map<Instruction, (diagnostic: Diagnostic) => boolean>();
  return diagnostics.flatMap((diagnostic) => {
    if (diagnostic.stopsBuild) return [diagnostic];
    const names = [diagnostic.rule, ...diagnostic.aka];
    if (isSkipped(names, whole) || names.some((name) => everywhere.has(name))) return [];
    const instruction = instructionAt(build.syntax.instructions, diagnostic.span.start);
    if (instruction && instruction.comments.length > 0 && cached(byInstruction, instruction)(diagnostic)) return [];
    const fails = whole?.error && diagnostic.aka.some(isBuildkitName);
    return [fails ? { ...diagnostic, severity: 'error' as const, stopsBuild: true } : diagnostic];
  });
}

function cached(made: Map<Instruction, (diagnostic: Diagnostic) => boolean>, instruction: Instruction) {
  const known = made.get(instruction);
  if (known) return known;
  const skip = skipsAbove(instruction);
  made.set(instruction, skip);
  return skip;
}

/** What the comments right above an instruction leave out. */
function skipsAbove({ comments }: Instruction): (diagnostic: Diagnostic) => boolean {
  const options = comments.map(({ text }) => optionsIn(/^check\s*=\s*(.*)$/i.exec(text)?.[1]));
  const ignored = hadolintNames(comments, /^hadolint\s+ignore\s*=\s*(.*)$/i);
  return ({ rule, aka }) => {
    const names = [rule, ...aka];
    return options.some((each) => isSkipped(names, each)) || names.some((name) => ignored.has(name));
  };
}

function optionsIn(text: string | undefined): CheckOptions | undefined {
  const options = checkOptions(text);
  return typeof options.error === 'string' ? undefined : (options as CheckOptions);
}

function isSkipped(names: readonly string[], options: CheckOptions | undefined): boolean {
  if (!options || names.includes(experimental)) return false;
  const { skip } = options;
  return skip === 'all' ? names.slice(1).some(isBuildkitName) : names.some((name) => skip.has(name));
}

function hadolintNames(comments: readonly Comment[], pattern: RegExp): Set<string> {
  return new Set(comments.flatMap(({ text }) => (pattern.exec(text)?.[1] ?? '').split(/[\s,]+/)).filter(Boolean));
}

function instructionAt(instructions: readonly Instruction[], offset: number): Instruction | undefined {
  let low = 0;
  let high = instructions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((instructions[middle]?.span.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  const found = instructions[low - 1];
  return found && offset <= found.span.end ? found : undefined;
}
