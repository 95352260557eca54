/**
 * Documents in the browser's storage: one versioned JSON text a subject. The storage is passed in, so that a test or a page
 * without one can use the same code. Nothing here throws: a store that is blocked, full or damaged is told, and work goes on in memory.
 */

/** The part of `Storage` that is used. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem'>;

/** `blocked`: there is no storage; `full`: no room; `damaged`: what was there is no such document; `newer`: a later version of the site wrote it. */
export type Trouble = 'blocked' | 'full' | 'damaged' | 'newer';

/** What a kind of document is. */
export interface DocumentKind<T> {
  key: string;
  /** Raised when the shape changes; `read` then also understands the older ones. */
  schema: number;
  empty: () => T;
  /** The value from parsed JSON of this or an older schema; undefined where it is none. */
  read: (value: Record<string, unknown>, schema: number) => T | undefined;
}

export interface Loaded<T> {
  value: T;
  trouble?: Trouble;
}

type Stored = { state: 'none' } | { state: Trouble; text?: string } | { state: 'ok'; schema: number; value: Record<string, unknown> };

let closed = false;

/** From now on this page reads and stores nothing: all was deleted, and what is still in memory must not come back. */
export function closeStore(): void {
  closed = true;
}

function stored<T>(shelf: Shelf | undefined, kind: DocumentKind<T>): Stored {
  let text: string | null;
  try {
    if (!shelf || closed) return { state: 'blocked' };
    text = shelf.getItem(kind.key);
  } catch {
    return { state: 'blocked' };
  }
  if (text === null) return { state: 'none' };
  try {
    const value: unknown = JSON.parse(text);
    const schema = isRecord(value) && Number.isInteger(value.schema) ? Number(value.schema) : 0;
    if (!isRecord(value) || schema < 1) return { state: 'damaged', text };
    return schema > kind.schema ? { state: 'newer' } : { state: 'ok', schema, value };
  } catch {
    return { state: 'damaged', text };
  }
}

/** The document, or an empty one with what went wrong. A damaged text is put aside under `<key>:damaged`, so that nothing is lost. */
export function load<T>(shelf: Shelf | undefined, kind: DocumentKind<T>): Loaded<T> {
  const found = stored(shelf, kind);
  if (found.state === 'none') return { value: kind.empty() };
  if (found.state !== 'ok') return { value: kind.empty(), trouble: putAside(shelf, kind.key, found) };
  const value = kind.read(found.value, found.schema);
  if (value !== undefined) return { value };
  return { value: kind.empty(), trouble: putAside(shelf, kind.key, { state: 'damaged', text: JSON.stringify(found.value) }) };
}

function putAside(shelf: Shelf | undefined, key: string, found: { state: Trouble; text?: string }): Trouble {
  try {
    if (found.text !== undefined) shelf?.setItem(`${key}:damaged`, found.text);
  } catch {
    // No room to put it aside: it stays where it is until the next save.
  }
  return found.state;
}

/** Writes the document. A newer one is left alone. What went wrong comes back. */
export function save<T extends object>(shelf: Shelf | undefined, kind: DocumentKind<T>, value: T): Trouble | undefined {
  const found = stored(shelf, kind);
  if (found.state === 'blocked' || found.state === 'newer') return found.state;
  try {
    shelf?.setItem(kind.key, JSON.stringify({ schema: kind.schema, ...value }));
    return undefined;
  } catch {
    return 'full';
  }
}

/** The browser's storage; undefined where it may not be touched. */
export function browserShelf(): Shelf | undefined {
  try {
    return globalThis.localStorage ?? undefined;
  } catch {
    return undefined;
  }
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** A record whose values are all strings, or undefined. */
export function readFiles(value: unknown): Record<string, string> | undefined {
  if (!isRecord(value)) return undefined;
  const entries = Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return entries.length === Object.keys(value).length ? Object.fromEntries(entries) : undefined;
}
