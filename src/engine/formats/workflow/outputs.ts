/** Follows a value back to the step that made it: `${{ steps.build.outputs.digest }}`, over jobs and environment variables. */
import { type Environment, fillIn } from '../commands/variables.ts';
import { type Expression, readExpressions } from './expressions.ts';
import type { Job, Step } from './workflow.ts';

/** An output of a step. */
export interface OutputOrigin {
  step: Step;
  /** 'digest', 'image', … */
  output: string;
}

/** Env → output → env … longer than this is no honest workflow. */
const furthest = 8;

function ofReference(reference: readonly string[], step: Step, left: number): OutputOrigin | undefined {
  const [context, first = '', outputs, name = ''] = reference;
  if (context === 'steps' && outputs === 'outputs') return ofStep(step.job, first, name);
  if (context === 'needs' && outputs === 'outputs')
    return ofJob(
      step.job.workflow.jobs.find((job) => job.id === first),
      name,
      left,
    );
  return context === 'env' ? ofVariable(first, step, left) : undefined;
}

function ofStep(job: Job, id: string, output: string): OutputOrigin | undefined {
  const step = job.steps.find((each) => each.id === id);
  return step && { step, output };
}

function ofJob(job: Job | undefined, name: string, left: number): OutputOrigin | undefined {
  const output = job?.outputs.find((each) => each.name === name);
  const last = job?.steps.at(-1);
  return output && last && ofExpressions(output.expressions, last, left - 1);
}

function ofVariable(name: string, step: Step, left: number): OutputOrigin | undefined {
  for (const scope of [step.env, step.job.env, step.job.workflow.env]) {
    const found = scope.findLast((each) => each.name === name);
    if (found) return ofExpressions(found.expressions, step, left - 1) ?? ofNames(found.text, step, left - 1);
  }
  return undefined;
}

function ofExpressions(expressions: readonly Expression[], step: Step, left: number): OutputOrigin | undefined {
  if (left <= 0) return undefined;
  for (const expression of expressions) {
    for (const reference of expression.references) {
      const found = ofReference(reference, step, left);
      if (found) return found;
    }
  }
  return undefined;
}

/** `$NAME` and `${NAME}` in a text that the shell will expand. */
function ofNames(text: string, step: Step, left: number): OutputOrigin | undefined {
  if (left <= 0) return undefined;
  for (const match of text.matchAll(/\$(?:\{(\w+)\}|(\w+))/g)) {
    const found = ofVariable(match[1] ?? match[2] ?? '', step, left - 1);
    if (found) return found;
  }
  return undefined;
}

/** The step and output that a text of a step carries: an image's digest, a tag. Undefined where it is fixed or cannot be followed. */
export function outputIn(text: string, step: Step): OutputOrigin | undefined {
  const expressions = readExpressions(text, (start, end) => ({ start, end }));
  return ofExpressions(expressions, step, furthest) ?? ofNames(text, step, furthest);
}

/** Environment variables of a step: its own, the job's, the workflow's. */
const environmentOf = (step: Step): Environment => ({
  get(name) {
    for (const scope of [step.env, step.job.env, step.job.workflow.env]) {
      const found = scope.findLast((each) => each.name === name);
      if (found) return { text: found.text, literal: found.expressions.length === 0, span: found.span };
    }
    return undefined;
  },
});

/**
 * A text in one spelling, so that two places can be compared: known variables and `${{ env.X }}` are filled in, other expressions
 * lose their spaces. `variables` are those of the command, where it is one.
 */
export function settle(text: string, step: Step, variables?: Environment): string {
  const environment = environmentOf(step);
  const known: Environment = { get: (name) => variables?.get(name) ?? environment.get(name) };
  const inShell = fillIn(text, known).replace(/\$\{\{\s*env\.(\w+)\s*\}\}/gi, (written, name: string) =>
    fillIn(environment.get(name)?.text ?? written, known),
  );
  return inShell.replace(/\$\{\{[^\n}]*\}\}/g, (expression) => expression.replace(/\s+/g, ''));
}
