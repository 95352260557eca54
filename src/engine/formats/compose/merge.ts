/** Several Compose files as one tree (compose-spec, 13-merge): maps join, lists append, a few keys replace. */
import { isNull, type YamlEntry, type YamlMap, type YamlNode, type YamlScalar, type YamlSequence } from '../yaml/node.ts';

/** Lists of `KEY=value` that may also be maps. */
const pairLists = new Set(['environment', 'labels', 'args', 'sysctls', 'annotations', 'additional_contexts', 'driver_opts']);
/** Lists of names that may also be maps. */
const nameLists = new Set(['depends_on', 'networks', 'models']);
/** One text that may also be a list. */
const textLists = new Set(['tmpfs', 'dns', 'dns_search', 'env_file', 'label_file', 'ignore', 'include']);
const replaced = new Set(['command', 'entrypoint', 'test']);

/** Marks what was a name in a list before it met a map: `depends_on: [db]`. */
export const shortForm = '!short';

/** Lays `over` on `base`; spans and files stay those of the text each part came from. `path` is the keys down to here. */
export function mergeNodes(base: YamlNode, over: YamlNode, path: readonly string[] = []): YamlNode | undefined {
  if (over.tag === '!reset') return undefined;
  if (over.tag === '!override') return over;
  if (isNull(over)) return base;
  const key = path.at(-1) ?? '';
  if (path.length > 2 && path[0] === 'services' && replaced.has(key)) return over;
  const [left, right] = align(base, over, key);
  if (left.kind === 'map' && right.kind === 'map') return otherDriver(left, right, key) ? right : mergeMaps(left, right, path);
  if (left.kind === 'sequence' && right.kind === 'sequence') return append(left, right);
  return right;
}

/** Several roots laid on one another in order; undefined where there are none. */
export const mergeAll = (roots: YamlNode[]): YamlNode | undefined =>
  roots.length > 0 ? roots.reduce((base, over) => mergeNodes(base, over) ?? base) : undefined;

/** A logging driver's options mean nothing to another driver. */
function otherDriver(left: YamlMap, right: YamlMap, key: string): boolean {
  if (key !== 'logging') return false;
  const driver = (map: YamlMap) => map.entries.find((entry) => entry.key === 'driver')?.value;
  const [before, after] = [driver(left), driver(right)];
  return before?.kind === 'scalar' && after?.kind === 'scalar' && before.text !== after.text;
}

/** Brings two notations of the same thing together before they are merged. */
function align(base: YamlNode, over: YamlNode, key: string): [YamlNode, YamlNode] {
  if (base.kind === over.kind && base.kind === 'map') return [base, over];
  if (pairLists.has(key)) return [pairsToMap(base), pairsToMap(over)];
  if (base.kind !== over.kind) {
    if (nameLists.has(key)) return [namesToMap(base, key), namesToMap(over, key)];
    if (key === 'build') return [contextToMap(base), contextToMap(over)];
  }
  if (textLists.has(key)) return [toList(base), toList(over)];
  return [base, over];
}

function mergeMaps(base: YamlMap, over: YamlMap, path: readonly string[]): YamlMap {
  const entries = new Map(base.entries.map((entry) => [entry.key, entry]));
  for (const entry of over.entries) {
    const before = entries.get(entry.key);
    if (!before) {
      if (entry.value.tag !== '!reset') entries.set(entry.key, entry);
      continue;
    }
    const value = mergeNodes(before.value, entry.value, [...path, entry.key]);
    if (value) entries.set(entry.key, { ...entry, value });
    else entries.delete(entry.key);
  }
  // The mark of a short form is not inherited: met by a long form, it is one.
  const { tag: _, ...rest } = base;
  return { ...rest, entries: [...entries.values()], size: base.size + over.size };
}

function append(base: YamlSequence, over: YamlSequence): YamlSequence {
  const seen = new Set<string>();
  const items = [...base.items, ...over.items].filter((item) => {
    if (item.kind !== 'scalar') return true;
    if (seen.has(item.text)) return false;
    seen.add(item.text);
    return true;
  });
  return { ...base, items, size: base.size + over.size };
}

const toMap = (node: YamlNode, entries: YamlEntry[]): YamlMap => ({
  kind: 'map',
  entries: [...new Map(entries.map((entry) => [entry.key, entry])).values()],
  file: node.file,
  span: node.span,
  size: node.size,
});
const nothing = (at: YamlNode): YamlScalar => ({
  kind: 'scalar',
  type: 'null',
  value: null,
  text: '',
  style: 'plain',
  file: at.file,
  span: at.span,
  size: 1,
});
const scalarsOf = (node: YamlNode) => (node.kind === 'sequence' ? node.items : [node]).filter((item) => item.kind === 'scalar');

function pairsToMap(node: YamlNode): YamlNode {
  if (node.kind !== 'sequence') return node;
  const entries = scalarsOf(node).map((item): YamlEntry => {
    const cut = item.text.indexOf('=');
    const key = cut < 0 ? item.text : item.text.slice(0, cut);
    const value: YamlScalar = cut < 0 ? nothing(item) : { ...item, type: 'string', style: 'quoted', text: item.text.slice(cut + 1) };
    return { key, keyNode: { ...item, text: key }, value };
  });
  return toMap(node, entries);
}

function namesToMap(node: YamlNode, key: string): YamlNode {
  if (node.kind !== 'sequence') return node;
  const entries = scalarsOf(node).map((item): YamlEntry => {
    const value = key === 'depends_on' ? toMap(item, [started(item)]) : nothing(item);
    return { key: item.text, keyNode: item, value: { ...value, tag: shortForm } };
  });
  return toMap(node, entries);
}

function started(at: YamlScalar): YamlEntry {
  return {
    key: 'condition',
    keyNode: { ...at, text: 'condition' },
    value: { ...at, type: 'string', text: 'service_started', value: 'service_started' },
  };
}

const contextToMap = (node: YamlNode): YamlNode =>
  node.kind === 'scalar' ? toMap(node, [{ key: 'context', keyNode: { ...node, text: 'context' }, value: node }]) : node;

const toList = (node: YamlNode): YamlNode =>
  node.kind === 'scalar' && !isNull(node)
    ? { kind: 'sequence', items: [node], file: node.file, span: node.span, size: node.size + 1 }
    : node;
