/** The model of a GitHub Actions workflow. */
import type { Diagnostic } from '../../diagnostic.ts';
import type { Script } from '../../shell/command.ts';
import type { Answer, Span } from '../../source.ts';
import type { Invocation } from '../commands/commands.ts';
import type { YamlNode } from '../yaml/node.ts';
import type { Expression } from './expressions.ts';
import type { Operation } from './operations.ts';
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
