/** Which instructions each stage runs, which stages they need, and whether that can be done in any order. */
import type { Instruction } from '../dockerfile/syntax.ts';
import type { Stage } from './build.ts';
import { checkInstruction } from './checks.ts';
import { type Edge, findCycle } from './cycles.ts';
import type { Item } from './evaluate.ts';
import { linksOf, type Names } from './links.ts';
import type { Report } from './report.ts';
import type { Parts } from './stages.ts';

/** Triggers of ONBUILD beyond this are not followed: a bound on files made to multiply them. */
const mostTriggers = 10_000;

/** What each stage runs: first the triggers of its base, then its own. Triggers are checked where they run. */
export function planStages({ stages: parts }: Parts, names: Names, report: Report): Map<Stage, Item[]> {
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
  const refuse = report.at(instruction, trigger ? { at: stage.from } : {});
  if (trigger) checkInstruction(instruction, refuse);
  const links = linksOf(instruction, names, refuse);
  for (const { stage: needed } of links.needs) if (!stage.needs.includes(needed)) stage.needs.push(needed);
  return { instruction, links, trigger };
}

/** Refuses stages that read one another in a circle; gives those in it. Triggers are not looked at, as in BuildKit. */
export function reportCycle(stages: readonly Stage[], plan: ReadonlyMap<Stage, Item[]>, report: Report): Set<Stage> {
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
export function markNeeded(target: Stage): void {
  const waiting = [target];
  for (let stage = waiting.pop(); stage; stage = waiting.pop()) {
    if (stage.needed) continue;
    stage.needed = true;
    waiting.push(...stage.needs);
  }
}
