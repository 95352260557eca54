/** The goal that a release goes on working: a gate that nothing can pass is no gate. */

import { use } from '../../../formats/commands/lookup.ts';
import { readReference } from '../../../formats/commands/reference.ts';
import { readExpressions } from '../../../formats/workflow/expressions.ts';
import { comesBefore, type OperationOf } from '../../../formats/workflow/gates.ts';
import { settle } from '../../../formats/workflow/outputs.ts';
import type { Job, Operation, Workflow } from '../../../formats/workflow/workflow.ts';
import type { Goal, Judgement } from '../../exercise.ts';
import { buildsNothing } from './builds-nothing.ts';
import { Images, type Publication, type Released } from './release.ts';
import { lostArtifact } from './release-artifacts.ts';
import { brokenStep, deniedPush, unsentReport } from './release-rights.ts';
import { type WorkflowGoal, workflowGoal } from './workflow-goal.ts';

/** Tools that publish images and that no reader here understands. */
const others = /^(?:crane|skopeo|oras|regctl|podman|buildah|nerdctl)$/;

export const nameOf = ({ repository, tag }: Released): string => `\`${tag ? `${repository}:${tag}` : repository}\``;

/** What keeps a release from working: its name, what to say, and where. */
interface Trouble {
  mistake: string;
  message: string;
  at?: Operation;
}

/** The image still gets its released name, and nothing on the way to that is missing. */
export function stillReleases(goal: WorkflowGoal & { released: Released }): Goal {
  return workflowGoal(goal, (workflow, file): Judgement => {
    const images = new Images(workflow);
    const publications = images.publications(goal.released);
    const name = nameOf(goal.released);
    if (publications.length === 0) {
      const commands = workflow.jobs.flatMap(({ steps }) => steps.flatMap(({ run }) => run?.script.commands ?? []));
      if (commands.some((command) => others.test(command.name)))
        return { outcome: 'unknown', message: 'A tool that this page does not know may release the image.' };
      return {
        outcome: 'fail',
        mistake: 'not-released',
        message: `Nothing gives an image the name ${name} any more. A gate has to let a clean image through.`,
      };
    }
    const trouble = firstTrouble(workflow, images, publications, goal.released);
    if (!trouble) return { outcome: 'pass', message: `The image is still released as ${name}.` };
    const { mistake, message, at } = trouble;
    return { outcome: 'fail', mistake, message, ...(at ? { findings: [{ file, span: at.span, message }] } : {}) };
  });
}

function firstTrouble(workflow: Workflow, images: Images, publications: Publication[], released: Released): Trouble | undefined {
  if (workflow.triggers.length === 0)
    return { mistake: 'never-starts', message: 'Nothing starts this workflow any more: it has no event under `on:`.' };
  for (const operation of images.all) {
    const gap = namedBy(operation)
      .map((text) => danglingIn(text, operation))
      .find(Boolean);
    if (gap) return { mistake: 'nothing-behind-it', message: gap, at: operation };
  }
  for (const { operation, identity } of publications) {
    const found =
      notBuilt(images, operation, identity) ??
      notThere(images, operation, identity) ??
      deniedPush(operation, released.repository) ??
      deniedBefore(images, operation, identity) ??
      unsentReport(operation) ??
      brokenStep(operation);
    if (found) return { ...found, at: found.at ?? operation };
  }
  return undefined;
}

/** A build whose image is promoted later has to reach its own registry first. */
function deniedBefore(images: Images, operation: Operation, identity: string): Trouble | undefined {
  const build = buildOf(images, identity);
  if (!build || build === operation || build.push === 'no') return undefined;
  const tag = build.tags[0] ?? build.outputs.flatMap(({ names }) => names)[0];
  if (tag === undefined || tag.startsWith('$')) return undefined;
  const denied = deniedPush(build, readReference(tag).repository);
  return denied && { at: build, ...denied };
}

/** The images an operation looks up by name. */
const namedBy = (operation: Operation): string[] => {
  if (operation.kind === 'scan') return operation.target ? [operation.target.text] : [];
  return 'images' in operation ? operation.images.map(({ text }) => text) : [];
};

/** An expression that stands for nothing: a step without that id, a job that is not waited for. */
function danglingIn(written: string, { step, invocation }: Operation): string | undefined {
  const text = settle(written, step, invocation?.variables);
  const references = readExpressions(text, (start, end) => ({ start, end })).flatMap((expression) => expression.references);
  for (const [context, first = '', , name = ''] of references) {
    if (context === 'steps' && !step.job.steps.some((each) => each.id === first && each.index <= step.index))
      return `\`${text}\` asks for an output of the step \`${first}\`, and no step before it has that \`id\`. GitHub puts nothing in its place.`;
    if (context !== 'needs') continue;
    const job = step.job.workflow.jobs.find((each) => each.id === first);
    if (!job || !step.job.needs.some((need) => need.id === first))
      return `\`${text}\` asks for an output of the job \`${first}\`, and \`${step.job.id}\` does not name that job in \`needs\`. GitHub puts nothing in its place.`;
    const output = job.outputs.find((each) => each.name === name);
    const lost = output?.expressions
      .flatMap((each) => each.references)
      .find(([from, id]) => from === 'steps' && !job.steps.some((each) => each.id === id));
    if (lost)
      return `\`${text}\` asks for the output \`${name}\` of the job \`${first}\`, which asks for one of the step \`${lost[1]}\`. That job has no step with such an \`id\`.`;
    if (!job.uses && name && !output)
      return `\`${text}\` asks for the output \`${name}\` of the job \`${first}\`, and that job declares no such output.`;
  }
  return undefined;
}

const buildOf = (images: Images, identity: string): OperationOf<'build'> | undefined => {
  const found = images.all[Number(/^build:(\d+)$/.exec(identity)?.[1] ?? -1)];
  return found?.kind === 'build' ? found : undefined;
};

const calls = (job: Job, ...names: string[]) =>
  job.steps.flatMap((step) => (step.run?.invocations ?? []).filter(({ name }) => names.includes(name)));

function notBuilt(images: Images, operation: Operation, identity: string): Trouble | undefined {
  const build = buildOf(images, identity);
  if (!build) {
    const { workflow } = operation.step.job;
    // An image that is loaded comes from elsewhere, unless this very workflow saved it.
    const sources = workflow.jobs.some((job) => calls(job, 'docker save').length > 0)
      ? ['docker pull']
      : ['docker load', 'docker pull', 'docker import'];
    const elsewhere = workflow.jobs.some(
      (job) => job.uses || calls(job, ...sources).length > 0 || job.steps.some(({ uses }) => uses?.source === 'local'),
    );
    if (elsewhere || images.all.some(({ kind }) => kind === 'build' || kind === 'pull')) return undefined;
    return { mistake: 'not-built', message: 'No step builds the image that is released here.' };
  }
  if (buildsNothing(build))
    return {
      mistake: 'no-checkout',
      message: `\`${build.step.job.id}\` builds from a folder that holds nothing: no step before that brings the repository to this machine.`,
      at: build,
    };
  return undefined;
}

/** Jobs run on machines of their own; registries hold what was pushed to them. */
function notThere(images: Images, operation: Operation, identity: string): Trouble | undefined {
  const build = buildOf(images, identity);
  if (!build || build === operation) return undefined;
  if (operation.kind === 'index') {
    const pushed = build.push !== 'no' && (build.tags.length > 0 || build.outputs.some((output) => output.names.length > 0));
    const later = images.all.some(
      (each) =>
        each.kind === 'push' && comesBefore(each, operation) && each.images.some(({ text }) => images.identityOf(text, each) === identity),
    );
    if (pushed || later) return undefined;
    return { mistake: 'not-in-registry', message: 'This promotes an image within registries, and no step has pushed that image to one.' };
  }
  const { job } = operation.step;
  if (operation.kind !== 'push' || build.step.job === job) return undefined;
  const before = images.all.some((each) => each.kind === 'pull' && each.step.job === job);
  const loads = calls(job, 'docker load');
  if (before || job.steps.some(({ uses }) => uses?.source === 'local')) return undefined;
  if (loads.length === 0)
    return {
      mistake: 'other-machine',
      message: `\`${build.step.job.id}\` builds the image on its own machine, and \`${job.id}\` runs on another. Nothing loads the image there.`,
    };
  const carried = (where: Job, kind: 'upload-artifact' | 'download-artifact') =>
    where.steps.some(
      ({ operations, uses }) =>
        operations.some((each) => each.kind === kind || each.kind === 'cache') || (uses !== undefined && /artifact|cache/.test(uses.name)),
    );
  if (!carried(build.step.job, 'upload-artifact') || !carried(job, 'download-artifact'))
    return {
      mistake: 'not-handed-over',
      message: `\`${job.id}\` loads a file that never reaches its machine: one job has to keep it as an artifact, and the other to fetch it.`,
    };
  const lost = lostArtifact(build.step.job, job);
  if (lost) return { mistake: lost.mistake, message: lost.message, ...(lost.step.operations[0] ? { at: lost.step.operations[0] } : {}) };
  const file = loads.map((call) => use(call, 'input')?.value?.split('/').at(-1)).find((name) => name !== undefined);
  if (file !== undefined && !mentions(build.step.job, file) && !build.outputs.some(({ attributes }) => attributes.dest?.endsWith(file)))
    return {
      mistake: 'not-saved',
      message: `\`${job.id}\` loads \`${file}\`, and \`${build.step.job.id}\` never writes the image into such a file.`,
    };
  return undefined;
}

/** Whether some command of a job names a file, as an argument or as the target of a redirection. */
const mentions = (job: Job, file: string): boolean =>
  job.steps.some((step) =>
    step.run?.script.commands.some(
      ({ args, redirects }) => args.some(({ text }) => text.includes(file)) || redirects.some(({ target }) => target?.text.includes(file)),
    ),
  );
