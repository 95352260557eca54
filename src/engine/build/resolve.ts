/** Syntax → Build: what a Dockerfile means, and what `docker build` would refuse before it runs anything. */
import { lookup } from '../catalog/images.ts';
import { quote } from '../dockerfile/problems.ts';
import type { Instruction, Syntax } from '../dockerfile/syntax.ts';
import type { Build, Stage } from './build.ts';
import { checkOptions } from './check-directive.ts';
import { checkInstruction, isKnown } from './checks.ts';
import { type Edge, findCycle } from './cycles.ts';
import { checkEpoch } from './epoch.ts';
import { evaluateStage, type Item } from './evaluate.ts';
import { type Globals, readGlobals } from './globals.ts';
import { linksOf, type Names } from './links.ts';
import { defaultPlatform, formatPlatform, type Platform, parsePlatform } from './platform.ts';
import { Report } from './report.ts';
import { makeStages, type Parts, splitStages } from './stages.ts';
import { State, stateFrom } from './state.ts';
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

/** Triggers of ONBUILD beyond this are not followed: a bound on files made to multiply them. */
const mostTriggers = 10_000;

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
  const states = new Map<Stage, State>();
  for (const stage of names.stages) {
    const state = startOf(stage, states, platform);
    evaluateStage(stage, plan.get(stage) ?? [], state, around);
    states.set(stage, state);
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
  if (stray) {
    report.at(stray)({
      rule: 'instruction-before-from',
      aka: ['DL3061'],
      message: `${stray.keyword} stands before any FROM. Only ARG may: a stage begins with FROM.`,
    });
  } else if (stages.length === 0 && syntax.instructions.length > 0) {
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

/** What each stage runs: first the triggers of its base, then its own. Triggers are checked where they run. */
function planStages({ stages: parts }: Parts, names: Names, report: Report): Map<Stage, Item[]> {
  const plan = new Map<Stage, Item[]>();
  let triggers = 0;
  names.stages.forEach((stage, at) => {
    const own = (parts[at]?.instructions ?? []).map((instruction) => itemOf(stage, instruction, names, report));
    const waiting = stage.base.kind === 'stage' ? triggersOf(plan.get(stage.base.stage) ?? []) : [];
    const followed = waiting.slice(0, Math.max(0, mostTriggers - triggers));
    triggers += followed.length;
    plan.set(stage, [...followed.map((instruction) => itemOf(stage, instruction, names, report, true)), ...own]);
  });
  return plan;
}

const triggersOf = (items: readonly Item[]): Instruction[] =>
  items.flatMap(({ instruction }) => (instruction.nested && instruction.keyword === 'ONBUILD' ? [instruction.nested] : []));

function itemOf(stage: Stage, instruction: Instruction, names: Names, report: Report, trigger = false): Item {
  const refuse = report.at(instruction, trigger ? { span: stage.from.span, line: stage.from.lines.start } : {});
  if (trigger) checkInstruction(instruction, refuse);
  const links = linksOf(instruction, names, refuse);
  for (const { stage: needed } of links.needs) if (!stage.needs.includes(needed)) stage.needs.push(needed);
  return { instruction, links, trigger };
}

function reportCycle(stages: readonly Stage[], plan: ReadonlyMap<Stage, Item[]>, report: Report): Set<Stage> {
  const edges = new Map<Stage, Edge<Instruction>[]>();
  for (const [stage, items] of plan) {
    const own = items.filter(({ trigger }) => !trigger);
    edges.set(
      stage,
      own.flatMap(({ instruction, links }) => links.needs.map((need) => ({ to: need.stage, by: instruction }))),
    );
  }
  const circle = findCycle(stages, (stage) => edges.get(stage) ?? []);
  const first = circle?.toSorted((a, b) => a.edge.by.span.start - b.edge.by.span.start)[0];
  if (!circle || !first) return new Set();
  report.at(first.edge.by)({
    rule: 'circular-stages',
    aka: circle.length === 1 ? ['DL3023', 'DS-0006'] : [],
    message: cycleMessage(circle.map(({ stage }) => stage)),
  });
  return new Set(circle.map(({ stage }) => stage));
}

function cycleMessage(stages: readonly Stage[]): string {
  const name = (stage: Stage) => `\`${stage.writtenName ?? stage.index}\``;
  const [first, ...rest] = stages;
  if (!first) return '';
  if (rest.length === 0) return `The stage ${name(first)} takes files from itself, before it is there.`;
  return `The stages ${stages.map(name).join(', ')} wait for one another in a circle, so none can be built first.`;
}

/** Marks all that the target needs, without recursion: chains of stages may be long. */
function markNeeded(target: Stage): void {
  const waiting = [target];
  for (let stage = waiting.pop(); stage; stage = waiting.pop()) {
    if (stage.needed) continue;
    stage.needed = true;
    waiting.push(...stage.needs);
  }
}

function startOf(stage: Stage, states: ReadonlyMap<Stage, State>, platform: Platform): State {
  const { base } = stage;
  const parent = base.kind === 'stage' ? states.get(base.stage) : undefined;
  if (parent) return new State(parent);
  const state = base.kind === 'image' ? stateFrom(base.image, base.facts) : stateFrom(undefined, undefined);
  state.windows = (stage.platform ?? formatPlatform(platform)).startsWith('windows');
  return state;
}
