/** Goes through one stage: builds its steps and lets each instruction take effect. */
import type { Instruction, Word } from '../dockerfile/syntax.ts';
import type { Script } from '../shell/command.ts';
import type { ImageConfig, Mount, Stage, Step, Variable } from './build.ts';
import { applyInstruction, type Setting } from './configure.ts';
import { type Links, mountTarget } from './links.ts';
import { readMounts } from './mounts.ts';
import { proxyVariables } from './platform.ts';
import type { Refuse, Report } from './report.ts';
import { scriptOf } from './script.ts';
import type { Moment, State } from './state.ts';
import { readTransfer } from './transfer.ts';
import { plainWord, resolveWord } from './words.ts';

/** One instruction of a stage: its own, or a trigger that its base left with ONBUILD. */
export interface Item {
  instruction: Instruction;
  links: Links;
  trigger: boolean;
}

/** What a stage is evaluated in. */
export interface Surroundings extends Omit<Setting, 'state' | 'refuse'> {
  report: Report;
  /** The whole file. */
  text: string;
  byName: ReadonlyMap<string, Stage>;
  /** Stages in a circle, which was reported already. */
  circular: ReadonlySet<Stage>;
}

/** Fills in a stage's steps. `state` is the one it starts with, and afterwards the one it ends with. */
export function evaluateStage(stage: Stage, items: readonly Item[], state: State, around: Surroundings): void {
  for (const item of items) {
    const refuse = around.report.at(item.instruction, { ...(item.trigger ? { at: stage.from } : {}), skipped: !stage.needed });
    const step = new LazyStep(stage, item, state, around);
    stage.steps.push(step);
    checkOrder(stage, item.links, around, refuse);
    const setting: Setting = { ...around, state, refuse };
    if (step.keyword === 'RUN') step.mounts = mountsOf(step, setting, around);
    else if (step.keyword === 'COPY' || step.keyword === 'ADD') transferOf(step, item.links, setting);
    else applyInstruction(step, setting);
  }
}

/** A stage can only be read by stages below it. */
function checkOrder(stage: Stage, links: Links, { circular }: Surroundings, refuse: Refuse): void {
  for (const need of links.needs) {
    if (need.stage.index < stage.index || circular.has(stage)) continue;
    const name = need.stage.writtenName ?? `stage ${need.stage.index}`;
    const message = `\`${name}\` begins on line ${need.stage.from.lines.start}, further down: a stage can only take files from stages above it.`;
    refuse({ rule: 'stage-not-yet-built', span: need.span, message });
  }
}

function transferOf(step: Step, links: Links, setting: Setting): void {
  const { state, lexing, refuse } = setting;
  const expand = (word: Word) => resolveWord(word, state, lexing, refuse);
  const read = readTransfer(step.instruction, links.from, state, expand, refuse);
  if (!read) return;
  step.transfer = read.transfer;
  step.words = read.words;
}

function mountsOf(step: Step, setting: Setting, { byName }: Surroundings): Mount[] {
  const { state, lexing, refuse } = setting;
  if (step.instruction.flags.length === 0) return none;
  const used: Step['words'] = [];
  const mounts = readMounts(
    step.instruction,
    (value, flag) => {
      const word = resolveWord({ text: value, span: flag.valueSpan }, state, lexing, refuse);
      if (word) used.push(word);
      return word?.value;
    },
    refuse,
  );
  const telling = used.filter((word) => word.undefinedVariables.length + word.usedVariables.length > 0);
  if (telling.length > 0) step.words = [...telling, ...step.words];
  for (const mount of mounts) {
    const stage = mount.from && mount.type !== 'tmpfs' ? byName.get(mount.from.toLowerCase()) : undefined;
    if (stage) mount.fromStage = stage;
    const target = mountTarget(mount, state.scalars.workdir?.value);
    if (target !== '/') continue;
    refuse({ rule: 'invalid-mount', span: mount.span, message: 'A mount cannot lie over `/`: give it a `target` of its own.' });
  }
  return mounts;
}

/** One for all steps without mounts. Frozen, because it belongs to nobody. */
const none: never[] = [];
Object.freeze(none);

/** A step as it stands before it takes effect. What is dear to work out is worked out when it is asked for, once. */
class LazyStep implements Step {
  readonly instruction: Instruction;
  readonly stage: Stage;
  readonly index: number;
  mounts: Mount[] = none;
  transfer?: Step['transfer'] = undefined;
  readonly #state: State;
  readonly #around: Surroundings;
  readonly #trigger: boolean;
  readonly #moment: Moment;
  #words: Step['words'] | undefined;
  #before: ImageConfig | undefined;
  #variables: Record<string, Variable> | undefined;
  #script: { value: Script | undefined } | undefined;

  constructor(stage: Stage, { instruction, trigger }: Item, state: State, around: Surroundings) {
    this.instruction = instruction;
    this.stage = stage;
    this.index = stage.steps.length;
    this.#trigger = trigger;
    this.#state = state;
    this.#around = around;
    this.#moment = state.moment();
  }

  get keyword(): string {
    return this.instruction.keyword;
  }

  get flags(): Step['flags'] {
    return this.instruction.flags;
  }

  get span(): Step['span'] {
    return this.#place.span;
  }

  get line(): number {
    return this.#place.lines.start;
  }

  /** A trigger runs where the stage begins. */
  get #place(): Instruction {
    return this.#trigger ? this.stage.from : this.instruction;
  }

  get words(): Step['words'] {
    this.#words ??= this.instruction.words.map(plainWord);
    return this.#words;
  }

  set words(words: Step['words']) {
    this.#words = words;
  }

  get before(): ImageConfig {
    this.#before ??= this.#state.config(this.#moment);
    return this.#before;
  }

  get shell(): string[] | undefined {
    return this.#moment.scalars.shell?.value;
  }

  get variables(): Record<string, Variable> {
    this.#variables ??= variablesOf(this.instruction, this.#state, this.#moment, this.#around.buildArgs);
    return this.#variables;
  }

  get script(): Script | undefined {
    this.#script ??= { value: scriptOf(this.instruction, this.shell ?? imageShell(this.stage), this.#around.text) };
    return this.#script.value;
  }
}

/** A RUN also sees the proxy variables that were given with `--build-arg`. */
function variablesOf(instruction: Instruction, state: State, moment: Moment, buildArgs: Readonly<Record<string, string>>) {
  const variables = state.variables.snapshot(moment.variables);
  const proxies = proxyVariables.filter((name) => instruction.keyword === 'RUN' && Object.hasOwn(buildArgs, name) && !variables[name]);
  if (proxies.length === 0) return variables;
  const all: Record<string, Variable> = Object.assign(Object.create(null), variables);
  for (const name of proxies) all[name] = { name, value: buildArgs[name] ?? '', kind: 'predefined' };
  return all;
}

/** The shell that the base image is known to use. */
function imageShell(stage: Stage): string[] | undefined {
  let base = stage.base;
  while (base.kind === 'stage') base = base.stage.base;
  const shell = base.kind === 'image' ? base.facts?.shell : undefined;
  return shell ? [shell, '-c'] : undefined;
}
