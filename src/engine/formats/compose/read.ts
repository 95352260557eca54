import { entryOf, type Located, nodeAt, shorten, type YamlNode } from '../yaml/node.ts';
import { readYaml, type Yaml } from '../yaml/read.ts';
import { Report } from '../yaml/report.ts';
import { checkShape } from '../yaml/shape.ts';
import { Extender } from './extends.ts';
import { mergeNodes } from './merge.ts';
import type { Compose } from './model.ts';
import { checkReferences } from './references.ts';
import { Scalars } from './scalars.ts';
import { readService } from './service.ts';
import { composeShape, serviceKeys } from './shapes.ts';
import { readNetworks, readSources, readVolumes } from './top-level.ts';

/** A Compose file with its path in the workspace. */
export interface ComposeFile {
  path: string;
  text: string;
}

export interface ComposeOptions {
  /** Variables known to stand in: those of a `.env` beside the file. Others stay unknown, never empty. */
  env?: Readonly<Record<string, string>>;
}

/**
 * Reads a Compose project: one text, or several files in the order `-f` would take them, later ones overriding earlier ones.
 * Never throws; what Compose itself would refuse is a diagnostic of severity 'error'.
 */
export function readCompose(input: string | readonly ComposeFile[], options: ComposeOptions = {}): Compose {
  const files = typeof input === 'string' ? [{ path: 'compose.yaml', text: input }] : input;
  const report = new Report();
  for (const { path, text } of files) report.file(path, text);
  const read = files.map(({ path, text }) => readYaml(text, path));
  const scalars = new Scalars(options.env ?? {}, new Map(files.map(({ path, text }) => [path, text])));
  const broken = read.find((yaml) => yaml.broken);
  if (broken) {
    // What the model makes of half a tree is worth having, what it complains of is not.
    const compose = build(read, scalars, new Report());
    return { ...compose, broken: true, diagnostics: broken.report.diagnostics };
  }
  const compose = build(read, scalars, report);
  const diagnostics = [...read.flatMap((yaml) => yaml.report.diagnostics), ...report.diagnostics];
  const order = new Map(files.map(({ path }, index) => [path, index]));
  diagnostics.sort((left, right) => (order.get(left.file) ?? 0) - (order.get(right.file) ?? 0) || left.span.start - right.span.start);
  return { ...compose, diagnostics };
}

function build(read: Yaml[], scalars: Scalars, report: Report): Compose {
  const roots = read.flatMap(({ documents }) => documents.flatMap(({ root }) => root ?? []));
  const byFile = new Map(roots.map((root) => [root.file, root]));
  const extender = new Extender(byFile, report);
  checkForm(read, roots, scalars, report);
  const root = mergeAll(roots.map((each) => extender.extend(each)));
  const included = root ? readIncludes(root, scalars) : [];
  const compose = model(root, read, scalars, report, extender.partial);
  compose.unseen = [...new Set([...extender.unseen, ...included])].filter((path) => !byFile.has(path));
  checkReferences(compose, compose.unseen.length > 0, report);
  return compose;
}

const mergeAll = (roots: YamlNode[]): YamlNode | undefined =>
  roots.length > 0 ? roots.reduce((base, over) => mergeNodes(base, over) ?? base) : undefined;

/** Keys, types and notations; for several files of what they come to together, since an override need not be whole. */
function checkForm(read: Yaml[], roots: YamlNode[], scalars: Scalars, report: Report) {
  const root = mergeAll(roots);
  if (!root) {
    const at = { file: read[0]?.file ?? 'compose.yaml', span: { start: 0, end: 0 } };
    report.error('compose-empty', at, 'The file is empty. A Compose file lists its services under `services:`.');
    return;
  }
  for (const each of roots) {
    checkVersion(each, report);
    checkInterpolation(each, scalars, report);
  }
  const outside = checkNames(root, report);
  checkShape(root, composeShape, 'a Compose file', {
    format: 'compose',
    report,
    strict: true,
    ignored: (key, keyNode) => key.startsWith('x-') || outside.has(keyNode),
    fill: (node) => {
      if (!node.text.includes('$')) return undefined;
      const { value, uses, error } = scalars.interpolated(node);
      if (error || value === undefined) return 'unknown';
      return uses.length > 0 ? { text: value } : undefined;
    },
  });
}

function checkVersion(root: YamlNode, report: Report) {
  const version = entryOf(root, 'version');
  if (!version) return;
  const line = {
    file: version.keyNode.file,
    span: { start: version.keyNode.span.start, end: Math.max(version.keyNode.span.end, version.value.span.end) },
  };
  report.warn(
    'compose-obsolete-version',
    line,
    '`version:` is obsolete: Compose ignores it and warns. Remove the line; the newest format always holds.',
  );
}

/** Every `$` that Compose would stumble over, wherever it stands. */
function checkInterpolation(root: YamlNode, scalars: Scalars, report: Report) {
  const seen = new Set<YamlNode>();
  const stack = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    if (node.kind === 'map') for (const { value } of node.entries) stack.push(value);
    else if (node.kind === 'sequence') for (const item of node.items) stack.push(item);
    else {
      const { error } = scalars.interpolated(node);
      if (error) report.error('compose-invalid-interpolation', node, `In \`${shorten(node.text)}\` ${error.message}.`);
    }
  }
}

/** Names that Compose refuses, and services that stand outside `services:`; gives the keys of the latter. */
function checkNames(root: YamlNode, report: Report): Set<YamlNode> {
  const outside = new Set<YamlNode>();
  for (const kind of ['services', 'volumes', 'networks', 'secrets', 'configs']) {
    const node = nodeAt(root, kind);
    for (const { key, keyNode } of node?.kind === 'map' ? node.entries : [])
      if (!/^[a-zA-Z0-9._-]+$/.test(key))
        report.error(
          'compose-invalid-name',
          keyNode,
          `\`${shorten(key)}\` is no name under \`${kind}:\`: letters, digits, \`.\`, \`_\` and \`-\` are allowed.`,
        );
  }
  for (const { key, keyNode, value } of root.kind === 'map' ? root.entries : []) {
    if (key.startsWith('x-') || Object.hasOwn(composeShape.map?.keys ?? {}, key)) continue;
    const isService = entryOf(value, 'image') ?? entryOf(value, 'build');
    if (!isService && !(Object.hasOwn(serviceKeys, key) && !nodeAt(root, 'services'))) continue;
    outside.add(keyNode);
    const quoted = `\`${shorten(key)}\``;
    const message = isService
      ? `${quoted} looks like a service, but it does not stand under \`services:\`. Indent it below that key.`
      : `${quoted} belongs to a service. A Compose file begins with \`services:\`, then the name of a service, then its keys.`;
    report.error('compose-service-outside', keyNode, message);
  }
  return outside;
}

/** Files drawn in by `include:`, as written. */
function readIncludes(root: YamlNode, scalars: Scalars): string[] {
  const list = nodeAt(root, 'include');
  const items = list?.kind === 'sequence' ? list.items : [];
  return items.flatMap((item) => scalars.texts(item.kind === 'map' ? nodeAt(item, 'path') : item).map(({ visible }) => visible));
}

function model(root: YamlNode | undefined, read: Yaml[], scalars: Scalars, report: Report, partial: ReadonlySet<string>): Compose {
  const services = nodeAt(root, 'services');
  const version = entryOf(root, 'version');
  const name = root?.kind === 'map' ? scalars.textAt(root, 'name') : undefined;
  const entries = services?.kind === 'map' ? services.entries.filter(({ key }) => !key.startsWith('x-')) : [];
  const compose: Compose = {
    files: read.map(({ file }) => file),
    broken: false,
    ...(name ? { name } : {}),
    ...(version ? { version: placeOf(version.keyNode) } : {}),
    services: entries.flatMap((entry) => readService(entry, scalars, report, partial.has(entry.key)) ?? []),
    volumes: root ? readVolumes(root, scalars) : [],
    networks: root ? readNetworks(root, scalars) : [],
    secrets: root ? readSources(root, 'secrets', scalars, report) : [],
    configs: root ? readSources(root, 'configs', scalars, report) : [],
    unseen: [],
    comments: read.flatMap(({ file, comments }) => comments.map((comment) => ({ ...comment, file }))),
    diagnostics: [],
    service: (wanted) => compose.services.find((service) => service.name === wanted),
  };
  return compose;
}

const placeOf = ({ file, span }: Located): Located => ({ file, span });
