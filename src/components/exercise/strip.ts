/** What the learner's Dockerfile builds, drawn: the strip below the bench. */
import { type Exercise, type Files, parse, resolve } from '#engine';
import { isDockerfile } from '../code/tokens.ts';
import { stageGraphSvg, stageGraphText } from '../figures/stage-graph.ts';
import { escapeHtml } from '../html.ts';

/** The picture and the same in words; empty where the exercise has no Dockerfile to edit, or where there is no stage in it. */
export function stripHtml(exercise: Exercise, files: Files): string {
  const path = exercise.editable.find(isDockerfile);
  if (!path) return '';
  const build = resolve(parse(files[path] ?? ''));
  const svg = stageGraphSvg(build);
  return `<p class="group">What this builds</p>${svg}<p class="visually-hidden">${escapeHtml(stageGraphText(build))}</p>`;
}
