/** Finds where secrets are read. */
import type { Expression } from './expressions.ts';
import type { EnvVar, Job, SecretUse, Step, Text, Workflow } from './workflow.ts';

/** The secret that a reference reads: `secrets.X`, or the run's own token. */
function secretName(reference: readonly string[]): string | undefined {
  const [context, name = '*'] = reference;
  if (context === 'secrets') return name;
  return context === 'github' && name.toLowerCase() === 'token' ? 'GITHUB_TOKEN' : undefined;
}

type Place = Omit<SecretUse, 'name' | 'span'>;

const inExpressions = (expressions: readonly Expression[], place: Place): SecretUse[] =>
  expressions.flatMap((expression) =>
    expression.references.flatMap((reference) => {
      const name = secretName(reference);
      return name === undefined ? [] : [{ ...place, name, span: expression.span }];
    }),
  );

const inVariables = (variables: readonly EnvVar[], place: Place): SecretUse[] =>
  variables.flatMap((variable) => inExpressions(variable.expressions, { ...place, into: variable.name }));

function inInputs(inputs: Iterable<[string, Text]>, place: Place): SecretUse[] {
  return [...inputs].flatMap(([name, input]) => inExpressions(input.expressions, { ...place, into: name }));
}

function inStep(step: Step): SecretUse[] {
  const place = { job: step.job, step };
  return [
    ...inVariables(step.env, { ...place, scope: 'step-env' }),
    ...inInputs(step.inputs, { ...place, scope: 'with' }),
    ...inExpressions(step.run?.expressions ?? [], { ...place, scope: 'run' }),
    ...inExpressions(step.if ? [step.if] : [], { ...place, scope: 'if' }),
  ];
}

function inJob(job: Job): SecretUse[] {
  return [
    ...inVariables(job.env, { job, scope: 'job-env' }),
    ...inVariables(job.outputs, { job, scope: 'outputs' }),
    ...inInputs(job.inputs, { job, scope: 'with' }),
    ...(job.secrets === 'inherit' ? [] : inVariables(job.secrets, { job, scope: 'with' })),
    ...inExpressions([...(job.if ? [job.if] : []), ...(job.container?.expressions ?? [])], { job, scope: 'other' }),
    ...job.steps.flatMap(inStep),
  ];
}

/** Every place that reads a secret, in the order of scopes: workflow, then job by job. */
export const secretsOf = (workflow: Workflow): SecretUse[] => [
  ...inVariables(workflow.env, { scope: 'workflow-env' }),
  ...workflow.jobs.flatMap(inJob),
];
