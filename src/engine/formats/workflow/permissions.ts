/** `permissions:` of a workflow or a job, and what a job's token can do in effect. */
import type { Span } from '../../source.ts';
import { nearest } from '../yaml/nearest.ts';
import { shorten, type YamlNode } from '../yaml/node.ts';
import type { Report } from '../yaml/report.ts';

export type Access = 'write' | 'read' | 'none';

export interface Permissions {
  /** `write-all` and `read-all` name every scope; `listed` gives those written and nothing else. */
  kind: 'write-all' | 'read-all' | 'listed';
  /** By scope, as written. */
  scopes: Record<string, Access>;
  span: Span;
}

/** Source: docs.github.com, workflow syntax, `permissions`; read 2026-11-23. */
const scopes = [
  'actions',
  'artifact-metadata',
  'attestations',
  'checks',
  'contents',
  'deployments',
  'discussions',
  'id-token',
  'issues',
  'models',
  'packages',
  'pages',
  'pull-requests',
  'repository-projects',
  'security-events',
  'statuses',
];

/** Reads the value of `permissions:`; undefined where it is neither a map nor one of the two words. */
export function readPermissions(node: YamlNode | undefined, report: Report): Permissions | undefined {
  if (!node) return undefined;
  if (node.kind === 'scalar') {
    if (node.text === 'write-all' || node.text === 'read-all') return { kind: node.text, scopes: {}, span: node.span };
    if (node.type === 'null') return { kind: 'listed', scopes: {}, span: node.span };
  }
  if (node.kind !== 'map') {
    report.error(
      'workflow-permissions',
      node,
      '`permissions:` takes `read-all`, `write-all` or a map of scopes, for example `contents: read`.',
    );
    return undefined;
  }
  const found: Permissions = { kind: 'listed', scopes: {}, span: node.span };
  for (const { key, keyNode, value } of node.entries) {
    const access = value.kind === 'scalar' ? value.text : '';
    if (!scopes.includes(key)) {
      const near = nearest(key, scopes);
      report.error(
        'workflow-permissions',
        keyNode,
        `\`${shorten(key)}\` is no permission that GitHub knows.${near ? ` Did you mean \`${near}\`?` : ''}`,
      );
    } else if (access === 'read' || access === 'write' || access === 'none') found.scopes[key] = access;
    else report.error('workflow-permissions', value, `\`${key}:\` takes \`read\`, \`write\` or \`none\`, not \`${shorten(access)}\`.`);
  }
  return found;
}

/**
 * What a token may do with a scope. `default`: nobody said, so the repository's setting decides. A job's own permissions replace
 * the workflow's altogether; `id-token` is never readable and no default.
 */
export function accessTo(scope: string, job: Permissions | undefined, workflow: Permissions | undefined): Access | 'default' {
  const said = job ?? workflow;
  if (!said) return scope === 'id-token' ? 'none' : 'default';
  if (said.kind === 'write-all') return 'write';
  if (said.kind === 'read-all') return scope === 'id-token' ? 'none' : 'read';
  return Object.hasOwn(said.scopes, scope) ? (said.scopes[scope] ?? 'none') : 'none';
}
