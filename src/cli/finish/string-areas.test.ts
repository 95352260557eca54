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

test('what imports no words is left alone', () => {
  expect(divideWords("import { x } from './x.ts';", '/x/y.ts')).toBeUndefined();
});
