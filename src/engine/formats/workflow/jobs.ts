/** Reads the jobs of a workflow. */
import { nodeAt, shorten, type YamlEntry, type YamlNode } from '../yaml/node.ts';
import { readCondition } from './expressions.ts';
import { accessTo, readPermissions } from './permissions.ts';
import type { Reader } from './reader.ts';
import { continues, readStep, runsAfterFailure } from './steps.ts';
import { readUses } from './uses.ts';
import type { Job, Text, Workflow } from './workflow.ts';

/** Source: docs.github.com, workflow syntax, `jobs.<id>`; read 2026-11-23. */
const jobKeys = [
  'name',
  'permissions',
  'needs',
  'if',
  'runs-on',
  'environment',
  'concurrency',
  'outputs',
  'env',
  'defaults',
  'steps',
  'timeout-minutes',
  'strategy',
  'continue-on-error',
  'container',
  'services',
  'uses',
  'with',
  'secrets',
  'snapshot',
];

function runners(node: YamlNode | undefined, reader: Reader): string[] {
  if (node?.kind === 'map') return [...reader.list(nodeAt(node, 'group')), ...reader.list(nodeAt(node, 'labels'))].map((each) => each.text);
  return reader.list(node).map((each) => each.text);
}

/** Values of each matrix key; `include` adds its own. A key given by an expression holds that expression. */
function readMatrix(node: YamlNode | undefined, reader: Reader): Record<string, string[]> {
  const found = new Map<string, string[]>();
  const add = (key: string, values: readonly Text[]) => found.set(key, [...(found.get(key) ?? []), ...values.map((value) => value.text)]);
  if (node?.kind === 'scalar' && node.text.includes('${{')) add('*', reader.list(node));
  if (node?.kind !== 'map') return Object.fromEntries(found);
  for (const { key, value } of node.entries) {
    if (key === 'exclude') continue;
    if (key === 'include' && value.kind === 'sequence') {
      for (const item of value.items) if (item.kind === 'map') for (const each of item.entries) add(each.key, reader.list(each.value));
    } else add(key, reader.list(value));
  }
  return Object.fromEntries(found);
}

const imageOf = (node: YamlNode | undefined, reader: Reader): Text | undefined => reader.text(node) ?? reader.text(nodeAt(node, 'image'));

/** Reads one job. `defaultShell` is the workflow's. */
export function readJob({ key, keyNode, value }: YamlEntry, workflow: Workflow, defaultShell: string | undefined, reader: Reader): Job {
  const at = (...path: string[]) => nodeAt(value, ...path);
  const condition = reader.text(at('if'));
  const permissions = readPermissions(at('permissions'), reader.yaml.report);
  const services = at('services');
  const job: Job = {
    id: key,
    needs: reader.list(at('needs')).map((need) => ({ id: need.text, span: need.span })),
    continueOnError: continues(at('continue-on-error')),
    runsAfterFailure: condition ? runsAfterFailure(condition.text) : false,
    runsOn: runners(at('runs-on'), reader),
    services: services?.kind === 'map' ? services.entries.flatMap((entry) => imageOf(entry.value, reader) ?? []) : [],
    access: (scope) => accessTo(scope, permissions, workflow.permissions),
    env: reader.env(at('env')),
    outputs: reader.env(at('outputs')),
    matrix: readMatrix(at('strategy', 'matrix'), reader),
    inputs: reader.inputs(at('with')),
    secrets: reader.text(at('secrets'))?.text === 'inherit' ? 'inherit' : reader.env(at('secrets')),
    steps: [],
    workflow,
    span: { start: keyNode.span.start, end: Math.max(keyNode.span.end, value.span.end) },
  };
  if (permissions) job.permissions = permissions;
  if (condition) job.if = readCondition(condition.text, condition.span);
  const [name, uses] = [reader.text(at('name')), reader.text(at('uses'))];
  const [container, environment] = [
    imageOf(at('container'), reader),
    reader.text(at('environment')) ?? reader.text(at('environment', 'name')),
  ];
  if (name) job.name = name.text;
  if (uses) job.uses = readUses(uses.text, uses.span, reader.commentAfter(uses.span));
  if (container) job.container = container;
  if (environment) job.environment = environment;
  const shell = reader.text(at('defaults', 'run', 'shell'))?.text ?? defaultShell;
  const steps = at('steps');
  if (steps?.kind === 'sequence') job.steps = steps.items.map((item, index) => readStep(item, index, job, shell, reader));
  complain(value, keyNode, job, reader);
  return job;
}

function complain(node: YamlNode, keyNode: YamlEntry['keyNode'], job: Job, reader: Reader): void {
  const quoted = `\`${shorten(job.id)}\``;
  if (node.kind !== 'map') {
    reader.error('workflow-job', keyNode, `The job ${quoted} is empty. It needs \`runs-on:\` and \`steps:\`.`);
    return;
  }
  reader.keys(node, jobKeys, 'a job');
  if (!/^[A-Za-z_][\w-]*$/.test(job.id))
    reader.error(
      'workflow-job',
      keyNode,
      `${quoted} is no name of a job: letters, digits, \`-\` and \`_\`, beginning with a letter or \`_\`.`,
    );
  if (job.uses) {
    if (nodeAt(node, 'steps'))
      reader.error('workflow-job', keyNode, `The job ${quoted} calls a workflow with \`uses:\`, so it cannot have \`steps:\` of its own.`);
    return;
  }
  if (!nodeAt(node, 'runs-on'))
    reader.error('workflow-job', keyNode, `The job ${quoted} does not say where it runs. Add \`runs-on:\`, for example \`ubuntu-24.04\`.`);
  const steps = nodeAt(node, 'steps');
  if (steps?.kind !== 'sequence') reader.error('workflow-job', keyNode, `The job ${quoted} has no list of \`steps:\`.`);
}
