/** A workspace with its facts established once: rules and goals ask here and never read text again. */
import type { Ignore } from '../formats/dockerignore.ts';
import type { Files } from '../source.ts';
import type { Build, Stage } from './build.ts';
import type { Contents } from './contents.ts';

/** A file of the build context: what `.dockerignore`, COPY and cache questions are judged against. */
export interface ContextFile {
  /** Relative to the context's root, `/` between folders. Ends in `/` for a folder given as one entry (node_modules/, .git/). */
  path: string;
  /** Size in bytes; of a folder entry, the sum of what is in it. */
  bytes: number;
  /** The text, where grader or learner must read it: package.json, an entrypoint script. */
  text?: string;
}

export interface WorkspaceOptions {
  target?: string;
  buildArgs?: Record<string, string>;
  platform?: string;
  /** False takes every base image as empty. */
  catalogue?: boolean;
}

/** Everything the rules may see. Each answer is worked out once, when first asked for. */
export interface Workspace {
  files: Files;
  /** The context listing with the workspace's own files in it; undefined where nobody listed it: then a COPY's sources cannot be checked. */
  context?: ContextFile[];
  options: WorkspaceOptions;
  /** Paths of the Dockerfiles: 'Dockerfile', 'Dockerfile.dev', 'nginx.Dockerfile', 'docker/Dockerfile'. */
  dockerfiles: string[];
  /** The build of one Dockerfile; undefined where there is no such file. Default path: 'Dockerfile'. */
  build(path?: string, options?: WorkspaceOptions): Build | undefined;
  /** The ignore file in force for a Dockerfile: `<its path>.dockerignore` beside it wins over the root's. `path` is undefined where there is none. */
  ignore(dockerfile?: string): { path?: string; rules: Ignore };
  /** The context after the ignore file: what COPY can see. */
  sent(dockerfile?: string): ContextFile[] | undefined;
  /** What is in a stage's file system when it ends, as far as it can be told. */
  contents(stage: Stage): Contents;
  /** 1-based line of an offset in a file. */
  lineOf(file: string, offset: number): number;
}
