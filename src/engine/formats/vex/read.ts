/** Reads statements about findings, in whichever of the known formats they are. */

import { toDiagnostics, tooLong } from '../commands/problem.ts';
import { readJson } from '../daemon/json.ts';
import { nodeAt, type YamlNode } from '../yaml/node.ts';
import { readYaml } from '../yaml/read.ts';
import type { Report } from '../yaml/report.ts';
import { readCycloneDx } from './cyclonedx.ts';
import { readGrypeIgnores, readTrivyIgnore, readTrivyIgnoreYaml, strangeIds } from './ignores.ts';
import { readOpenVex, textOf } from './openvex.ts';
import type { Statement, Vex } from './statement.ts';

/** Which reader a file name asks for; the content decides between the kinds of VEX. */
function kindOf(file: string, text: string): 'json' | 'yaml' | 'lines' {
  const name = file.split('/').at(-1)?.toLowerCase() ?? '';
  if (name === '.trivyignore') return 'lines';
  if (/\.ya?ml$/.test(name)) return 'yaml';
  if (name.endsWith('.json') || /^\s*\{/.test(text)) return 'json';
  return 'lines';
}

const nothing = (format: Vex['format'], portable: boolean, statements: Statement[], report: Report, broken: boolean): Vex => ({
  format,
  portable,
  statements,
  broken,
  diagnostics: report.diagnostics,
});

function readTree(root: YamlNode | undefined, report: Report, broken: boolean): Vex {
  if (!root || broken) return nothing('unknown', false, [], report, broken);
  if (/openvex/i.test(textOf(nodeAt(root, '@context')) ?? '') || nodeAt(root, 'statements')) {
    return { ...nothing('openvex', true, [], report, false), ...readOpenVex(root, report) };
  }
  if (textOf(nodeAt(root, 'bomFormat')) === 'CycloneDX' || (nodeAt(root, 'specVersion') && nodeAt(root, 'vulnerabilities'))) {
    return { ...nothing('cyclonedx', true, [], report, false), ...readCycloneDx(root, report) };
  }
  if (nodeAt(root, 'ignore')) return nothing('grype', false, readGrypeIgnores(root), report, false);
  if (nodeAt(root, 'vulnerabilities') || nodeAt(root, 'misconfigurations'))
    return nothing('trivyignore-yaml', false, readTrivyIgnoreYaml(root, report), report, false);
  const known =
    "OpenVEX (`@context`), CycloneDX (`bomFormat`), Trivy's ignore file (`vulnerabilities:`) nor grype's configuration (`ignore:`)";
  report.error(
    'vex-unknown-format',
    { file: root.file, span: { start: root.span.start, end: Math.min(root.span.end, root.span.start + 1) } },
    `This is neither ${known}.`,
  );
  return nothing('unknown', false, [], report, false);
}

/**
 * Reads a VEX document or an ignore file: OpenVEX, CycloneDX, `.trivyignore`, `.trivyignore.yaml`, grype's configuration. Never
 * throws; a file that cannot be read comes back `broken` with that one error.
 */
export function readVex(text: string, file = 'vex.json'): Vex {
  const kind = kindOf(file, text);
  if (kind === 'lines') {
    const refused = tooLong(text);
    if (refused)
      return { format: 'unknown', portable: false, statements: [], broken: true, diagnostics: toDiagnostics([refused], text, file) };
    const { statements, problems } = readTrivyIgnore(text);
    const diagnostics = toDiagnostics([...problems, ...strangeIds(statements)], text, file);
    return { format: 'trivyignore', portable: false, statements, broken: false, diagnostics };
  }
  if (kind === 'json') {
    const { root, report, broken } = readJson(text, file);
    return readTree(root, report, broken);
  }
  const yaml = readYaml(text, file);
  const vex = readTree(yaml.documents[0]?.root, yaml.report, yaml.broken);
  for (const { rule, span, message, severity } of strangeIds(vex.statements)) yaml.report.add(rule, severity, { file, span }, message);
  return vex;
}
