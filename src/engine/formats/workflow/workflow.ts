/** The model of a GitHub Actions workflow. */
import type { Diagnostic } from '../../diagnostic.ts';
import type { Script } from '../../shell/command.ts';
import type { Answer, Span } from '../../source.ts';
import type { Attestation, CacheSpec, OutputSpec } from '../commands/attributes.ts';
import type { Call } from '../commands/call.ts';
import type { Invocation } from '../commands/commands.ts';
import type { Reference } from '../commands/reference.ts';
import type { Scan } from '../commands/scan.ts';
import type { YamlNode } from '../yaml/node.ts';
import type { Expression } from './expressions.ts';
import type { Access, Permissions } from './permissions.ts';
import type { ActionRef } from './uses.ts';

/** A value in the file, with the expressions in it. */
export interface Text {
  text: string;
  expressions: Expression[];
  span: Span;
}

export interface EnvVar extends Text {
  name: string;
}

/** One event that starts the workflow. */
export interface Trigger {
  /** 'push', 'pull_request_target', 'schedule', … */
  event: string;
  branches: string[];
  tags: string[];
  paths: string[];
  types: string[];
  /** Of `schedule`: the cron lines. */
  crons: string[];
  span: Span;
}

/** `with:` of a step, by lower-case name: GitHub does not look at case. */
export type Inputs = ReadonlyMap<string, Text & { node: YamlNode }>;

export interface RunStep extends Text {
  /** As written here or in `defaults`; undefined: GitHub's default for the runner. */
  shell?: string;
  /** What the shell does. Expressions count as variables. */
  script: Script;
  /** Calls of docker, scanners and signers in it. */
  invocations: Invocation[];
}

export interface Step {
  /** From 0 in its job. */
  index: number;
  id?: string;
  name?: string;
  if?: Expression;
  uses?: ActionRef;
  inputs: Inputs;
  run?: RunStep;
  env: EnvVar[];
  /** `yes`: the job goes on when it fails. `unknown`: an expression decides. */
  continueOnError: Answer;
  /** It runs though an earlier step failed: `always()`, `failure()`, `!cancelled()`. */
  runsAfterFailure: boolean;
  /** What it does that matters here: builds, scans, pushes, signs. In order. */
  operations: Operation[];
  job: Job;
  span: Span;
}

/** What a step does to images, whether by an action or by a command: one form for both. */
interface OperationBase {
  /** The step it happens in; its `if`, `continueOnError` and job tell when and whether a failure counts. */
  step: Step;
  /** Whether the step itself notices a failure: false under `|| true`. */
  checked: boolean;
  span: Span;
  /** The command, where it is one; else an action did it. */
  invocation?: Call;
}

/** A secret that a build gets. */
export interface BuildSecret {
  id: string;
  /** `value`: handed to the action as text (an expression, one hopes). */
  from: 'env' | 'file' | 'value' | 'unknown';
  /** The variable, the path or the text. */
  source: string;
}

export interface BuildOperation extends OperationBase {
  kind: 'build';
  by: 'build-push-action' | 'bake' | 'docker build' | 'docker compose';
  context?: string;
  file?: string;
  target?: string;
  /** Of a bake: its targets. */
  targets: string[];
  tags: string[];
  platforms: string[];
  outputs: OutputSpec[];
  cacheFrom: CacheSpec[];
  cacheTo: CacheSpec[];
  push: Answer;
  load: Answer;
  pushByDigest: boolean;
  sbom?: Attestation;
  provenance?: Attestation;
  secrets: BuildSecret[];
  buildArgs: { name: string; value?: string }[];
  noCache: boolean;
  pull: boolean;
  /** Only checks or prints, builds nothing. */
  dry: boolean;
}

export interface ScanOperation
  extends OperationBase,
    Pick<Scan, 'targetKind' | 'failsOnFindings' | 'severities' | 'ignoreUnfixed' | 'vex' | 'formats'> {
  kind: 'scan';
  tool: Scan['tool'];
  target?: Reference;
  /** File of ignored findings, where it was named. */
  ignoreFile?: string;
}

export interface SignOperation extends OperationBase {
  kind: 'sign';
  verb: 'sign' | 'verify' | 'attest' | 'verify-attestation';
  by: 'cosign' | 'github-attestation' | 'notation';
  images: Reference[];
  keyless: boolean;
}

export interface ImageOperation extends OperationBase {
  kind: 'push' | 'pull' | 'index' | 'tag' | 'run';
  images: Reference[];
  /** Of `tag` and `index`: the new names. */
  names: string[];
}

/** Steps of which only the fact matters: what is prepared, logged in to, kept. */
export interface SetupOperation extends OperationBase {
  kind:
    | 'login'
    | 'checkout'
    | 'cache'
    | 'upload-artifact'
    | 'download-artifact'
    | 'upload-sarif'
    | 'setup-buildx'
    | 'setup-qemu'
    | 'install-cosign'
    | 'metadata'
    | 'sbom';
  /** What it is about: the registry, the ref, the paths, the driver, the platforms. */
  subject: string;
}

export type Operation = BuildOperation | ScanOperation | SignOperation | ImageOperation | SetupOperation;

export interface Job {
  id: string;
  name?: string;
  needs: { id: string; span: Span }[];
  if?: Expression;
  continueOnError: Answer;
  runsAfterFailure: boolean;
  /** Labels of the runner, or the expression. */
  runsOn: string[];
  container?: Text;
  services: Text[];
  permissions?: Permissions;
  /** What its token may do in effect: its own permissions, else the workflow's, else `default`. */
  access(scope: string): Access | 'default';
  env: EnvVar[];
  outputs: EnvVar[];
  /** Values of each matrix key, those of `include` too; empty where there is no matrix. Expressions stay as written. */
  matrix: Record<string, string[]>;
  environment?: Text;
  /** A called workflow instead of steps. */
  uses?: ActionRef;
  inputs: Inputs;
  /** Secrets handed to the called workflow: 'inherit', or by name. */
  secrets: 'inherit' | EnvVar[];
  steps: Step[];
  workflow: Workflow;
  span: Span;
}

/** A secret (or the run's own token) read somewhere. */
export interface SecretUse {
  /** 'NPM_TOKEN'; 'GITHUB_TOKEN' for `github.token` too. */
  name: string;
  scope: 'workflow-env' | 'job-env' | 'step-env' | 'with' | 'run' | 'if' | 'outputs' | 'other';
  /** The variable or input that receives it. */
  into?: string;
  job?: Job;
  step?: Step;
  span: Span;
}

export interface Workflow {
  name?: string;
  triggers: Trigger[];
  permissions?: Permissions;
  env: EnvVar[];
  concurrency?: Text;
  /** In source order. */
  jobs: Job[];
  /** So that each comes after those it needs; jobs in a cycle are left out. */
  order: Job[];
  secrets: SecretUse[];
  /** No workflow at all: the YAML cannot be read. `diagnostics` then holds why, alone. */
  broken: boolean;
  diagnostics: Diagnostic[];
  /** Whether an event starts it. */
  startsOn(event: string): boolean;
}
