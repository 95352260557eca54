/** How a service is run: by Compose, or by Kubernetes where a manifest beside it has a container of that name. */
import type { Stage } from '../../../build/build.ts';
import { type StartOptions, type Startup, startup } from '../../../build/process.ts';
import { resolve } from '../../../build/resolve.ts';
import type { Workspace } from '../../../build/workspace.ts';
import { parse } from '../../../dockerfile/parse.ts';
import type { ComposeCommand, Service } from '../../../formats/compose/model.ts';
import type { Container, Field, Pod } from '../../../formats/kubernetes/model.ts';
import { readKubernetes } from '../../../formats/kubernetes/read.ts';
import type { Located } from '../../../formats/yaml/node.ts';
import { composeIn } from '../compose-goal.ts';

/** Something written in a file; `unknown`: a variable without a value; `invalid`: its tool refuses it. */
export interface Written<T> {
  value?: T;
  state: 'known' | 'unknown' | 'invalid' | 'absent';
  text?: string;
  place?: Located;
}

export interface Deployed {
  by: 'compose' | 'kubernetes';
  /** Its name, as a place to mark. */
  name: Located;
  service?: Service;
  container?: Container;
  pod?: Pod;
  /** The image's last stage; undefined where the image is not known at all. */
  stage?: Stage;
  /** Time until SIGKILL, ms; the tool's default where absent. */
  grace: Written<number>;
  /** The default that holds where `grace` is absent, ms. */
  defaultGrace: number;
  stopSignal: Written<string>;
  init: Written<boolean>;
  /** Processes with what this file says about the start. */
  start(options?: StartOptions): Startup | undefined;
}

const absent = { state: 'absent' } as const;

/** The service of a workspace, wherever it is deployed; undefined where neither file has it. */
export function deployed(workspace: Workspace, name: string): Deployed | undefined {
  const manifest = workspace.files['deployment.yaml'];
  if (manifest?.trim()) {
    for (const { pod } of readKubernetes(manifest, 'deployment.yaml').workloads) {
      const container = pod.containers.find((each) => each.name === name && each.role !== 'init');
      if (container) return inKubernetes(container, pod, workspace, name);
    }
  }
  const service = composeIn(workspace).service(name);
  return service && inCompose(service, workspace);
}

function inCompose(service: Service, workspace: Workspace): Deployed {
  const stage = stageOf(service, workspace);
  const written = <T>(value: (Written<T> & Partial<Located> & { state: Written<T>['state'] }) | undefined): Written<T> =>
    value?.file !== undefined && value.span ? { ...value, place: { file: value.file, span: value.span } } : absent;
  const grace = written<number>(service.stopGracePeriod);
  const stopSignal = written<string>(service.stopSignal);
  const init = written<boolean>(service.init);
  return {
    by: 'compose',
    name: { file: service.file, span: service.nameSpan },
    service,
    ...(stage ? { stage } : {}),
    grace,
    defaultGrace: 10_000,
    stopSignal,
    init,
    start: (options) =>
      stage &&
      startup(stage, {
        contents: workspace.contents(stage),
        ...words('command', service.command),
        ...words('entrypoint', service.entrypoint),
        ...(init.value ? { init: true } : {}),
        ...(stopSignal.value === undefined ? {} : { stopSignal: stopSignal.value }),
        ...(grace.value === undefined ? {} : { grace: grace.value }),
        ...options,
      }),
  };
}

/** The words of `command:` or `entrypoint:`, where all of them are known. */
function words(name: 'command' | 'entrypoint', command: ComposeCommand | undefined): StartOptions {
  const values = command?.words.map(({ value }) => value) ?? [];
  const known = values.filter((value): value is string => value !== undefined);
  return command && command.form !== 'empty' && known.length === values.length ? { [name]: known } : {};
}

/** The last stage of a service's image: of its Dockerfile, or what the catalogue knows of a published one. */
export function stageOf({ build, image }: Service, workspace: Workspace): Stage | undefined {
  if (build) {
    const target = build.target?.value;
    const path = [build.context.value, build.dockerfile?.value ?? 'Dockerfile'].filter((part) => part && part !== '.').join('/');
    return workspace.build(path.replace(/^\.\//, '').replaceAll('/./', '/'), target === undefined ? {} : { target })?.final;
  }
  return imageStage(image?.value);
}

/** What an image brings along, as far as the catalogue knows it. */
const imageStage = (image: string | undefined): Stage | undefined =>
  image === undefined || /\s/.test(image) ? undefined : resolve(parse(`FROM ${image}\n`)).final;

function inKubernetes(container: Container, pod: Pod, workspace: Workspace, name: string): Deployed {
  // The manifest names the image that the Dockerfile of this service makes; one of its own is told by its name.
  const service = composeIn(workspace).service(name);
  const stage = service?.build ? stageOf(service, workspace) : imageStage(container.image?.value);
  const grace = field(pod.terminationGracePeriodSeconds, (seconds) => seconds * 1000);
  const stopSignal = field(container.stopSignal, (value) => value);
  const own = (key: 'entrypoint' | 'command', list: Field<string>[]): StartOptions =>
    list.length > 0 ? { [key]: list.map(({ text, value }) => value ?? text) } : {};
  return {
    by: 'kubernetes',
    name: { file: container.file, span: container.nameSpan },
    container,
    pod,
    ...(stage ? { stage } : {}),
    grace,
    defaultGrace: 30_000,
    stopSignal,
    // Kubernetes has no such switch; with one process namespace for the pod, the pause container is PID 1 and cleans up.
    init: pod.shareProcessNamespace?.value ? { value: true, state: 'known', place: pod.shareProcessNamespace } : absent,
    start: (options) =>
      stage &&
      startup(stage, {
        contents: workspace.contents(stage),
        ...own('entrypoint', container.command),
        ...own('command', container.args),
        ...(pod.shareProcessNamespace?.value ? { init: true } : {}),
        ...(stopSignal.value === undefined ? {} : { stopSignal: stopSignal.value }),
        ...options,
      }),
  };
}

const field = <T, U>(found: Field<T> | undefined, read: (value: T) => U): Written<U> =>
  found
    ? {
        ...(found.value === undefined ? {} : { value: read(found.value) }),
        state: found.value === undefined ? 'invalid' : 'known',
        text: found.text,
        place: found,
      }
    : absent;
