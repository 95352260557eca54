/** What a page says to its reader stands in the strings, not in components, layouts or pages: else a translation misses it. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { filesIn } from '../../cli/files.ts';
import { root } from '../../cli/run.ts';

/** The compiler that Astro itself reads its files with. */
const { parse } = createRequire(createRequire(import.meta.url).resolve('astro/package.json'))('@astrojs/compiler-rs') as {
  parse(text: string): { ast: unknown };
};

/** A document in the shape of a page: a translation writes another one, it does not fill in this one sentence by sentence. */
const documents = ['pages/about.astro'];

/** Names, and words of the commands and files that the course is about: the same in every language. */
const names = ['Shipshape', 'FROM scratch'];

type Node = { type: string; [key: string]: unknown };
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value;

/** Attributes that are read, by eye or by ear. */
const spoken = /^(?:aria-label|aria-description|alt|description|label|lede|placeholder|title|summary)$/;

function nameOf(node: unknown): string {
  return isNode(node) ? String(node.name ?? '') : '';
}

/** Every text that a template writes by itself: between its tags, in attributes that are read, and in expressions between its tags. */
function* textsIn(node: unknown, expression = false): Generator<string> {
  if (Array.isArray(node)) for (const each of node) yield* textsIn(each, expression);
  if (!isNode(node)) return;
  const tag = nameOf((node.openingElement as Node | undefined)?.name);
  if (node.type === 'AstroFrontmatter' || tag === 'style' || tag === 'script' || tag === 'code' || tag === 'kbd') return;
  if (node.type === 'JSXAttribute') {
    if (spoken.test(nameOf(node.name))) yield* textsIn(node.value, true);
    return;
  }
  if (node.type === 'JSXText' || (expression && (node.type === 'Literal' || node.type === 'StringLiteral'))) {
    if (typeof node.value === 'string') yield node.value;
    return;
  }
  if (expression && node.type === 'TemplateElement') {
    yield String((node.value as { raw?: string } | undefined)?.raw ?? '');
    return;
  }
  // What is compared, called or looked up is no text.
  if (/^(?:BinaryExpression|CallExpression|MemberExpression)$/.test(node.type)) {
    for (const part of [node.arguments, node.callee, node.object]) yield* textsIn(part, false);
    return;
  }
  const inside = expression || node.type === 'JSXExpressionContainer';
  for (const [key, value] of Object.entries(node))
    if (key !== 'type' && typeof value === 'object') yield* textsIn(value, node.type === 'JSXElement' ? false : inside);
}

const saysSomething = (text: string): boolean => {
  const rest = names.reduce((left, name) => left.replaceAll(name, ''), text);
  return /\p{L}{2}/u.test(rest);
};

const folder = join(root, 'src');
const templates = filesIn(folder).filter((file) => /^(?:components|layouts|pages)\/.*\.astro$/.test(file) && !documents.includes(file));

test.for(templates)('%s says only what the strings say', (file) => {
  const { ast } = parse(readFileSync(join(folder, file), 'utf8'));
  expect([...textsIn(ast)].filter(saysSomething).map((text) => text.trim().replace(/\s+/g, ' '))).toEqual([]);
});
