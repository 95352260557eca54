/** The changes that can be simulated on somebody's own files, and which of them is shown first. */
import { type Build, type Change, contextReads, type Stage, type Step, type Workspace } from '#engine';
import { figures, simulator as words } from '../../course/strings/index.ts';
import { shorten } from './parts.ts';

/** A change that the page offers. */
export interface Offer {
  /** Names the change; `simulate` takes it back. */
  key: string;
  /** Plain text. */
  title: string;
  group: 'files' | 'args' | 'images' | 'builder';
}

/** An offer with what it stands for. */
export interface Simulated extends Offer {
  change: Change;
  /** How a sentence about it begins, around the name of what is changed: 'After an edit of …'. */
  after: (name: string) => string;
  /** What is changed: a path, a variable, an image; '' where there is nothing to name. */
  name: string;
}

const mostFiles = 200;
const mostOthers = 60;
const longest = 100;

/** @returns the changes to choose from, files that a step reads first */
export function offersOf(workspace: Workspace, build: Build): Simulated[] {
  const steps = build.stages.flatMap((stage) => stage.steps);
  const files = pathsOf(workspace, steps).slice(0, mostFiles).map(ofFile);
  const args = argumentsOf(build).slice(0, mostOthers).map(ofArgument);
  const images = imagesOf(build).slice(0, mostOthers).map(ofImage);
  return [...files, ...args, ...images, ...ofBuilder(steps)];
}

/** Stands for what a COPY of the whole context takes, where nobody listed its paths. */
const otherFile = 'any-other-file';

/** The offer that is asked for; files that are left out of a long list can be asked for as well. */
export function offerOf(key: string | undefined, offers: readonly Simulated[], workspace: Workspace): Simulated | undefined {
  const path = key?.startsWith('file:') ? key.slice('file:'.length) : undefined;
  const listed = path !== undefined && workspace.context?.some((file) => file.path === path);
  return offers.find((offer) => offer.key === key) ?? (listed ? ofFile(path) : undefined);
}

const source = /\.(?:[cm]?[jt]sx?|vue|svelte|py|go|rs|java|kt|scala|cs|fs|rb|php|exs?|c|cc|cpp|h|swift|html|css)$/i;
const script = /\.sh$/i;
const aside = /(?:^|\/)(?:tests?|__tests__|spec|docs?|\.[^/]+)\/|\.(?:test|spec|d|config)\.\w+$|(?:^|\/)(?:test_[^/]*|setup)\.py$/i;

/** What tells most: a source file that a step reads; else any file that one reads; else whatever comes first. */
export function mostTelling(offers: readonly Simulated[], workspace: Workspace): Simulated | undefined {
  const read = new Set(contextReads(workspace).files.map(({ path }) => path));
  const files = offers.filter(({ group, name }) => group === 'files' && (read.has(name) || !workspace.context));
  const own = files.filter(({ name }) => !isOwn(name));
  return (
    own.find(({ name }) => source.test(name) && !aside.test(name)) ??
    own.find(({ name }) => /(?:^|\/)(?:src|app|lib|cmd|internal)\//.test(name)) ??
    own.find(({ name }) => !workspace.context && name === otherFile) ??
    own.find(({ name }) => script.test(name)) ??
    own[0] ??
    files[0] ??
    offers[0]
  );
}

/** Files that the builder reads for itself. */
export const isOwn = (path: string): boolean => path === 'Dockerfile' || path === '.dockerignore';

const kindOf = (path: string): 'comment' | 'folder' | 'edit' => (isOwn(path) ? 'comment' : path.endsWith('/') ? 'folder' : 'edit');

const ofFile = (path: string): Simulated => ({
  key: `file:${path}`,
  title: path === otherFile ? words.offers.other : words.offers[kindOf(path)](shorten(path, longest)),
  group: 'files',
  change: { kind: 'edit', path },
  after: path.endsWith('/') ? words.after.folder : figures.rerun.edited,
  name: path,
});

const ofArgument = (name: string): Simulated => ({
  key: `arg:${name}`,
  title: words.offers.argument(shorten(name, longest)),
  group: 'args',
  change: { kind: 'build-arg', name },
  after: figures.rerun.argued,
  name,
});

const ofImage = (image: string): Simulated => ({
  key: `image:${image}`,
  title: words.offers.image(shorten(image, longest)),
  group: 'images',
  change: { kind: 'base-image', image },
  after: figures.rerun.moved,
  name: image,
});

/** Files that some step reads first, then those that none reads, then those that the ignore file keeps out. */
function pathsOf(workspace: Workspace, steps: readonly Step[]): string[] {
  if (!workspace.context) return namedPaths(steps, workspace);
  const read = new Set(contextReads(workspace).files.map(({ path }) => path));
  const sent = new Set(workspace.sent()?.map(({ path }) => path));
  const rank = (path: string) => (read.has(path) ? (isOwn(path) ? 1 : 0) : sent.has(path) ? 2 : 3);
  const paths = workspace.context.map(({ path }) => path).filter((path) => read.has(path) || !isOwn(path));
  return paths.sort((a, b) => rank(a) - rank(b));
}

/** Without a list of paths: what the instructions name as it stands. */
function namedPaths(steps: readonly Step[], workspace: Workspace): string[] {
  const named = steps.flatMap(({ transfer }) => (transfer?.from.kind === 'context' ? transfer.sources : []));
  const plain = named.filter(({ value, undefinedVariables }) => undefinedVariables.length === 0 && !/[*?[\]\\]|:\/\/|^git@/.test(value));
  const paths = plain.map(({ value }) => value.replace(/^(?:\.?\/+)+/, '').replace(/\/+$/, ''));
  const isAll = (path: string) => path === '' || path === '.';
  const mounted = steps.some(({ mounts }) =>
    mounts.some(({ type, from, source }) => type === 'bind' && from === undefined && /^[./]*$/.test(source ?? '')),
  );
  const whole = (mounted || paths.some(isAll)) && !workspace.ignore().rules.excludes(otherFile);
  return [...new Set([...paths.filter((path) => !isAll(path) && !path.startsWith('..')), ...(whole ? [otherFile] : [])])];
}

/** The builder gives these their values. */
const given = /^(?:(?:BUILD|TARGET)(?:PLATFORM|OS|OSVERSION|ARCH|VARIANT)|TARGETSTAGE)$/;

function argumentsOf(build: Build): string[] {
  const names = [
    ...build.globals.map(({ name }) => name),
    ...build.stages.flatMap((stage) => stage.steps.flatMap((step) => (step.keyword === 'ARG' ? declared(step) : []))),
  ];
  return [...new Set(names)].filter((name) => name !== '' && !given.test(name));
}

/** The names of an ARG that an ENV does not take over before anything can see them. */
const declared = (step: Step): string[] =>
  step.words.map(({ word }) => word.text.split('=')[0] ?? '').filter((name) => !isTakenOver(name, step));

function isTakenOver(name: string, { stage, index }: Step): boolean {
  for (const step of stage.steps.slice(index + 1)) {
    if (/^(?:RUN|COPY|ADD|WORKDIR)$/.test(step.keyword)) return false;
    if (step.keyword !== 'ENV') continue;
    if (step.words.some(({ usedVariables }) => usedVariables.includes(name))) return false;
    if (step.words.some(({ value }, at) => at % 2 === 0 && value === name)) return true;
  }
  return false;
}

/** The images of other people that the build takes something from. */
function imagesOf(build: Build): string[] {
  const ofStage = ({ base, steps }: Stage) => [
    ...(base.kind === 'image' ? [base.image.written] : []),
    ...steps.flatMap(({ transfer, mounts }) => [
      ...(transfer?.from.kind === 'image' ? [transfer.from.image.written] : []),
      ...mounts.flatMap(({ from, fromStage }) => (from !== undefined && from !== '' && !fromStage ? [from] : [])),
    ]),
  ];
  return [...new Set(build.stages.flatMap(ofStage))];
}

function ofBuilder(steps: readonly Step[]): Simulated[] {
  const mounts = steps.flatMap((step) => step.mounts);
  const names = (type: string) =>
    [...new Set(mounts.flatMap((mount) => (mount.type === type ? [mount.id ?? mount.target ?? ''] : [])))].slice(0, mostOthers);
  const one = (key: string, title: string, change: Change, after: Simulated['after'], name: string): Simulated => ({
    key,
    title,
    group: 'builder',
    change,
    after,
    name,
  });
  const { offers, after } = words;
  return [
    ...(steps.length > 0 ? [one('builder:no-cache', offers.noCache, { kind: 'no-cache' }, after.noCache, '--no-cache')] : []),
    ...names('cache').map((name) =>
      one(`cache-mount:${name}`, offers.cacheMount(shorten(name, longest)), { kind: 'cache-mount', id: name }, after.cacheMount, name),
    ),
    ...names('secret').map((name) =>
      one(`secret:${name}`, offers.secret(shorten(name, longest)), { kind: 'secret', id: name }, after.secret, name),
    ),
    ...(mounts.some(({ type }) => type === 'ssh') ? [one('builder:ssh', offers.ssh, { kind: 'secret' }, () => after.ssh, '')] : []),
  ];
}
