import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { parseAst } from 'vite';
import { expect, test } from 'vitest';
import { readYaml } from '../../engine/formats/yaml/read.ts';
import { root } from '../run.ts';
import { hollow, withoutAddresses, withoutJson, withoutReading, yamlInBrowser } from './left-out.ts';

test('a hollow module has the same names, and says so when one is called', async () => {
  const code = hollow("import { x } from './x.js';\nconst a = 1;\nfunction b() {}\nexport { a, b };\n");
  const module = (await import(`data:text/javascript,${encodeURIComponent(code ?? '')}`)) as Record<string, () => void>;
  expect(Object.keys(module).sort()).toEqual(['a', 'b']);
  expect(module.a).toThrow('left out');
});

test('what is exported in another way is not touched', () => {
  expect(hollow('export const a = 1;\n')).toBeUndefined();
  expect(hollow('const a = 1;\nexport { a as b };\n')).toBeUndefined();
});

test('a rule keeps what judges and loses what only its page says', () => {
  const rule =
    "const noX = rule({\n  id: 'no-x',\n  summary: 'S',\n  why: 'a, b',\n  bad: 'FROM x',\n  *check() {}\n});\nexport { noX };\n";
  const code = withoutReading(rule, parseAst)?.replace(/\s+/g, ' ');
  expect(code).toBe("const noX = rule({ id: 'no-x', *check() {} }); export { noX }; ");
  expect(withoutReading('export const rules = [a, b];', parseAst)).toBeUndefined();
});

/** The YAML of every exercise's starter, and texts with what the browser's `yaml` has no code for. */
function yamls(): string[] {
  const exercises = join(root, 'exercises');
  const starters = readdirSync(exercises)
    .map((slug) => join(exercises, slug, 'starter'))
    .filter((folder) => existsSync(folder));
  const files = starters.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap((name) => (/\.ya?ml$/.test(name) ? [join(folder, name)] : [])),
  );
  return [
    ...files.map((file) => readFileSync(file, 'utf8')),
    '%YAML 1.1\n---\na: yes\nb: 0o17\nc: 017\nd: 1_000\ne: 2001-12-14\n',
    'a: &x { k: 1 }\nb: *x\nc:\n  <<: *x\nd: *gone\n',
    'a: !!set { x, y }\nb: !!binary aGk=\nc: !!omap [ x: 1 ]\nd: !!timestamp 2001-12-14\ne: !!str 1\nf: !own 2\n',
    '{"a": [1, 2.5e3, true, null, "\\u00e9"], "a": {}}',
    "a: |\n  x\n   y\nb: >-\n  folded\n  text\n? complex\n: value\n--- # two\n- \"q\\n\"\n- 'it''s'\n...\n",
    'a: [1, 2\nb: {c: d\n',
    'a: 1\n\tb: 2\n',
  ];
}

test('the browser reads YAML as everybody else does, without the parts that it does not get', async () => {
  const folder = join(root, 'node_modules/yaml/browser');
  let hollowed = 0;
  const { outputFiles } = await build({
    entryPoints: [join(root, 'src/engine/formats/yaml/read.ts')],
    bundle: true,
    format: 'esm',
    write: false,
    alias: { yaml: join(folder, 'index.js') },
    plugins: [
      {
        name: 'browser',
        setup: (builder) =>
          builder.onLoad({ filter: /yaml[\\/]browser/ }, ({ path }) => {
            const contents = yamlInBrowser(path.replaceAll('\\', '/'), readFileSync(path, 'utf8'));
            if (contents) hollowed++;
            return contents === undefined ? undefined : { contents };
          }),
      },
    ],
  });
  expect(hollowed).toBeGreaterThan(15);
  const bundle = `data:text/javascript;base64,${Buffer.from(outputFiles[0]?.contents ?? []).toString('base64')}`;
  const browser = (await import(bundle)) as { readYaml: typeof readYaml };
  const texts = yamls();
  expect(texts.length).toBeGreaterThan(15);
  for (const text of texts) {
    const plain = ({ documents, comments, broken, report }: ReturnType<typeof readYaml>) =>
      JSON.stringify({ documents, comments, broken, diagnostics: report.diagnostics });
    expect(plain(browser.readYaml(text))).toBe(plain(readYaml(text)));
  }
});

test('a rule that is off by default finds nothing in a page', () => {
  const rule = "export const a = rule({\n  id: 'a',\n  offByDefault: true,\n  *check(build) {\n    yield found(build);\n  },\n});\n";
  expect(withoutReading(rule, parseAst)?.replace(/\s+/g, ' ')).toContain("id: 'a', offByDefault: true, check: () => [], });");
});

test('the catalogue keeps its facts and leaves its sources', () => {
  expect(withoutAddresses("{ source: 'https://example.com/a, https://example.com/b', date: '2026-11-23', name: 'x' }")).toBe(
    "{ source: '', date: '2026-11-23', name: 'x' }",
  );
});

test('the shell parser has classes that write JSON, and the page gets them without', () => {
  const folder = join(import.meta.dirname, '../../../node_modules/unbash/dist');
  const files = readdirSync(folder).filter((name) => name.endsWith('.js'));
  const texts = files.map((name) => readFileSync(join(folder, name), 'utf8'));
  expect(texts.filter((text) => text.includes('toJSON')).length).toBeGreaterThan(2);
  for (const text of texts.map(withoutJson)) {
    expect(text).not.toContain('toJSON');
    expect(() => parseAst(text)).not.toThrow();
  }
});
