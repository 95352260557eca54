/** Syntax → Build: what a Dockerfile means, and what `docker build` would refuse before it runs anything. */
import { lookup } from '../catalog/images.ts';
import { quote } from '../dockerfile/problems.ts';
import type { Syntax } from '../dockerfile/syntax.ts';
import type { Base, Build, Stage } from './build.ts';
import { checkOptions } from './check-directive.ts';
import { checkInstruction, isKnown } from './checks.ts';
import { checkEpoch } from './epoch.ts';
import { evaluateStage } from './evaluate.ts';
import { type Globals, readGlobals } from './globals.ts';
import { stateFrom } from './image-state.ts';
import type { Names } from './links.ts';
import { markNeeded, planStages, reportCycle } from './plan.ts';
import { defaultPlatform, formatPlatform, type Platform, parsePlatform } from './platform.ts';
import { Report } from './report.ts';
import { makeStages, type Parts, splitStages } from './stages.ts';
import { State } from './state.ts';
import { didYouMean } from './suggest.ts';

/** How a build is asked for. */
export interface ResolveOptions {
  /** Name of the stage to build; the last one where absent. */
  target?: string;
  /** `--build-arg`. */
  buildArgs?: Record<string, string>;
  /** `os/arch[/variant]`; `linux/amd64` where absent or unreadable. */
  platform?: string;
  /** False takes every base image as empty. */
  catalogue?: boolean;
}

/**
 * Works out what a Dockerfile means, after moby/buildkit `frontend/dockerfile/dockerfile2llb`. Always gives a Build: what cannot be
 * worked out is left out and told in `diagnostics`, which hold the refusals of the builder but not those of the parser
 * (`syntax.diagnostics`).
 */
export function resolve(syntax: Syntax, options: ResolveOptions = {}): Build {
  const report = new Report(syntax.diagnostics);
  const lexing = { escape: syntax.directives.escape };
  const buildArgs = options.buildArgs ?? {};
  const parts = splitStages(syntax.instructions, isKnown);
  checkAll(syntax, parts, report);
  const platform = platformFrom(options.platform);
  const target = options.target ?? parts.stages.at(-1)?.from.words[2]?.text.toLowerCase() ?? 'default';
  const globals = readGlobals(parts.globals, { platform, target, buildArgs, lexing }, report);
  const facts = options.catalogue === false ? () => undefined : lookup;
  const names = makeStages(parts, globals, lexing, facts, report);
  checkDate(parts, globals, names.stages, report);
  const final = findTarget(names, options.target, report);
  const plan = planStages(parts, names, report);
  const circular = reportCycle(names.stages, plan, report);
  if (final) markNeeded(final);
  const around = { report, byName: names.byName, circular, global: globals.lookup, buildArgs, lexing, text: syntax.text };
  const states: States = { ofStages: new Map(), ofImages: new Map() };
  for (const stage of names.stages) {
    const state = startOf(stage, states, platform);
    evaluateStage(stage, plan.get(stage) ?? [], state, around);
    stage.endWith(state);
    states.ofStages.set(stage, state);
  }
  return { syntax, stages: names.stages, ...(final ? { final } : {}), globals: globals.declared, diagnostics: report.diagnostics };
}

function checkAll(syntax: Syntax, { stages, stray }: Parts, report: Report): void {
  const problem = checkOptions(syntax.directives.check);
  if (typeof problem.error === 'string') {
    const span = syntax.directives.spans.find(({ name }) => name === 'check')?.span ?? { start: 0, end: 0 };
    report.whole({ rule: 'invalid-check-directive', span, message: problem.error });
  }
  for (const instruction of syntax.instructions) checkInstruction(instruction, report.at(instruction));
  // A misspelt FROM is told already; what follows from it is not worth a second message.
  const misspelt = syntax.instructions.find((instruction) => !isKnown(instruction));
  if (stray && !(misspelt && misspelt.span.start < stray.span.start)) {
    const message = `${stray.keyword} stands before any FROM. Only ARG may: a stage begins with FROM.`;
    report.at(stray)({ rule: 'instruction-before-from', aka: ['DL3061'], message });
  } else if (stages.length === 0 && syntax.instructions.length > 0 && !misspelt) {
    report.whole({ rule: 'no-stage', message: 'There is no FROM, so there is nothing to build.' });
  }
}

function platformFrom(text: string | undefined): Platform {
  const platform = text ? parsePlatform(text) : defaultPlatform;
  return 'error' in platform ? defaultPlatform : platform;
}

function checkDate({ globals: args, stages: parts }: Parts, globals: Globals, stages: readonly Stage[], report: Report): void {
  const declared = args.findLast(({ args: words }) => words.some((word) => word.startsWith('SOURCE_DATE_EPOCH=')));
  const value = globals.lookup('SOURCE_DATE_EPOCH');
  const described = parts.map(({ from, instructions }, at) => ({
    from,
    instructions,
    name: stages[at]?.name,
    image: stages[at]?.image?.value,
  }));
  checkEpoch(value, declared, described, report);
}

function findTarget({ stages, byName }: Names, target: string | undefined, report: Report): Stage | undefined {
  if (!target) return stages.at(-1);
  const stage = byName.get(target.toLowerCase());
  if (!stage && stages.length > 0) {
    const message = `The build asks for the stage ${quote(target)}, and no stage has that name.${didYouMean(target.toLowerCase(), byName.keys())}`;
    report.whole({ rule: 'unknown-target', message });
  }
  return stage;
}

/** What a stage may begin with: the end of another one, or an image. Stages from one image share what it sets. */
interface States {
  ofStages: Map<Stage, State>;
  ofImages: Map<Base, State>;
}

function startOf(stage: Stage, { ofStages, ofImages }: States, platform: Platform): State {
  const { base } = stage;
  const parent = base.kind === 'stage' ? ofStages.get(base.stage) : undefined;
  if (parent) return new State(parent);
  const image = ofImages.get(base) ?? (base.kind === 'image' ? stateFrom(base.image, base.facts) : stateFrom(undefined, undefined));
  ofImages.set(base, image);
  const state = new State(image);
  state.windows = (stage.platform ?? formatPlatform(platform)).startsWith('windows');
  return state;
}
