/**
 * What a Dockerfile means: the stages, what each inherits and sets, where each value came from, and which stages a target needs.
 * Made by `resolve`; everything a rule or goal asks is answered here, never from text.
 */
import type { ImageFacts, ImageRef } from '../catalog/image.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { Flag, Heredoc, Instruction, Syntax, Word } from '../dockerfile/syntax.ts';
import type { Script } from '../shell/command.ts';
import type { Answer, Span } from '../source.ts';

/** What `docker inspect` would show; inherited from the base stage or a known image. Absent where nothing set it. */
export interface ImageConfig {
  user?: string;
  workdir?: string;
  env: Record<string, string>;
  entrypoint?: string[];
  /** Shell form arrives wrapped: `['/bin/sh', '-c', 'x']`. */
  cmd?: string[];
  /** `3000/tcp`, ranges spread out. */
  exposed: string[];
  volumes: string[];
  labels: Record<string, string>;
  stopSignal?: string;
  onbuild: string[];
  /** Only where SHELL set it. */
  shell?: string[];
  healthcheck?: Healthcheck;
}

/** As Docker stores it: `['CMD-SHELL', '…']`, `['CMD', …]`, `['NONE']`. Times in ms; absent means Docker's default. */
export interface Healthcheck {
  test: string[];
  interval?: number;
  timeout?: number;
  startPeriod?: number;
  startInterval?: number;
  retries?: number;
}

/** Where a value of the configuration came from: an instruction (possibly in a parent stage), or the image's own facts. */
export type Origin = { kind: 'instruction'; step: Step } | { kind: 'image'; image: ImageRef };

/** Origins of the values of `ImageConfig`, by field; `env` and `labels` by key, `exposed` and `volumes` by value. */
export interface Origins {
  user?: Origin;
  workdir?: Origin;
  entrypoint?: Origin;
  cmd?: Origin;
  stopSignal?: Origin;
  shell?: Origin;
  healthcheck?: Origin;
  env: Record<string, Origin>;
  labels: Record<string, Origin>;
  exposed: Record<string, Origin>;
  volumes: Record<string, Origin>;
}

/** What a stage starts from. */
export type Base =
  | { kind: 'scratch' }
  | { kind: 'stage'; stage: Stage }
  /** `facts` is undefined where the catalogue does not know the image. */
  | { kind: 'image'; image: ImageRef; facts?: ImageFacts }
  /** The name cannot be worked out: an ARG without a value, an invalid reference. */
  | { kind: 'unknown'; written: string };

/** A variable as an instruction sees it. */
export interface Variable {
  name: string;
  /** Undefined: declared without a value. */
  value?: string;
  kind: 'arg' | 'env' | 'predefined';
  /** The instruction that gave it its value; undefined for predefined ones and `buildArgs`. */
  step?: Step;
}

/** A word after expansion. */
export interface ResolvedWord {
  /** After expansion and quote removal. */
  value: string;
  word: Word;
  /** Names of variables it used that have no value here. `value` then holds '' in their place: do not trust it blindly. */
  undefinedVariables: readonly string[];
  /** Those of them that nothing declares either: no ARG, no ENV, not the base image. */
  undeclaredVariables: readonly string[];
  /** Names of variables that gave it a part of its value. */
  usedVariables: readonly string[];
}

/** One `--mount` of a RUN, with BuildKit's defaults filled in (reference.md, RUN --mount). */
export interface Mount {
  type: 'bind' | 'cache' | 'tmpfs' | 'secret' | 'ssh';
  id?: string;
  target?: string;
  source?: string;
  /** `from=`: stage, image or named context as written. */
  from?: string;
  fromStage?: Stage;
  readonly: boolean;
  required: boolean;
  /** Secret as a variable. */
  env?: string;
  sharing?: 'shared' | 'private' | 'locked';
  mode?: string;
  uid?: number;
  gid?: number;
  span: Span;
}

/** What COPY or ADD brings. */
export interface Transfer {
  /** Where the sources are looked up. */
  from:
    | { kind: 'context' }
    | { kind: 'stage'; stage: Stage }
    | { kind: 'image'; image: ImageRef }
    /** A named context, or a name that cannot be worked out. */
    | { kind: 'named'; name: string };
  fromSpan?: Span;
  sources: ResolvedWord[];
  /** Inline files by heredoc: name of the file and its text. `undeclaredVariables` are those of the text, where it is expanded. */
  inline: { name: string; heredoc: Heredoc; undeclaredVariables: readonly string[] }[];
  /** Absolute, cleaned; ends in `/` where it was written as a folder. Relative targets are joined to WORKDIR. */
  target: string;
  targetWord?: ResolvedWord;
  chown?: string;
  chmod?: string;
  link: boolean;
  parents: boolean;
  exclude: string[];
}

/** An instruction of a stage with everything that surrounds it worked out. */
export interface Step {
  instruction: Instruction;
  keyword: string;
  stage: Stage;
  /** Position among the stage's steps, from 0; FROM itself is not a step. */
  index: number;
  /** Where the instruction stands: its span and first line. */
  span: Span;
  line: number;
  flags: Flag[];
  /** The arguments after expansion, for instructions that expand; else the words as they are. */
  words: ResolvedWord[];
  /** Configuration in force before this instruction. */
  before: ImageConfig;
  /** The shell in force before this instruction, only where SHELL set it: `before.shell` without the rest of `before`. */
  shell?: string[];
  /** Variables this instruction can see. Of an ARG and an ENV of one name in a stage the later one counts, as BuildKit has it. */
  variables: Record<string, Variable>;
  /** RUN, CMD, ENTRYPOINT and HEALTHCHECK CMD in shell form (heredoc scripts too), also behind ONBUILD: what the shell would do. Exec form: one command, as given. */
  script?: Script;
  /** RUN only. */
  mounts: Mount[];
  /** COPY and ADD only. */
  transfer?: Transfer;
}

export interface Stage {
  /** From 0. */
  index: number;
  /** Lower case, as BuildKit keeps it; undefined where unnamed. */
  name?: string;
  /** As written. */
  writtenName?: string;
  from: Instruction;
  base: Base;
  /** FROM's image after expansion; undefined where none is written or it cannot be expanded. */
  image?: ResolvedWord;
  /** After expansion, where `--platform` was given. */
  platform?: string;
  /** The value of `--platform` with the variables it used. */
  platformWord?: ResolvedWord;
  /** At the end of the stage. */
  config: ImageConfig;
  origins: Origins;
  steps: Step[];
  /** Whether the target needs this stage: BuildKit skips the others. */
  needed: boolean;
  /** Stages this one reads: its base, COPY --from, RUN --mount from=. */
  needs: Stage[];
}

export interface Build {
  syntax: Syntax;
  stages: Stage[];
  /** The target: the last stage, or the one asked for. Undefined where there is no FROM or no such target. */
  final?: Stage;
  /** ARGs before the first FROM, in order. */
  globals: Variable[];
  diagnostics: Diagnostic[];
}

/** Who the stage's process runs as. `unknown` where the base image is not in the catalogue and no USER was given. */
export interface EffectiveUser {
  /** As written: 'node', '1000:1000'. Undefined: nobody set one (root, when known). */
  written?: string;
  /** The user part alone. */
  user?: string;
  group?: string;
  /** Whether the user part is a number, which Kubernetes' runAsNonRoot needs. */
  numeric: Answer;
  root: Answer;
  origin?: Origin;
}
