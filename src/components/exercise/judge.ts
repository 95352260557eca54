/** Everything that needs the engine, for one state of the files: the worker does it, so that typing never waits for it. */
import { type Exercise, type Files, type Grade, givenFiles, grade, rules } from '#engine';
import { listContext, listingHtml, listingSummary } from './listing.ts';
import { stripHtml } from './strip.ts';

export interface Judged {
  grade: Grade;
  /** Of the rules that the grade names, those that have a page. */
  rulePages: string[];
  /** The stage graph as HTML; empty where there is none. */
  strip: string;
  /** The build context as HTML. */
  listing: string;
  /** Files to read that come with the exercise. */
  given: Files;
}

export function judge(exercise: Exercise, files: Files): Judged {
  const given = givenFiles(exercise);
  const dockerfile = [...exercise.editable, ...Object.keys(given)].find((path) => path.endsWith('Dockerfile'));
  const listing = listContext(exercise.context, { ...given, ...files }, dockerfile);
  const verdict = grade(exercise, files);
  const named = new Set([...verdict.problems, ...verdict.advice].map((finding) => finding.rule));
  return {
    grade: verdict,
    rulePages: rules.flatMap((rule) => (named.has(rule.id) ? [rule.id] : [])),
    strip: stripHtml(exercise, files),
    listing: listingHtml(listing, listingSummary(listing)),
    given,
  };
}
