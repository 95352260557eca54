/**
 * A build's stages as a picture: each stage a stack of slabs in the order of the file, arrows from where files are taken to the slab
 * they make. One column, so that it reads on a phone; the arrows run beside it. Pure text, for the build and the page alike.
 */
import type { Build, Stage, Step } from '#engine';
import { escapeHtml } from '../html.ts';

interface Slab {
  text: string;
  /** Said at the right end: where it comes from. */
  from?: string;
  source?: Stage;
  /** How the source is used: its layers are the ground, or files are copied. */
  kind: 'base' | 'copy' | 'run' | 'context';
}

const width = 340;
const block = 292;
const slabHeight = 22;
const slabGap = 3;
const head = 24;
const between = 18;
/** Widths of a letter at the sizes of `graph.css`: a slab's own words, and those at its right end. */
const letter = 7.6;
const smallLetter = 6.6;

const nameOf = (stage: Stage): string => stage.writtenName ?? stage.name ?? `stage ${stage.index}`;
const shorten = (text: string, most: number): string => (text.length <= most ? text : `${text.slice(0, most - 1)}…`);

function baseSlab(stage: Stage): Slab {
  const { base } = stage;
  if (base.kind === 'stage') return { text: `all of ${nameOf(base.stage)}`, source: base.stage, kind: 'base' };
  return { text: base.kind === 'image' ? base.image.written : base.kind === 'scratch' ? 'scratch' : base.written, kind: 'base' };
}

function stepSlabs(step: Step): Slab[] {
  const taken = step.transfer;
  if (taken) {
    const text = [...taken.sources.map((source) => source.value), ...taken.inline.map((inline) => inline.name)].join(' ');
    const { from } = taken;
    if (from.kind === 'stage') return [{ text, from: nameOf(from.stage), source: from.stage, kind: 'copy' }];
    if (from.kind === 'image') return [{ text, from: from.image.written, kind: 'copy' }];
    return [{ text, from: from.kind === 'named' ? from.name : 'context', kind: 'context' }];
  }
  if (step.keyword !== 'RUN') return [];
  const text = step.instruction.body.text.replace(/\s+/g, ' ').trim();
  const mounts = step.mounts.flatMap((mount) => (mount.fromStage ? [mount.fromStage] : []));
  return [{ text: shorten(text, 60), ...(mounts[0] ? { from: nameOf(mounts[0]), source: mounts[0] } : {}), kind: 'run' }];
}

const slabsOf = (stage: Stage): Slab[] => [baseSlab(stage), ...stage.steps.flatMap(stepSlabs)];

interface Placed {
  stage: Stage;
  top: number;
  bottom: number;
  slabs: (Slab & { top: number })[];
}

function place(stages: readonly Stage[]): Placed[] {
  let y = 2;
  return stages.map((stage) => {
    const top = y;
    const slabs = slabsOf(stage).map((slab, index) => ({ ...slab, top: top + head + index * (slabHeight + slabGap) }));
    const bottom = top + head + slabs.length * (slabHeight + slabGap) - slabGap;
    y = bottom + between;
    return { stage, top, bottom, slabs };
  });
}

/** Arrows side by side: each takes the first lane that is free over its whole height. */
function lanes(arrows: { from: number; to: number }[]): number[] {
  const taken: [from: number, to: number][][] = [];
  return arrows.map(({ from, to }) => {
    const [low, high] = from < to ? [from, to] : [to, from];
    const free = taken.findIndex((lane) => lane.every(([a, b]) => b < low - 4 || a > high + 4));
    const lane = free < 0 ? taken.length : free;
    taken[lane] = [...(taken[lane] ?? []), [low, high]];
    return lane;
  });
}

function slabSvg({ text, from, kind, top }: Slab & { top: number }, dim: boolean): string {
  const right = from
    ? `<text x="${block - 9}" y="${top + 15}" text-anchor="end" class="g-from">${escapeHtml(shorten(from, 14))}</text>`
    : '';
  const most = Math.floor((block - 22 - (from ? Math.min(14, from.length) * smallLetter + 10 : 0)) / letter);
  return `<g class="g-slab g-${kind}${dim ? ' g-dim' : ''}"><rect x="1" y="${top}" width="${block - 2}" height="${slabHeight}" rx="3"/><text x="10" y="${top + 15}">${escapeHtml(shorten(text, most))}</text>${right}</g>`;
}

const fate = (stage: Stage, final: Stage | undefined): string => (stage === final ? 'ships' : stage.needed ? '' : 'skipped');

function stageSvg({ stage, top, slabs }: Placed, final: Stage | undefined): string {
  const word = fate(stage, final);
  const label = word ? `<text x="${block - 2}" y="${top + 15}" text-anchor="end" class="g-fate g-${word}">${word}</text>` : '';
  const title = `<text x="1" y="${top + 15}" class="g-name${stage.needed ? '' : ' g-dim'}">${escapeHtml(shorten(nameOf(stage), 26))}</text>`;
  return title + label + slabs.map((slab) => slabSvg(slab, !stage.needed)).join('');
}

function arrowsSvg(placed: Placed[]): string {
  const found = placed.flatMap((to) =>
    to.slabs.flatMap((slab) => {
      const from = placed.find((each) => each.stage === slab.source);
      return from ? [{ from: from.bottom - slabHeight / 2, to: slab.top + slabHeight / 2, kind: slab.kind, dim: !to.stage.needed }] : [];
    }),
  );
  const lane = lanes(found);
  return found
    .map(({ from, to, kind, dim }, index) => {
      const x = block + 10 + Math.min(4, lane[index] ?? 0) * 8;
      const turn = from < to ? 5 : -5;
      const path = `M${block - 1} ${from}H${x - 5}Q${x} ${from} ${x} ${from + turn}V${to - turn}Q${x} ${to} ${x - 5} ${to}H${block + 5}`;
      return `<g class="g-arrow g-${kind}${dim ? ' g-dim' : ''}"><path d="${path}"/><path class="g-tip" d="M${block} ${to}l7 -3.5v7z"/></g>`;
    })
    .join('');
}

/** What the picture shows, in sentences. */
export function stageGraphText({ stages, final }: Build): string {
  return stages
    .map((stage) => {
      const [base, ...steps] = slabsOf(stage);
      const taken = steps.filter((slab) => slab.source).map((slab) => `${slab.text} from ${slab.from}`);
      const word = fate(stage, final);
      const copies = taken.length > 0 ? ` It takes ${taken.join(', and ')}.` : '';
      return `Stage ${nameOf(stage)}${word ? ` (${word})` : ''} begins with ${base?.text}.${copies}`;
    })
    .join(' ');
}

/** The picture. It is hidden from screen readers: put `stageGraphText` beside it. Empty where there is no stage. */
export function stageGraphSvg({ stages, final }: Build): string {
  if (stages.length === 0) return '';
  const placed = place(stages);
  const height = (placed.at(-1)?.bottom ?? 0) + 4;
  return `<svg class="graph" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" aria-hidden="true" focusable="false">${arrowsSvg(placed)}${placed.map((each) => stageSvg(each, final)).join('')}</svg>`;
}
