/** Reads `on:` in its three forms: a word, a list, a map. */
import { entryOf, nodeAt, type YamlNode } from '../yaml/node.ts';
import type { Reader } from './reader.ts';
import type { Trigger } from './workflow.ts';

const plain = (event: string, span: Trigger['span']): Trigger => ({ event, branches: [], tags: [], paths: [], types: [], crons: [], span });

function detailed(event: string, node: YamlNode, span: Trigger['span'], reader: Reader): Trigger {
  const words = (...keys: string[]) => keys.flatMap((key) => reader.list(nodeAt(node, key)).map((each) => each.text));
  const crons = node.kind === 'sequence' ? node.items.flatMap((item) => reader.text(entryOf(item, 'cron')?.value)?.text ?? []) : [];
  const not = (patterns: string[]) => patterns.map((pattern) => `!${pattern}`);
  return {
    event,
    branches: [...words('branches'), ...not(words('branches-ignore'))],
    tags: [...words('tags'), ...not(words('tags-ignore'))],
    paths: [...words('paths'), ...not(words('paths-ignore'))],
    types: words('types'),
    crons,
    span,
  };
}

/** Every event that starts the workflow. */
export function readTriggers(node: YamlNode | undefined, reader: Reader): Trigger[] {
  if (node?.kind === 'map') return node.entries.map(({ key, keyNode, value }) => detailed(key, value, keyNode.span, reader));
  return reader.list(node).map((each) => plain(each.text, each.span));
}
