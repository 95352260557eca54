/** The stages of a file by their FROM lines: names, bases and platforms (dockerfile2llb, buildDispatchStates). */
import { parseImageRef } from '../catalog/reference.ts';
import type { ExpandOptions } from '../dockerfile/expand.ts';
import { quote } from '../dockerfile/problems.ts';
import type { Instruction } from '../dockerfile/syntax.ts';
import type { Base, ImageConfig, Origins, ResolvedWord, Stage, Step } from './build.ts';
import { flagNamed } from './flags.ts';
import type { Globals } from './globals.ts';
import type { Facts } from './links.ts';
import { formatPlatform, parsePlatform } from './platform.ts';
import { record } from './record.ts';
import type { Refuse, Report } from './report.ts';
import type { State } from './state.ts';
import { didYouMean } from './suggest.ts';
import { resolveWord } from './words.ts';

/** A file in parts: what stands above the first FROM, and each FROM with what follows. */
export interface Parts {
  globals: Instruction[];
  stages: { from: Instruction; instructions: Instruction[] }[];
  /** The first instruction above FROM that may not stand there. */
  stray?: Instruction;
}

export function splitStages(instructions: readonly Instruction[], isKnown: (instruction: Instruction) => boolean): Parts {
  const parts: Parts = { globals: [], stages: [] };
  for (const instruction of instructions) {
    const stage = parts.stages.at(-1);
    if (instruction.keyword === 'FROM') parts.stages.push({ from: instruction, instructions: [] });
    else if (!isKnown(instruction)) continue;
    else if (stage) stage.instructions.push(instruction);
    else if (instruction.keyword === 'ARG') parts.globals.push(instruction);
    else parts.stray ??= instruction;
  }
  return parts;
}

/** What every stage has until it is evaluated. One for all: a file may have very many stages. */
const noConfig: ImageConfig = { env: record(), exposed: [], volumes: [], labels: record(), onbuild: [] };
const noOrigins: Origins = { env: record(), labels: record(), exposed: record(), volumes: record() };

/** A stage whose configuration is worked out when somebody asks for it, once: of most stages nobody does. */
export class LazyStage implements Stage {
  readonly index: number;
  name?: string;
  writtenName?: string;
  readonly from: Instruction;
  readonly base: Base;
  image?: ResolvedWord;
  platform?: string;
  platformWord?: ResolvedWord;
  readonly steps: Step[] = [];
  needed = false;
  readonly needs: Stage[] = [];
  #end: State | undefined;
  #config: ImageConfig | undefined;
  #origins: Origins | undefined;

  constructor(index: number, from: Instruction, base: Base) {
    this.index = index;
    this.from = from;
    this.base = base;
    if (base.kind === 'stage') this.needs.push(base.stage);
  }

  get config(): ImageConfig {
    this.#config ??= this.#end?.config();
    return this.#config ?? noConfig;
  }

  get origins(): Origins {
    this.#origins ??= this.#end?.origins();
    return this.#origins ?? noOrigins;
  }

  /** The stage was gone through, and this is what it ends with. */
  endWith(state: State): void {
    this.#end = state;
  }
}

/** Makes the stages in order; each base is found among the stages above it. Configuration and steps are filled in later. */
export function makeStages(parts: Parts, globals: Globals, lexing: ExpandOptions, facts: Facts, report: Report) {
  const stages: LazyStage[] = [];
  const byName = new Map<string, Stage>();
  const images: Around['images'] = new Map();
  for (const { from } of parts.stages) {
    const refuse = report.at(from);
    const image = imageOf(from, globals, lexing, refuse);
    const base = baseOf(image, from, { byName, images, globals, facts, refuse });
    const stage = new LazyStage(stages.length, from, base);
    Object.assign(stage, nameOf(from), image ? { image } : {}, platformOf(from, globals, lexing, refuse));
    stages.push(stage);
    if (stage.name !== undefined) byName.set(stage.name, stage);
  }
  return { stages, byName };
}

function nameOf({ words }: Instruction): { name?: string; writtenName?: string } {
  const writtenName = words[1]?.text.toLowerCase() === 'as' ? words[2]?.text : undefined;
  return writtenName ? { name: writtenName.toLowerCase(), writtenName } : {};
}

function imageOf(from: Instruction, globals: Globals, lexing: ExpandOptions, refuse: Refuse): ResolvedWord | undefined {
  const [word] = from.words;
  const image = word && resolveWord(word, globals, lexing, refuse);
  if (image?.value === '') {
    refuse({
      rule: 'blank-base-image',
      span: image.word.span,
      message: `${quote(image.word.text)} comes to nothing, so there is no image to start from.${missing(image, globals)}`,
    });
  }
  return image;
}

/** Which variable lacks a value, and what may have been meant. */
function missing({ undefinedVariables }: ResolvedWord, globals: Globals): string {
  const [name] = undefinedVariables;
  if (name === undefined) return '';
  const near = didYouMean(name, Object.keys(globals.all.snapshot()));
  return near || ` \`${name}\` needs a value: \`ARG ${name}=…\` above the first FROM, or \`--build-arg ${name}=…\`.`;
}

interface Around {
  byName: ReadonlyMap<string, Stage>;
  /** By what is written: many stages begin from a few images. */
  images: Map<string, Base>;
  globals: Globals;
  facts: Facts;
  refuse: Refuse;
}

function baseOf(image: ResolvedWord | undefined, from: Instruction, { byName, images, globals, facts, refuse }: Around): Base {
  const written = image?.value || (from.words[0]?.text ?? '');
  if (!image?.value) return { kind: 'unknown', written };
  const stage = byName.get(image.value);
  if (stage) return { kind: 'stage', stage };
  if (image.value === 'scratch') return { kind: 'scratch' };
  const same = images.get(image.value);
  if (same) return same;
  const ref = parseImageRef(image.value);
  if (!('error' in ref)) {
    const known = facts(ref);
    const base: Base = { kind: 'image', image: ref, ...(known ? { facts: known } : {}) };
    images.set(image.value, base);
    return base;
  }
  const lower = image.value.toLowerCase();
  const hint = byName.has(lower)
    ? ` The stage above is known as \`${lower}\`: FROM finds stages in lower case only.`
    : missing(image, globals);
  refuse({ rule: 'invalid-image-name', span: image.word.span, message: `${ref.error}${hint}` });
  return { kind: 'unknown', written };
}

function platformOf(
  from: Instruction,
  globals: Globals,
  lexing: ExpandOptions,
  refuse: Refuse,
): { platform?: string; platformWord?: ResolvedWord } {
  const flag = flagNamed(from, 'platform');
  if (!flag?.value) return {};
  const word = resolveWord({ text: flag.value, span: flag.valueSpan }, globals, lexing, refuse);
  if (!word) return {};
  const platform = parsePlatform(word.value);
  if (word.value === '') {
    refuse({ rule: 'blank-platform', span: flag.span, message: `\`--platform=${flag.value}\` comes to nothing.${missing(word, globals)}` });
  } else if ('error' in platform) {
    refuse({ rule: 'invalid-platform', span: flag.span, message: `${platform.error}${missing(word, globals)}` });
  }
  return { platformWord: word, ...('error' in platform ? {} : { platform: formatPlatform(platform) }) };
}
