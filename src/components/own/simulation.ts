/**
 * Somebody's own Dockerfile, simulated: what a second build runs again after one change, and what ships. Pure: in the page a worker
 * calls it, so that typing never waits.
 */
import { type ContextFile, createWorkspace, type Files, type Stage, type Workspace } from '#engine';
import { findings, simulator as words } from '../../course/strings/index.ts';
import { mostTelling, type Offer, offerOf, offersOf } from './offers.ts';
import { bottomOf, isReadable, stageName } from './parts.ts';
import { rerunsHtml } from './reruns-html.ts';
import { shipsHtml } from './ships-html.ts';

export type { Offer } from './offers.ts';

export interface Simulation {
  /** Changes to choose from: files that a step reads first, at most 200 of them; then arguments, images, and what the builder is told. */
  offers: Offer[];
  /** Stages that can be the target, in order of the file; the last is the default, with '' for its key where it has no name. Empty where there is one stage only. */
  targets: { key: string; title: string }[];
  /** Key of the change that was simulated: the asked one, or else the most telling. */
  change?: string;
  /** Key of the target that was built. */
  target?: string;
  /** HTML: what a second build does, stage by stage. */
  reruns: string;
  /** HTML: what is in the image and how it starts. */
  ships: string;
  /** Both in one sentence each, plain text, for a live region. */
  said: string;
}

/** More instructions than this are not simulated, and more paths not looked at: the answer must not take long. */
const mostInstructions = 1000;
const mostPaths = 3000;
/** Each path is held against each pattern of the ignore file. */
const mostMatches = 300_000;

/**
 * Works on any input and never throws. What comes from the user is escaped.
 * @param files the Dockerfile and, where there is one, its ignore file
 * @param paths of the build context; folders end in `/`. None: then what COPY finds is not known
 * @param asked keys of an offer and of a target of an earlier answer; what is not there any more is left out of account
 */
export function simulate(files: Files, paths: readonly string[], asked: { change?: string; target?: string }): Simulation {
  const clean = cleaned(paths);
  const patterns = createWorkspace(files).ignore().rules.patterns.length;
  const most = Math.min(mostPaths, Math.ceil(mostMatches / Math.max(1, patterns)));
  const context = clean.length > 0 ? clean.slice(0, most).map((path): ContextFile => ({ path, bytes: 0 })) : undefined;
  const workspaceOf = (target?: string): Workspace =>
    createWorkspace(files, { ...(context ? { context } : {}), ...(target ? { target } : {}) });
  const first = workspaceOf();
  const build = first.build();
  if (build?.syntax.instructions.length === 0) return nothing(findings.empty);
  if (!isReadable(build)) return nothing(words.unreadable);
  if (build.syntax.instructions.length > mostInstructions) return nothing(words.tooLong(mostInstructions));
  const targets = targetsOf(build.stages);
  const target = targets.find(({ key }) => key === asked.target) ?? targets.at(-1);
  const workspace = target?.key ? workspaceOf(target.key) : first;
  const chosen = workspace.build();
  if (!isReadable(chosen)) return nothing(words.unreadable);
  if (isForWindows(chosen.final)) return nothing(words.windows);
  const offers = offersOf(workspace, chosen);
  const offer = offerOf(asked.change, offers, workspace) ?? mostTelling(offers, workspace);
  const reruns = offer ? rerunsHtml(workspace, chosen, offer) : { html: `<p>${words.noSteps}</p>`, said: words.noSteps };
  const ships = shipsHtml(workspace, chosen);
  const cut = clean.length > most ? `<p class="note">${words.cut(most)}</p>` : '';
  return {
    offers: offers.map(({ key, title, group }) => ({ key, title, group })),
    targets,
    ...(offer ? { change: offer.key } : {}),
    ...(target ? { target: target.key } : {}),
    reruns: reruns.html + cut,
    ships: ships.html,
    said: `${reruns.said} ${ships.said}`,
  };
}

const nothing = (said: string): Simulation => ({
  offers: [],
  targets: [],
  reruns: `<p class="waiting">${said}</p>`,
  ships: `<p class="waiting">${said}</p>`,
  said,
});

/** Windows has other paths, other shells and no signals. */
function isForWindows(final: Stage): boolean {
  const { base } = bottomOf(final);
  if (base.kind !== 'image') return false;
  return /^windows\b/i.test(final.platform ?? '') || /(?:^|\/)(?:windows\/|nanoserver$|servercore$)/.test(base.image.name);
}

/** Paths as the builder knows them, each once: relative to the context, without what leads out of it. */
function cleaned(paths: readonly string[]): string[] {
  const all = paths.map((path) => path.trim().replace(/^(?:\.?\/+)+/, ''));
  return [...new Set(all)].filter((path) => path !== '' && path !== '.' && !/(?:^|\/)\.\.(?:\/|$)/.test(path));
}

/** Stages with a name can be asked for, and the last one. Where two share a name, the later one is meant. */
function targetsOf(stages: readonly Stage[]): Simulation['targets'] {
  if (stages.length < 2) return [];
  const last = stages.at(-1);
  const named = stages.filter(({ name }, at) => name !== undefined && !stages.slice(at + 1).some((later) => later.name === name));
  const all = last && last.name === undefined ? [...named, last] : named;
  return all.map((stage) => ({ key: stage.name ?? '', title: stageName(stage) }));
}
