import { describe, expect, test } from 'vitest';
import { nearest } from './nearest.ts';
import { entryOf, nodeAt, type YamlNode } from './node.ts';
import { readYaml } from './read.ts';

/** The tree as plain data. */
const plain = (node: YamlNode | undefined): unknown =>
  node?.kind === 'map'
    ? Object.fromEntries(node.entries.map(({ key, value }) => [key, plain(value)]))
    : node?.kind === 'sequence'
      ? node.items.map(plain)
      : node?.value;
const root = (text: string) => readYaml(text).documents[0]?.root;

describe('scalars are what YAML 1.2 makes of them, and kept as written', () => {
  test.each<[string, string, unknown, string]>([
    ['5', 'number', 5, '5'],
    ['0400', 'number', 400, '0400'],
    ['0o400', 'number', 256, '0o400'],
    ['1.50', 'number', 1.5, '1.50'],
    ['"5"', 'string', '5', '5'],
    ['true', 'bool', true, 'true'],
    ['yes', 'string', 'yes', 'yes'],
    ['80:80', 'string', '80:80', '80:80'],
    ['~', 'null', null, '~'],
    ['', 'null', null, ''],
    ["'it''s'", 'string', "it's", "it's"],
    ['"a\\tb"', 'string', 'a\tb', 'a\tb'],
    ['|\n  one\n  two', 'string', 'one\ntwo\n', 'one\ntwo\n'],
  ])('%j', (source, type, value, text) => expect(nodeAt(root(`k: ${source}\n`), 'k')).toMatchObject({ type, value, text }));
});

test('spans of keys and values lead back to the text', () => {
  const text = 'a: &x {b: "c d"} # note\nlist:\n  - one\n  - two: 2\nend: *x\n';
  const yaml = readYaml(text);
  const tree = yaml.documents[0]?.root;
  const cut = (node?: YamlNode) => node && text.slice(node.span.start, node.span.end);
  expect(cut(nodeAt(tree, 'a'))).toBe('{b: "c d"}');
  expect(cut(nodeAt(tree, 'a', 'b'))).toBe('"c d"');
  expect(cut(entryOf(tree, 'list')?.keyNode)).toBe('list');
  expect(cut(nodeAt(tree, 'list'))).toBe('- one\n  - two: 2');
  expect(nodeAt(tree, 'end')).toBe(nodeAt(tree, 'a'));
  expect(yaml.comments).toEqual([{ text: 'note', span: { start: 17, end: 23 } }]);
});

test('merge keys: what is written wins, then the earlier map', () => {
  const text = 'a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc:\n  <<: [*a, *b]\n  x: 0\nd:\n  <<: *a\n';
  expect(plain(root(text))).toMatchObject({ c: { x: 0, y: 1, z: 2 }, d: { x: 1, y: 1 } });
  expect(entryOf(nodeAt(root(text), 'd'), 'x')?.merged).toBe(true);
});

test('documents are kept apart', () => {
  const yaml = readYaml('a: &x 1\n---\n# nothing\n---\nb: 2\n');
  expect(plain(yaml.documents[0]?.root)).toEqual({ a: 1 });
  expect(plain(yaml.documents.at(-1)?.root)).toEqual({ b: 2 });
  expect(readYaml('a: &x 1\n---\nb: *x\n').report.diagnostics[0]?.rule).toBe('yaml-alias');
});

describe('errors are said in words for a beginner, one alone', () => {
  const cases: [text: string, rule: string, line: number, at: string, says: RegExp, fixed?: string][] = [
    ['a:\n\tb: 1\n', 'yaml-syntax', 2, '\t', /tab.*spaces/, 'a:\n  b: 1\n'],
    ['a:\n\tb:\n\t\tc: 1\n', 'yaml-syntax', 2, '\t', /tab/, 'a:\n  b:\n    c: 1\n'],
    ['a:\n  image:nginx\n  b: 1\n', 'yaml-syntax', 2, 'image:nginx', /space after the colon/, 'a:\n  image: nginx\n  b: 1\n'],
    ['a:\n    b: 1\n   c: 2\n', 'yaml-syntax', 3, 'c: 2', /indented by 3 spaces.*4 \(`b: 1`\)/],
    ['a:\n  b: 1\n    c: 2\n', 'yaml-syntax', 3, 'c: 2', /deeper than `b: 1`/],
    ['a: "one\nb: 2\n', 'yaml-syntax', 1, '"one', /not closed/],
    ["a: 'one\nb: 2\n", 'yaml-syntax', 1, "'one", /not closed/],
    ["a: 'it's'\n", 'yaml-syntax', 1, "s'", /closing quote/],
    ['a: [1, 2\nb: 3\n', 'yaml-syntax', 1, '[', /`\[` opened here.*`\]`/],
    ['a: {b: 1\n', 'yaml-syntax', 1, '{', /`\{` opened here/],
    ['a: echo x: y\n', 'yaml-syntax', 1, 'echo x: y', /second `: `.*quotes/],
    ['services\n  web: 1\n', 'yaml-syntax', 1, 'services', /needs a colon/],
    ['a: @x\n', 'yaml-syntax', 1, '@', /`@`.*quotes/],
    ['a: "\\d"\n', 'yaml-syntax', 1, '\\d', /backslash/],
    ['a: *.go\n', 'yaml-alias', 1, '*.go', /anchor.*quotes/],
    ['a: &x\n  b: *x\n', 'yaml-alias', 2, '*x', /contain itself/],
    ['a: {{ x }}\n', 'yaml-syntax', 1, '{ x }', /template/],
    ['a: 1\nb: 2\na: 3\n', 'yaml-duplicate-key', 3, 'a', /first on line 1/],
    ['<<: 5\n', 'yaml-alias', 1, '<<', /takes a map/],
    ['a:\u00a0b\nc: d\n', 'yaml-syntax', 1, '\u00a0', /no-break space/, 'a: b\nc: d\n'],
    ['a:\n\u00a0\u00a0b: c\nd: e\n', 'yaml-typography', 2, '\u00a0', /no-break space/, 'a:\n  b: c\nd: e\n'],
    ['a: “one: two”\n', 'yaml-syntax', 1, '“', /curly quote/, 'a: "one: two"\n'],
    ['a: “one”\n', 'yaml-typography', 1, '“', /curly quote/, 'a: "one"\n'],
    ['- ‘x’\n', 'yaml-typography', 1, '‘', /curly quote/, "- 'x'\n"],
    ['a:\n  – x\n', 'yaml-typography', 2, '–', /en dash/, 'a:\n  - x\n'],
    ['a: - b\n', 'yaml-syntax', 1, 'a: - b', /own line below `a:`/],
    ['- a\n-b\n', 'yaml-syntax', 2, '-b', /space after its dash/, '- a\n- b\n'],
    ['a: {b: c}}\n', 'yaml-syntax', 1, '}', /closes nothing/],
    ['a:\n- b\n c: d\n', 'yaml-syntax', 3, 'c: d', /indented by 1 space/],
    ['{{- if .Values.x }}\na: 1\n', 'yaml-syntax', 1, '{{- if .Values.x }}', /Helm/],
    ['{"a": 1\n', 'yaml-syntax', 1, '{', /not closed/],
  ];
  test.each(cases)('%j', (text, rule, line, at, says, fixed) => {
    const { diagnostics } = readYaml(text).report;
    expect(diagnostics.map((each) => [each.rule, each.line, text.slice(each.span.start, each.span.end)])).toEqual([[rule, line, at]]);
    expect(diagnostics[0]?.message).toMatch(says);
    if (fixed !== undefined) {
      let result = text;
      for (const { span, text: put } of [...(diagnostics[0]?.fix?.edits ?? [])].reverse())
        result = result.slice(0, span.start) + put + result.slice(span.end);
      expect(result).toBe(fixed);
      expect(readYaml(result).report.diagnostics).toEqual([]);
    }
  });

  test.each(['a: b – c\n', '# “quoted”\na: 1\n', 'a: |\n  “one”\n  – two\n', 'a: "say “x”"\n', 'a: it’s fine\n'])(
    '%j is only prose',
    (text) => expect(readYaml(text).report.diagnostics).toEqual([]),
  );
});

test.each<[string, string | undefined]>([
  ['enviroment', 'environment'],
  ['memLimit', 'mem_limit'],
  ['mem-limit', 'mem_limit'],
  ['prots', 'ports'],
  ['image', 'image'],
  ['banana', undefined],
  ['x', undefined],
  ['', undefined],
  ['environment'.repeat(9), undefined],
])('nearest to %j is %j', (word, meant) => expect(nearest(word, ['environment', 'mem_limit', 'ports', 'image', 'y'])).toBe(meant));
