/** Every way a workspace starts a build of its Dockerfile: a command, a Compose service, a step of a workflow. One form for all. */
import type { Workspace } from '../../../build/workspace.ts';
import type { SecretSpec } from '../../../formats/commands/attributes.ts';
import type { Build } from '../../../formats/commands/build.ts';
import { actionsOf } from '../../../formats/commands/commands.ts';
import { readCommands } from '../../../formats/commands/read.ts';
import type { Compose, Service } from '../../../formats/compose/model.ts';
import { operationsOfKind } from '../../../formats/workflow/gates.ts';
import { readWorkflow } from '../../../formats/workflow/read.ts';
import type { BuildOperation } from '../../../formats/workflow/workflow.ts';
import type { Span } from '../../../source.ts';
import { composeIn } from '../compose-goal.ts';
import { buildsNothing } from '../release/builds-nothing.ts';

/** A secret that a build gives. `value`: handed over as text, from the store of the CI system. */
export interface Given {
  id: string;
  from: 'env' | 'file' | 'env-or-file' | 'value' | 'unknown';
  /** The variable or the path. */
  source: string;
  /** The path is a variable that holds the secret itself. */
  sourceIsValue: boolean;
  span: Span;
}

export interface BuildCall {
  file: string;
  span: Span;
  secrets: Given[];
  /** The file declares secrets that this build does not use. */
  declared: boolean;
  /** It runs on another machine: the variables of the learner's shell are not there. */
  elsewhere: boolean;
  /** Ways in which the value itself would show. */
  exposed: { mistake: string; message: string; span: Span }[];
  /** It builds from a folder to which nothing has brought the repository. */
  bare?: true;
  /** Whether a variable is set for this build, beside those that the task names. */
  sets(name: string): boolean;
}

const workflowPath = '.github/workflows/ci.yml';
const secretName = /(?:^|_)(?:token|secret|password|passwd|auth|key|npmrc)(?:_|$)/i;

/** Builds in the order of the files. A Compose file counts where a command calls it, or where no command builds anything itself. */
export function buildCalls(workspace: Workspace): BuildCall[] {
  const commands = readCommands(workspace.files['command.sh'] ?? '');
  const direct = actionsOf(commands, 'build').filter(({ check }) => !check);
  const composed = actionsOf(commands, 'compose');
  const byCompose = composed.filter(({ verb, build }) => verb === 'build' || build);
  const compose = workspace.files['compose.yaml']?.trim() ? composeIn(workspace) : undefined;
  const workflow = workspace.files[workflowPath]?.trim() ? readWorkflow(workspace.files[workflowPath], workflowPath) : undefined;
  const services =
    compose && (byCompose.length > 0 || (direct.length === 0 && !workflow)) ? compose.services.filter(({ build }) => build) : [];
  return [
    ...direct.map(ofCommand),
    ...byCompose.flatMap((call) => {
      const exposed = exposedArguments(call.buildArgs.map(({ name, value }) => ({ name, value, span: call.invocation.span })));
      return exposed.length > 0
        ? [{ file: 'command.sh', span: call.invocation.span, secrets: [], declared: false, elsewhere: false, exposed, sets: () => false }]
        : [];
    }),
    ...services.map((service) => ofService(service, compose as Compose)),
    ...(workflow ? operationsOfKind(workflow, 'build').map((each) => ofOperation(each)) : []),
  ];
}

const given = (spec: SecretSpec): Given => ({
  id: spec.id ?? '',
  from: spec.kind,
  source: (spec.kind === 'env' ? spec.env : spec.kind === 'file' ? (spec.source ?? spec.id) : spec.id) ?? '',
  sourceIsValue: spec.sourceIsValue,
  span: spec.span,
});

function ofCommand(build: Build): BuildCall {
  const { invocation } = build;
  return {
    file: 'command.sh',
    span: invocation.span,
    secrets: build.secrets.map(given),
    declared: false,
    elsewhere: false,
    exposed: exposedArguments(build.buildArgs.map(({ name, value }) => ({ name, value, span: invocation.span }))),
    sets: (name) => invocation.env.get(name) !== undefined,
  };
}

function exposedArguments(args: { name: string; value?: string | undefined; span: Span }[]): BuildCall['exposed'] {
  return args
    .filter(({ name, value }) => secretName.test(name) || /\$\{?\w*(?:TOKEN|SECRET|PASSWORD)/i.test(value ?? ''))
    .map(({ name, span }) => ({
      mistake: 'build-argument',
      span,
      message: `\`${name}\` goes in as a build argument. The value is then in \`docker history\` of every image whose Dockerfile declares it, and in provenance with \`mode=max\`.`,
    }));
}

function ofService(service: Service, compose: Compose): BuildCall {
  const build = service.build;
  const sources = new Map(compose.secrets.map((source) => [source.name, source]));
  return {
    file: build?.file ?? service.file,
    span: build?.span ?? service.nameSpan,
    declared: compose.secrets.length > 0,
    elsewhere: false,
    secrets: (build?.secrets ?? []).flatMap((grant): Given[] => {
      const source = sources.get(grant.source.visible);
      const target = grant.path?.split('/').at(-1) ?? grant.source.visible;
      if (!source) return [];
      const from = source.from === 'environment' ? 'env' : source.from === 'file' ? 'file' : 'unknown';
      return [{ id: target, from, source: source.value?.visible ?? '', sourceIsValue: false, span: grant.span }];
    }),
    exposed: exposedArguments((build?.args ?? []).map(({ name, value, span }) => ({ name, value: value?.text, span }))),
    sets: () => false,
  };
}

function ofOperation(operation: BuildOperation): BuildCall {
  const { step } = operation;
  const names = [...step.env, ...step.job.env, ...step.job.workflow.env].map(({ name }) => name);
  return {
    file: workflowPath,
    span: operation.span,
    declared: false,
    elsewhere: true,
    ...(buildsNothing(operation) ? { bare: true } : {}),
    secrets: operation.secrets.map(({ id, from, source }) => ({
      id,
      from,
      source,
      sourceIsValue: from === 'file' && source.includes('secrets.'),
      span: operation.span,
    })),
    exposed: [
      ...exposedArguments(operation.buildArgs.map(({ name, value }) => ({ name, value, span: operation.span }))),
      ...operation.secrets
        .filter(({ from, source }) => from === 'value' && !source.includes('${{'))
        .map(({ id }) => ({
          mistake: 'written-out',
          span: operation.span,
          message: `The secret \`${id}\` stands in the workflow as text. Everyone who can read the repository has it.`,
        })),
    ],
    sets: (name) => names.includes(name),
  };
}
