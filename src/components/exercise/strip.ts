/** What the learner's Dockerfile builds, drawn: the strip below the bench. */
import { type Exercise, type Files, parse, resolve } from '#engine';
import { isDockerfile } from '../code/tokens.ts';
import { stageGraphSvg, stageGraphText } from '../figures/stage-graph.ts';
import { escapeHtml } from '../html.ts';

/** A build as a picture, and the same in words. */
export function graphHtml(dockerfile: string): string {
  const build = resolve(parse(dockerfile));
  return `<p class="group">What this builds</p>${stageGraphSvg(build)}<p class="visually-hidden">${escapeHtml(stageGraphText(build))}</p>`;
}

/** The picture and the same in words; empty where the exercise has no Dockerfile to edit, or where there is no stage in it. */
export function stripHtml(exercise: Exercise, files: Files): string {
  const path = exercise.editable.find(isDockerfile);
  return path ? graphHtml(files[path] ?? '') : '';
}
