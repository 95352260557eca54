import { entryOf, type Located, nodeAt, type YamlNode } from '../yaml/node.ts';
import { readYaml, type Yaml } from '../yaml/read.ts';
import { Report } from '../yaml/report.ts';
import { Extender } from './extends.ts';
import { checkForm } from './form.ts';
import { mergeAll } from './merge.ts';
import type { Compose } from './model.ts';
import { checkReferences } from './references.ts';
import { Scalars } from './scalars.ts';
import { readService } from './service.ts';
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
