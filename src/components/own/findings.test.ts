import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Diagnostic, type Files, review } from '#engine';
import { textOf } from '../html.ts';
import { findingKey, findingOf, findingsHtml, findingsSaid, mostListed } from './findings.ts';
import { findingsMarkdown, findingsSarif } from './findings-report.ts';
import type { Places } from './places.ts';

const lessons: Record<string, string> = {
  'run-as-non-root': 'non-root',
  'no-sudo': 'non-root',
  'no-secrets-in-arg-or-env': 'build-secrets',
  'pin-base-image': 'choosing-a-base',
  'use-exec-form': 'stop-gracefully',
  'define-variables': 'layer-cache',
  'copy-what-is-sent': 'what-buildkit-reads',
  'expose-ports-only': 'only-what-runs',
};
const places: Places = {
  rulePage: (id) => (id in lessons ? `/rules/${id}/` : undefined),
  lesson: (rule) => (lessons[rule] ? { title: `About ${lessons[rule]}`, href: `/learn/${lessons[rule]}/` } : undefined),
  editor: (file) => `#editor-${file}`,
};
const dockerfile = (text: string): Files => ({ Dockerfile: text });
const html = (files: Files) => findingsHtml(review(files), places);
/** Items as [mark, text]; those of folds too. */
const items = (source: string) =>
  [...source.matchAll(/<li[^>]*data-mark="(\w+)">(.*?)<\/li>/g)].map(([, mark, inner]) => [mark, textOf(inner ?? '')]);

const careless = `FROM node:latest
ARG API_TOKEN=abc
RUN echo hello
CMD npm start
`;
const clean = `FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN npm run build

FROM node:24-slim
WORKDIR /app
COPY --from=build /app/dist ./dist
EXPOSE 3000
USER 1000:1000
CMD ["node", "dist/index.js"]
`;
const broken = 'FROM node:24-slim\nUSER node\nCOPPY a b\nCOPY\nEXPOSE 80/TCP\n';
const repeated = `FROM node:24-slim\nUSER node\n${Array.from({ length: 7 }, (_, index) => `RUN sudo step${index}\n`).join('')}`;

describe('a careless file', () => {
  const found = html(dockerfile(careless));

  test('says the sum first, then each finding with its place, rule and lesson', () => {
    expect(found).toMatch(
      /^<p class="sum" data-key="sum" data-verdict="fix">4 things should be fixed\.<\/p><p class="group">Should be fixed/,
    );
    expect(items(found).map(([mark, text]) => [mark, text?.replace(/: .*(?=Line \d)/, ': … ')])).toEqual([
      ['advice', '!Warning: … Line 1 pin-base-image Taught in: About choosing-a-base'],
      ['advice', '!Warning: … Line 2 no-secrets-in-arg-or-env Taught in: About build-secrets'],
      ['advice', '!Warning: … Line 4 run-as-non-root Taught in: About non-root'],
      ['advice', '!Warning: … Line 4 Write it in exec form use-exec-form Taught in: About stop-gracefully'],
    ]);
  });

  test('a line is a link into its editor, a fix a button with the key of its finding', () => {
    const findings = review(dockerfile(careless));
    const index = findings.findIndex(({ rule }) => rule === 'use-exec-form');
    expect(found).toContain(
      `<a class="place" href="#editor-Dockerfile" data-file="Dockerfile" data-at="${careless.indexOf('CMD')}" data-focus="finding/${index}">Line 4</a> <button class="fix" type="button" data-fix="finding/${index}"`,
    );
    expect(findingOf(findings, findingKey(index))?.rule).toBe('use-exec-form');
    expect(found.match(/data-fix=/g)).toHaveLength(1);
  });

  test('is announced in one sentence', () => {
    expect(findingsSaid(review(dockerfile(careless)))).toBe('4 things should be fixed. First: line 1.');
  });
});

test.each([
  ['', undefined],
  ['finding/', undefined],
  ['finding/x', undefined],
  ['finding/-1', undefined],
  ['advice/0', undefined],
  ['finding/99', undefined],
  ['finding/0', 'pin-base-image'],
])('the finding behind %j', (key, rule) => {
  expect(findingOf(review(dockerfile(careless)), key)?.rule).toBe(rule);
});

test('what stops the build comes first, also where it has no page', () => {
  const found = html(dockerfile(broken));
  expect(found).toContain('data-verdict="stops">2 things stop the build, 1 piece of advice.</p>');
  expect([...found.matchAll(/<p class="group">(.*?)</g)].map(([, title]) => title)).toEqual(['Stops the build', 'Advice']);
  expect(items(found).map(([mark]) => mark)).toEqual(['fail', 'fail', 'advice']);
  expect(items(found)[0]?.[1]).toMatch(/^✕Stops the build: .*COPPY.*Line 3/);
  expect(found).not.toContain('class="rule"');
  expect(found).not.toContain('Lessons that help here');
  expect(findingsSaid(review(dockerfile(broken)))).toBe('2 things stop the build, 1 piece of advice. First: line 3.');
});

test('an error that lets the build go on is marked as one among what should be fixed', () => {
  const found = html({ Dockerfile: 'FROM node:24-slim\nUSER node\nCOPY a /a\nCMD npm start\n', '.dockerignore': 'a\n' });
  expect(found).toContain('data-verdict="fix">2 things should be fixed.');
  expect(items(found).map(([mark, text]) => `${mark} ${text?.slice(0, 9)}`)).toEqual(['fail ✕Error: a', 'advice !Warning:']);
});

test('nothing found is said with what it means', () => {
  expect(review(dockerfile(clean))).toEqual([]);
  expect(html(dockerfile(clean))).toMatch(/^<p class="sum" data-key="sum" data-verdict="nothing">Nothing to report\. .*not built.*<\/p>$/);
  expect(findingsSaid([])).toBe('The rules have nothing to report.');
});

test.each(['', '\r\n', '# a comment\n'])('nothing written yet is said plainly: %j', (text) => {
  expect(html(dockerfile(text))).toMatch(
    /^<p class="sum" data-key="sum" data-verdict="empty">There is no instruction here yet\.[^<]*<\/p>$/,
  );
  expect(findingsSaid(review(dockerfile(text)))).toMatch(/^There is no instruction here yet\./);
});

describe('many findings of one rule', () => {
  test('three are shown, the rest is folded, and the lesson named once', () => {
    const [open = '', folded = ''] = html(dockerfile(repeated)).split('<details class="more">');
    expect(items(open).map(([, text]) => /Line \d+ no-sudo/.exec(text ?? '')?.[0])).toEqual([
      'Line 3 no-sudo',
      'Line 4 no-sudo',
      'Line 5 no-sudo',
    ]);
    expect(folded).toMatch(/^<summary>4 more of <code>no-sudo<\/code><\/summary>/);
    expect(folded.match(/Line \d+/g)).toEqual(['Line 6', 'Line 7', 'Line 8', 'Line 9']);
    expect(open.match(/Taught in/g)).toHaveLength(1);
    expect(folded).not.toContain('Taught in');
  });

  test('three need no fold', () => {
    const three = repeated.split('\n').slice(0, 5).join('\n');
    expect(review(dockerfile(three))).toHaveLength(3);
    expect(html(dockerfile(three))).not.toContain('<details');
  });

  test('thousands are counted and not all drawn', () => {
    const [first] = review(dockerfile(repeated)) as [Diagnostic];
    const many = Array.from({ length: 5000 }, () => first);
    const found = findingsHtml(many, places);
    expect(found).toContain('5000 things should be fixed.');
    expect(found).toContain('<summary>4997 more of');
    expect(found).toContain(`And ${5000 - mostListed} more, not listed here.`);
    expect(items(found)).toHaveLength(mostListed);
    expect(findingsMarkdown(many, dockerfile(repeated), { ...places, origin: 'https://a.example' }).length).toBeLessThan(60_000);
  });
});

test('lessons are listed by how much they explain, five at most', () => {
  const [some] = review(dockerfile(careless)) as [Diagnostic];
  const of = (rule: string, count: number) => Array.from({ length: count }, (): Diagnostic => ({ ...some, rule }));
  const found = findingsHtml(
    [
      ...of('pin-base-image', 1),
      ...of('define-variables', 2),
      ...of('run-as-non-root', 2),
      ...of('no-sudo', 2),
      ...of('use-exec-form', 3),
      ...of('no-secrets-in-arg-or-env', 2),
      ...of('copy-what-is-sent', 2),
      ...of('unknown', 9),
    ],
    places,
  );
  const listed = found.slice(found.indexOf('Lessons that help here'));
  expect([...listed.matchAll(/<li>(.*?)<\/li>/g)].map(([, inner]) => textOf(inner ?? ''))).toEqual([
    'About non-root 4 findings',
    'About stop-gracefully 3 findings',
    'About layer-cache 2 findings',
    'About build-secrets 2 findings',
    'About what-buildkit-reads 2 findings',
  ]);
});

test('a line in another file is named with it', () => {
  const found = html({ 'api/Dockerfile': careless });
  expect(found).toContain('href="#editor-api/Dockerfile" data-file="api/Dockerfile"');
  expect(found).toContain('>api/Dockerfile, line 1</a>');
});

const hostile = '<img src=x onerror=alert(1)>';

test.each([
  ['a stage name', { Dockerfile: `FROM node:24 AS ${hostile}\n` }],
  ['a base image', { Dockerfile: 'FROM <script>alert(1)</script>"onx=y\n' }],
  ['an instruction', { Dockerfile: `FROM node:24\n"${hostile}' x\n` }],
  ['a user', { Dockerfile: 'FROM node:24\nUSER root`<b>`\'"\n' }],
  ['a variable', { Dockerfile: `FROM node:24\nUSER node\nENV A=$\{X:-${hostile}}\nCOPY --from=<svg/onload=alert(1)> a b\n` }],
  ['a file name', { 'x"><b>/Dockerfile': 'FROM node\n' }],
])('hostile text in %s stays text', (_, files) => {
  const found = html(files);
  expect(review(files)).not.toEqual([]);
  // No tag but our own, and no attribute that we did not write.
  expect([...found.matchAll(/<\/?([a-z]+)/gi)].map(([, tag]) => tag)).not.toContain('img');
  expect(found).not.toMatch(/<(?!\/?(?:p|ol|li|span|div|a|button|code|details|summary)[\s>])/);
  expect(found.replace(/="[^"]*"/g, '=""')).toMatch(/^(?:[^<]|<\/?[a-z]+(?: (?:class|href|type|aria-hidden|data-[a-z]+)="")*>)*$/);
});

test('any text goes through everything', () => {
  const word = fc.oneof(
    fc.constantFrom(
      'FROM',
      'AS',
      'COPY --from=',
      'RUN',
      'ARG',
      'ENV TOKEN=',
      'CMD',
      'USER root',
      'node',
      '`',
      '|',
      '<b>',
      '\n',
      '\r\n',
      '\\',
      '"',
      '[',
      '@me',
    ),
    fc.string({ unit: 'binary', maxLength: 5 }),
  );
  const text = fc.oneof(
    fc.array(word, { maxLength: 30 }).map((words) => words.join(' ')),
    fc.array(word, { maxLength: 20 }).map((words) => `FROM node\n${words.join(' ')}`),
  );
  const path = fc.oneof(
    fc.constant('Dockerfile'),
    fc.string({ unit: 'binary', maxLength: 8 }).map((name) => `${name}/Dockerfile`),
  );
  fc.assert(
    fc.property(text, text, path, (dockerfile, ignore, name) => {
      const files = { [name]: dockerfile, '.dockerignore': ignore };
      const findings = review(files, { everything: true });
      expect(findingsSaid(findings)).not.toBe('');
      expect(findingsHtml(findings, places)).toContain('class="sum"');
      const far = { ...places, origin: 'https://shipshape.example' };
      expect(findingsMarkdown(findings, files, far)).toMatch(/^## /);
      expect(JSON.parse(findingsSarif(findings, files, far)).runs[0].results).toHaveLength(findings.length);
    }),
    { numRuns: 200 },
  );
});
