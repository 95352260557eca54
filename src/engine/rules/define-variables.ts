import type { Step } from '../build/build.ts';
import { nearest } from '../build/suggest.ts';
import type { Span } from '../source.ts';
import { rule } from './rule.ts';
import { buildCheck, buildkitValidations } from './sources.ts';
import { within } from './steps.ts';

/** Each suggestion looks through all variables; a file with more slips than this needs no more of them. */
const mostSuggestions = 50;

export const defineVariables = rule({
  id: 'define-variables',
  aka: ['UndefinedVar'],
  severity: 'warning',
  summary: 'A variable is set with ARG or ENV before it is used.',
  why: 'A variable that nothing sets is empty. The build goes on, and the path or version that it should have filled in is short by a piece.',
  lesson: 'the-build-as-a-graph/layer-cache',
  sources: [buildCheck('UndefinedVar', 'undefined-var'), buildkitValidations],
  bad: 'FROM alpine:3.23\nARG VERSION=1.0\nLABEL version=$VERSON\n',
  good: 'FROM alpine:3.23\nARG VERSION=1.0\nLABEL version=$VERSION\n',
  *check({ stages }) {
    let suggestions = 0;
    for (const stage of stages) {
      for (const step of stage.steps) {
        for (const { name, span } of undeclaredIn(step)) {
          suggestions += 1;
          const near = suggestions > mostSuggestions ? undefined : nearest(name, Object.keys(step.variables));
          const hint = near
            ? `Did you mean \`$${near}\`?`
            : 'Set it with `ENV`, or declare it with `ARG` in this stage: an ARG above FROM is not seen here.';
          const unless = knowsImage(step) ? '' : ', unless the base image does';
          yield { ...within(step, span), message: `Nothing sets \`$${name}\` before this${unless}, so it is empty here. ${hint}` };
        }
      }
    }
  },
});

/** Variables that the step uses and nothing declares, each once. */
function* undeclaredIn(step: Step): Generator<{ name: string; span: Span }> {
  let reported: Set<string> | undefined;
  for (const { names, span } of usesOf(step)) {
    for (const name of names) {
      reported ??= new Set(['BUILDKIT_SBOM_SCAN_CONTEXT', 'BUILDKIT_SBOM_SCAN_STAGE']);
      if (reported.has(name)) continue;
      reported.add(name);
      yield { name, span };
    }
  }
}

function* usesOf(step: Step): Generator<{ names: readonly string[]; span: Span }> {
  for (const { undeclaredVariables, word } of step.words) yield { names: undeclaredVariables, span: word.span };
  for (const { undeclaredVariables, heredoc } of step.transfer?.inline ?? []) yield { names: undeclaredVariables, span: heredoc.marker };
}

function knowsImage(step: Step): boolean {
  let { base } = step.stage;
  while (base.kind === 'stage') base = base.stage.base;
  return base.kind === 'scratch' || (base.kind === 'image' && base.facts?.config?.env !== undefined);
}
