/** Reads the steps of a job. */
import type { Answer, Span } from '../../source.ts';
import { readInvocations } from '../commands/read.ts';
import type { Environment } from '../commands/variables.ts';
import { entryOf, nodeAt, shorten, type YamlNode } from '../yaml/node.ts';
import { readAction } from './actions.ts';
import { readEmbedded, shellOf } from './embedded.ts';
import { functionsOf, readCondition } from './expressions.ts';
import { misspeltInputs, refusedSpecs } from './inputs.ts';
import { type OperationDraft, operationOf } from './operations.ts';
import type { Reader } from './reader.ts';
import { readUses } from './uses.ts';
import type { EnvVar, Job, Operation, RunStep, Step } from './workflow.ts';

/** `continue-on-error:`; an expression decides at run time. */
export function continues(node: YamlNode | undefined): Answer {
  if (node?.kind !== 'scalar') return 'no';
  return node.text.includes('${{') ? 'unknown' : /^true$/i.test(node.text) ? 'yes' : 'no';
}

/** Whether an `if:` lets something run after a failure. Without a status function GitHub adds `success()`. */
export function runsAfterFailure(condition: string): boolean {
  const functions = functionsOf(condition);
  return (
    functions.includes('always') || functions.includes('failure') || (functions.includes('cancelled') && /!\s*cancelled/.test(condition))
  );
}

/** Environment of a step as a script sees it: its own, then the job's, then the workflow's. */
function environmentOf(scopes: readonly (readonly EnvVar[])[]): Environment {
  return {
    get(name) {
      for (const scope of scopes) {
        const found = scope.findLast((each) => each.name === name);
        if (found) return { text: found.text, literal: found.expressions.length === 0, span: found.span };
      }
      return undefined;
    },
  };
}

const runKeys = new Set(['run', 'shell', 'working-directory']);
const stepKeys = ['id', 'name', 'if', 'uses', 'run', 'with', 'env', 'shell', 'working-directory', 'continue-on-error', 'timeout-minutes'];

/** Reads one step. */
export function readStep(node: YamlNode, index: number, job: Job, shell: string | undefined, reader: Reader): Step {
  const text = (key: string) => reader.text(nodeAt(node, key));
  const condition = text('if');
  const uses = text('uses');
  const step: Step = {
    index,
    inputs: reader.inputs(nodeAt(node, 'with')),
    env: reader.env(nodeAt(node, 'env')),
    continueOnError: continues(nodeAt(node, 'continue-on-error')),
    runsAfterFailure: condition ? runsAfterFailure(condition.text) : false,
    operations: [],
    job,
    span: node.span,
  };
  const [id, name] = [text('id')?.text, text('name')?.text];
  if (id !== undefined) step.id = id;
  if (name !== undefined) step.name = name;
  if (condition) step.if = readCondition(condition.text, condition.span);
  if (uses) step.uses = readUses(uses.text, uses.span, reader.commentAfter(uses.span));
  const run = nodeAt(node, 'run');
  if (run?.kind === 'scalar' && run.type !== 'null') readRun(step, run, text('shell')?.text ?? shell, reader);
  if (step.uses) step.operations.push(...ofAction(step));
  complain(node, step, reader);
  return step;
}

function readRun(step: Step, node: YamlNode & { kind: 'scalar' }, shell: string | undefined, reader: Reader): void {
  const { job } = step;
  const windows = job.runsOn.some((label) => /^windows/i.test(label));
  const locate = reader.locate(node);
  const script = readEmbedded(node.text, shellOf(shell, windows), locate);
  const outside = environmentOf([step.env, job.env, job.workflow.env]);
  const { invocations, problems } = readInvocations(script, outside);
  reader.problems(problems);
  const run: RunStep = { ...reader.plain(node), script, invocations, ...(shell === undefined ? {} : { shell }) };
  step.run = run;
  for (const { action, inner, noticed, span } of invocations) {
    for (const each of [action, inner?.action]) {
      const draft = each && operationOf(each);
      if (draft) step.operations.push(complete(draft, step, noticed, span, each?.invocation));
    }
  }
}

const complete = (draft: OperationDraft, step: Step, checked: boolean, span: Span, invocation?: Operation['invocation']): Operation =>
  ({ ...draft, step, checked, span, ...(invocation ? { invocation } : {}) }) as Operation;

/** A scanner's image as a step: `docker://aquasec/trivy@sha256:…` with `args`. */
function ofImage(step: Step): Operation[] {
  const args = step.inputs.get('args');
  const program = step.inputs.get('entrypoint')?.text ?? step.uses?.name.split('/').at(-1) ?? '';
  if (!args || !/^\/?(?:[\w-]+\/)*(?:trivy|grype|syft|snyk|cosign)$/.test(program)) return [];
  const script = readEmbedded(`${program} ${args.text.replaceAll('\n', ' ')}`, shellOf('bash', false), () => args.span);
  return readInvocations(script, environmentOf([step.env, step.job.env])).invocations.flatMap(({ action, noticed }) => {
    const draft = action && operationOf(action);
    return draft ? [complete(draft, step, noticed, args.span, action.invocation)] : [];
  });
}

function ofAction(step: Step): Operation[] {
  const { uses } = step;
  if (!uses) return [];
  if (uses.source === 'docker') return ofImage(step);
  return readAction(uses, step.inputs).map((draft) => complete(draft, step, true, uses.span));
}

/** What GitHub would refuse of a step. */
function complain(node: YamlNode, step: Step, reader: Reader): void {
  if (node.kind !== 'map') {
    reader.error('workflow-step', node, 'A step is a map with `run:` or `uses:`.');
    return;
  }
  reader.keys(node, stepKeys, 'a step');
  const [run, uses] = [entryOf(node, 'run'), entryOf(node, 'uses')];
  if (run && uses) reader.error('workflow-step', run.keyNode, 'A step has `run:` or `uses:`, not both. Make it two steps.');
  else if (!run && !uses)
    reader.error('workflow-step', node.entries[0]?.keyNode ?? node, 'This step has neither `run:` nor `uses:`, so there is nothing to do.');
  const lost = uses && node.entries.find((entry) => runKeys.has(entry.key) && entry.key !== 'run');
  if (lost) reader.error('workflow-step', lost.keyNode, `\`${lost.key}:\` belongs to \`run:\`; a step with \`uses:\` cannot have it.`);
  checkUses(step, reader);
}

function checkUses(step: Step, reader: Reader): void {
  const { uses } = step;
  if (!uses) return;
  const at = { file: reader.file, span: uses.span };
  for (const { name, meant, span } of misspeltInputs(uses, step.inputs)) {
    const message = `\`${shorten(name)}\` is no input of \`${uses.name}\`: the action does not see it. Did you mean \`${meant}\`?`;
    reader.problems([{ rule: 'workflow-unknown-input', severity: 'warning', span, message }]);
  }
  reader.problems(refusedSpecs(uses, step.inputs));
  if (uses.source === 'unknown') {
    reader.error(
      'workflow-uses',
      at,
      `\`${shorten(uses.text)}\` is no action. Write \`owner/repo@commit\`, \`./path\` or \`docker://image\`.`,
    );
  } else if (uses.source === 'github' && !uses.ref) {
    reader.error('workflow-uses', at, `\`${shorten(uses.text)}\` does not say which version. Add \`@\` and a full commit id.`);
  }
}
