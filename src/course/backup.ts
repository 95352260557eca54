/**
 * Everything this site keeps in the browser as one file, and back again. Pure: the storage and the time are passed in. A file to import
 * is a stranger's: it is measured, read shape by shape, and nothing of it is used that is not understood.
 */
import { type Attempt, attemptKind, mergeAttempts } from './attempt.ts';
import { mergeOwn, type Own, ownKind } from './own.ts';
import { merge, type Progress, progressKind } from './progress.ts';
import { type KeptRecords, keptKind } from './records/shelf.ts';
import { type Settings, settingsKind } from './settings.ts';
import { type DocumentKind, isRecord } from './store.ts';
import { type Followed, followedKind } from './tracks/follow.ts';

/** The part of `Storage` that a backup uses. */
export type WholeShelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

export const backupFormat = 'shipshape-backup';
/** Raised when the file's own shape changes; its documents carry schemas of their own. */
export const backupSchema = 1;
/** The name under which it is offered. */
export const backupFile = 'shipshape-backup.json';
/** UTF-16 units that an import may have: browsers keep about this many for a whole site. */
export const largestBackup = 6_000_000;

const prefix = 'shipshape:';

export interface Backup {
  format: typeof backupFormat;
  schema: number;
  /** ISO time. */
  made: string;
  /** The stored documents by their keys. */
  documents: Record<string, Record<string, unknown>>;
  /** Texts under our keys that are no documents, as they stand: for a person to look at, never imported. */
  unreadable?: Record<string, string>;
}

/** Keys of this site in a storage, sorted. */
export function storedKeys(shelf: WholeShelf): string[] {
  const keys = Array.from({ length: shelf.length }, (_, index) => shelf.key(index));
  return keys.filter((key): key is string => key?.startsWith(prefix) === true).sort();
}

/** Everything that is stored, as it is stored. */
export function makeBackup(shelf: WholeShelf, now: string): Backup {
  const documents: Backup['documents'] = {};
  const unreadable: Record<string, string> = {};
  for (const key of storedKeys(shelf)) {
    const text = shelf.getItem(key) ?? '';
    const value = parsed(text);
    if (isRecord(value)) documents[key] = value;
    else unreadable[key] = text;
  }
  const rest = Object.keys(unreadable).length > 0 ? { unreadable } : {};
  return { format: backupFormat, schema: backupSchema, made: now, documents, ...rest };
}

/** The backup as a file's text: JSON that a person can read. */
export const writeBackup = (backup: Backup): string => `${JSON.stringify(backup, null, 2)}\n`;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Why a whole file is not taken. `newer`: a later version of the site made it. */
export type Refusal = 'too-large' | 'not-json' | 'not-a-backup' | 'newer';

/** What a file holds, or why it is not taken. A file from before a pasted byte-order mark is read as well. */
export function readBackup(text: string): { backup: Backup } | { refused: Refusal } {
  if (text.length > largestBackup) return { refused: 'too-large' };
  const value = parsed(text.replace(/^\uFEFF/, ''));
  if (value === undefined) return { refused: 'not-json' };
  if (!isRecord(value) || value.format !== backupFormat || !isRecord(value.documents) || !Number.isInteger(value.schema))
    return { refused: 'not-a-backup' };
  if (Number(value.schema) > backupSchema) return { refused: 'newer' };
  const documents = Object.entries(value.documents).map(([key, document]) => [key, isRecord(document) ? document : {}] as const);
  return {
    backup: {
      format: backupFormat,
      schema: Number(value.schema),
      made: typeof value.made === 'string' ? value.made : '',
      // Not by assignment: `__proto__` would then be more than a name.
      documents: Object.fromEntries(documents),
    },
  };
}

/** A kind of stored document: how two of them become one. */
interface Subject<T> {
  kind: DocumentKind<T>;
  /** The stored one first. */
  merge(ours: T, theirs: T): T;
}

const bothKept = (ours: KeptRecords, theirs: KeptRecords): KeptRecords => ({ records: [...new Set([...ours.records, ...theirs.records])] });

const attemptName = /^shipshape:attempt:([a-z0-9]+(?:-[a-z0-9]+)*(?:~\d{1,4})?)$/;

/** What a key stands for; undefined for one that we do not know. */
// biome-ignore lint/suspicious/noExplicitAny: which document it is shows in the key alone; each is read and merged by its own kind.
function subjectOf(key: string): Subject<any> | undefined {
  if (key === progressKind.key) return { kind: progressKind, merge } satisfies Subject<Progress>;
  // Whoever has chosen settings here keeps them: they belong to the screen, not to the person.
  if (key === settingsKind.key) return { kind: settingsKind, merge: (ours) => ours } satisfies Subject<Settings>;
  // Who follows a track here goes on following it.
  if (key === followedKind.key)
    return { kind: followedKind, merge: (ours, theirs) => (ours.path ? ours : theirs) } satisfies Subject<Followed>;
  if (key === ownKind.key) return { kind: ownKind, merge: mergeOwn } satisfies Subject<Own>;
  if (key === keptKind.key) return { kind: keptKind, merge: bothKept } satisfies Subject<KeptRecords>;
  const name = attemptName.exec(key)?.[1];
  return name === undefined ? undefined : ({ kind: attemptKind(name, 1, {}), merge: mergeAttempts } satisfies Subject<Attempt>);
}

/** A document that is not taken, and why. `unknown`: no such thing is stored here; `shape`: it is not what its name says. */
export interface LeftOut {
  key: string;
  why: 'unknown' | 'shape' | 'newer';
}

/** What an import would do, worked out before anything is done. */
export interface ImportPlan {
  /** Texts to store, by key. */
  writes: Record<string, string>;
  /** Exercises with work in the file and none here. */
  newAttempts: string[];
  /** Exercises on which work differs: the file's later texts come to the front, the others go into the history. */
  changedAttempts: string[];
  /** Slugs of exercises that are passed in the file and not here. */
  addedPasses: string[];
  /** Lessons read in the file and not here. */
  addedLessons: string[];
  /** Exercises whose review the file knows better. */
  addedReviews: string[];
  /** Whether settings come with it. */
  settings: boolean;
  /** Whether the track that is followed comes with it. */
  track: boolean;
  /** Whether records of a team come with it. */
  records: boolean;
  /** Whether somebody's own files come with it. */
  own: boolean;
  leftOut: LeftOut[];
}

const most = 2000;
const schemaOf = (document: Record<string, unknown>) => (Number.isInteger(document.schema) ? Number(document.schema) : 0);

function readWith<T>({ kind }: Subject<T>, document: Record<string, unknown>): T | 'shape' | 'newer' {
  const schema = schemaOf(document);
  if (schema > kind.schema) return 'newer';
  return (schema >= 1 ? kind.read(document, schema) : undefined) ?? 'shape';
}

/** What importing a backup into a storage would change. Nothing is written. */
export function planImport(shelf: Pick<Storage, 'getItem'>, backup: Backup): ImportPlan {
  const plan: ImportPlan = {
    writes: {},
    newAttempts: [],
    changedAttempts: [],
    addedPasses: [],
    addedLessons: [],
    addedReviews: [],
    settings: false,
    track: false,
    records: false,
    own: false,
    leftOut: [],
  };
  for (const [key, document] of Object.entries(backup.documents).slice(0, most)) planOne(plan, shelf, key, document);
  return plan;
}

function planOne(plan: ImportPlan, shelf: Pick<Storage, 'getItem'>, key: string, document: Record<string, unknown>) {
  const subject = subjectOf(key);
  if (!subject) {
    // What was put aside as damaged is nobody's loss here.
    if (!key.endsWith(':damaged')) plan.leftOut.push({ key, why: 'unknown' });
    return;
  }
  const theirs = readWith(subject, document);
  const stored = parsed(shelf.getItem(key) ?? '');
  const ours = isRecord(stored) ? readWith(subject, stored) : 'shape';
  if (theirs === 'shape' || theirs === 'newer') return void plan.leftOut.push({ key, why: theirs });
  // What a newer page has stored here is not ours to touch.
  if (ours === 'newer') return void plan.leftOut.push({ key, why: 'newer' });
  const merged = ours === 'shape' ? theirs : subject.merge(ours, theirs);
  const text = JSON.stringify({ schema: subject.kind.schema, ...merged });
  if (ours !== 'shape' && text === JSON.stringify({ schema: subject.kind.schema, ...ours })) return;
  plan.writes[key] = text;
  note(plan, key, ours === 'shape' ? undefined : ours, merged);
}

function note(plan: ImportPlan, key: string, ours: unknown, merged: unknown) {
  if (key === settingsKind.key) plan.settings = true;
  else if (key === followedKind.key) plan.track = true;
  else if (key === keptKind.key) plan.records = true;
  else if (key === ownKind.key) plan.own = true;
  else if (key === progressKind.key) noteProgress(plan, ours as Progress | undefined, merged as Progress);
  else (ours === undefined ? plan.newAttempts : plan.changedAttempts).push(key.slice(key.lastIndexOf(':') + 1));
}

function noteProgress(plan: ImportPlan, ours: Progress | undefined, merged: Progress) {
  for (const [slug, entry] of Object.entries(merged.exercises)) {
    const known = ours?.exercises[slug];
    if (entry.passed && (known?.passed === undefined || known.version !== entry.version)) plan.addedPasses.push(slug);
    else if (entry.review && entry.review.at !== known?.review?.at) plan.addedReviews.push(slug);
  }
  plan.addedLessons = Object.keys(merged.lessons).filter((slug) => !ours?.lessons[slug]);
}

/** Whether an import would change anything at all. */
export const changesNothing = (plan: ImportPlan): boolean => Object.keys(plan.writes).length === 0;

/** What stood under each key before; null where nothing did. */
export type Before = Record<string, string | null>;

/**
 * Does what the plan says, or nothing: where the storage has no room for all of it, what was written is taken back.
 * @returns what to hand to `undoImport`, or 'full'
 */
export function applyImport(shelf: WholeShelf, plan: ImportPlan): Before | 'full' {
  const before: Before = {};
  try {
    for (const [key, text] of Object.entries(plan.writes)) {
      const stood = shelf.getItem(key);
      shelf.setItem(key, text);
      before[key] = stood;
    }
    return before;
  } catch {
    undoImport(shelf, before);
    return 'full';
  }
}

/** Everything stands as it did before an import. */
export function undoImport(shelf: WholeShelf, before: Before): void {
  // First what only frees room, so that the rest has it.
  for (const [key, text] of Object.entries(before)) if (text === null) shelf.removeItem(key);
  for (const [key, text] of Object.entries(before)) if (text !== null) shelf.setItem(key, text);
}
