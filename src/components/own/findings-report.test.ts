import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { engineVersion, type Files, review } from '#engine';
import { codeSpan, type FarPlaces, findingsMarkdown, findingsSarif, messageMarkdown } from './findings-report.ts';

const places: FarPlaces = {
  origin: 'https://shipshape.example',
  rulePage: (id) => (['use-exec-form', 'pin-base-image', 'no-sudo'].includes(id) ? `/course/rules/${id}/` : undefined),
  lesson: (rule) => (rule === 'use-exec-form' ? { title: 'A graceful stop', href: '/course/learn/stop/' } : undefined),
  editor: () => '#own',
};
const markdown = (files: Files) => findingsMarkdown(review(files), files, places);

/** Code spans as CommonMark reads them on one line: a run of backticks ends at the next run of the same length. */
function spansOf(line: string): { codes: string[]; rest: string } {
  const codes: string[] = [];
  let rest = '';
  let at = 0;
  while (at < line.length) {
    const run = /^`+/.exec(line.slice(at))?.[0] ?? '';
    if (run === '') {
      // A backslash outside of code keeps the next character from being markup.
      const step = line[at] === '\\' ? 2 : 1;
      rest += line.slice(at, at + step);
      at += step;
      continue;
    }
    const from = at + run.length;
    const end = [...line.slice(from).matchAll(/`+/g)].find(([each]) => each.length === run.length);
    if (!end) {
      rest += run;
      at = from;
      continue;
    }
    codes.push(line.slice(from, from + end.index));
    at = from + end.index + run.length;
  }
  return { codes, rest };
}

/** What stands outside of code, without our own titles and links. */
const outside = (text: string) =>
  text
    .split('\n')
    .map((line) => spansOf(line).rest.replace(/\[[A-Z a-z]*\]\(https:\/\/shipshape\.example\/[\w/-]*\)/g, ''))
    .map((line) => line.replace(/^(?:##+ |- | {2})/, ''));

const markup = /[\\`*_[\]<>#|~&@$]|:\/\/|^\s*(?:[-+]|\d+[.)])(?:\s|$)/;

describe('Markdown', () => {
  test('has the sum, each finding with its line, and where to read on', () => {
    expect(
      markdown({ Dockerfile: 'FROM node:24-slim\nUSER node\nCMD npm start\nEXPOSE 80/TCP\n' }),
    ).toBe(`## What the rules of Shipshape find here

1 thing should be fixed, 1 piece of advice.

### Should be fixed

- \`Dockerfile\`, line 3: \`CMD npm start\`
  This CMD is in shell form, so \`/bin/sh\` starts your program and, in most images, gets the stop signal in its place. Write the command as a JSON list: \`CMD ["program", "argument"]\`.
  Fix: Write it in exec form. Rule: [\`use-exec-form\`](https://shipshape.example/course/rules/use-exec-form/). Elsewhere: \`JSONArgsRecommended\`, \`DL3025\`. Taught in: [A graceful stop](https://shipshape.example/course/learn/stop/).

### Advice

- \`Dockerfile\`, line 4: \`EXPOSE 80/TCP\`
  The protocol \`TCP\` is written with capitals. Docker stores \`tcp\`: write that.
  Elsewhere: \`ExposeProtoCasing\`.

Read by engine ${engineVersion}. Nothing was built.
`);
  });

  test('says that nothing was found', () => {
    expect(findingsMarkdown([], {}, places)).toContain('Nothing to report.');
  });

  test.each([
    ['`', '`` ` ``'],
    ['a`b', '``a`b``'],
    ['``a', '``` ``a ```'],
    ['a|b', '`a|b`'],
    [' a \r\n\t b ', '`a b`'],
    ['\0\u202Ea', '`\uFFFD\uFFFDa`'],
    ['\uD800', '`\uFFFD`'],
    ['  ', ''],
  ])('code span of %j', (text, span) => {
    expect(codeSpan(text)).toBe(span);
  });

  test.each([
    ['`a` is it.', '`a` is it.'],
    ['`a`b` is it.', '`` ab` `` is it.'],
    ['`a` and `b c` are.', '`a` and `b c` are.'],
    ['`a `b c', '`a` b c'],
    ['`$`$x`', '`` $$x` ``'],
    ['See <b>, @me and #1.', 'See `<b>,` `@me` and `#1.`'],
    ['See https://x.example.', 'See `https://x.example.`'],
    ['- 1. x', '`-` `1.` x'],
    ['a\n# b', 'a `#` b'],
  ])('message %j', (message, text) => {
    expect(messageMarkdown(message)).toBe(text);
  });

  const hostile = [
    'FROM node:24 AS <img src=x onerror=alert(1)>\n',
    'FROM ro`ot` @everyone |x|\n',
    'FROM `[x](https://evil.example)`\n',
    'FROM node:24\nCOPY --from=nginx`[x](y)@me /a /b\n',
    'FROM node:24\nUSER node\nCMD ```` ``` `` ` </details><script>\n',
    'FROM a``b AS `\nFROM `\n',
    '`` - [x](https://evil.example)\n\n# heading\n| a | b |\n|---|---|\n',
    'FROM ![x](https://evil.example/x.png)\n`@me` #1\n',
  ];
  test.each(hostile)('nothing breaks out of its code span: %j', (text) => {
    const report = markdown({ Dockerfile: text });
    expect(review({ Dockerfile: text })).not.toEqual([]);
    for (const line of outside(report)) expect(line).not.toMatch(markup);
  });

  test('nothing breaks out of its code span, whatever it is', () => {
    const piece = fc.constantFrom(
      '`',
      '``',
      '```',
      'a',
      ' ',
      '\n',
      '\\',
      '[x](y)',
      '<b>',
      '@me',
      '#1',
      '|',
      '*',
      '_',
      '-',
      '1.',
      '$',
      'FROM',
      'USER root',
      'CMD ',
      'COPY --from=',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
        for (const line of outside(markdown({ Dockerfile: `FROM node AS ${pieces.join('')}\n${pieces.join(' ')}` })))
          expect(line).not.toMatch(markup);
      }),
      { numRuns: 500 },
    );
  });

  test('the check itself sees what breaks out', () => {
    expect(outside('- `a` <b>')).toEqual([' <b>']);
    expect(outside('`a``b`')).toEqual(['']);
    expect(outside('`a` `b [x](https://evil.example)')[0]).toMatch(markup);
  });
});

interface Region {
  startLine: number;
  startColumn: number;
  endLine: number;
  endColumn: number;
}
interface Location {
  physicalLocation: { artifactLocation: { uri: string; uriBaseId: string }; region: Region };
}
interface Log {
  $schema: string;
  version: string;
  runs: {
    tool: {
      driver: {
        name: string;
        version: string;
        informationUri?: string;
        rules: { id: string; helpUri?: string; shortDescription: { text: string } }[];
      };
    };
    columnKind: string;
    results: {
      ruleId: string;
      ruleIndex: number;
      level: string;
      message: { text: string };
      locations: Location[];
      fixes?: { artifactChanges: { replacements: { deletedRegion: Region; insertedContent: { text: string } }[] }[] }[];
    }[];
  }[];
}
const sarif = (files: Files) => {
  const [run] = (JSON.parse(findingsSarif(review(files), files, places)) as Log).runs;
  if (!run) throw new Error('There is no run.');
  return run;
};

describe('SARIF', () => {
  const files = { 'my app/Dockerfile': 'FROM node\r\nCOPPY a b\r\nUSER node\r\nCMD npm start\r\nEXPOSE 80/TCP\r\n' };
  const run = sarif(files);

  test('has what a reader of it needs', () => {
    const log = JSON.parse(findingsSarif(review(files), files, places)) as Log;
    expect(log).toMatchObject({ $schema: expect.stringContaining('sarif-2.1.0'), version: '2.1.0' });
    expect(run.tool.driver).toMatchObject({ name: 'Shipshape', version: engineVersion, informationUri: places.origin });
    expect(run.columnKind).toBe('utf16CodeUnits');
    for (const { ruleId, ruleIndex, message, locations } of run.results) {
      expect(run.tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
      expect(message.text).not.toBe('');
      expect(locations[0]?.physicalLocation.artifactLocation).toEqual({ uri: 'my%20app/Dockerfile', uriBaseId: '%SRCROOT%' });
    }
  });

  test('names each rule once, with its page', () => {
    const { rules } = sarif({ Dockerfile: 'FROM node:24\nUSER node\nRUN sudo a\nRUN sudo b\nFOO x\n' }).tool.driver;
    expect(rules.map(({ id, helpUri, shortDescription }) => [id, helpUri, shortDescription.text])).toEqual([
      ['no-sudo', 'https://shipshape.example/course/rules/no-sudo/', 'No sudo'],
      ['unknown-instruction', undefined, 'Unknown instruction'],
    ]);
  });

  test('lines and columns count from 1, also where lines end with CR and LF', () => {
    const seen = run.results.map(({ ruleId, level, locations }) => {
      const { startLine, startColumn, endLine, endColumn } = locations[0]?.physicalLocation.region ?? ({} as Region);
      return `${level} ${ruleId} ${startLine}:${startColumn}-${endLine}:${endColumn}`;
    });
    expect(seen).toEqual([
      'warning pin-base-image 1:6-1:10',
      'error unknown-instruction 2:1-2:6',
      'warning use-exec-form 4:1-4:14',
      'note lowercase-protocol 5:8-5:14',
    ]);
  });

  test('a fix says what it replaces', () => {
    const fix = run.results.find(({ ruleId }) => ruleId === 'use-exec-form')?.fixes?.[0]?.artifactChanges[0]?.replacements;
    expect(fix).toEqual([
      { deletedRegion: { startLine: 4, startColumn: 5, endLine: 4, endColumn: 14 }, insertedContent: { text: '["npm", "start"]' } },
    ]);
  });

  test('a place outside of the text, and a file that is not there, are kept inside', () => {
    const [finding] = review({ Dockerfile: 'FROM node\n' });
    if (!finding) throw new Error('There is no finding.');
    const far = { ...finding, span: { start: 50, end: 20 } };
    const regionIn = (files: Files) => {
      const log = JSON.parse(findingsSarif([far], files, places)) as Log;
      return log.runs[0]?.results[0]?.locations[0]?.physicalLocation.region;
    };
    expect(regionIn({ Dockerfile: 'FROM node\n' })).toEqual({ startLine: 2, startColumn: 1, endLine: 2, endColumn: 1 });
    expect(regionIn({})).toEqual({ startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 });
  });

  test('text of a Dockerfile makes no link', () => {
    const { results } = sarif({ Dockerfile: 'FROM node:24\nCOPY --from=[x](https://evil.example) a b\n' });
    expect(results.map(({ message }) => message.text).join(' ')).toContain('[x] (https://evil.example)');
  });

  test('no findings are a run without results', () => {
    expect(JSON.parse(findingsSarif([], {}, { ...places, origin: '' })).runs[0]).toEqual({
      tool: { driver: { name: 'Shipshape', version: engineVersion, rules: [] } },
      columnKind: 'utf16CodeUnits',
      results: [],
    });
  });
});
