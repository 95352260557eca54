import { entryOf, type YamlEntry, type YamlMap, type YamlNode, type YamlScalar } from '../yaml/node.ts';
import { type Interpolated, interpolate } from './interpolate.ts';
import type { Pair, Value, Variable } from './model.ts';

/** Turns YAML scalars into values: variables filled in, notation converted. What is refused is reported elsewhere, by the shapes. */
export class Scalars {
  readonly #env: Readonly<Record<string, string>>;
  readonly #texts: ReadonlyMap<string, string>;

  constructor(env: Readonly<Record<string, string>>, texts: ReadonlyMap<string, string>) {
    this.#env = env;
    this.#texts = texts;
  }

  interpolated(node: YamlScalar): Interpolated {
    return interpolate(node.text, this.#env);
  }

  /** A scalar converted by `parse`; an unreadable one is 'invalid'. A node that is no scalar gives undefined. */
  value<T>(node: YamlNode | undefined, parse: (text: string, node: YamlScalar) => T | undefined, key?: YamlScalar): Value<T> | undefined {
    if (node?.kind !== 'scalar') return undefined;
    const { value: filled, visible, uses, error } = this.interpolated(node);
    const base = {
      file: node.file,
      span: node.span,
      text: node.text,
      visible,
      variables: uses.length > 0 ? this.#variables(node, uses) : [],
      ...(key ? { keySpan: key.span } : {}),
    };
    if (error) return { ...base, state: 'invalid' };
    if (filled === undefined) return { ...base, state: 'unknown' };
    const value = parse(filled, node);
    return value === undefined ? { ...base, state: 'invalid' } : { ...base, state: 'known', value };
  }

  #variables(node: YamlScalar, uses: Interpolated['uses']): Variable[] {
    const written = this.#texts.get(node.file)?.slice(node.span.start, node.span.end) ?? '';
    // Offsets carry over only where the text stands in the file character by character.
    const shift = written.length < 10_000 ? written.indexOf(node.text) : -1;
    return uses.map(({ name, operator, word, from, start, end }) => ({
      name,
      ...(operator === undefined ? {} : { operator }),
      ...(word === undefined ? {} : { word }),
      from,
      span: shift < 0 ? node.span : { start: node.span.start + shift + start, end: node.span.start + shift + end },
    }));
  }

  text(node: YamlNode | undefined, key?: YamlScalar): Value<string> | undefined {
    return this.value(node, (text) => text, key);
  }

  /** The value under a key of a map. */
  at<T>(map: YamlMap | undefined, key: string, parse: (text: string, node: YamlScalar) => T | undefined): Value<T> | undefined {
    const entry = entryOf(map, key);
    return entry && entry.value.kind === 'scalar' && entry.value.type !== 'null'
      ? this.value(entry.value, parse, entry.keyNode)
      : undefined;
  }

  textAt(map: YamlMap | undefined, key: string): Value<string> | undefined {
    return this.at(map, key, (text) => text);
  }

  /** A text or a list of texts, as a list. */
  texts(node: YamlNode | undefined): Value<string>[] {
    const items = node?.kind === 'sequence' ? node.items : node ? [node] : [];
    return items.flatMap((item) => (item.kind === 'scalar' && item.type !== 'null' ? (this.text(item) ?? []) : []));
  }

  /** `KEY: value` lines, or a list of `KEY=value`. */
  pairs(node: YamlNode | undefined): Pair[] {
    if (node?.kind === 'map') return node.entries.flatMap((entry) => this.#pair(entry) ?? []);
    if (node?.kind !== 'sequence') return [];
    const pairs = new Map<string, Pair>();
    for (const item of node.items) {
      if (item.kind !== 'scalar') continue;
      const pair = this.#listed(item);
      pairs.set(pair.name, pair);
    }
    return [...pairs.values()];
  }

  #pair({ key, keyNode, value: node }: YamlEntry): Pair | undefined {
    const base = { name: key, nameSpan: keyNode.span, file: keyNode.file, span: { start: keyNode.span.start, end: keyNode.span.end } };
    if (node.kind !== 'scalar') return undefined;
    if (node.file === keyNode.file && node.span.end > base.span.end) base.span.end = node.span.end;
    if (node.type === 'null') return base;
    const value = this.text(node, keyNode);
    return value ? { ...base, value } : undefined;
  }

  #listed(node: YamlScalar): Pair {
    const cut = node.text.indexOf('=');
    const name = cut < 0 ? node.text : node.text.slice(0, cut);
    const written = this.#texts.get(node.file)?.slice(node.span.start, node.span.end) ?? '';
    const shift = written.length < 10_000 ? Math.max(0, written.indexOf(node.text)) : 0;
    const start = Math.min(node.span.start + shift, node.span.end);
    const nameSpan = { start, end: Math.min(start + name.length, node.span.end) };
    const base = { name, nameSpan, file: node.file, span: node.span };
    if (cut < 0) return base;
    const end = Math.min(start + node.text.length, node.span.end);
    const half: YamlScalar = {
      ...node,
      type: 'string',
      text: node.text.slice(cut + 1),
      span: { start: Math.min(start + cut + 1, end), end },
    };
    return { ...base, value: this.text(half) as Value<string> };
  }
}
