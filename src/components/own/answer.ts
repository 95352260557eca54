/** Everything that needs the engine, for one state of somebody's own files. */
import { createWorkspace, type Diagnostic, type Files, reviewWorkspace } from '#engine';
import { contextPaths, type Own } from '../../course/own.ts';
import { graphHtml } from '../exercise/strip.ts';
import { type Simulation, simulate } from './simulation.ts';

export interface OwnQuestion {
  files: Files;
  /** What to simulate; undefined where only findings are asked for. */
  asked?: Own['asked'];
}

export interface OwnAnswer {
  findings: Diagnostic[];
  /** The stages as a picture. */
  graph: string;
  simulation?: Simulation;
}

/** Files of the build, from the texts of the tabs: an empty ignore file is none. */
export function buildFiles(files: Files): { files: Files; paths: string[] } {
  const { Dockerfile = '', '.dockerignore': ignore = '', 'context.txt': context = '' } = files;
  return {
    files: { Dockerfile, ...(ignore.trim() === '' ? {} : { '.dockerignore': ignore }) },
    paths: contextPaths(context),
  };
}

export function answerOwn({ files, asked }: OwnQuestion): OwnAnswer {
  const { files: built, paths } = buildFiles(files);
  const context = paths.map((path) => ({ path, bytes: 0 }));
  const workspace = createWorkspace(built, context.length > 0 ? { context } : {});
  return {
    findings: reviewWorkspace(workspace),
    graph: built.Dockerfile?.trim() ? graphHtml(built.Dockerfile) : '',
    ...(asked ? { simulation: simulate(built, paths, asked) } : {}),
  };
}
