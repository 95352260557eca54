/** The scanners' own ignore files: `.trivyignore`, `.trivyignore.yaml` and the `ignore:` of grype's configuration. */
import type { Span } from '../../source.ts';
import { type Problem, quote } from '../commands/problem.ts';
import { nodeAt, type YamlNode } from '../yaml/node.ts';
import type { Report } from '../yaml/report.ts';
import { itemsOf, textOf } from './openvex.ts';
import { isDate, isVulnerability, readProduct, type Statement, type Status, statuses } from './statement.ts';

/** One line of a text with its place. */
interface Line {
  text: string;
  start: number;
}

function* linesOf(text: string): Generator<Line> {
  for (let start = 0; start <= text.length; ) {
    const end = text.indexOf('\n', start);
    yield { text: text.slice(start, end < 0 ? text.length : end).replace(/\r$/, ''), start };
    if (end < 0) return;
    start = end + 1;
  }
}

/**
 * Reads `.trivyignore`: an id a line, `exp:2026-12-31` after it, comments with `#`. A comment above an entry, or beside it, is its reason.
 */
export function readTrivyIgnore(text: string): { statements: Statement[]; problems: Problem[] } {
  const statements: Statement[] = [];
  const problems: Problem[] = [];
  let comment = '';
  for (const line of linesOf(text)) {
    const hash = line.text.indexOf('#');
    const beside = hash < 0 ? '' : line.text.slice(hash + 1).trim();
    const [id, ...rest] = (hash < 0 ? line.text : line.text.slice(0, hash)).trim().split(/\s+/);
    if (!id) {
      comment = hash < 0 ? '' : [comment, beside].filter(Boolean).join(' ');
      continue;
    }
    const start = line.start + line.text.indexOf(id);
    const span: Span = { start, end: start + id.length };
    const expires = rest.find((word) => word.startsWith('exp:'))?.slice(4);
    if (expires !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(expires)) {
      problems.push({
        rule: 'vex-expiry',
        severity: 'error',
        span,
        message: `${quote(`exp:${expires}`)} is no date. Trivy wants ${quote('exp:2026-12-31')}, and refuses the file.`,
      });
    }
    const reason = beside || comment;
    statements.push({
      vulnerability: id,
      products: [],
      scope: [],
      span,
      ...(reason ? { reason } : {}),
      ...(expires === undefined ? {} : { expires }),
    });
  }
  return { statements, problems };
}

/** Reads `.trivyignore.yaml`: entries under `vulnerabilities`, `misconfigurations`, `secrets` and `licenses`. */
export function readTrivyIgnoreYaml(root: YamlNode, report: Report): Statement[] {
  const sections = ['vulnerabilities', 'misconfigurations', 'secrets', 'licenses'];
  return sections.flatMap((section) =>
    itemsOf(nodeAt(root, section)).map((node): Statement => {
      const at = (key: string) => nodeAt(node, key);
      const [id, reason, expires] = [textOf(at('id')), textOf(at('statement')), textOf(at('expired_at'))];
      if (!id) report.error('vex-missing-vulnerability', node, 'This entry has no `id:`, so Trivy ignores nothing by it.');
      if (expires !== undefined && !isDate(expires))
        report.error('vex-expiry', at('expired_at') ?? node, `\`expired_at: ${expires.slice(0, 60)}\` is no date. Write \`2026-12-31\`.`);
      const purls = itemsOf(at('purls')).flatMap((each) => textOf(each) ?? []);
      const paths = itemsOf(at('paths')).flatMap((each) => textOf(each) ?? []);
      return {
        vulnerability: id ?? '',
        products: purls.map((purl) => readProduct(purl, node.span)),
        scope: [...paths, ...purls],
        span: node.span,
        ...(reason ? { reason } : {}),
        ...(expires === undefined ? {} : { expires }),
      };
    }),
  );
}

/** Reads `ignore:` of `.grype.yaml`. Comments of a YAML file are not part of it; grype's own field for a reason is `reason`. */
export function readGrypeIgnores(root: YamlNode): Statement[] {
  return itemsOf(nodeAt(root, 'ignore')).map((node): Statement => {
    const text = (...path: string[]) => textOf(nodeAt(node, ...path));
    const status = text('vex-status');
    const parts = ['name', 'version', 'type', 'location'].flatMap((key) => text('package', key) ?? []);
    const [justification, reason] = [text('vex-justification'), text('reason')];
    return {
      vulnerability: text('vulnerability') ?? '',
      products: [],
      scope: [...parts, ...(text('fix-state') ? [`fix-state:${text('fix-state')}`] : [])],
      span: node.span,
      ...(statuses.includes(status as Status) ? { status: status as Status } : {}),
      ...(justification === undefined ? {} : { justification }),
      ...(reason === undefined ? {} : { reason }),
    };
  });
}

/** Ids that no scanner would match: a slip in a `.trivyignore` is silent otherwise. */
export function strangeIds(statements: readonly Statement[]): Problem[] {
  return statements
    .filter((statement) => /^(?:CVE|GHSA)/i.test(statement.vulnerability) && !isVulnerability(statement.vulnerability))
    .map((statement) => ({
      rule: 'vex-unknown-id',
      severity: 'warning',
      span: statement.span,
      message: `${quote(statement.vulnerability)} is not how such an id is written, so nothing will match it. A CVE looks like ${quote('CVE-2025-12345')}.`,
    }));
}
