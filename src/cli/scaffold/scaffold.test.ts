import { describe, expect, test } from 'vitest';
import { newExercise } from './new-exercise.ts';
import { newLesson } from './new-lesson.ts';
import { newRule, register } from './new-rule.ts';

test('every file says what to fill in, so that the tests fail until somebody does', () => {
  for (const { files } of [
    newRule('new-thing'),
    newExercise('new-thing'),
    newLesson('the-build-as-a-graph/new-thing'),
    newLesson('a-module-of-this-test/first'),
  ])
    for (const [file, text] of Object.entries(files)) expect(text, file).toContain('FILL IN');
});

describe('a rule', () => {
  const list = `import { aRule } from './a-rule.ts';
import type { Rule } from './rule.ts';
import { zRule } from './z-rule.ts';

export const rules: Rule[] = [
  aRule,
  zRule,
];
`;
  test.each([
    ['a-first', 'aFirst', ["from './a-first.ts'", "from './a-rule.ts'"], ['aFirst', 'aRule']],
    ['m-middle', 'mMiddle', ["from './a-rule.ts'", "from './m-middle.ts'", "from './rule.ts'"], ['aRule', 'mMiddle', 'zRule']],
    ['z-last', 'zLast', ["from './rule.ts'", "from './z-last.ts'", "from './z-rule.ts'"], ['aRule', 'zLast', 'zRule']],
    ['zz-end', 'zzEnd', ["from './z-rule.ts'", "from './zz-end.ts'"], ['zRule', 'zzEnd']],
  ])('%s is listed where it belongs', (id, name, imports, names) => {
    const text = register(list, id, name);
    expect(text).toContain(`import { ${name} } from './${id}.ts';\n`);
    const order = (parts: string[]) => parts.map((part) => text.indexOf(part));
    for (const places of [order(imports), order(names.map((each) => `  ${each},`))]) {
      expect(places).not.toContain(-1);
      expect(places).toEqual([...places].sort((a, b) => a - b));
    }
  });

  test('is listed in the list there really is', () => {
    const text = Object.values(newRule('new-thing').changes ?? {}).join();
    expect(text).toContain("import { newThing } from './new-thing.ts';");
    expect(text).toContain('\n  newThing,\n');
  });
});

describe('a lesson', () => {
  test('comes last in its module', () => {
    expect(Object.keys(newLesson('the-build-as-a-graph/new-thing').files)).toEqual([
      expect.stringMatching(/^content\/lessons\/01-the-build-as-a-graph\/\d\d-new-thing\.mdx$/),
    ]);
  });

  test('brings its module where that is new', () => {
    const [module, lesson] = Object.keys(newLesson('a-module-of-this-test/first').files);
    expect(module).toMatch(/^content\/lessons\/\d\d-a-module-of-this-test\/index\.mdx$/);
    expect(lesson).toMatch(/^content\/lessons\/\d\d-a-module-of-this-test\/01-first\.mdx$/);
  });
});
