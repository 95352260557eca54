import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readVex } from './read.ts';

const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;
const openvex = (statement: object, top: object = { author: 'me', timestamp: '2026-11-01T10:00:00Z' }) =>
  JSON.stringify({
    '@context': 'https://openvex.dev/ns/v0.2.0',
    '@id': 'https://acme.example/vex/1',
    ...top,
    version: 1,
    statements: [statement],
  });
const good = {
  vulnerability: { name: 'CVE-2025-12345' },
  products: [{ '@id': `pkg:oci/app@${digest.replace(':', '%3A')}`, subcomponents: [{ '@id': 'pkg:npm/left@1.0.0' }] }],
  status: 'not_affected',
  justification: 'vulnerable_code_not_in_execute_path',
};
const without = (key: keyof typeof good) => Object.fromEntries(Object.entries(good).filter(([each]) => each !== key));

describe('OpenVEX', () => {
  test('a whole statement', () => {
    const vex = readVex(openvex(good));
    expect(vex).toMatchObject({ format: 'openvex', portable: true, author: 'me', timestamp: '2026-11-01T10:00:00Z', diagnostics: [] });
    expect(vex.statements).toMatchObject([
      {
        vulnerability: 'CVE-2025-12345',
        status: 'not_affected',
        justification: 'vulnerable_code_not_in_execute_path',
        products: [{ kind: 'digest', subcomponents: ['pkg:npm/left@1.0.0'] }],
        author: 'me',
      },
    ]);
  });

  test.each([
    [`ghcr.io/acme/app@${digest}`, 'digest'],
    [`pkg:oci/app?repository_url=x@${digest}`, 'digest'],
    ['pkg:npm/left@1.0.0', 'purl'],
    ['pkg:oci/app', 'purl'],
    ['*', 'any'],
    ['', 'any'],
    ['pkg:*', 'any'],
    ['app:1.2', 'name'],
    ['app@sha256:0123', 'name'],
  ])('the product %s', (text, kind) => {
    expect(readVex(openvex({ ...good, products: [{ '@id': text }] })).statements[0]?.products[0]?.kind).toBe(kind);
    expect(readVex(openvex({ ...good, products: [text] })).statements[0]?.products[0]?.kind).toBe(kind);
  });

  test.each([
    [openvex(without('status')), 'vex-missing-status'],
    [openvex({ ...good, status: 'not-affected' }), 'vex-unknown-status'],
    [openvex(without('justification')), 'vex-missing-justification'],
    [openvex({ ...good, justification: 'code_not_reachable' }), 'vex-unknown-justification'],
    [openvex(without('products')), 'vex-missing-product'],
    [openvex(without('vulnerability')), 'vex-missing-vulnerability'],
    [openvex(good, { author: 'me' }), 'vex-missing-timestamp'],
    [openvex(good, { timestamp: '2026-11-01' }), 'vex-missing-author'],
    [openvex({ ...good, timestamp: 'yesterday' }), 'vex-timestamp'],
    ['{"@context": "https://openvex.dev/ns"}', 'vex-missing-statements'],
    ['{"a": 1}', 'vex-unknown-format'],
    ['{"a": 1,}', 'json-syntax'],
  ])('%s', (text, rule) => {
    expect(readVex(text).diagnostics.map((found) => found.rule)).toContain(rule);
  });

  test('an impact statement may stand for a justification', () => {
    const vex = readVex(openvex({ ...without('justification'), impact_statement: 'never called' }));
    expect(vex.diagnostics).toEqual([]);
    expect(vex.statements[0]).toMatchObject({ reason: 'never called' });
  });
});

test('CycloneDX, in the same words', () => {
  const text = JSON.stringify({
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: 'urn:uuid:1',
    metadata: { timestamp: '2026-11-01T10:00:00Z', authors: [{ name: 'me' }], component: { 'bom-ref': 'app', name: `acme/app@${digest}` } },
    components: [{ 'bom-ref': 'x', purl: 'pkg:npm/left@1.0.0' }],
    vulnerabilities: [
      {
        id: 'CVE-2025-1',
        analysis: { state: 'not_affected', justification: 'code_not_reachable', detail: 'never called' },
        affects: [{ ref: 'app' }, { ref: 'x' }],
      },
      { id: 'CVE-2025-2', analysis: { state: 'resolved' } },
      { id: 'CVE-2025-3', analysis: { state: 'in_triage', justification: 'because' } },
      { id: 'CVE-2025-4' },
    ],
  });
  const vex = readVex(text);
  expect(vex).toMatchObject({ format: 'cyclonedx', author: 'me', id: 'urn:uuid:1' });
  expect(vex.statements).toMatchObject([
    {
      status: 'not_affected',
      justification: 'vulnerable_code_not_in_execute_path',
      reason: 'never called',
      products: [{ kind: 'digest' }, { kind: 'purl', version: '1.0.0' }],
    },
    { status: 'fixed' },
    { status: 'under_investigation' },
    { vulnerability: 'CVE-2025-4' },
  ]);
  expect(vex.diagnostics.map((found) => found.rule)).toEqual(['vex-unknown-justification', 'vex-missing-status']);
});

test('.trivyignore', () => {
  const text =
    '# accepted: not reachable\nCVE-2025-1234 exp:2026-12-31\n\nCVE-2025-9999 # no fix yet\nCVE-25-1\nGHSA-abcd-1234-efgh exp:soon\n';
  const vex = readVex(text, '.trivyignore');
  expect(vex).toMatchObject({ format: 'trivyignore', portable: false });
  expect(vex.statements.map(({ vulnerability, reason, expires }) => ({ vulnerability, reason, expires }))).toEqual([
    { vulnerability: 'CVE-2025-1234', reason: 'accepted: not reachable', expires: '2026-12-31' },
    { vulnerability: 'CVE-2025-9999', reason: 'no fix yet', expires: undefined },
    { vulnerability: 'CVE-25-1', reason: undefined, expires: undefined },
    { vulnerability: 'GHSA-abcd-1234-efgh', reason: undefined, expires: 'soon' },
  ]);
  expect(vex.diagnostics.map((found) => `${found.line} ${found.rule}`)).toEqual(['5 vex-unknown-id', '6 vex-expiry']);
  for (const { span, vulnerability } of vex.statements) expect(text.slice(span.start, span.end)).toBe(vulnerability);
});

test('.trivyignore.yaml', () => {
  const vex = readVex(
    'vulnerabilities:\n  - id: CVE-2025-1234\n    purls: ["pkg:npm/left@1"]\n    statement: never called\n    expired_at: 2026-12-31\n  - paths: [a]\n',
    '.trivyignore.yaml',
  );
  expect(vex.format).toBe('trivyignore-yaml');
  expect(vex.statements[0]).toMatchObject({
    vulnerability: 'CVE-2025-1234',
    reason: 'never called',
    expires: '2026-12-31',
    products: [{ kind: 'purl' }],
  });
  expect(vex.diagnostics.map((found) => found.rule)).toEqual(['vex-missing-vulnerability']);
});

test('grype', () => {
  const vex = readVex(
    'ignore:\n  - vulnerability: CVE-2025-1234\n    reason: never called\n    package: { name: left, type: npm }\n  - fix-state: unknown\n  - vulnerability: CVE-2025-2222\n    vex-status: not_affected\n    vex-justification: component_not_present\n',
    '.grype.yaml',
  );
  expect(vex).toMatchObject({ format: 'grype', portable: false, diagnostics: [] });
  expect(vex.statements).toMatchObject([
    { reason: 'never called', scope: ['left', 'npm'] },
    { vulnerability: '', scope: ['fix-state:unknown'] },
    { status: 'not_affected', justification: 'component_not_present' },
  ]);
});

test('never throws, and spans lie inside the text', () => {
  const texts = fc.oneof(
    fc.string(),
    fc.json(),
    fc.tuple(fc.nat(600), fc.string({ maxLength: 4 })).map(([at, put]) => openvex(good).slice(0, at) + put + openvex(good).slice(at + 2)),
  );
  fc.assert(
    fc.property(texts, fc.constantFrom('vex.json', '.trivyignore', '.trivyignore.yaml', '.grype.yaml', 'x'), (text, file) => {
      const vex = readVex(text, file);
      for (const { span } of [...vex.statements, ...vex.diagnostics]) {
        expect(span.start).toBeLessThanOrEqual(span.end);
        expect(span.end).toBeLessThanOrEqual(text.length);
      }
    }),
    { numRuns: 300 },
  );
});

test('a megabyte comes to an end', () => {
  const ignored = readVex('CVE-2025-12345 exp:2026-12-31 # because\n'.repeat(25_000), '.trivyignore');
  const stated = readVex(JSON.stringify({ '@context': 'https://openvex.dev/ns', statements: Array.from({ length: 3_000 }, () => good) }));
  expect(ignored.statements).toHaveLength(25_000);
  expect(stated.statements).toHaveLength(3_000);
});

test('ten megabytes are refused at once', () => {
  const text = 'docker run app\n'.repeat(700_000);
  expect(readVex(text, '.trivyignore').diagnostics).toMatchObject([{ rule: 'file-too-large', line: 1 }]);
});
