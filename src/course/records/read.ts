/** A record from what somebody sent: field by field, each within its limits. What is not known is left aside; nothing is trusted. */

import { isRecord } from '../store.ts';
import { ownTrack, readTrack, type Track, trackData } from '../tracks/track.ts';
import { limits } from './limits.ts';
import { cleanName } from './names.ts';
import { pack, parseJson, unpack } from './pack.ts';
import { type CompletionRecord, type Read, type RecordAnswer, recordFormat, refuse } from './record.ts';

const isSlug = (text: unknown): text is string => typeof text === 'string' && text.length <= 80 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text);
const isTime = (text: unknown): text is string => typeof text === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?Z$/.test(text);
const isPath = (path: string): boolean => path.length > 0 && path.length <= limits.path && !/[\p{Cc}\\]/u.test(path);
const version = (text: unknown): string => (typeof text === 'string' && /^[\w.+-]{1,40}$/.test(text) ? text : '');

/** A record as data: what is packed into a link and a file. */
export function recordData(record: CompletionRecord): Record<string, unknown> {
  const by = <T>(value: (answer: RecordAnswer) => T) => Object.fromEntries(record.answers.map((answer) => [answer.slug, value(answer)]));
  return {
    shipshape: 'record',
    format: recordFormat,
    course: record.course,
    engine: record.engine,
    made: record.made,
    ...(record.name ? { name: record.name } : {}),
    ...(record.track ? { track: record.track.id === ownTrack ? trackData(record.track) : { id: record.track.id } } : {}),
    ...(record.placement.length > 0 ? { placement: record.placement } : {}),
    exercises: by((answer) => answer.version),
    answers: by((answer) => answer.files),
    times: by(({ begun, passed }) => ({ begun, passed })),
  };
}

/** The record in its short form, for a link's fragment. */
export const packRecord = (record: CompletionRecord): Promise<string> => pack(JSON.stringify(recordData(record)));

/** A file's text: JSON that says what it is and where to open it, with the packed record in it. `open` is the address of `/record/`, where it is known. */
export async function recordFile(record: CompletionRecord, open?: string): Promise<string> {
  const packed = await packRecord(record);
  return `${JSON.stringify({ shipshape: 'record', format: recordFormat, open, packed }, null, 2)}\n`;
}

/**
 * A record from any form it travels in: a file's text, a link, or the part of a link after the `#`.
 * @param tracks the shipped tracks, for a record that names one; one that is not among them is left out
 */
export async function openRecord(text: string, tracks: readonly Track[] = []): Promise<Read<CompletionRecord>> {
  const data = await openData(text, 'record');
  return data.refused ? data : readRecord(data.value, tracks);
}

/** A track of somebody's own from its link, or the part of it after the `#`. */
export async function openTrack(text: string): Promise<Read<Track>> {
  const data = await openData(text, 'track');
  if (data.refused) return data;
  const { track } = readTrack(ownTrack, data.value);
  return track ? { value: track } : refuse('damaged');
}

/** The short form of a track, for a link's fragment. */
export const packTrack = (track: Track): Promise<string> =>
  pack(JSON.stringify({ shipshape: 'track', format: recordFormat, ...trackData(track) }));

/** The data behind a text, if it says that it is of this kind and of a format that we know. */
async function openData(text: string, kind: 'record' | 'track', nested = false): Promise<Read<Record<string, unknown>>> {
  if (text.length > limits.packed) return refuse('too-long');
  // Angle brackets and full stops around a link are the mail's, not the link's.
  const trimmed = text
    .trim()
    .replace(/^\ufeff/, '')
    .replace(/^<|[>)\].,;]+$/g, '');
  if (trimmed === '') return refuse('empty');
  let json = trimmed;
  if (!trimmed.startsWith('{')) {
    if (nested) return refuse('damaged');
    const unpacked = await unpack(trimmed.includes('#') ? trimmed.slice(trimmed.lastIndexOf('#') + 1) : trimmed);
    if (unpacked.refused) return unpacked;
    json = unpacked.value;
  }
  const parsed = parseJson(json);
  if (parsed.refused) return parsed;
  const { value } = parsed;
  if (!isRecord(value) || value.shipshape !== kind) return refuse('other');
  if (!Number.isInteger(value.format) || Number(value.format) < 1) return refuse('damaged');
  if (Number(value.format) > recordFormat) return refuse('newer');
  if (typeof value.packed !== 'string') return { value };
  if (nested) return refuse('damaged');
  const unpacked = await unpack(value.packed);
  return unpacked.refused ? unpacked : openData(unpacked.value, kind, true);
}

/** The record in parsed data of our format. */
export function readRecord(value: Record<string, unknown>, tracks: readonly Track[] = []): Read<CompletionRecord> {
  if (!isRecord(value.answers)) return refuse('damaged');
  const entries = Object.entries(value.answers);
  if (entries.length > limits.answers) return refuse('too-many');
  const answers: RecordAnswer[] = [];
  for (const [slug, files] of entries) {
    if (!isSlug(slug) || !isRecord(files)) continue;
    const answer = readAnswer(slug, files, value);
    if (answer.refused) return answer;
    answers.push(answer.value);
  }
  const name = cleanName(value.name);
  const track = trackOf(value.track, tracks);
  return {
    value: {
      course: version(value.course),
      engine: version(value.engine),
      made: isTime(value.made) ? value.made : '',
      ...(name ? { name } : {}),
      ...(track ? { track } : {}),
      placement: Array.isArray(value.placement) ? [...new Set(value.placement.slice(0, limits.placement).filter(isSlug))] : [],
      answers,
    },
  };
}

/** A field of a record that came from outside: never one that every object has by birth. */
const own = (value: unknown, key: string): unknown => (isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined);

function readAnswer(slug: string, value: Record<string, unknown>, record: Record<string, unknown>): Read<RecordAnswer> {
  const files = Object.entries(value);
  if (files.length > limits.files) return refuse('too-many');
  const texts = files.filter((file): file is [string, string] => typeof file[1] === 'string' && isPath(file[0]));
  if (texts.some(([, text]) => text.length > limits.file)) return refuse('too-large');
  const times = own(record.times, slug);
  const begun = own(times, 'begun');
  const passed = own(times, 'passed');
  const answered = own(record.exercises, slug);
  return {
    value: {
      slug,
      version: Number.isSafeInteger(answered) && Number(answered) > 0 ? Number(answered) : 0,
      files: Object.fromEntries(texts),
      ...(isTime(begun) ? { begun } : {}),
      ...(isTime(passed) ? { passed } : {}),
    },
  };
}

function trackOf(value: unknown, tracks: readonly Track[]): Track | undefined {
  if (!isRecord(value)) return undefined;
  return typeof value.id === 'string' ? tracks.find(({ id }) => id === value.id) : readTrack(ownTrack, value).track;
}
