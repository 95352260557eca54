/** YAML files written in other ways: layout, quotes, the order of keys. They work on any of them: Compose, Kubernetes, workflows. */
import { type Document, isCollection, isMap, isPair, isScalar, isSeq, parseAllDocuments, Scalar, visit } from 'yaml';
import { type Rewrite, rewriteFiles } from './rewrite.ts';

/** Whether a file is YAML, by its name. */
export const isYaml = (path: string) => /\.ya?ml$/.test(path);

/** How the text comes out again; the width never folds a line. */
const plainOutput = { lineWidth: 0, flowCollectionPadding: true, nullStr: '' };

/**
 * The documents of a text. Every scalar stays the string that was written (`0400`, `1.0`, `yes`), and nothing stays nothing, so that only what a rewrite changes
 * comes out otherwise. Undefined where it cannot be read.
 */
export function readDocuments(text: string): Document[] | undefined {
  const documents = parseAllDocuments(text, { schema: 'failsafe', customTags: ['null'], merge: false });
  if (!Array.isArray(documents) || documents.length === 0) return undefined;
  if (documents.some((document) => document.errors.length > 0 || document.contents === null)) return undefined;
  return documents as Document[];
}

/** The text of documents, as they were divided. Undefined where the library cannot write them: an alias whose anchor is gone, a tag that it does not know. */
export function writeDocuments(documents: readonly Document[], options: object = {}): string | undefined {
  const settings = { ...plainOutput, directives: null, ...options };
  try {
    return documents.map((document, at) => (at > 0 ? '---\n' : '') + document.toString(settings).replace(/^---\n/, '')).join('');
  } catch {
    return undefined;
  }
}

/** A rewrite of the model of every YAML file. `change` says whether it applied. */
export const inYaml = (name: string, change: (document: Document, text: string) => boolean, options: object = {}): Rewrite => ({
  name,
  apply: (files) =>
    rewriteFiles(files, isYaml, (text) => {
      const documents = readDocuments(text);
      if (!documents) return undefined;
      const changed = documents.map((document) => change(document, text));
      return changed.includes(true) ? writeDocuments(documents, options) : undefined;
    }),
});

const inYamlText = (name: string, change: (text: string) => string | undefined): Rewrite => ({
  name,
  apply: (files) => rewriteFiles(files, isYaml, (text) => (readDocuments(text) ? change(text) : undefined)),
});

/** A plain scalar that is a string for every reader of YAML, with quotes or without. */
const isSurelyString = (text: string) =>
  /^[A-Za-z/][\w./:@ -]*$/.test(text) && !/^(?:true|false|yes|no|on|off|null|y|n)$/i.test(text) && !/^<<$/.test(text);

function quoteScalars(document: Document, type: Scalar.Type): boolean {
  let changed = false;
  visit(document, {
    Scalar(key, node) {
      if (key === 'key' || node.type !== 'PLAIN' || typeof node.value !== 'string' || !isSurelyString(node.value)) return;
      node.type = type;
      changed = true;
    },
  });
  return changed;
}

function unquoteScalars(document: Document): boolean {
  let changed = false;
  visit(document, {
    Scalar(key, node) {
      const quoted = node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE';
      if (key === 'key' || !quoted || typeof node.value !== 'string' || !isSurelyString(node.value) || / |:$/.test(node.value)) return;
      node.type = 'PLAIN';
      changed = true;
    },
  });
  return changed;
}

/** Every map the other way round. An alias must stand behind its anchor, so a file with anchors keeps its order. */
function turnMaps(document: Document, text: string): boolean {
  if (/[&*]\w/.test(text)) return false;
  let changed = false;
  visit(document, {
    Map(_, map) {
      if (map.items.length < 2) return;
      map.items.reverse();
      changed = true;
    },
  });
  return changed;
}

const isShort = (node: { items: unknown[] }) =>
  node.items.length > 0 &&
  node.items.length <= 4 &&
  node.items.every((item) => {
    const parts = isPair(item) ? [item.key, item.value] : [item];
    return parts.every(
      (part) =>
        part === null ||
        (isScalar(part) && !part.comment && !part.commentBefore && part.type !== 'BLOCK_LITERAL' && part.type !== 'BLOCK_FOLDED'),
    );
  });

function setFlow(document: Document, flow: boolean, kinds: (node: unknown) => boolean): boolean {
  let changed = false;
  visit(document, {
    Collection(_, node) {
      if (!isCollection(node) || !kinds(node) || Boolean(node.flow) === flow || (flow && !isShort(node)) || node.items.length === 0) return;
      node.flow = flow;
      changed = true;
    },
  });
  return changed;
}

const comment = (document: Document): boolean => {
  let changed = false;
  visit(document, {
    Map(_, map) {
      for (const item of map.items) {
        if (!isScalar(item.key) || map.flow) continue;
        item.key.commentBefore = [item.key.commentBefore, ' a note'].filter(Boolean).join('\n');
        changed = true;
      }
    },
  });
  return changed;
};

export const yamlRewrites: Rewrite[] = [
  inYaml('yaml-written-anew', () => true),
  inYaml('yaml-comments', comment),
  inYaml('yaml-strings-in-double-quotes', (document) => quoteScalars(document, Scalar.QUOTE_DOUBLE)),
  inYaml('yaml-strings-in-single-quotes', (document) => quoteScalars(document, Scalar.QUOTE_SINGLE)),
  inYaml('yaml-strings-without-quotes', unquoteScalars),
  inYaml('yaml-keys-in-other-order', turnMaps),
  inYaml('yaml-lists-in-brackets', (document) => setFlow(document, true, isSeq)),
  inYaml('yaml-lists-on-lines', (document) => setFlow(document, false, isSeq)),
  inYaml('yaml-maps-in-braces', (document) => setFlow(document, true, isMap)),
  inYaml('yaml-maps-on-lines', (document) => setFlow(document, false, isMap)),
  inYaml('yaml-wide-indent', () => true, { indent: 4 }),
  inYaml('yaml-lists-not-indented', () => true, { indentSeq: false }),
  inYamlText('yaml-document-start', (text) =>
    /^(?:---|%)/m.test(text.split('\n').find((line) => line !== '' && !line.startsWith('#')) ?? '') ? undefined : `---\n${text}`,
  ),
  inYamlText('yaml-windows-line-ends', (text) => text.replace(/\r?\n/g, '\r\n')),
  inYamlText('yaml-blank-lines', (text) => (/[|>][+-]?\d?\s*$/m.test(text) ? undefined : text.replace(/\n/g, '\n\n'))),
  inYamlText('yaml-no-last-line-end', (text) => text.replace(/\n+$/, '')),
];
