/** Pieces of HTML that both halves of the simulator are made of. Everything that comes from the user is escaped here. */
import { type Build, chainOf, holdsSecret, isSecretName, type Stage, type Step } from '#engine';
import { figures, simulator as words } from '../../course/strings/index.ts';
import { codeHtml, escapeHtml } from '../html.ts';
import { editorAddress } from './editors.ts';

/** A text cut to a length, with a mark where it was. */
export const shorten = (text: string, most: number): string => (text.length <= most ? text : `${text.slice(0, most - 1)}…`);

const longest = 120;
export const codeOf = (text: string): string => codeHtml(shorten(text, longest));

/** Names as code, the first of them where there are many. */
export function codesOf(names: readonly string[], most = 40): string {
  const shown = names.slice(0, most).map(codeOf).join(', ');
  return names.length > most ? words.starts.and(shown, names.length - most) : shown;
}

const linkTo = (text: string, at: number): string =>
  `<a class="place" href="${editorAddress('Dockerfile')}" data-file="Dockerfile" data-at="${at}">${escapeHtml(text)}</a>`;

/** A link to a step's line in the editor. */
export const lineOf = (step: Step): string => linkTo(figures.line(step.line), step.span.start);
/** The same as the first word of a sentence. */
export const firstLineOf = (step: Step): string => linkTo(words.line(step.line), step.span.start);
export const fromLineOf = ({ from }: Stage): string => linkTo(figures.line(from.lines.start), from.span.start);

/** Links to lines, each once, in the order given. */
export const linesOf = (steps: readonly Step[]): string => [...new Set(steps)].map(lineOf).join(', ');

export const stageName = (stage: Stage): string => stage.writtenName ?? stage.name ?? words.stage(stage.index);

/** A stage's name: as code where it has one. */
export const stageHtml = (stage: Stage): string => {
  const name = stage.writtenName ?? stage.name;
  return name === undefined ? escapeHtml(words.stage(stage.index)) : codeOf(name);
};

/** What the whole chain of stages stands on. */
export const bottomOf = (stage: Stage): Stage => chainOf(stage).at(-1) ?? stage;

/** The base image as written. */
export function baseName(stage: Stage): string {
  const { base, image } = bottomOf(stage);
  return base.kind === 'image' ? base.image.written : base.kind === 'unknown' ? base.written : (image?.value ?? 'scratch');
}

/** `NAME=value`, with quotes or without; a variable in place of the value is no secret. */
const assignment = /\b([A-Za-z_]\w{0,60})=(?!["']?\$)(?:"[^"]*"|'[^']*'|[^\s"']+)/g;

/** `curl -u name:password`. */
const login = /(\s(?:-u|--user)[ =]?["']?[^\s:"'$]{1,100}:)[^\s"'$]+/g;

/** A command or an instruction in one line, without what looks like a secret in it. */
export function openly(text: string, most: number): string {
  const line = text.slice(0, 4000).replace(/\s+/g, ' ').trim();
  if (holdsSecret(line)) return shorten(`${line.split(' ')[0]} …`, most);
  const shown = line.includes('curl') ? line.replace(login, '$1…') : line;
  return shorten(
    shown.replace(assignment, (whole, name: string) => (isSecretName(name) ? `${name}=…` : whole)),
    most,
  );
}

/** An instruction in one short line. Where one variable of an ENV or ARG has a telling name, only names are shown. */
export function instructionText({ instruction, keyword }: Step): string {
  const { args, flags, body } = instruction;
  const names = keyword === 'ENV' ? args.filter((_, at) => at % 2 === 0) : keyword === 'ARG' ? args : [];
  const named = names.map((word) => word.split('=')[0] ?? '');
  const given = named.some(isSecretName)
    ? named.map((name, at) => (keyword === 'ENV' || names[at]?.includes('=') ? `${name}=…` : name))
    : [...flags.map(({ name, value }) => `--${name}${value === undefined ? '' : `=${value}`}`), body.text];
  return openly([keyword, ...given].join(' '), 72);
}

/** A list of sentences; empty where there is none. */
export const listHtml = (items: readonly string[]): string =>
  items.length > 0 ? `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>` : '';

export const sectionHtml = (kind: string, title: string, body: string): string =>
  body === '' ? '' : `<section class="${kind}"><h3>${escapeHtml(title)}</h3>${body}</section>`;

/** Whether the builder would take the Dockerfile, so that there is something to simulate. */
export const isReadable = (build: Build | undefined): build is Build & { final: Stage } =>
  build?.final !== undefined && ![...build.diagnostics, ...build.syntax.diagnostics].some(({ stopsBuild }) => stopsBuild);
