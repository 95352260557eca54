import { expect, test } from 'vitest';
import { divideWords } from './string-areas.ts';

test('each area is imported by itself, under the name it is given', () => {
  expect(divideWords("import { search as words, site } from '../../course/strings/index.ts';\nuse(words, site);", '/x/search.ts')).toBe(
    "import { search as words } from '../../course/strings/index.ts?area=search'; import { site } from '../../course/strings/index.ts?area=site';\nuse(words, site);",
  );
});

test('the copy of an area passes only that on, from whichever language is spoken', () => {
  expect(divideWords("/** Words. */\nexport * from './de.ts';\n", '/x/strings/index.ts?area=site')).toBe(
    "/** Words. */\nexport { site } from './de.ts?area=site';\n",
  );
});

test('an area that stands in the copy itself is not looked for elsewhere', () => {
  const code = "export * from './en-page.ts';\nexport const site = {};\n";
  expect(divideWords(code, '/x/strings/en.ts?area=site')).toBe('\nexport const site = {};\n');
  expect(divideWords(code, '/x/strings/en.ts?area=marks')).toBe(
    "export { marks } from './en-page.ts?area=marks';\nexport const site = {};\n",
  );
});

test('what imports no words is left alone', () => {
  expect(divideWords("import { x } from './x.ts';", '/x/y.ts')).toBeUndefined();
});
