/**
 * A completion record: what somebody answered, never what it was worth. Whoever opens one has it graded again (`regrade.ts`), so a
 * record cannot claim anything. A record is untrusted from the first byte to the last: see `limits`, `pack.ts` and `read.ts`.
 */
import type { Files } from '#engine';
import type { Track } from '../tracks/track.ts';

/** Raised when an older reader would misunderstand the record. Older formats stay readable, newer ones are refused with a sentence. */
export const recordFormat = 1;

export interface RecordAnswer {
  /** Kebab-case, but maybe of no exercise that we know. */
  slug: string;
  /** Version of the exercise it was written for; 0 where the record does not say. */
  version: number;
  files: Files;
  /** ISO times. */
  begun?: string;
  passed?: string;
}

export interface CompletionRecord {
  /** Version of the course and of the engine it was made with. */
  course: string;
  engine: string;
  /** ISO time; empty where the record does not say. */
  made: string;
  /** As somebody typed it, made harmless: see `cleanName`. Undefined where none was given. */
  name?: string;
  /** The track that was followed: a shipped one by its id alone, one of somebody's own whole. */
  track?: Track;
  /** Slugs of modules said to be skipped because their check was passed. Whether it was is for the answers to show. */
  placement: string[];
  /** At most one for each exercise. */
  answers: RecordAnswer[];
}

/** Why a text is not taken for a record; said in `strings/en.ts`. */
export type RefusalReason = 'empty' | 'other' | 'damaged' | 'newer' | 'too-long' | 'too-large' | 'too-deep' | 'too-many' | 'no-packing';

/** What was read, or why not. Nothing here throws on a hostile text. */
export type Read<T> = { value: T; refused?: undefined } | { value?: undefined; refused: RefusalReason };

export const refuse = (refused: RefusalReason): { refused: RefusalReason } => ({ refused });
