import { describe, expect, test } from 'vitest';
import type { Outline } from '../outline.ts';
import { team } from '../strings/index.ts';
import { wholeCourse } from '../tracks/standing.ts';
import { toCsv, toMarkdown } from './export.ts';
import { mergeJudged, namesakes, sameAnswers } from './people.ts';
import type { AnswerState } from './regrade.ts';
import { type Judged, needsOf, tableOf } from './table.ts';

const exercise = (slug: string, objectives: string[], kind: 'edit' | 'predict' = 'edit') => ({
  slug,
  title: slug.toUpperCase(),
  minutes: 3,
  version: 1,
  kind,
  objectives,
});
const outline: Outline = {
  course: '1',
  engine: '1',
  modules: [
    {
      slug: 'm',
      title: 'Module, one',
      check: ['b'],
      lessons: [
        {
          slug: 'l',
          title: 'L',
          path: 'learn/m/l/',
          minutes: 9,
          objectives: [
            { id: 'one', text: 'Do one' },
            { id: 'two', text: 'Do two' },
          ],
          exercises: ['a', 'b'],
        },
      ],
    },
  ],
  exercises: [exercise('a', ['one']), exercise('b', ['one', 'two']), exercise('c', [], 'predict')],
  tracks: [],
};
const all = wholeCourse(outline, 'All');

const judged = (name: string, made: string, states: Record<string, AnswerState>, text = name): Judged => ({
  record: {
    course: '1',
    engine: '1',
    made,
    ...(name ? { name } : {}),
    placement: [],
    answers: Object.keys(states).map((slug) => ({ slug, version: 1, files: { Dockerfile: text } })),
  },
  verdicts: Object.entries(states).map(([slug, state]) => ({
    slug,
    title: slug.toUpperCase(),
    state,
    open: ['A goal'],
    asked: 1,
    hold: 0,
  })),
});

describe('the table', () => {
  const people = [
    judged('Ada', '2026-11-02T00:00:00Z', { a: 'not-yet', c: 'passed' }),
    judged('Bo', '2026-11-01T00:00:00Z', { b: 'passed' }),
  ];

  test('by exercise', () => {
    const { columns, rows } = tableOf(people, all, outline);
    expect(columns.map(({ title }) => title)).toEqual(['A', 'B', 'C']);
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['not-yet', 'missing', 'passed'],
      ['placed', 'passed', 'missing'],
    ]);
    expect(rows.map(({ held, asked, placed }) => [held, asked, placed])).toEqual([
      [1, 3, []],
      [2, 3, ['Module, one']],
    ]);
  });

  test('by objective', () => {
    const { columns, rows } = tableOf(people, all, outline, 'objective');
    expect(columns.map(({ title }) => title)).toEqual(['Do one', 'Do two']);
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['not-yet', 'missing'],
      ['passed', 'passed'],
    ]);
  });

  test('says where most people stand still, and on which goal', () => {
    const more = [...people, judged('Cy', '', { a: 'not-yet' })];
    expect(needsOf(more, all, outline)[0]).toEqual({
      slug: 'a',
      title: 'A',
      waiting: ['Ada', 'Cy'],
      failing: ['Ada', 'Cy'],
      goals: [{ title: 'A goal', people: 2 }],
    });
  });
});

describe('exports', () => {
  const evil = ['=HYPERLINK("http://x","y")', '+1', '-1', '@SUM(A1)', ' =1', '\t=1', '＝1', '|calc', '%0A=1', 'a "b", c'];
  const table = tableOf(
    evil.map((name) => judged(name, '2026-11-01T00:00:00Z', { a: 'passed' })),
    all,
    outline,
  );

  test('a spreadsheet gets no formula, and every cell is whole', () => {
    const lines = toCsv(table, team.exports).trimEnd().split('\r\n');
    expect(lines).toHaveLength(evil.length + 1);
    for (const line of lines) {
      const cells = line.slice(1, -1).split(/(?<!")","|(?<="")","(?!")/);
      for (const cell of cells) expect(cell).not.toMatch(/^\s*[=+\-@|%＝＋－＠]/);
    }
    expect(lines.at(-1)).toMatch(/^"a ""b"", c","2026-11-01",1,3,"",|^"a ""b"", c","2026-11-01","1","3"/);
  });

  test('Markdown gets no markup', () => {
    const [row] = tableOf([judged('<b>[x](javascript:1)|@all `c`', '', {})], all, outline).rows;
    const text = toMarkdown({ columns: [], rows: row ? [{ ...row, cells: [] }] : [] }, team.exports);
    expect(text.split('\n')[2]).toBe('| &#60;b&#62;\\[x\\]\\(javascript:1\\)\\|&#64;all \\`c\\` |  | 0 | 3 |  |');
  });
});

describe('people', () => {
  test('two records of one person become one: what holds wins, then what is later', () => {
    const old = judged('Ada Byron', '2026-11-01T00:00:00Z', { a: 'passed', b: 'not-yet' }, 'old');
    const young = judged('ada  byron', '2026-11-05T00:00:00Z', { a: 'not-yet', b: 'not-yet', c: 'passed' }, 'young');
    expect(namesakes([old, young, judged('', '', {}), judged('', '', {})])).toEqual([{ name: 'Ada Byron', records: [old, young] }]);
    const merged = mergeJudged(young, old);
    expect(merged.record).toMatchObject({ name: 'ada  byron', made: '2026-11-05T00:00:00Z' });
    expect(merged.verdicts.map(({ slug, state }) => `${slug} ${state}`).sort()).toEqual(['a passed', 'b not-yet', 'c passed']);
    expect(merged.record.answers.map(({ slug, files }) => `${slug} ${files.Dockerfile}`).sort()).toEqual(['a old', 'b young', 'c young']);
  });

  test('the same long answer is pointed out where there is more than one to give', () => {
    const long = Array.from({ length: 16 }, (_, at) => `RUN own-${at}`).join('\n');
    const people = [
      judged('Ada', '', { a: 'passed', c: 'passed' }, `FROM x\n${long}`),
      judged('Bo', '', { a: 'passed', c: 'passed' }, `FROM x  \r\n${long}\n`),
      judged('Cy', '', { a: 'not-yet' }, `FROM x\n${long}`),
      judged('Di', '', { a: 'passed', b: 'passed' }, `FROM y\n${long}`),
      judged('Ed', '', { a: 'passed', b: 'passed' }, `FROM y\n${long}`),
      judged('Fi', '', { a: 'passed' }, `FROM y\n${long}`),
    ];
    const groups = [
      ['Di', 'Ed', 'Fi'],
      ['Ada', 'Bo'],
    ];
    expect(sameAnswers(people, outline, {})).toEqual([
      { slug: 'a', title: 'A', groups },
      { slug: 'b', title: 'B', groups: [['Di', 'Ed']] },
    ]);
    // Words that were there before anybody typed are not counted.
    expect(sameAnswers(people, outline, { a: { Dockerfile: `FROM x\n${long}` } }).map(({ slug }) => slug)).toEqual(['b']);
  });

  test('a short answer that many give is not pointed out', () => {
    const people = ['Ada', 'Bo', 'Cy'].map((name) => judged(name, '', { a: 'passed' }, 'FROM x\nUSER 10001:10001'));
    expect(sameAnswers(people, outline, {})).toEqual([]);
  });
});
