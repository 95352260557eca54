import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createWorkspace } from '../build/create-workspace.ts';
import type { Files } from '../source.ts';
import { rules } from './index.ts';
import { review } from './review.ts';
import type { Rule } from './rule.ts';

const filesOf = (example: string | Files): Files => (typeof example === 'string' ? { Dockerfile: example } : example);

/** Findings of one rule alone, whatever else is wrong with the example. */
function findings(rule: Rule, files: Files) {
  const workspace = createWorkspace(files);
  return workspace.dockerfiles.flatMap((path) => {
    const build = workspace.build(path);
    return build ? [...rule.check(build, workspace)] : [];
  });
}

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
  test('fires on its bad example, with places inside it', () => {
    const files = filesOf(rule.bad);
    const found = findings(rule, files);
    expect(found).not.toEqual([]);
    for (const { span, file = Object.keys(files)[0] ?? '', fix } of found) {
      const text = files[file] ?? '';
      for (const each of [span, ...(fix?.edits.map((edit) => edit.span) ?? [])]) {
        expect(each.start).toBeGreaterThanOrEqual(0);
        expect(each.end).toBeGreaterThanOrEqual(each.start);
        expect(each.end).toBeLessThanOrEqual(text.length);
      }
    }
  });

  test('is silent on its good example', () => {
    expect(findings(rule, filesOf(rule.good))).toEqual([]);
  });

  // What valid-default-image warns of is a build without arguments, and that is refused.
  test.skipIf(rule.id === 'valid-default-image')('its examples can be built', () => {
    const stops = [rule.bad, rule.good].flatMap((example) => review(filesOf(example)).filter(({ stopsBuild }) => stopsBuild));
    expect(stops).toEqual([]);
  });

  test('a fix cures its bad example', () => {
    const files = filesOf(rule.bad);
    const [found] = findings(rule, files);
    if (!found?.fix) return;
    const path = found.file ?? Object.keys(files)[0] ?? '';
    let text = files[path] ?? '';
    for (const edit of found.fix.edits.toSorted((a, b) => b.span.start - a.span.start)) {
      text = text.slice(0, edit.span.start) + edit.text + text.slice(edit.span.end);
    }
    expect(findings(rule, { ...files, [path]: text })).toEqual([]);
  });

  test('says why, and on whose word', () => {
    expect(rule.summary).toMatch(/\.$/);
    expect(rule.why.length).toBeGreaterThan(60);
    expect(rule.sources).not.toEqual([]);
    for (const { url, date, title } of rule.sources) {
      expect(url).toMatch(/^https:\/\//);
      expect(date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect(title).not.toBe('');
    }
  });
});

test('ids are unique and are the names of the files', () => {
  const others = new Set(['index', 'rule', 'review', 'sources', 'steps', 'suppress']);
  const names = readdirSync(import.meta.dirname).flatMap((name) => (/\.test\.ts$/.test(name) ? [] : name.replace(/\.ts$/, '')));
  expect(rules.map(({ id }) => id).sort()).toEqual(names.filter((name) => !others.has(name)).sort());
});

test('no rule throws on half a file', () => {
  const whole = rules.map(({ bad }) => filesOf(bad).Dockerfile ?? '').join('\n');
  for (let cut = 0; cut < whole.length; cut += 7)
    expect(() => review({ Dockerfile: whole.slice(0, cut) }, { everything: true })).not.toThrow();
});
