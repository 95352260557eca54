/**
 * The one door into the rules engine (`#engine`). Everything here is synchronous, pure and total: no function throws on any
 * input, none touches the DOM, the disk, the network or the clock.
 */
export type * from './build/build.ts';
export { type Because, type Change, rerun, type StepOutcome, type StepRun } from './build/cache.ts';
export { chainOf } from './build/chain.ts';
export type { Contents, Piece } from './build/contents.ts';
export { createWorkspace } from './build/create-workspace.ts';
export { type Leak, type LeakMechanism, type LeakOptions, type LeakPlace, leaks, wherever } from './build/leaks.ts';
export { holdsSecret, isSecretName } from './build/leaks-names.ts';
export { type Process, type StartOptions, type Startup, startup } from './build/process.ts';
export { type HealthCheckRun, type HealthTimeline, healthTimeline, type Readiness } from './build/process-health.ts';
export { type BuildChoice, type ContextReads, type ContextTransfer, contextReads, type Previous, transfer } from './build/reads.ts';
export { resolve } from './build/resolve.ts';
export { effectiveUser } from './build/user.ts';
export type { ContextFile, Workspace, WorkspaceOptions } from './build/workspace.ts';
export type * from './catalog/image.ts';
export { type ImageSize, imageSizes, sizeOf } from './catalog/image-sizes.ts';
export type { Diagnostic, Fix, Severity } from './diagnostic.ts';
export { expand, expandWords } from './dockerfile/expand.ts';
export { parse } from './dockerfile/parse.ts';
export { print } from './dockerfile/print.ts';
export type * from './dockerfile/syntax.ts';
export { type CacheSpec, holdsAllStages, type OutputSpec, type SecretSpec } from './formats/commands/attributes.ts';
export type { Bake, Build as DockerBuild } from './formats/commands/build.ts';
export type { Call } from './formats/commands/call.ts';
export { type Action, actionsOf, type Commands, type Invocation } from './formats/commands/commands.ts';
export type { ComposeCall } from './formats/commands/compose.ts';
export type { Signing } from './formats/commands/cosign.ts';
export { type Epoch, sourceDateEpoch } from './formats/commands/epoch.ts';
export type { RunMount } from './formats/commands/mounts.ts';
export { readCommands } from './formats/commands/read.ts';
export { isFullDigest, type Reference, readReference } from './formats/commands/reference.ts';
export type { Run as DockerRun } from './formats/commands/run.ts';
export type { Scan } from './formats/commands/scan.ts';
export { fillIn } from './formats/commands/variables.ts';
export { holds } from './formats/compose/holds.ts';
export type {
  Compose,
  ComposeCommand,
  ComposeHealthcheck,
  Dependency as ComposeDependency,
  Grant as ComposeGrant,
  Mount as ComposeMount,
  Service as ComposeService,
  Value as ComposeValue,
} from './formats/compose/model.ts';
export { type ComposeFile, type ComposeOptions, readCompose } from './formats/compose/read.ts';
export { type DaemonConfig, readDaemonJson } from './formats/daemon/daemon.ts';
export { type Ignore, parseIgnore } from './formats/dockerignore.ts';
export type {
  Container as KubernetesContainer,
  Field as KubernetesField,
  Kubernetes,
  KubernetesObject,
  Pod as KubernetesPod,
  Probe as KubernetesProbe,
  Volume as KubernetesVolume,
} from './formats/kubernetes/model.ts';
export { readKubernetes } from './formats/kubernetes/read.ts';
export { type EntrypointScript, type Handover, readEntrypoint } from './formats/script/entrypoint.ts';
export { readVex } from './formats/vex/read.ts';
export type { Statement, Vex } from './formats/vex/statement.ts';
export { type Dependabot, type Renovate, readDependabot, readRenovate } from './formats/workflow/bots.ts';
export {
  comesBefore,
  type Leak as UnnoticedFailure,
  leaksBetween,
  type OperationOf,
  operationsOf,
  operationsOfKind,
} from './formats/workflow/gates.ts';
export { type OutputOrigin, outputIn, settle } from './formats/workflow/outputs.ts';
export { readWorkflow } from './formats/workflow/read.ts';
export type { Job, Operation, SecretUse, Step as WorkflowStep, Workflow } from './formats/workflow/workflow.ts';
export { answersFile, notAnswered, readAnswers, writeAnswers } from './grade/answers.ts';
export {
  type Answers,
  type Exercise,
  exercise,
  type Goal,
  type GoalResult,
  type Grade,
  type Help,
  help,
  type Judgement,
  type Option,
  type Outcome,
  type Question,
  type Reason,
} from './grade/exercise.ts';
export * as goals from './grade/goals/index.ts';
export { heapOption } from './grade/goals/limits/heap.ts';
export { givenFiles, grade } from './grade/grade.ts';
export * as questions from './grade/questions/index.ts';
export { goalsOf, settleQuestion } from './grade/questions.ts';
export { type Survivors, survivors } from './grade/survivors.ts';
export { yamlFiles } from './grade/yaml-files.ts';
export { rules } from './rules/index.ts';
export { review, reviewWorkspace } from './rules/review.ts';
export type { Finding, Rule, Source } from './rules/rule.ts';
export type { Command, Script, ShellWord } from './shell/command.ts';
export { type Answer, type Files, lineAt, lineStarts, type Position, positionAt, type Span } from './source.ts';
export { engineVersion } from './version.ts';
