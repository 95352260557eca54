/** What a second build does after a change, stage by stage and step by step, as HTML. */
import { type Build, chainOf, contextReads, rerun, type Stage, type StepRun, type Workspace } from '#engine';
import { figures, simulator as words } from '../../course/strings/index.ts';
import { outcomeWord } from '../figures/words.ts';
import { escapeHtml } from '../html.ts';
import { isOwn, type Simulated } from './offers.ts';
import { baseName, codeOf, fromLineOf, instructionText, lineOf, shorten, stageHtml } from './parts.ts';
import { becauseHtml, type Told } from './reasons-html.ts';

/** Steps shown of one stage; a longer one is cut. */
const mostSteps = 150;

type Final = Build & { final: Stage };

/** @returns the HTML, and the sum in one sentence of plain text */
export function rerunsHtml(workspace: Workspace, build: Final, offer: Simulated): { html: string; said: string } {
  const runs = rerun(workspace, offer.change);
  const counted = runs.filter(({ outcome }) => outcome !== 'metadata' && outcome !== 'never-built');
  const again = counted.filter(({ outcome }) => outcome === 'reruns').length;
  const unsure = counted.filter(({ outcome }) => outcome === 'unknown').length;
  const sum = (name: string) => {
    if (counted.length === 0) return words.noSteps;
    const first = words.sum(offer.after(name), figures.rerun.sum(again, counted.length));
    return unsure > 0 ? `${first} ${words.unsure(unsure)}` : first;
  };
  const notes = again + unsure === 0 || offer.group === 'builder' || offer.group === 'images' ? noteOf(workspace, offer) : '';
  const told: Told = { offer, outcomes: new Map(runs.map((run) => [run.step, run.outcome])) };
  const shipped = new Set(chainOf(build.final));
  const stages = build.stages.map((stage) => {
    const own = runs.filter(({ step }) => step.stage === stage);
    return stageSection(stage, own, shipped.has(stage), told);
  });
  const legend = runs.some(({ outcome }) => outcome === 'metadata') ? `<p class="legend">${words.noStep}</p>` : '';
  return {
    html: `<p class="sum">${sum(codeOf(offer.name))}</p>${notes ? `<p class="note">${notes}</p>` : ''}${stages.join('')}${legend}`,
    said: sum(shorten(offer.name, 100)),
  };
}

/** Why nothing runs again, where the reason lies in the change itself. */
function noteOf(workspace: Workspace, { change, name }: Simulated): string {
  const shown = codeOf(name);
  if (change.kind === 'edit') return noteOfFile(workspace, name);
  if (change.kind === 'secret') return words.secretKey;
  if (change.kind === 'cache-mount') return words.cacheMountKey;
  if (change.kind === 'build-arg') return words.argumentUnseen(shown);
  if (change.kind === 'base-image') return name.includes('@') ? words.pinned(shown) : words.pulled;
  return '';
}

function noteOfFile(workspace: Workspace, path: string): string {
  const shown = codeOf(path);
  const sent = workspace.sent();
  if (!sent) return '';
  if (!sent.some((file) => file.path === path)) {
    const { path: file = '.dockerignore', rules } = workspace.ignore();
    const decided = rules.patterns[rules.decidedBy(path.replace(/\/$/, '')) ?? -1];
    const by = decided ? words.ignoreFile(codeOf(file), figures.line(decided.line), codeOf(decided.text)) : codeOf(file);
    return (isOwn(path) ? words.ignoredOwn : words.ignored)(shown, by);
  }
  const reads = contextReads(workspace);
  if (reads.files.some((file) => file.path === path)) return '';
  return (reads.complete ? words.notRead : words.notReadUnsure)(shown);
}

function stageSection(stage: Stage, runs: readonly StepRun[], ships: boolean, told: Told): string {
  const fate = !stage.needed ? 'never-built' : ships ? 'ships' : 'built';
  const more = runs.length > mostSteps ? `<p>${words.moreSteps(runs.length - mostSteps)}</p>` : '';
  const items = runs.slice(0, mostSteps).map((run) => itemHtml(run, told));
  const list = items.length > 0 ? `<ol class="plain runs">${items.join('')}</ol>` : `<p>${words.empty}</p>`;
  return `<section class="stage" data-fate="${fate}"><h3>${stageHtml(stage)} <span class="fate">${words.fates[fate]}</span></h3><p class="base">${startHtml(stage)}</p>${list}${more}</section>`;
}

function startHtml(stage: Stage): string {
  const line = fromLineOf(stage);
  if (stage.base.kind === 'scratch') return words.startsFromScratch(line);
  if (stage.base.kind === 'stage') return words.startsFromStage(stageHtml(stage.base.stage), line);
  return words.startsFrom(codeOf(baseName(stage)), line);
}

function itemHtml(run: StepRun, told: Told): string {
  const { step, outcome } = run;
  const why = becauseHtml(run, told);
  const text = `<code>${escapeHtml(instructionText(step))}</code>`;
  // A trigger stands at the FROM that sets it off.
  const by = step.span.start === step.stage.from.span.start ? ` ${words.triggered}` : '';
  return `<li data-outcome="${outcome}">${lineOf(step)}${by} ${text} <span class="outcome">${escapeHtml(outcomeWord(run))}</span>${why ? ` <span class="why">${why}</span>` : ''}</li>`;
}
