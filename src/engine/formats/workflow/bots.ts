/** Bots that propose updates: `dependabot.yml` and Renovate's configuration. */
import type { Diagnostic } from '../../diagnostic.ts';
import type { Span } from '../../source.ts';
import { readJson } from '../daemon/json.ts';
import { nearest } from '../yaml/nearest.ts';
import { nodeAt, shorten, type YamlNode } from '../yaml/node.ts';
import { readYaml } from '../yaml/read.ts';
import { Reader } from './reader.ts';

/** One entry of `updates:`. */
export interface DependabotUpdate {
  /** 'docker', 'docker-compose', 'github-actions', 'npm', … */
  ecosystem: string;
  directories: string[];
  /** 'daily', 'weekly', 'monthly', …; a cron line for `cron`. Undefined: none was given, which is refused. */
  interval?: string;
  /** Dependencies and update types that are left out. */
  ignore: { name: string; types: string[]; versions: string[] }[];
  /** 0 switches version updates off. */
  openLimit?: number;
  cooldown: boolean;
  groups: string[];
  span: Span;
}

export interface Dependabot {
  version?: string;
  updates: DependabotUpdate[];
  broken: boolean;
  diagnostics: Diagnostic[];
}

/** Source: docs.github.com, dependabot options reference, `package-ecosystem`; written from general knowledge, not yet checked against it. */
const ecosystems = [
  'bazel',
  'bun',
  'bundler',
  'cargo',
  'composer',
  'conda',
  'devcontainers',
  'docker',
  'docker-compose',
  'dotnet-sdk',
  'elm',
  'github-actions',
  'gitsubmodule',
  'gomod',
  'gradle',
  'helm',
  'julia',
  'maven',
  'mix',
  'npm',
  'nuget',
  'opentofu',
  'pip',
  'pre-commit',
  'pub',
  'rust-toolchain',
  'swift',
  'terraform',
  'uv',
  'vcpkg',
];

const words = (node: YamlNode | undefined, reader: Reader): string[] => reader.list(node).map((each) => each.text);

function readUpdate(node: YamlNode, reader: Reader): DependabotUpdate {
  const at = (...path: string[]) => nodeAt(node, ...path);
  const text = (...path: string[]) => reader.text(at(...path))?.text;
  const [ignored, groups, limit] = [at('ignore'), at('groups'), text('open-pull-requests-limit')];
  const interval = text('schedule', 'interval') === 'cron' ? (text('schedule', 'cronjob') ?? 'cron') : text('schedule', 'interval');
  return {
    ecosystem: text('package-ecosystem') ?? '',
    directories: [...words(at('directory'), reader), ...words(at('directories'), reader)],
    ...(interval === undefined ? {} : { interval }),
    ignore: (ignored?.kind === 'sequence' ? ignored.items : []).map((item) => ({
      name: reader.text(nodeAt(item, 'dependency-name'))?.text ?? '*',
      types: words(nodeAt(item, 'update-types'), reader),
      versions: words(nodeAt(item, 'versions'), reader),
    })),
    ...(limit === undefined ? {} : { openLimit: Number(limit) }),
    cooldown: at('cooldown') !== undefined,
    groups: groups?.kind === 'map' ? groups.entries.map((entry) => entry.key) : [],
    span: node.span,
  };
}

function complain(update: DependabotUpdate, node: YamlNode, reader: Reader): void {
  const at = nodeAt(node, 'package-ecosystem') ?? node;
  if (!update.ecosystem) reader.error('dependabot-missing-key', node, 'This entry has no `package-ecosystem:`, for example `docker`.');
  else if (!ecosystems.includes(update.ecosystem)) {
    const near = nearest(update.ecosystem, ecosystems);
    reader.error(
      'dependabot-ecosystem',
      at,
      `\`${shorten(update.ecosystem)}\` is no ecosystem of Dependabot.${near ? ` Did you mean \`${near}\`?` : ''}`,
    );
  }
  if (!update.directories.length)
    reader.error(
      'dependabot-missing-key',
      at,
      'This entry has no `directory:`, so Dependabot does not know where to look. `/` is the top folder.',
    );
  if (update.interval === undefined)
    reader.error('dependabot-missing-key', at, 'This entry has no `schedule:` with an `interval:`, for example `weekly`.');
}

/** Reads `.github/dependabot.yml`. Never throws. */
export function readDependabot(text: string, file = '.github/dependabot.yml'): Dependabot {
  const yaml = readYaml(text, file);
  const reader = new Reader(text, yaml);
  const root = yaml.broken ? undefined : yaml.documents[0]?.root;
  const updates = nodeAt(root, 'updates');
  const items = updates?.kind === 'sequence' ? updates.items : [];
  const version = reader.text(nodeAt(root, 'version'))?.text;
  const found: Dependabot = {
    updates: items.map((item) => readUpdate(item, reader)),
    broken: yaml.broken,
    diagnostics: yaml.report.diagnostics,
  };
  if (version !== undefined) found.version = version;
  if (yaml.broken) return found;
  const top = { file, span: { start: 0, end: 0 } };
  if (version !== '2') reader.error('dependabot-missing-key', nodeAt(root, 'version') ?? top, 'Dependabot wants `version: 2` at the top.');
  if (!items.length) reader.error('dependabot-missing-key', top, 'There is no list of `updates:`, so Dependabot has nothing to do.');
  items.forEach((item, index) => {
    const update = found.updates[index];
    if (update) complain(update, item, reader);
  });
  return found;
}

/** A set of Renovate's rules. */
export interface RenovateRule {
  managers: string[];
  datasources: string[];
  packages: string[];
  updateTypes: string[];
  enabled?: boolean;
  pinDigests?: boolean;
  automerge?: boolean;
  span: Span;
}

export interface Renovate {
  /** Presets, in order: 'config:best-practices', 'docker:pinDigests'. */
  extends: string[];
  /** Managers that may work; empty: all of them. */
  enabledManagers: string[];
  /** Managers switched off by their own block: `"dockerfile": { "enabled": false }`. */
  disabledManagers: string[];
  enabled: boolean;
  /** Digests are pinned: by the option, by a preset that has it, or by a rule for Docker. */
  pinsDigests: boolean;
  schedule: string[];
  automerge: boolean;
  /** Pull requests are merged without waiting for tests. */
  ignoresTests: boolean;
  rules: RenovateRule[];
  /** Own patterns, for digests in ARGs and the like. */
  customManagers: number;
  broken: boolean;
  diagnostics: Diagnostic[];
}

const truth = (node: YamlNode | undefined): boolean | undefined =>
  node?.kind === 'scalar' && typeof node.value === 'boolean' ? node.value : undefined;
const strings = (node: YamlNode | undefined): string[] => {
  if (node?.kind === 'sequence') return node.items.flatMap((item) => (item.kind === 'scalar' ? [item.text] : []));
  return node?.kind === 'scalar' && node.type === 'string' ? [node.text] : [];
};

function readRule(node: YamlNode): RenovateRule {
  const at = (...path: string[]) => nodeAt(node, ...path);
  const flags = { enabled: truth(at('enabled')), pinDigests: truth(at('pinDigests')), automerge: truth(at('automerge')) };
  return {
    managers: strings(at('matchManagers')),
    datasources: strings(at('matchDatasources')),
    packages: [...strings(at('matchPackageNames')), ...strings(at('matchDepNames'))],
    updateTypes: strings(at('matchUpdateTypes')),
    ...Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined)),
    span: node.span,
  };
}

/** Presets that pin the digests of Docker images. Source: docs.renovatebot.com/presets-config and /presets-docker; written from general knowledge, not yet checked against it. */
const pinning = new Set(['config:best-practices', 'docker:pinDigests', ':pinDigests']);
const managers = ['dockerfile', 'docker-compose', 'kubernetes', 'github-actions', 'helm-values', 'npm'];

/** Reads `renovate.json` (comments and trailing commas are fine: Renovate reads JSON5 there). Never throws. */
export function readRenovate(text: string, file = 'renovate.json'): Renovate {
  const { root, diagnostics, broken } = readJson(text, file, { relaxed: true });
  const at = (...path: string[]) => nodeAt(root, ...path);
  const presets = strings(at('extends'));
  const listed = at('packageRules');
  const rules = (listed?.kind === 'sequence' ? listed.items : []).map(readRule);
  const custom = at('customManagers') ?? at('regexManagers');
  const forDocker = (rule: RenovateRule) =>
    [...rule.managers, ...rule.datasources].some((name) => /docker/.test(name)) || !(rule.managers.length + rule.datasources.length);
  return {
    extends: presets,
    enabledManagers: strings(at('enabledManagers')),
    disabledManagers: managers.filter((name) => truth(at(name, 'enabled')) === false),
    enabled: truth(at('enabled')) ?? true,
    pinsDigests:
      truth(at('pinDigests')) ??
      (presets.some((preset) => pinning.has(preset)) ||
        truth(at('docker', 'pinDigests')) === true ||
        rules.some((rule) => rule.pinDigests === true && forDocker(rule))),
    schedule: strings(at('schedule')),
    automerge: truth(at('automerge')) ?? rules.some((rule) => rule.automerge === true),
    ignoresTests: truth(at('ignoreTests')) ?? false,
    rules,
    customManagers: custom?.kind === 'sequence' ? custom.items.length : 0,
    broken,
    diagnostics,
  };
}
