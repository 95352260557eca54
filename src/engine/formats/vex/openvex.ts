/** Reads OpenVEX. Source: the OpenVEX specification 0.2.0; read 2026-11-23. */

import { nearest } from '../yaml/nearest.ts';
import { nodeAt, shorten, type YamlNode } from '../yaml/node.ts';
import type { Report } from '../yaml/report.ts';
import { isDate, justifications, type Product, readProduct, type Statement, type Status, statuses } from './statement.ts';

/** Text of a scalar, or of the `@id` or `name` of a map. */
export const textOf = (node: YamlNode | undefined): string | undefined => {
  if (node?.kind === 'scalar') return node.type === 'null' ? undefined : node.text;
  const named = nodeAt(node, '@id') ?? nodeAt(node, 'name');
  return named?.kind === 'scalar' ? named.text : undefined;
};

/** The nodes of a list; a single value counts as a list of one. */
export const itemsOf = (node: YamlNode | undefined): readonly YamlNode[] => (node?.kind === 'sequence' ? node.items : node ? [node] : []);

/** Identifiers of a product: its `@id`, its purl, its hashes. */
function productOf(node: YamlNode): Product {
  const parts = itemsOf(nodeAt(node, 'subcomponents')).flatMap((each) => textOf(each) ?? []);
  const hash = textOf(nodeAt(node, 'hashes', 'sha-256') ?? nodeAt(node, 'hashes', 'sha256'));
  const named = readProduct(textOf(node) ?? textOf(nodeAt(node, 'identifiers', 'purl')) ?? '', node.span, parts);
  return hash && named.kind !== 'digest'
    ? { ...readProduct(`sha256:${hash.replace(/^sha256:/, '')}`, node.span, parts), text: named.text || hash }
    : named;
}

function statusOf(node: YamlNode, report: Report): Pick<Statement, 'status' | 'writtenStatus'> {
  const at = nodeAt(node, 'status');
  const written = textOf(at);
  if (written === undefined) {
    report.error(
      'vex-missing-status',
      node,
      'This statement has no `status`: `not_affected`, `affected`, `fixed` or `under_investigation`.',
    );
    return {};
  }
  if (statuses.includes(written as Status)) return { status: written as Status, writtenStatus: written };
  const near = nearest(written, statuses);
  report.error('vex-unknown-status', at ?? node, `\`${shorten(written)}\` is no status.${near ? ` Did you mean \`${near}\`?` : ''}`);
  return { writtenStatus: written };
}

function justificationOf(node: YamlNode, status: Status | undefined, report: Report): Pick<Statement, 'justification' | 'reason'> {
  const at = nodeAt(node, 'justification');
  const written = textOf(at);
  const reason = textOf(nodeAt(node, 'impact_statement')) ?? textOf(nodeAt(node, 'status_notes'));
  if (written !== undefined && !justifications.includes(written)) {
    const near = nearest(written, justifications);
    report.error(
      'vex-unknown-justification',
      at ?? node,
      `\`${shorten(written)}\` is no justification of OpenVEX.${near ? ` Did you mean \`${near}\`?` : ` It has five, for example \`${justifications[2]}\`.`}`,
    );
  }
  if (status === 'not_affected' && written === undefined && reason === undefined) {
    report.error(
      'vex-missing-justification',
      nodeAt(node, 'status') ?? node,
      '`not_affected` needs a `justification`: why can the vulnerability not be used here?',
    );
  }
  const known = written !== undefined && justifications.includes(written);
  return { ...(known ? { justification: written } : {}), ...(reason === undefined ? {} : { reason }) };
}

/** Reads the statements of an OpenVEX document; what the document says for all counts for each. */
export function readOpenVex(root: YamlNode, report: Report): { statements: Statement[]; author?: string; timestamp?: string; id?: string } {
  const [author, timestamp, id] = [textOf(nodeAt(root, 'author')), textOf(nodeAt(root, 'timestamp')), textOf(nodeAt(root, '@id'))];
  if (author === undefined)
    report.error('vex-missing-author', nodeAt(root, '@context') ?? root, 'This document has no `author`: who says so?');
  if (timestamp === undefined)
    report.error('vex-missing-timestamp', nodeAt(root, '@context') ?? root, 'This document has no `timestamp`: when was it said?');
  const list = itemsOf(nodeAt(root, 'statements'));
  if (!list.length) report.error('vex-missing-statements', root, 'This document has no `statements`, so it says nothing.');
  const statements = list.map((node): Statement => {
    const status = statusOf(node, report);
    const when = textOf(nodeAt(node, 'timestamp')) ?? timestamp;
    const action = textOf(nodeAt(node, 'action_statement'));
    const vulnerability = textOf(nodeAt(node, 'vulnerability', 'name')) ?? textOf(nodeAt(node, 'vulnerability')) ?? '';
    const products = itemsOf(nodeAt(node, 'products')).map(productOf);
    if (!vulnerability) report.error('vex-missing-vulnerability', node, 'This statement names no `vulnerability`.');
    if (!products.length)
      report.error('vex-missing-product', node, 'This statement names no `products`, so nobody can tell what it is about.');
    if (when !== undefined && !isDate(when))
      report.error('vex-timestamp', nodeAt(node, 'timestamp') ?? node, `\`${shorten(when)}\` is no time. Write \`2026-11-23T10:00:00Z\`.`);
    return {
      vulnerability,
      products,
      ...status,
      ...justificationOf(node, status.status, report),
      ...(action === undefined ? {} : { action }),
      ...(author === undefined ? {} : { author }),
      ...(when === undefined ? {} : { timestamp: when }),
      scope: [],
      span: node.span,
    };
  });
  return {
    statements,
    ...(author === undefined ? {} : { author }),
    ...(timestamp === undefined ? {} : { timestamp }),
    ...(id === undefined ? {} : { id }),
  };
}
