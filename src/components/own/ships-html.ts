/** What is in the image, what is hidden in it, which secrets come in, and what stays behind, as HTML. */
import { type Build, type Contents, chainOf, type Leak, leaks, type Piece, type Stage, type Step, type Workspace } from '#engine';
import { simulator as words } from '../../course/strings/index.ts';
import { escapeHtml } from '../html.ts';
import {
  baseName,
  bottomOf,
  codeOf,
  codesOf,
  firstLineOf,
  fromLineOf,
  lineOf,
  linesOf,
  listHtml,
  sectionHtml,
  stageHtml,
} from './parts.ts';
import { startsHtml } from './starts-html.ts';

/** Rows of the table, and lines of a list; what is more is counted. */
const most = 120;

type Final = Build & { final: Stage };

/** @returns the HTML, and in one plain sentence what the image starts */
export function shipsHtml(workspace: Workspace, build: Final): { html: string; said: string } {
  const contents = workspace.contents(build.final);
  const starts = startsHtml(workspace, build);
  const sections = [
    starts.html,
    sectionHtml('fails', words.fails.title, cutList(failItems(workspace, build))),
    sectionHtml('contents', words.contents.title, contentsHtml(workspace, build, contents)),
    sectionHtml('hidden', words.hidden.title, cutList(hiddenItems(contents))),
    sectionHtml('secrets', words.secrets.title, cutList(leaks(workspace).map(leakHtml))),
    sectionHtml('unknowns', words.unknowns.title, cutList(unknownItems(contents))),
    sectionHtml('left', words.left.title, cutList(leftItems(build))),
  ];
  return { html: sections.join(''), said: starts.said };
}

const cutList = (items: readonly string[]): string =>
  listHtml(items.length > most ? [...items.slice(0, most), words.contents.more(items.length - most)] : items);

function contentsHtml(workspace: Workspace, { stages, final }: Final, { pieces }: Contents): string {
  const rows = rowsOf(pieces);
  const shown = rows.slice(0, most).map((row) => rowHtml(row, final));
  const { contents } = words;
  const isCopy = ({ transfer }: Step) => transfer?.from.kind === 'context' && transfer.sources.length > 0;
  const copies = stages.some(({ needed, steps }) => needed && steps.some(isCopy));
  const head = [contents.path, contents.what, contents.by].map((each) => `<th scope="col">${escapeHtml(each)}</th>`).join('');
  const table = `<table class="ships"><caption class="visually-hidden">${escapeHtml(contents.caption)}</caption><thead><tr>${head}</tr></thead><tbody>${shown.join('')}</tbody></table>`;
  return [
    rows.length > 0 ? table : `<p>${contents.nothing}</p>`,
    rows.length > most ? `<p>${contents.more(rows.length - most)}</p>` : '',
    workspace.context || !copies ? '' : `<p>${contents.unlisted}</p>`,
    `<p>${beneath(final)}</p>`,
  ].join('');
}

function beneath(final: Stage): string {
  const { base } = bottomOf(final);
  if (base.kind === 'scratch') return words.contents.onScratch;
  const known = base.kind === 'image' && base.facts !== undefined;
  return (known ? words.contents.onImage : words.contents.onUnknown)(codeOf(baseName(final)));
}

/** Pieces that are told in one row: the files of the context that came to one folder by one step are one. */
function rowsOf(pieces: readonly Piece[]): Piece[][] {
  const rows = new Map<string, Piece[]>();
  const numbers = new Map<Step, number>();
  const numberOf = (step: Step): number => {
    const number = numbers.get(step) ?? numbers.size;
    numbers.set(step, number);
    return number;
  };
  pieces.forEach((piece, index) => {
    const [step] = piece.trail;
    // What a pattern may have found is looked into no further: 'package*.json/dist'.
    if (piece.guessed && piece.trail.length > 1 && /[*?[][^/]*\//.test(piece.source ?? '')) return;
    const joins = piece.kind === 'file' && piece.source !== undefined && !piece.guessed && !piece.doubt && !piece.tree && step;
    const trail = piece.trail.map(numberOf).join(' ');
    const key = joins ? `step ${trail}` : `piece ${index}`;
    const row = rows.get(key);
    if (row) row.push(piece);
    else rows.set(key, [piece]);
  });
  return [...rows.values()];
}

/** The folder that holds all the paths: '/app/'. */
function folderOf(paths: readonly string[]): string {
  const [first = '', ...others] = paths;
  let folder = first.slice(0, first.lastIndexOf('/') + 1);
  while (folder.length > 1 && !others.every((path) => path.startsWith(folder)))
    folder = folder.slice(0, folder.lastIndexOf('/', folder.length - 2) + 1);
  return folder || '/';
}

function rowHtml(pieces: readonly Piece[], final: Stage): string {
  const [piece] = pieces;
  if (!piece) return '';
  const one = pieces.length === 1;
  const path = one ? pathOf(piece) : codeOf(folderOf(pieces.map((each) => each.path)));
  const sources = pieces.map((each) => each.source ?? each.path);
  const what = one ? whatOf(piece) : words.contents.files(pieces.length, codesOf(sources, 8));
  return `<tr><th scope="row">${path}</th><td>${what}</td><td>${trailHtml(piece.trail, final)}</td></tr>`;
}

/** Where a piece lies. What cannot be looked into may be a file as well as a folder. */
function pathOf({ kind, path, tree }: Piece): string {
  if (kind === 'packages') return words.contents.system;
  return codeOf(tree && kind !== 'unknown' ? `${path.replace(/\/$/, '')}/` : path);
}

const trailHtml = (trail: readonly Step[], final: Stage): string =>
  trail
    .map((step) => (chainOf(final).includes(step.stage) ? lineOf(step) : words.contents.behind(lineOf(step), stageHtml(step.stage))))
    .join(', ');

function whatOf(piece: Piece): string {
  const { contents } = words;
  return [
    kindOf(piece),
    ...(piece.guessed && piece.source !== './' ? [piece.tree ? contents.guessed : contents.guessedFile] : []),
    ...(piece.without && piece.without.length > 0 ? [contents.without(codesOf(piece.without, 6))] : []),
    ...(piece.doubt ? [contents.doubt(lineOf(piece.doubt))] : []),
  ].join('; ');
}

function kindOf({ kind, source, packages, dependencies }: Piece): string {
  const { contents } = words;
  if (kind === 'file') {
    if (source === undefined) return contents.inline;
    return source === './' ? contents.whole : contents.context(codeOf(source.replace(/^\.\//, '')));
  }
  if (kind === 'packages' && packages) return contents.packages(codesOf(packages.names, 20), codeOf(packages.manager));
  if (kind === 'dependencies') {
    const what =
      source === undefined ? contents.dependencies(codeOf(dependencies?.manager ?? '')) : contents.dependenciesCopied(codeOf(source));
    const dev = dependencies?.dev === 'yes' ? [contents.dev] : dependencies?.dev === 'no' ? [] : [contents.devUnknown];
    return [what, ...dev, ...(dependencies?.locked === 'no' ? [contents.unlocked] : [])].join(', ');
  }
  return kind === 'output' ? contents.output : contents.unknown;
}

function hiddenItems({ hidden, pieces, rewritten }: Contents): string[] {
  return [
    ...hidden.map(({ piece, removedBy }) => {
      const [made] = piece.trail;
      const path = codeOf(piece.path);
      const anew = pieces.some((other) => other.path === piece.path && other.trail[0] === removedBy);
      if (made && made !== removedBy && anew) return words.hidden.again(path, lineOf(made), firstLineOf(removedBy));
      return made && made !== removedBy
        ? words.hidden.gone(path, lineOf(made), firstLineOf(removedBy))
        : words.hidden.goneSame(path, lineOf(removedBy));
    }),
    ...rewritten.map(({ path, step }) => words.hidden.twice(codeOf(path), lineOf(step))),
  ];
}

function leakHtml({ mechanism, name, step, places, writtenTo, removedBy }: Leak): string {
  const { secrets } = words;
  const named = name !== '' ? codeOf(name) : mechanism === 'ssh-mount' ? secrets.ssh : secrets.literal;
  return [
    secrets.item(named, lineOf(step), secrets.how[mechanism]),
    places.length > 0 ? secrets.read(places.map((place) => secrets.places[place]).join(', ')) : secrets.trackless,
    ...(writtenTo === undefined ? [] : [secrets.written(codeOf(writtenTo))]),
    ...(removedBy ? [secrets.removed(firstLineOf(removedBy))] : []),
  ].join(' ');
}

const unknownItems = ({ blind, complete }: Contents): string[] => (complete ? [] : [words.unknowns.blind(linesOf(blind))]);

/** The stage that a step takes a path from, by a copy or a mount. */
function sourceOf({ transfer, mounts }: Step, path: string): Stage | undefined {
  if (transfer) return transfer.from.kind === 'stage' ? transfer.from.stage : undefined;
  return mounts.find(({ fromStage, source }) => fromStage && `/${(source ?? '').replace(/^\/+|\/+$/g, '')}` === path)?.fromStage;
}

/** Failures of each stage that is built: one is enough to end the build. */
function failItems(workspace: Workspace, { stages }: Final): string[] {
  const { fails } = words;
  const failures = stages.filter(({ needed }) => needed).flatMap((stage) => workspace.contents(stage).failures);
  return failures.map(({ step, reason, subject }) => {
    const line = firstLineOf(step);
    const stage = sourceOf(step, subject);
    if (reason === 'missing-source' && stage) return fails.stage(line, codeOf(subject), stageHtml(stage));
    if (reason === 'missing-source') return fails.source(line, codeOf(subject));
    if (reason === 'ignored-source') return fails.ignored(line, codeOf(subject));
    if (reason === 'no-shell') return fails.shell(line);
    const absent = /^missing-(?:manifest|lockfile|file|input|program|tool)$/.test(reason);
    return (absent ? fails.absent : fails.other)(line, codeOf(subject));
  });
}

function leftItems({ stages, final }: Final): string[] {
  const shipped = new Set(chainOf(final));
  const needs = new Set([...shipped].flatMap((stage) => stage.needs));
  return stages
    .filter((stage) => !shipped.has(stage))
    .map((stage) => {
      const say = !stage.needed ? words.left.never : needs.has(stage) ? words.left.built : words.left.builtOnly;
      return say(stageHtml(stage), fromLineOf(stage));
    });
}
