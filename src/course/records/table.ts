/** People and what holds of their records, as a table: by exercise or by objective, for the page, the command line and exports. */
import { lessonsOf, type Outline } from '../outline.ts';
import { type Standing, standingOn } from '../tracks/standing.ts';
import type { Track } from '../tracks/track.ts';
import type { CompletionRecord } from './record.ts';
import { type AnswerVerdict, passedIn } from './regrade.ts';

/** A record with what came of grading it again. */
export interface Judged {
  record: CompletionRecord;
  verdicts: AnswerVerdict[];
}

/** `placed`: skipped by the module's check. `part`: some exercises of an objective hold. `missing`: no answer. */
export type Cell = 'passed' | 'placed' | 'part' | 'not-yet' | 'missing';

export interface Column {
  /** Slug of the exercise, or id of the objective. */
  id: string;
  title: string;
  /** Whether the track asks for it; else it is optional. */
  asked: boolean;
}

export interface Row {
  /** Empty where the record gives none. */
  name: string;
  /** ISO time; empty where the record does not say. */
  made: string;
  asked: number;
  held: number;
  /** Titles of modules skipped by their check. */
  placed: string[];
  /** In the order of the columns. */
  cells: Cell[];
}

export interface Table {
  columns: Column[];
  rows: Row[];
}

export function tableOf(people: readonly Judged[], track: Track, outline: Outline, by: 'exercise' | 'objective' = 'exercise'): Table {
  const exercises = exercisesOf(track, outline);
  const groups = by === 'exercise' ? exercises.map((column) => ({ ...column, slugs: [column.id] })) : objectivesOf(exercises, outline);
  const rows = people.map(({ record, verdicts }): Row => {
    const standing = standingOn(track, outline, new Set(passedIn(verdicts)));
    const states = new Map(exercises.map(({ id }) => [id, stateOf(id, verdicts, standing)]));
    const cells = groups.map(({ slugs }) => together(slugs.map((slug) => states.get(slug) ?? 'missing')));
    const placed = outline.modules.filter(({ slug }) => standing.placed.includes(slug)).map(({ title }) => title);
    return { name: record.name ?? '', made: record.made, asked: standing.asked, held: standing.held, placed, cells };
  });
  return { columns: groups.map(({ id, title, asked }) => ({ id, title, asked })), rows };
}

/** The exercises of a track that there are, in order. */
export const exercisesOf = (track: Track, outline: Outline): Column[] =>
  standingOn(track, outline, new Set()).steps.flatMap(({ kind, slug, title, optional, state }) =>
    kind === 'exercise' && state !== 'gone' ? [{ id: slug, title, asked: !optional }] : [],
  );

function objectivesOf(exercises: Column[], outline: Outline): (Column & { slugs: string[] })[] {
  return lessonsOf(outline)
    .flatMap(({ objectives }) => objectives)
    .flatMap(({ id, text }) => {
      const serving = exercises.filter((column) => outline.exercises.find(({ slug }) => slug === column.id)?.objectives.includes(id));
      if (serving.length === 0) return [];
      return [{ id, title: text, asked: serving.some(({ asked }) => asked), slugs: serving.map((column) => column.id) }];
    });
}

function stateOf(slug: string, verdicts: readonly AnswerVerdict[], standing: Standing): Cell {
  const verdict = verdicts.find((each) => each.slug === slug);
  if (verdict?.state === 'passed') return 'passed';
  if (standing.steps.some((step) => step.slug === slug && step.state === 'placed')) return 'placed';
  return verdict ? 'not-yet' : 'missing';
}

function together(cells: Cell[]): Cell {
  const [first = 'missing'] = cells;
  if (cells.every((cell) => cell === first)) return first;
  if (cells.every((cell) => cell === 'passed' || cell === 'placed')) return 'passed';
  return cells.some((cell) => cell === 'passed' || cell === 'placed') ? 'part' : 'not-yet';
}

/** Where people stand still: for each exercise, who has it next, who answered and does not pass, and which goals they miss most. */
export interface Need {
  slug: string;
  title: string;
  /** Names of those whose next asked exercise it is. */
  waiting: string[];
  /** Names of those whose answer does not hold. */
  failing: string[];
  /** Titles of goals that do not hold, the most frequent first, with how many people miss each. */
  goals: { title: string; people: number }[];
}

/** Exercises that hold somebody up, most people first. */
export function needsOf(people: readonly Judged[], track: Track, outline: Outline): Need[] {
  const needs = exercisesOf(track, outline).map(({ id, title }): Need => ({ slug: id, title, waiting: [], failing: [], goals: [] }));
  const counts = new Map<string, Map<string, number>>();
  for (const { record, verdicts } of people) {
    const { steps } = standingOn(track, outline, new Set(passedIn(verdicts)));
    const next = steps.find(({ kind, optional, state }) => kind === 'exercise' && !optional && state === 'open');
    needs.find(({ slug }) => slug === next?.slug)?.waiting.push(record.name ?? '');
    for (const { slug, state, open } of verdicts) {
      if (state !== 'not-yet' && state !== 'unreadable') continue;
      needs.find((need) => need.slug === slug)?.failing.push(record.name ?? '');
      const missed = counts.get(slug) ?? new Map<string, number>();
      counts.set(slug, missed);
      if (state === 'not-yet') for (const title of open) missed.set(title, (missed.get(title) ?? 0) + 1);
    }
  }
  for (const need of needs)
    need.goals = [...(counts.get(need.slug) ?? [])].map(([title, people]) => ({ title, people })).sort((a, b) => b.people - a.people);
  const weight = ({ waiting, failing }: Need) => new Set([...waiting, ...failing]).size + waiting.length + failing.length;
  return needs.filter((need) => weight(need) > 0).sort((a, b) => weight(b) - weight(a));
}
