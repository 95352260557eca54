/** Reads a GitHub Actions workflow. */

import { nearest } from '../yaml/nearest.ts';
import { entryOf, nodeAt, shorten, type YamlEntry, type YamlNode } from '../yaml/node.ts';
import { readYaml } from '../yaml/read.ts';
import { readJob } from './jobs.ts';
import { orderJobs } from './order.ts';
import { readPermissions } from './permissions.ts';
import { Reader } from './reader.ts';
import { secretsOf } from './secrets.ts';
import { readTriggers } from './triggers.ts';
import type { Job, Workflow } from './workflow.ts';

const topKeys = ['name', 'run-name', 'on', 'permissions', 'env', 'defaults', 'concurrency', 'jobs'];

/** YAML 1.1 readers take `on` for true; ours does not, but somebody may have quoted it or written `true`. */
const triggersOf = (root: YamlNode | undefined): YamlEntry | undefined => entryOf(root, 'on') ?? entryOf(root, 'true');

/**
 * Reads a workflow. Never throws: a file that is no YAML comes back `broken`, with that one error; everything else is read as far
 * as it goes. `file` is the path that diagnostics name.
 */
export function readWorkflow(text: string, file = '.github/workflows/ci.yml'): Workflow {
  const yaml = readYaml(text, file);
  const reader = new Reader(text, yaml);
  const root = yaml.broken ? undefined : yaml.documents[0]?.root;
  const workflow: Workflow = {
    triggers: readTriggers(triggersOf(root)?.value, reader),
    env: reader.env(nodeAt(root, 'env')),
    jobs: [],
    order: [],
    secrets: [],
    broken: yaml.broken,
    diagnostics: yaml.report.diagnostics,
    startsOn: (event) => workflow.triggers.some((trigger) => trigger.event === event),
  };
  if (yaml.broken) return workflow;
  const [name, permissions] = [reader.text(nodeAt(root, 'name')), readPermissions(nodeAt(root, 'permissions'), yaml.report)];
  const concurrency = reader.text(nodeAt(root, 'concurrency')) ?? reader.text(nodeAt(root, 'concurrency', 'group'));
  if (name) workflow.name = name.text;
  if (permissions) workflow.permissions = permissions;
  if (concurrency) workflow.concurrency = concurrency;
  const shell = reader.text(nodeAt(root, 'defaults', 'run', 'shell'))?.text;
  const jobs = nodeAt(root, 'jobs');
  if (jobs?.kind === 'map') workflow.jobs = jobs.entries.map((entry) => readJob(entry, workflow, shell, reader));
  const { order, cycle } = orderJobs(workflow.jobs);
  workflow.order = order;
  workflow.secrets = secretsOf(workflow);
  complain(root, workflow, cycle, reader);
  yaml.report.diagnostics.sort((a, b) => a.span.start - b.span.start);
  return workflow;
}

function complain(root: YamlNode | undefined, workflow: Workflow, cycle: readonly string[], reader: Reader): void {
  const start = { file: reader.file, span: { start: 0, end: 0 } };
  if (root?.kind !== 'map') {
    reader.error('workflow-empty', start, 'A workflow is a map with `on:` and `jobs:`. There is none in this file.');
    return;
  }
  reader.keys(root, [...topKeys, 'true'], 'a workflow');
  if (!triggersOf(root))
    reader.error('workflow-missing-key', root.entries[0]?.keyNode ?? start, 'This workflow has no `on:`, so nothing ever starts it.');
  else if (!workflow.triggers.length)
    reader.error('workflow-missing-key', triggersOf(root)?.keyNode ?? start, '`on:` names no event, so nothing ever starts this workflow.');
  if (!workflow.jobs.length)
    reader.error('workflow-missing-key', root.entries[0]?.keyNode ?? start, 'This workflow has no `jobs:`, so there is nothing to do.');
  if (cycle.length) {
    const first = workflow.jobs.find((job) => job.id === cycle[0]);
    const chain = [...cycle, cycle[0]].map((id) => `\`${shorten(id ?? '')}\``).join(' needs ');
    const span = first?.needs.find((need) => need.id === (cycle[1] ?? cycle[0]))?.span ?? start.span;
    reader.error('workflow-needs-cycle', { file: reader.file, span }, `${chain}: they wait for one another, so none can begin.`);
  }
  const ids = new Set(workflow.jobs.map((job) => job.id));
  for (const job of workflow.jobs) missingNeeds(job, ids, reader);
}

function missingNeeds(job: Job, ids: ReadonlySet<string>, reader: Reader): void {
  for (const need of job.needs) {
    if (ids.has(need.id) || need.id.includes('${{')) continue;
    const near = nearest(need.id, ids);
    const meant = near ? ` Did you mean \`${near}\`?` : '';
    reader.error(
      'workflow-unknown-need',
      { file: reader.file, span: need.span },
      `\`${shorten(job.id)}\` needs \`${shorten(need.id)}\`, and no job has that name.${meant}`,
    );
  }
}
