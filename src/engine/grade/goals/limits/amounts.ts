/** Goals on requests and limits of Kubernetes containers. */
import type { Container, Field, Kubernetes } from '../../../formats/kubernetes/model.ts';
import { readKubernetes } from '../../../formats/kubernetes/read.ts';
import { nodeAt } from '../../../formats/yaml/node.ts';
import type { Goal, Judgement } from '../../exercise.ts';
import { heapOption, judgeHeap, mebibytes, type OptionText } from './heap.ts';

interface ManifestGoal {
  id: string;
  kind: Goal['kind'];
  title: string;
  /** 'deployment.yaml' where absent. */
  file?: string;
}
interface ContainerGoal extends ManifestGoal {
  /** Name of the container. */
  container: string;
}

function manifest(
  { id, kind, title, file = 'deployment.yaml' }: ManifestGoal,
  judge: (read: Kubernetes, all: Container[], file: string) => Judgement,
): Goal {
  return {
    id,
    kind,
    title,
    judge(workspace) {
      const read = readKubernetes(workspace.files[file] ?? '', file);
      if (read.broken) return { outcome: 'unknown', message: `\`${file}\` cannot be read yet, so this is not judged.` };
      return judge(
        read,
        read.workloads.flatMap(({ pod }) => pod.containers),
        file,
      );
    },
  };
}

const one = (goal: ContainerGoal, judge: (container: Container, file: string) => Judgement): Goal =>
  manifest(goal, (read, all, file) => {
    const found = all.find(({ name }) => name === goal.container);
    const pod = read.workloads.find((each) => found && each.pod.containers.includes(found))?.pod;
    if (pod && nodeAt(pod.node, 'resources'))
      return {
        outcome: 'unknown',
        message: 'The pod as a whole has `resources`, and how its containers share them is not worked out here.',
      };
    if (found) return judge(found, file);
    return { outcome: 'fail', mistake: 'container-missing', message: `\`${file}\` has no container \`${goal.container}\` any more.` };
  });

/** Containers are still there with their images. */
export function keepsContainerImages(goal: ManifestGoal & { images: Record<string, string> }): Goal {
  return manifest(goal, (_, all, file) => {
    for (const [name, image] of Object.entries(goal.images)) {
      const found = all.find((container) => container.name === name);
      if (!found)
        return {
          outcome: 'fail',
          mistake: 'container-missing',
          message: `\`${file}\` has no container \`${name}\` any more. It still has to run.`,
        };
      if (found.image?.value !== undefined && found.image.value !== image) {
        const message = `\`${name}\` now runs \`${found.image.text}\`. The task is about what \`${image}\` may use.`;
        return { outcome: 'fail', mistake: 'other-image', message, findings: [{ file, span: found.image.span, message }] };
      }
    }
    return { outcome: 'pass', message: 'Both containers are still there.' };
  });
}

const notRead = (field: Field<number>) => `\`${field.text}\` is no amount that Kubernetes knows, so the whole manifest is refused.`;
const isMilli = (field: Field<number>) => /^\d+(?:\.\d+)?m$/.test(field.text);

interface AmountGoal extends ContainerGoal {
  /** Bytes or processors; both inclusive. */
  atLeast: number;
  atMost: number;
  /** A request alone is not enough. */
  limited?: boolean;
  /** Who needs it, from the task: 'at its busiest'. */
  needs: string;
}

/** The memory a container may use, or is promised where it has no limit, lies in a range. */
export function givesMemory(goal: AmountGoal): Goal {
  return one(goal, ({ resources: { limits, requests } }, file) => {
    const field = limits.memory ?? (goal.limited ? undefined : requests.memory);
    if (!field && requests.memory)
      return {
        outcome: 'fail',
        mistake: 'no-memory-limit',
        message: `\`${goal.container}\` has a request and no limit of memory, so it may take what it likes.`,
        findings: [
          { file, span: requests.memory.span, message: 'This is what the scheduler sets aside, not what the container may take.' },
        ],
      };
    if (!field)
      return {
        outcome: 'fail',
        mistake: 'no-memory',
        message: `\`${goal.container}\` says nothing about memory. The scheduler then places it on any node, however full, and it is among the first to be evicted.`,
      };
    const fail = (mistake: string, message: string): Judgement => ({
      outcome: 'fail',
      mistake,
      message,
      findings: [{ file, span: field.span, message }],
    });
    if (field.value === undefined)
      return fail(
        'not-a-unit',
        `${notRead(field)} Kubernetes has its own units: look at which letters stand for powers of 1024 and which for powers of 1000.`,
      );
    const reasons = [{ file, span: field.span, text: `\`${field.text}\` is ${field.value} bytes` }];
    if (field.value < 1024 && isMilli(field))
      return fail(
        'milli-bytes',
        `\`memory: ${field.text}\` is ${field.value} bytes: a small \`m\` means thousandths in every Kubernetes quantity. No program fits, so the container is killed before it starts. Look at the units for memory.`,
      );
    if (field.value < goal.atLeast)
      return { ...fail('too-little', `\`memory: ${field.text}\` is ${mebibytes(field.value)}, and ${goal.needs}.`), reasons };
    if (field.value > goal.atMost)
      return {
        ...fail('too-much', `\`memory: ${field.text}\` is ${mebibytes(field.value)}, which is more than the task gives it.`),
        reasons,
      };
    return { outcome: 'pass', message: `\`${field.text}\` is ${mebibytes(field.value)}.`, reasons };
  });
}

/** The processor share a container is promised lies in a range. A limit without a request is the request too. */
export function promisesCpu(goal: AmountGoal): Goal {
  return one(goal, ({ resources: { requests, effectiveRequests } }, file) => {
    const field = requests.cpu ?? effectiveRequests.cpu;
    if (!field)
      return {
        outcome: 'fail',
        mistake: 'no-cpu',
        message: `\`${goal.container}\` is promised no processor time, so on a busy node it gets what the others leave over.`,
      };
    const fail = (mistake: string, message: string): Judgement => ({
      outcome: 'fail',
      mistake,
      message,
      findings: [{ file, span: field.span, message }],
    });
    if (field.value === undefined) return fail('not-a-unit', notRead(field));
    if (field.value < 0.001 * (1 - 1e-9))
      return fail(
        'tiny-cpu',
        `\`cpu: ${field.text}\` is ${field.value} of a processor: \`m\` divides by a thousand, and the number in front of it was divided already. Look at what the \`m\` stands for.`,
      );
    if (field.value < goal.atLeast || field.value > goal.atMost)
      return fail(
        field.value < goal.atLeast ? 'too-little' : 'too-much',
        `\`cpu: ${field.text}\` is ${field.value} of a processor, and ${goal.needs}.`,
      );
    return { outcome: 'pass', message: `\`${field.text}\` promises ${field.value} of a processor.` };
  });
}

/** No container asks for more than it may use. */
export function requestsFit(goal: ManifestGoal): Goal {
  return manifest(goal, (_, all, file) => {
    for (const { name, resources } of all) {
      for (const key of ['memory', 'cpu', 'ephemeralStorage'] as const) {
        const [request, limit] = [resources.requests[key], resources.limits[key]];
        if (request?.value === undefined || limit?.value === undefined || request.value <= limit.value) continue;
        const message = `\`${name}\` requests \`${request.text}\` and may use \`${limit.text}\`. A request is what the scheduler sets aside; the API server refuses one that is above the limit. Look at which of the two the task gives.`;
        return {
          outcome: 'fail',
          mistake: 'request-above-limit',
          message,
          findings: [
            { file, span: request.span, message: `Requested: \`${request.text}\`.` },
            { file, span: limit.span, message: `Allowed: \`${limit.text}\`.` },
          ],
        };
      }
    }
    return { outcome: 'pass', message: 'No container requests more than it may use.' };
  });
}

/** Polish: memory has a limit, not only a request. */
export function limitsMemory(goal: ContainerGoal): Goal {
  return one(goal, ({ nameSpan, resources: { limits } }, file) => {
    if (limits.memory) return { outcome: 'pass', message: `\`${goal.container}\` cannot take more memory than it was given.` };
    const message = `\`${goal.container}\` has no memory limit. It may then grow until the node runs short, and the kernel chooses who goes. Memory cannot be throttled, so a limit is worth having.`;
    return { outcome: 'fail', mistake: 'requests-only', message, findings: [{ file, span: nameSpan, message }] };
  });
}

/** The heap of a container's runtime leaves room below its memory limit. */
export function heapFitsContainer(goal: ContainerGoal): Goal {
  return one(goal, (container) => {
    const { limits } = container.resources;
    const option = heapOption(optionTexts(container));
    if (limits.memory && limits.memory.value === undefined)
      return { outcome: 'unknown', message: 'The heap is measured once the memory limit is an amount.' };
    const limit = limits.memory?.value ?? container.resources.effectiveRequests.memory?.value;
    if (limit !== undefined && limit < 2 ** 20)
      return { outcome: 'unknown', message: `The heap is measured once \`${goal.container}\` has memory to speak of.` };
    if (limit === undefined) return { outcome: 'unknown', message: 'Without a memory limit there is nothing to measure the heap against.' };
    return judgeHeap(option, limit, `\`${goal.container}\``);
  });
}

/** The command line comes last: it overrides what the environment says. */
const optionTexts = ({ env, command, args }: Container): OptionText[] =>
  [...env.flatMap(({ value }) => value ?? []), ...command, ...args].map(({ value, text, file, span }) => ({
    text: value ?? text,
    file,
    span,
  }));
