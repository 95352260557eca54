/** Questions on what crosses to the builder, on where a secret shows, on how a container stops, and on the value of a variable. */
import { type LeakMechanism, type LeakOptions, type LeakPlace, leaks, wherever } from '../../build/leaks.ts';
import { type StartOptions, startup } from '../../build/process.ts';
import { type BuildChoice, chosenBuild, type Previous, touches, transfer } from '../../build/reads.ts';
import type { Workspace } from '../../build/workspace.ts';
import type { Option } from '../exercise.ts';

/** The entries of the context as options, by path. */
export function contextOptions(workspace: Workspace): Option[] {
  return (workspace.context ?? []).map(({ path }) => ({ id: path, text: `\`${path}\`` }));
}

/** Paths that cross to the builder, Dockerfile and ignore file apart where no instruction reads them. */
export function transferredPaths(workspace: Workspace, previous: Previous, choice: BuildChoice = {}): string[] {
  return transfer(workspace, { ...choice, previous }).files.map(({ path }) => path);
}

/** `'nothing'`, `'one-file'` and so on, for questions on how much is sent: see `transferOptions`. */
export type TransferSize = 'nothing' | 'changed' | 'read' | 'all';

/** How much is sent, in words. */
export const transferOptions = (): Option[] => [
  { id: 'nothing', text: 'Nothing of the context' },
  { id: 'changed', text: 'Only what has changed' },
  { id: 'read', text: 'Only the files that instructions read' },
  { id: 'all', text: 'Everything that is not ignored' },
];

/** How much is sent, as ids of `transferOptions`: more than one where two come to the same. Empty where it cannot be told. */
export function transferAnswer(workspace: Workspace, previous: Previous, choice: BuildChoice = {}): TransferSize[] {
  const now = transfer(workspace, { ...choice, previous });
  const all = workspace.sent(choice.dockerfile);
  if (!now.complete || !all) return [];
  if (now.files.length === 0) return ['nothing'];
  const reads = transfer(workspace, { ...choice, previous: 'none' }).files.length;
  const answers: TransferSize[] = [];
  if (typeof previous === 'object' && now.files.every(({ path }) => touches(path, previous.changed))) answers.push('changed');
  if (now.files.length === reads && reads < all.length) answers.push('read');
  if (now.files.length === all.length) answers.push('all');
  return answers;
}

const placeTexts: Readonly<Record<LeakPlace, string>> = {
  'image-inspect': '`docker inspect` of the image',
  'image-history': '`docker history --no-trunc` of the image',
  'image-layer': 'A layer of the image',
  'container-inspect': '`docker inspect` of the container',
  'container-environment': '`/proc/1/environ` in the container',
  'container-file': 'A file in the container',
  'build-cache': 'The build cache, also an exported one',
  'build-log': 'The output of `docker build`',
  'provenance-max': 'The provenance with `mode=max`',
};

/** Places where a secret may show, as options; all of them, or those named. */
export const placeOptions = (places?: readonly LeakPlace[]): Option[] =>
  (places ?? (Object.keys(placeTexts) as LeakPlace[])).map((id) => ({ id, text: placeTexts[id] }));

/** Where a value shows that came in by a mechanism, as ids of `placeOptions`; `among` are the places that the question offers. */
export function placesOf(mechanism: LeakMechanism, among?: readonly LeakPlace[]): string[] {
  return wherever(mechanism).filter((place) => !among || among.includes(place));
}

/** Where the secret shows that a line of the Dockerfile brings in, as ids of `placeOptions`. Empty where that line brings in none. */
export function leakedPlaces(workspace: Workspace, line: number, options: LeakOptions & { among?: readonly LeakPlace[] } = {}): string[] {
  const { among, ...rest } = options;
  const places = leaks(workspace, rest).flatMap((leak) => (leak.step.line === line ? leak.places : []));
  return [...new Set(places)].filter((place) => !among || among.includes(place));
}

/** What `docker stop` may come to, as options. */
export const stopOptions = (): Option[] => [
  { id: 'at-once-0', text: 'It ends at once, in good order: exit code 0' },
  { id: 'at-once-143', text: 'It ends at once, by the signal: exit code 143' },
  { id: 'after-grace-137', text: 'It ends after the grace period, by SIGKILL: exit code 137' },
  { id: 'at-once-137', text: 'It is killed at once: exit code 137' },
  { id: 'never', text: 'It goes on running' },
];

/** What `docker stop` comes to for a Dockerfile's image, as an id of `stopOptions`; empty where it cannot be told, so that such a question has no right answer. */
export function stopAnswer(workspace: Workspace, options: StartOptions & BuildChoice = {}): string[] {
  const stage = chosenBuild(workspace, options)?.final;
  if (!stage) return [];
  const { ends, exitCode } = startup(stage, { contents: workspace.contents(stage), ...options });
  return ends === 'unknown' || exitCode === undefined ? [] : [`${ends}-${exitCode}`];
}

/** Where a variable is looked at. */
export interface VariableQuestion extends BuildChoice {
  name: string;
  /** 1-based line of an instruction: what it sees. Absent: the environment of the container. */
  line?: number;
  /** `docker run -e`: wins in the container. */
  runEnv?: Record<string, string>;
}

/** The value of a variable; undefined where it has none, which a shell shows as empty. */
export function variableValue(workspace: Workspace, { name, line, runEnv, ...choice }: VariableQuestion): string | undefined {
  const build = chosenBuild(workspace, choice);
  if (line === undefined) {
    if (runEnv && Object.hasOwn(runEnv, name)) return runEnv[name];
    const env = build?.final?.config.env ?? {};
    return Object.hasOwn(env, name) ? env[name] : undefined;
  }
  const step = build?.stages
    .flatMap(({ steps }) => steps)
    .find(({ instruction }) => instruction.lines.start <= line && line <= instruction.lines.end);
  return step && Object.hasOwn(step.variables, name) ? step.variables[name]?.value : undefined;
}
