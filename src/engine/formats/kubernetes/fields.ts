import { entryOf, type YamlMap, type YamlNode, type YamlScalar } from '../yaml/node.ts';
import type { Field, KeyValue } from './model.ts';

/** What Kubernetes' YAML reader still takes for booleans, as YAML 1.1 did. */
const truths: Record<string, boolean> = { yes: true, on: true, no: false, off: false };

/** A plain `yes` or `off` as the boolean that Kubernetes makes of it. */
export function oldBoolean(node: YamlScalar): boolean | undefined {
  if (node.style !== 'plain' || node.type !== 'string' || node.text.length > 3) return undefined;
  const word = node.text;
  const cased = word === word.toLowerCase() || word === word.toUpperCase() || /^[A-Z][a-z]+$/.test(word);
  const low = word.toLowerCase();
  return cased && Object.hasOwn(truths, low) ? truths[low] : undefined;
}

export const mapAt = (node: YamlNode | undefined, key: string): YamlMap | undefined => {
  const value = entryOf(node, key)?.value;
  return value?.kind === 'map' ? value : undefined;
};
export const itemsAt = (node: YamlNode | undefined, key: string): YamlNode[] => {
  const value = entryOf(node, key)?.value;
  return value?.kind === 'sequence' ? value.items : [];
};
export const mapsAt = (node: YamlNode | undefined, key: string): YamlMap[] => itemsAt(node, key).filter((item) => item.kind === 'map');

/** The field under a key; undefined where it is not written, null or no scalar. */
export function fieldAt<T>(map: YamlNode | undefined, key: string, parse: (node: YamlScalar) => T | undefined): Field<T> | undefined {
  const entry = entryOf(map, key);
  return entry?.value.kind === 'scalar' && entry.value.type !== 'null'
    ? { ...toField(entry.value, parse), keySpan: entry.keyNode.span }
    : undefined;
}

export function toField<T>(node: YamlScalar, parse: (node: YamlScalar) => T | undefined): Field<T> {
  const value = parse(node);
  return { file: node.file, span: node.span, text: node.text, ...(value === undefined ? {} : { value }) };
}

export const asText = (node: YamlScalar): string | undefined =>
  node.type === 'string' && oldBoolean(node) === undefined ? node.text : undefined;
export const asBool = (node: YamlScalar): boolean | undefined => (node.type === 'bool' ? node.value === true : oldBoolean(node));
/** Whole numbers; `0400` is octal, as Kubernetes' reader takes it. */
export function asInteger(node: YamlScalar): number | undefined {
  if (node.style !== 'plain') return undefined;
  if (/^0o?[0-7]+$/.test(node.text)) return Number.parseInt(node.text.replace('o', ''), 8);
  return typeof node.value === 'number' && Number.isInteger(node.value) ? node.value : undefined;
}

export const textAt = (map: YamlNode | undefined, key: string) => fieldAt(map, key, asText);
export const boolAt = (map: YamlNode | undefined, key: string) => fieldAt(map, key, asBool);
export const integerAt = (map: YamlNode | undefined, key: string) => fieldAt(map, key, asInteger);
export const textsAt = (map: YamlNode | undefined, key: string): Field<string>[] =>
  itemsAt(map, key).flatMap((item) => (item.kind === 'scalar' ? [toField(item, asText)] : []));

/** A map of texts: labels, annotations, data. */
export function keyValues(node: YamlNode | undefined): KeyValue[] {
  if (node?.kind !== 'map') return [];
  return node.entries.map(({ key, keyNode, value }) => ({
    name: key,
    file: keyNode.file,
    span: keyNode.span,
    ...(value.kind === 'scalar' && value.type !== 'null' ? { value: toField(value, (scalar) => scalar.text) } : {}),
  }));
}
