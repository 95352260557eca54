/** The track somebody follows, with its way written down: the pages that show what is next need nothing else. Kept as `shipshape:track`. */
import type { Outline } from '../outline.ts';
import { moduleOf } from '../outline.ts';
import type { Progress } from '../progress.ts';
import { type DocumentKind, isRecord } from '../store.ts';
import { standingOn } from './standing.ts';
import { ownTrack, type Track } from './track.ts';

export interface FollowedStep {
  kind: 'lesson' | 'exercise';
  slug: string;
  title: string;
  /** For `url()`. */
  path: string;
  optional: boolean;
  /** Slugs of the exercises that let somebody skip it; empty in the closing set. */
  check: string[];
}

export interface Followed {
  /** Empty where no track is followed. */
  title: string;
  /** For `url()`: where its way is shown; of one's own with the packed track behind the `#`. */
  path: string;
  steps: FollowedStep[];
}

export const noTrack = (): Followed => ({ title: '', path: '', steps: [] });

export function follow(track: Track, outline: Outline, packed: string): Followed {
  const steps = standingOn(track, outline, new Set()).steps.flatMap(
    ({ kind, slug, title, path, optional, closing, state }): FollowedStep[] =>
      state === 'gone' ? [] : [{ kind, slug, title, path, optional, check: closing ? [] : (moduleOf(outline, kind, slug)?.check ?? []) }],
  );
  return { title: track.title, path: track.id === ownTrack ? `tracks/own/#${packed}` : `tracks/${track.id}/`, steps };
}

/** The step to go on with: the first that is asked for and not done, else the first optional one; undefined at the end. */
export function nextOn({ steps }: Followed, progress: Progress): FollowedStep | undefined {
  const passed = (slug: string) => Object.hasOwn(progress.exercises, slug) && progress.exercises[slug]?.passed !== undefined;
  const open = steps.filter(({ kind, slug, check }) => {
    const done = kind === 'exercise' ? passed(slug) : Object.hasOwn(progress.lessons, slug);
    return !done && !(check.length > 0 && check.every(passed));
  });
  return open.find(({ optional }) => !optional) ?? open[0];
}

const isPath = (path: unknown): path is string => typeof path === 'string' && /^(learn|exercises|tracks)\/[\w/-]*(#[\w-]*)?$/.test(path);

function readStep(value: unknown): FollowedStep[] {
  if (!isRecord(value) || typeof value.slug !== 'string' || typeof value.title !== 'string' || !isPath(value.path)) return [];
  const check = Array.isArray(value.check) ? value.check.filter((slug) => typeof slug === 'string') : [];
  const kind = value.kind === 'lesson' ? 'lesson' : 'exercise';
  return [{ kind, slug: value.slug, title: value.title, path: value.path, optional: value.optional === true, check }];
}

export const followedKind: DocumentKind<Followed> = {
  key: 'shipshape:track',
  schema: 1,
  empty: noTrack,
  read: (value) =>
    typeof value.title === 'string' && Array.isArray(value.steps) && (value.path === '' || isPath(value.path))
      ? { title: value.title, path: value.path, steps: value.steps.flatMap(readStep) }
      : undefined,
};
