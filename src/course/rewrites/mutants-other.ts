/** Ignore files, YAML, commands, scripts and answers with one thing taken away. */

import { type Document, isMap, isScalar, isSeq } from 'yaml';
import { type Files, parseIgnore, readCommands } from '#engine';
import { type Change, change, cut, shown, wholeLines } from './mutant.ts';
import { readDocuments, writeDocuments } from './yaml.ts';

/** Ignore files without one of their patterns. */
export const mutateIgnore = (text: string): Change[] =>
  parseIgnore(text).patterns.map(({ text: pattern, span }) =>
    change(`without ${shown(pattern)}`, text, [{ span: wholeLines(text, span), text: '' }]),
  );

type Path = readonly (string | number)[];

/** Every place of a document that holds a key or an item. */
function placesOf(node: unknown, above: Path = []): Path[] {
  if (isMap(node))
    return node.items.flatMap((pair) => {
      const key = isScalar(pair.key) ? String(pair.key.value) : '';
      return [[...above, key], ...placesOf(pair.value, [...above, key])];
    });
  if (isSeq(node)) return node.items.flatMap((item, at) => [[...above, at], ...placesOf(item, [...above, at])]);
  return [];
}

/** What a list's item is called, for people: its name, or its text. */
function nameAt(document: Document, path: Path): string {
  return path
    .map((part, at) => {
      if (typeof part === 'string') return part;
      const item = document.getIn(path.slice(0, at + 1), true);
      const named = isMap(item) ? (item.get('name') ?? item.get('key') ?? item.get('source')) : isScalar(item) ? item.value : undefined;
      return named === undefined ? `[${part}]` : `[${String(named)}]`;
    })
    .join('.')
    .replaceAll('.[', '[');
}

/** A place with what stands there, where that is one value. */
function described(document: Document, path: Path): string {
  const node = document.getIn(path, true);
  const value = isScalar(node) && typeof path.at(-1) === 'string' ? `: ${String(node.value)}` : '';
  return `${nameAt(document, path)}${value}`;
}

/** YAML without one of its keys or items, with all that is under it. */
export function mutateYaml(text: string): Change[] {
  const documents = readDocuments(text);
  if (!documents) return [];
  return documents.flatMap((document, index) =>
    placesOf(document.contents).flatMap((path) => {
      const others = readDocuments(text);
      if (!others?.[index]?.deleteIn(path)) return [];
      const which = documents.length > 1 ? `${String(document.get('kind') ?? index)} ` : '';
      const written = writeDocuments(others);
      return written === undefined ? [] : [{ what: `without ${which}${shown(described(document, path))}`, text: written }];
    }),
  );
}

/** Commands without one of their flags, or without one command. */
export function mutateCommands(text: string, path: string): Change[] {
  const { invocations } = readCommands(text, path);
  return invocations.flatMap((call) => [
    ...call.flags.map((flag) => change(`without ${shown(text.slice(flag.span.start, flag.span.end))}`, text, [cut(text, flag.span)])),
    change(`without ${shown(text.slice(call.span.start, call.span.end))}`, text, [{ span: call.span, text: 'true' }]),
  ]);
}

/** A script without one of its lines. */
export const mutateLines = (text: string): Change[] =>
  text
    .split('\n')
    .flatMap((line, at, lines) =>
      line.trim() === '' || /^\s*#(?!!)/.test(line)
        ? []
        : [{ what: `without line ${shown(line)}`, text: lines.filter((_, other) => other !== at).join('\n') }],
    );

/** JSON without one of its keys or items. */
export function mutateJson(text: string): Change[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return [];
  }
  const changes: Change[] = [];
  const without = (path: Path) => {
    const copy = structuredClone(value);
    let holder = copy as Record<string, unknown>;
    for (const part of path.slice(0, -1)) holder = holder[part] as Record<string, unknown>;
    const last = path.at(-1) ?? '';
    if (Array.isArray(holder)) holder.splice(Number(last), 1);
    else delete holder[last];
    changes.push({ what: `without ${shown(path.join('.'))}`, text: `${JSON.stringify(copy, null, 2)}\n` });
  };
  const walk = (node: unknown, path: Path): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const [key, inner] of Object.entries(node)) {
      without([...path, key]);
      walk(inner, [...path, key]);
    }
  };
  walk(value, []);
  return changes;
}

/** Whether a shell file calls tools that the engine knows; else it is a script of its own. */
export const callsTools = (files: Files, path: string) => readCommands(files[path] ?? '', path).invocations.length > 0;
