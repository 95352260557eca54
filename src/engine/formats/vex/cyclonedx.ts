/** Reads the VEX part of a CycloneDX document. Source: CycloneDX 1.6, `vulnerabilities[].analysis`; written from general knowledge, not yet checked against it. */

import { nearest } from '../yaml/nearest.ts';
import { nodeAt, shorten, type YamlNode } from '../yaml/node.ts';
import type { Report } from '../yaml/report.ts';
import { itemsOf, textOf } from './openvex.ts';
import { type Product, readProduct, type Statement, type Status } from './statement.ts';

/** CycloneDX's states in OpenVEX's words. */
const states: Readonly<Record<string, Status>> = {
  not_affected: 'not_affected',
  false_positive: 'not_affected',
  exploitable: 'affected',
  in_triage: 'under_investigation',
  resolved: 'fixed',
  resolved_with_pedigree: 'fixed',
};

/** CycloneDX's justifications in OpenVEX's words. */
const reasons: Readonly<Record<string, string>> = {
  code_not_present: 'vulnerable_code_not_present',
  code_not_reachable: 'vulnerable_code_not_in_execute_path',
  requires_configuration: 'vulnerable_code_cannot_be_controlled_by_adversary',
  requires_dependency: 'vulnerable_code_cannot_be_controlled_by_adversary',
  requires_environment: 'vulnerable_code_cannot_be_controlled_by_adversary',
  protected_by_compiler: 'inline_mitigations_already_exist',
  protected_at_runtime: 'inline_mitigations_already_exist',
  protected_at_perimeter: 'inline_mitigations_already_exist',
  protected_by_mitigating_control: 'inline_mitigations_already_exist',
};

function translate(node: YamlNode | undefined, table: Readonly<Record<string, string>>, what: string, report: Report): string | undefined {
  const written = textOf(node);
  if (written === undefined || node === undefined) return undefined;
  if (Object.hasOwn(table, written)) return table[written];
  const near = nearest(written, Object.keys(table));
  report.error(
    `vex-unknown-${what}`,
    node,
    `\`${shorten(written)}\` is no ${what} of CycloneDX.${near ? ` Did you mean \`${near}\`?` : ''}`,
  );
  return undefined;
}

/** What the document's own components are called: bom-ref → purl or name. */
function components(root: YamlNode): Map<string, string> {
  const found = new Map<string, string>();
  for (const node of [...itemsOf(nodeAt(root, 'components')), ...itemsOf(nodeAt(root, 'metadata', 'component'))]) {
    const ref = textOf(nodeAt(node, 'bom-ref'));
    const name = textOf(nodeAt(node, 'purl')) ?? textOf(nodeAt(node, 'name'));
    if (ref !== undefined && name !== undefined) found.set(ref, name);
  }
  return found;
}

function authorOf(root: YamlNode): string | undefined {
  const first = itemsOf(nodeAt(root, 'metadata', 'authors'))[0];
  return textOf(first) ?? textOf(nodeAt(root, 'metadata', 'supplier')) ?? textOf(nodeAt(root, 'metadata', 'manufacturer'));
}

/** Readers tell the format by `bomFormat`; the schema requires it and `specVersion` (CycloneDX 1.6, bom-1.6.schema.json). */
function checkHeader(root: YamlNode, report: Report): void {
  for (const [key, example] of [
    ['bomFormat', 'CycloneDX'],
    ['specVersion', '1.6'],
  ] as const) {
    const written = textOf(nodeAt(root, key));
    if (key === 'bomFormat' ? written === example : written) continue;
    const place = { file: root.file, span: { start: root.span.start, end: Math.min(root.span.end, root.span.start + 1) } };
    report.error(
      'vex-missing-header',
      place,
      `A CycloneDX document says so itself: it needs \`"${key}": "${example}"\` at its top. Scanners do not read it without.`,
    );
  }
}

/** Reads every vulnerability with its analysis. */
export function readCycloneDx(
  root: YamlNode,
  report: Report,
): { statements: Statement[]; author?: string; timestamp?: string; id?: string } {
  checkHeader(root, report);
  const refs = components(root);
  const [author, timestamp, id] = [authorOf(root), textOf(nodeAt(root, 'metadata', 'timestamp')), textOf(nodeAt(root, 'serialNumber'))];
  const statements = itemsOf(nodeAt(root, 'vulnerabilities')).map((node): Statement => {
    const at = (...path: string[]) => nodeAt(node, ...path);
    const status = translate(at('analysis', 'state'), states, 'status', report) as Status | undefined;
    const justification = translate(at('analysis', 'justification'), reasons, 'justification', report);
    const reason = textOf(at('analysis', 'detail'));
    const written = textOf(at('analysis', 'state'));
    const when = textOf(at('analysis', 'lastUpdated')) ?? textOf(at('analysis', 'firstIssued')) ?? timestamp;
    const products = itemsOf(at('affects')).map((each): Product => {
      const ref = textOf(nodeAt(each, 'ref')) ?? '';
      return readProduct(refs.get(ref) ?? ref, each.span);
    });
    if (!at('analysis')) report.error('vex-missing-status', node, 'This vulnerability has no `analysis`, so nothing is said about it.');
    if (status === 'not_affected' && justification === undefined && reason === undefined) {
      report.error(
        'vex-missing-justification',
        at('analysis', 'state') ?? node,
        'This state needs a `justification` or a `detail`: why can the vulnerability not be used here?',
      );
    }
    return {
      vulnerability: textOf(at('id')) ?? '',
      products,
      ...(status === undefined ? {} : { status }),
      ...(written === undefined ? {} : { writtenStatus: written }),
      ...(justification === undefined ? {} : { justification }),
      ...(reason === undefined ? {} : { reason }),
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
