/**
 * A track: what somebody should be able to do, as lessons and exercises in order. Shipped ones are `content/tracks/<id>.yaml`; one of
 * somebody's own travels in a link. Reading is for both, and says what is wrong by field, with what to write instead.
 */

import { limits } from '../records/limits.ts';
import { cleanName } from '../records/names.ts';
import { isRecord } from '../store.ts';

export interface TrackStep {
  kind: 'lesson' | 'exercise';
  /** Of the lesson ('only-what-runs') or the exercise ('repair-the-seed'). */
  slug: string;
  /** Worth doing, but not asked for. */
  optional: boolean;
}

export interface Track {
  /** File name of a shipped one; 'own' for the others. */
  id: string;
  title: string;
  /** Who it is for: one or two sentences. Empty where its author said nothing. */
  audience: string;
  /** Hours that its author expects; undefined where the steps' own minutes are all there is. */
  hours?: number;
  steps: TrackStep[];
  /** Exercises done at the end, without help: always asked for. */
  closing: string[];
}

export const ownTrack = 'own';

/** What is wrong, and where: `field` as it is written in the file, 'steps[2].lesson'. */
export interface TrackProblem {
  field: string;
  message: string;
}

/** Slugs of what there is, where a track has to fit the course as it stands. */
export interface Known {
  lessons: readonly string[];
  exercises: readonly string[];
}

const isSlug = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= 80 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(value);

/**
 * A track from what a file or a link holds.
 * @param known where given, a slug that is not among them is a problem; a link's may be of a lesson that is no more
 * @returns the track; undefined where a problem is such that there is none
 */
export function readTrack(id: string, value: unknown, known?: Known): { track?: Track; problems: TrackProblem[] } {
  const problems: TrackProblem[] = [];
  const wrong = (field: string, message: string) => void problems.push({ field, message });
  if (!isRecord(value)) return { problems: [{ field: '', message: 'Write a track as `title`, `for`, `hours`, `steps` and `closing`.' }] };

  const title = cleanName(value.title, 80);
  if (!title) wrong('title', 'Give the track a `title`: Backend developer, first week.');
  const audience = cleanName(value.for, 400);
  if (!audience && id !== ownTrack) wrong('for', 'Say in `for` whom the track is for: one or two sentences.');
  const { hours } = value;
  const goodHours = typeof hours === 'number' && hours > 0 && hours <= 200;
  if (!goodHours && (hours !== undefined || id !== ownTrack)) wrong('hours', 'Give the expected `hours` as a number: 6, or 0.5.');

  const steps = readSteps(value.steps, wrong);
  const closing = readClosing(value.closing, wrong);
  if (known) checkKnown(steps, closing, known, wrong);
  checkRepeats(steps, closing, wrong);
  if (id !== ownTrack)
    for (const field of Object.keys(value))
      if (!['title', 'for', 'hours', 'steps', 'closing'].includes(field))
        wrong(field, `There is no field \`${field}\`. A track has \`title\`, \`for\`, \`hours\`, \`steps\` and \`closing\`.`);
  if (!title || steps.length + closing.length === 0) return { problems };
  return { track: { id, title, audience, ...(goodHours ? { hours } : {}), steps, closing }, problems };
}

type Wrong = (field: string, message: string) => void;

function readSteps(value: unknown, wrong: Wrong): TrackStep[] {
  if (!Array.isArray(value) || value.length === 0) {
    wrong(
      'steps',
      'List the `steps` in order: `- lesson: layer-cache` or `- exercise: stale-apt`, with `optional: true` where it need not be done.',
    );
    return [];
  }
  if (value.length > limits.steps) wrong('steps', `A track has at most ${limits.steps} steps; this one has ${value.length}.`);
  return value.slice(0, limits.steps).flatMap((step: unknown, index): TrackStep[] => {
    const field = `steps[${index}]`;
    const kind = isRecord(step) && 'lesson' in step ? 'lesson' : 'exercise';
    const slug = isRecord(step) ? step[kind] : undefined;
    if (!isRecord(step) || !isSlug(slug)) {
      wrong(field, 'Write each step as `- lesson: <slug>` or `- exercise: <slug>`.');
      return [];
    }
    if (step.optional !== undefined && typeof step.optional !== 'boolean')
      wrong(`${field}.optional`, 'Write `optional: true`, or leave it out.');
    return [{ kind, slug, optional: step.optional === true }];
  });
}

function readClosing(value: unknown, wrong: Wrong): string[] {
  if (value === undefined) return [];
  if (Array.isArray(value) && value.length <= limits.steps && value.every(isSlug)) return value;
  wrong('closing', 'List in `closing` the exercises done at the end: `closing: [stale-apt, what-crosses]`.');
  return [];
}

function checkKnown(steps: TrackStep[], closing: string[], { lessons, exercises }: Known, wrong: Wrong): void {
  const list = (kind: 'lesson' | 'exercise') => (kind === 'lesson' ? lessons : exercises);
  for (const [index, { kind, slug }] of steps.entries())
    if (!list(kind).includes(slug))
      wrong(`steps[${index}].${kind}`, `There is no ${kind} "${slug}". Take one of: ${list(kind).join(', ')}.`);
  for (const [index, slug] of closing.entries())
    if (!exercises.includes(slug)) wrong(`closing[${index}]`, `There is no exercise "${slug}". Take one of: ${exercises.join(', ')}.`);
}

function checkRepeats(steps: TrackStep[], closing: string[], wrong: Wrong): void {
  const seen = new Set<string>();
  const all = [
    ...steps.map(({ kind, slug }, index) => ({ key: `${kind} "${slug}"`, field: `steps[${index}]` })),
    ...closing.map((slug, index) => ({ key: `exercise "${slug}"`, field: `closing[${index}]` })),
  ];
  for (const { key, field } of all) {
    if (seen.has(key)) wrong(field, `The ${key} is on the track already; take it out here or there.`);
    seen.add(key);
  }
}

/** A track as it is written in a file or a link: the way back of `readTrack`. */
export const trackData = ({ title, audience, hours, steps, closing }: Track): Record<string, unknown> => ({
  title,
  ...(audience ? { for: audience } : {}),
  ...(hours ? { hours } : {}),
  steps: steps.map(({ kind, slug, optional }) => ({ [kind]: slug, ...(optional ? { optional } : {}) })),
  ...(closing.length > 0 ? { closing } : {}),
});
