import { showDate } from '../../course/dates.ts';
import type { Outline } from '../../course/outline.ts';
import { toCsv } from '../../course/records/export.ts';
import type { RefusalReason } from '../../course/records/record.ts';
import { type AnswerVerdict, regrade } from '../../course/records/regrade.ts';
import { type Judged, type Row, tableOf } from '../../course/records/table.ts';
import { record as recordWords, team } from '../../course/strings/index.ts';
import { wholeCourse } from '../../course/tracks/standing.ts';
import type { Track } from '../../course/tracks/track.ts';
import { diskOutline } from '../outline.ts';
import { findExercise, findTrack, readRecordFile } from '../records.ts';
import { colour, indent, proseWidth, wrap } from '../text.ts';
import { type Command, Refusal } from './command.ts';

interface Verified extends Judged {
  file: string;
  /** Whether all that is asked holds: by the track, or without one every answer in the record. */
  holds: boolean;
  row: Row;
}

const marks = { passed: ['green', '✓'], 'not-yet': ['red', '✕'], unreadable: ['red', '✕'], unknown: ['yellow', '?'] } as const;

function showVerdict({ title, state, changed, open }: AnswerVerdict): string {
  const [style, mark] = marks[state];
  const since = changed ? ` ${colour('dim', `(answered at version ${changed.answered}, graded at ${changed.now})`)}` : '';
  const why = state === 'unknown' ? ['The course has no such exercise.'] : open;
  return [`${colour(style, mark)} ${title}${since}`, ...why.map((line) => indent(wrap(line, proseWidth() - 4), 2))].join('\n');
}

function show({ file, record, verdicts, row, holds }: Verified, track: Track | undefined, outline: Outline): string {
  const name = record.name ?? team.unnamed;
  const said = [
    record.made ? showDate(record.made) : 'without a date',
    `engine ${record.engine || 'unknown'}`,
    track?.title ?? record.track?.title,
  ];
  const missing = track
    ? tableOf([{ record, verdicts }], track, outline).columns.flatMap(({ title, asked }, at) =>
        asked && row.cells[at] === 'missing' ? [`${colour('red', '–')} ${title} ${colour('dim', '(no answer)')}`] : [],
      )
    : [];
  const passed = verdicts.filter(({ state }) => state === 'passed').length;
  const closing = track
    ? `${row.held} of ${row.asked} that the track asks hold${row.placed.length > 0 ? `; skipped by check: ${row.placed.join(', ')}` : ''}.`
    : `${passed} of ${verdicts.length} answers hold.`;
  return [
    `${colour('bold', name)} ${colour('dim', `(${said.filter(Boolean).join(', ')}; ${file})`)}`,
    ...[...verdicts.map(showVerdict), ...missing].map((line) => indent(line, 2)),
    indent(holds ? colour('green', closing) : closing, 2),
  ].join('\n');
}

export const verify: Command = {
  usage: 'verify <files…> [--track …] [--csv|--json]',
  summary: 'Grades the answers in records again',
  details: `A file is a record, or holds its link. --track takes the id of a track, or the link of one of your own; all it asks has to hold.
Without a track, every answer in the record has to hold. A record does not prove who typed the answers.
Exit code 0: all of it holds; 1: some does not; 2: a file could not be read.`,
  options: { track: { type: 'string' }, csv: { type: 'boolean' }, json: { type: 'boolean' } },
  async run(files, { track: name, csv, json }) {
    if (files.length === 0) throw new Refusal('Which records? `shipshape verify ada.shipshape.json` grades one again.');
    const outline = await diskOutline();
    const track = typeof name === 'string' ? await findTrack(name, outline) : undefined;
    const verified: Verified[] = [];
    const refused: { file: string; refused: RefusalReason }[] = [];
    for (const file of files) {
      const opened = await readRecordFile(file, outline.tracks);
      if (opened.refused) refused.push({ file, refused: opened.refused });
      else {
        const verdicts = await regrade(opened.value, findExercise);
        const judged = { record: opened.value, verdicts };
        const [row] = tableOf([judged], track ?? wholeCourse(outline, ''), outline).rows;
        if (!row) continue;
        const holds = track ? row.held === row.asked : verdicts.length > 0 && verdicts.every(({ state }) => state === 'passed');
        verified.push({ ...judged, file, row, holds });
      }
    }
    if (json) {
      const records = verified.map(({ file, holds, record: { answers: _, ...said }, verdicts, row }) => {
        return { file, holds, ...said, asked: row.asked, held: row.held, placed: row.placed, verdicts };
      });
      console.log(JSON.stringify({ engine: outline.engine, track: track?.id, records, refused }, null, 2));
    } else if (csv) process.stdout.write(toCsv(tableOf(verified, track ?? wholeCourse(outline, ''), outline), team.exports));
    else for (const each of verified) console.log(`${show(each, track, outline)}\n`);
    for (const { file, refused: why } of refused) console.error(`${file}: ${recordWords.refused[why]}`);
    if (refused.length > 0) return 2;
    return verified.every(({ holds }) => holds) ? 0 : 1;
  },
};
