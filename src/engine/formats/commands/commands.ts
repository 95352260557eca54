/** The model of a small shell script that calls Docker and its neighbours. */
import type { Diagnostic } from '../../diagnostic.ts';
import type { Script, ShellWord } from '../../shell/command.ts';
import type { Bake, Build } from './build.ts';
import type { Call } from './call.ts';
import type { ComposeCall } from './compose.ts';
import type { Signing } from './cosign.ts';
import type { BuilderCreate, ImagetoolsCreate, Login, Pull, Push, Tag } from './images.ts';
import type { Run } from './run.ts';
import type { SbomScan, Scan } from './scan.ts';

/** Typed views, one for each command of which we know the meaning. `kind` tells them apart. */
export type Action =
  | Run
  | Build
  | Bake
  | ImagetoolsCreate
  | BuilderCreate
  | Push
  | Pull
  | Tag
  | Login
  | ComposeCall
  | Scan
  | SbomScan
  | Signing;

/** A call with what it comes to. */
export interface Invocation extends Call {
  /** Undefined for commands without a view of their own. */
  action?: Action;
  /** The tool that a container runs: `docker run aquasec/trivy image app`. */
  inner?: Invocation;
}

/** A script, read. */
export interface Commands {
  script: Script;
  /** In source order, those in substitutions and conditions too. */
  invocations: Invocation[];
  diagnostics: Diagnostic[];
  /** The value last given to a shell variable before an offset, if it was assigned in this script. */
  variable(name: string, before: number): ShellWord | undefined;
}

/** All actions of a kind in order, those that run inside a container (`docker run aquasec/trivy …`) too. */
export function actionsOf<K extends Action['kind']>(commands: Pick<Commands, 'invocations'>, kind: K): Extract<Action, { kind: K }>[] {
  const all = commands.invocations.flatMap((each) => [each.action, each.inner?.action]);
  return all.filter((action): action is Extract<Action, { kind: K }> => action?.kind === kind);
}
