/** YAML as plain data: what a file says, where it says it, and nothing of the library that read it. */
import type { Span } from '../../source.ts';

/** A place in one of several files. */
export interface Located {
  /** Path in the workspace. */
  file: string;
  span: Span;
}

interface NodeBase extends Located {
  /** The tag as written (`!reset`, `!!str`); absent where there is none. */
  tag?: string;
  /** The name after `&`, where this node carries one. */
  anchor?: string;
  /** How many nodes it holds with every alias written out; stops counting at a billion. */
  size: number;
}

/** One value. `type` is what YAML 1.2's core schema makes of it. */
export interface YamlScalar extends NodeBase {
  kind: 'scalar';
  type: 'string' | 'number' | 'bool' | 'null';
  value: string | number | boolean | null;
  /** The content without quotes, never converted: `0400` stays `0400`, a null is '' or as written. */
  text: string;
  style: 'plain' | 'quoted' | 'block';
}

export interface YamlEntry {
  key: string;
  keyNode: YamlScalar;
  value: YamlNode;
  /** Came in by a merge key `<<` rather than being written in this map. */
  merged?: true;
}

/** Entries in source order, merge keys resolved: a key stands once, and what is written here wins over what `<<` brings. */
export interface YamlMap extends NodeBase {
  kind: 'map';
  entries: YamlEntry[];
}

export interface YamlSequence extends NodeBase {
  kind: 'sequence';
  items: YamlNode[];
}

/** An alias gives the very node its anchor stands on, so a node may be reached twice; it never holds itself. */
export type YamlNode = YamlScalar | YamlMap | YamlSequence;

/** One document of a stream; `root` is absent where it is empty or cannot be read. */
export interface YamlDocument {
  root?: YamlNode;
  span: Span;
}

/** The entry of a map under a key; undefined where the node is no map or has no such key. */
export function entryOf(node: YamlNode | undefined, key: string): YamlEntry | undefined {
  return node?.kind === 'map' ? node.entries.find((entry) => entry.key === key) : undefined;
}

/** What stands under a path of keys; undefined where some step is missing. */
export function nodeAt(node: YamlNode | undefined, ...path: string[]): YamlNode | undefined {
  let at = node;
  for (const key of path) at = entryOf(at, key)?.value;
  return at;
}

/** Whether a node is YAML's null: written `null`, `~` or nothing at all. */
export const isNull = (node: YamlNode): boolean => node.kind === 'scalar' && node.type === 'null';

/** A node in words for a message: "a list", "the number `3`". */
export function describe(node: YamlNode): string {
  if (node.kind === 'map') return node.entries.length > 0 ? `a map with \`${shorten(node.entries[0]?.key ?? '')}:\`` : 'an empty map';
  if (node.kind === 'sequence') return 'a list';
  if (node.type === 'null') return 'nothing';
  const word = { string: 'text', number: 'number', bool: 'boolean' }[node.type];
  return `the ${word} \`${shorten(node.text)}\``;
}

/** Cuts a quotation so that a message stays readable; a line break shows as a space. */
export function shorten(text: string, most = 60): string {
  const flat = text.slice(0, most + 1).replaceAll(/\s/g, ' ');
  return flat.length > most ? `${flat.slice(0, most - 1)}…` : flat;
}
