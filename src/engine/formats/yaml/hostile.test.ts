import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../diagnostic.ts';
import { readCompose } from '../compose/read.ts';
import { readKubernetes } from '../kubernetes/read.ts';
import { readYaml } from './read.ts';

const compose = `x-f: &f
  mem_limit: 512m # half
  cpus: "0.5"
services:
  api:
    <<: *f
    build: {context: ., target: dev, args: ["A=\${B:-c}"]}
    ports: ["8080:80", {target: 90}]
    volumes: [./src:/app:ro, "data:/d"]
    environment:
      - P=\${PASS:?no}
    healthcheck: {test: ["CMD-SHELL", 'curl -f "http://127.0.0.1" || exit 1'], interval: 1m30s}
    depends_on: {db: {condition: service_healthy}}
    secrets: [s]
  db:
    image: 'postgres:17'
    command: >
      postgres -c "x=y"
volumes: {data: }
secrets: {s: {file: ./s}}
`;
const manifest = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata:
      labels: {app: web}
    spec:
      securityContext: &s {runAsNonRoot: yes, seccompProfile: {type: RuntimeDefault}}
      containers:
        - name: web
          image: "web:1"
          env: [{name: A, valueFrom: {secretKeyRef: {name: s, key: k}}}]
          resources: {limits: {memory: 512Mi, cpu: 500m}}
          livenessProbe: {httpGet: {path: /, port: http}}
          volumeMounts: [{name: s, mountPath: /s}]
      volumes: [{name: s, secret: {secretName: s, defaultMode: 0400}}]
---
apiVersion: v1
kind: Secret
metadata: {name: s}
data: {k: eA==}
`;

/** Every span anywhere in a model, and where it stands. */
function spans(value: unknown, seen = new Set<unknown>()): { start: number; end: number }[] {
  if (typeof value !== 'object' || value === null || seen.has(value)) return [];
  seen.add(value);
  const own = 'start' in value && 'end' in value ? [value as { start: number; end: number }] : [];
  return [...own, ...Object.values(value).flatMap((each) => spans(each, seen))];
}

function sound(text: string) {
  for (const read of [readCompose(text), readKubernetes(text)]) {
    for (const { start, end } of spans(read)) {
      expect(start).toBeGreaterThanOrEqual(0);
      expect(start).toBeLessThanOrEqual(end);
      expect(end).toBeLessThanOrEqual(text.length);
    }
    for (const { line, message, rule } of read.diagnostics as Diagnostic[]) {
      expect(line).toBeGreaterThanOrEqual(1);
      expect(line).toBeLessThanOrEqual(text.split('\n').length);
      expect(message.length).toBeLessThan(1000);
      expect(rule).toMatch(/^(yaml|compose|kubernetes)-[a-z-]+$/);
    }
    if (read.broken) expect(read.diagnostics.length).toBeGreaterThan(0);
  }
}

describe('half-typed files are read', () => {
  test.each([
    ['compose', compose],
    ['manifest', manifest],
  ])('every prefix of a %s', (_, text) => {
    for (let end = 0; end <= text.length; end += 7) sound(text.slice(0, end));
  });

  const slip = fc.record({
    text: fc.constantFrom(compose, manifest),
    at: fc.nat(),
    drop: fc.nat(6),
    put: fc.oneof(
      fc.string({ maxLength: 4 }),
      fc.constantFrom(
        '\t',
        ':',
        ': ',
        '- ',
        '"',
        "'",
        '[',
        '{',
        '}',
        '&a ',
        '*a',
        '<<: ',
        '\n',
        '\n  ',
        '${',
        '$',
        '!reset ',
        '---\n',
        '|',
        '\u00a0',
        '“',
        '\r',
        '\u0000',
      ),
    ),
  });
  test('any slip of the hand', () => {
    fc.assert(
      fc.property(fc.array(slip, { minLength: 1, maxLength: 4 }), (slips) => {
        let text = slips[0]?.text ?? '';
        for (const { at, drop, put } of slips) {
          const place = at % (text.length + 1);
          text = text.slice(0, place) + put + text.slice(place + drop);
        }
        sound(text);
      }),
      { numRuns: 250 },
    );
  });

  test('any text at all', () => {
    const pieces = fc.constantFrom(
      'a',
      'services',
      ':',
      ' ',
      '\n',
      '- ',
      '  ',
      '"',
      "'",
      '[',
      ']',
      '{',
      '}',
      ',',
      '&a',
      '*a',
      '<<',
      '#',
      '|',
      '>',
      '!',
      '%',
      '@',
      '?',
      '---',
      '${',
      '}',
      '\t',
      'é',
      '\ud83d\ude00',
      '\ud800',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => sound(parts.join(''))),
      { numRuns: 300 },
    );
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), sound), { numRuns: 200 });
  });
});

describe('hostile files end, with a word on why', () => {
  const laughs = `a0: &a0 [x, x]\n${Array.from({ length: 30 }, (_, level) => `a${level + 1}: &a${level + 1} [${`*a${level}, `.repeat(9)}*a${level}]`).join('\n')}\nservices: *a30\n`;
  const merges = `base: &base {${Array.from({ length: 5000 }, (_, at) => `k${at}: 1`).join(', ')}}\n${Array.from({ length: 5000 }, (_, at) => `m${at}: {<<: *base}`).join('\n')}\n`;
  const cases: [what: string, text: string, rule: string][] = [
    ['a billion laughs', laughs, 'yaml-too-large'],
    ['merges that multiply', merges, 'yaml-too-large'],
    ['ten million characters', 'a: b\n'.repeat(2_000_000), 'yaml-too-large'],
    ['a million newlines', '\n'.repeat(999_999), 'yaml-too-large'],
    ['brackets without end', '['.repeat(999_999), 'yaml-too-large'],
    ['braces without end', '{a: '.repeat(200_000), 'yaml-too-large'],
    ['lists in lists in lists', '- '.repeat(100_000), 'yaml-syntax'],
    ['maps ever deeper', Array.from({ length: 700 }, (_, level) => `${' '.repeat(level)}a:\n`).join(''), 'yaml-too-large'],
    ['keys of keys', '? '.repeat(50_000), 'yaml-syntax'],
    ['one key 20,000 times', 'a: 1\n'.repeat(20_000), 'yaml-duplicate-key'],
    ['quotes without end', '"'.repeat(400_000), 'yaml-too-large'],
    ['colons without end', ': '.repeat(50_000), 'yaml-syntax'],
    ['anchors without end', '&a '.repeat(60_000), 'yaml-too-large'],
  ];
  test.each(cases)('%s', (_, text, rule) => {
    for (const read of [readCompose(text), readKubernetes(text)]) expect(read.diagnostics[0]?.rule).toBe(rule);
  });

  const large: [what: string, text: string][] = [
    ['many documents', 'apiVersion: v1\nkind: Namespace\nmetadata: {name: n}\n---\n'.repeat(4_000)],
    [
      'many services',
      `services:\n${Array.from({ length: 8000 }, (_, at) => `  s${at}: {image: x, depends_on: [s${at + 1}]}\n`).join('')}  s8000: {image: x}\n`,
    ],
    [
      'a long chain of extends',
      `services:\n${Array.from({ length: 4000 }, (_, at) => `  s${at}: {extends: s${at + 1}}\n`).join('')}  s4000: {image: x}\n`,
    ],
    [
      'many services on one large base',
      `services:\n  base:\n    image: x\n    environment:\n${Array.from({ length: 5000 }, (_, at) => `      K${at}: 1\n`).join('')}${Array.from({ length: 6_000 }, (_, at) => `  s${at}: {extends: base, environment: {A: 1}}\n`).join('')}`,
    ],
    [
      'many names that nothing declares',
      `services:\n${Array.from({ length: 5_000 }, (_, at) => `  service-number-${at}: {image: x, depends_on: [srvice-number-${at}]}\n`).join('')}`,
    ],
    [
      'many unknown keys',
      `services:\n  a:\n    image: x\n${Array.from({ length: 15_000 }, (_, at) => `    unknown_key_${at}: 1\n`).join('')}`,
    ],
    [
      'many mounts',
      `apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n  containers:\n  - name: c\n    image: i\n    volumeMounts:\n${Array.from({ length: 8000 }, (_, at) => `    - {name: volme-${at}, mountPath: /m${at}}\n`).join('')}  volumes:\n${Array.from({ length: 8000 }, (_, at) => `  - {name: volume-${at}, emptyDir: {}}\n`).join('')}`,
    ],
    ['a number of a million digits', `services: {a: {image: x, cpus: ${'1'.repeat(900_000)}x}}\n`],
    [
      'a quantity of a million digits',
      `apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: c, image: i, resources: {limits: {memory: ${'1'.repeat(900_000)}x}}}]}\n`,
    ],
    [
      'a duration of a million parts',
      `services: {a: {image: x, stop_grace_period: ${'1m'.repeat(300_000)}1, healthcheck: {interval: "${'.'.repeat(300_000)}"}}}\n`,
    ],
    ['a path of slashes', `services: {a: {image: x, tmpfs: [/${'/'.repeat(450_000)}x, "/y${'/'.repeat(450_000)}"]}}\n`],
    ['carriage returns', `services: {a: {image: "${'\r'.repeat(900_000)}x"}}\n\t“`],
    ['a line of spaces', `a: ${' '.repeat(900_000)}\n\t“x\n`],
    ['a key of a million letters', `services: {a: {image: x, ${'k'.repeat(900_000)}: 1}}\n`],
    ['many ports', `services:\n  a:\n    image: x\n    ports:\n${'      - "80:80"\n'.repeat(20_000)}`],
    ['much prose', `services:\n  a:\n    image: x\n    labels:\n      text: |\n${'        “lorem” – ipsum $$dolor\n'.repeat(25_000)}`],
    ['many variables', `services:\n  a:\n    image: "${'${A:-b}'.repeat(100_000)}"\n`],
  ];
  test.each(large)('%s', (_, text) => {
    expect(text.length).toBeLessThan(1_000_000);
    expect(() => [readCompose(text), readKubernetes(text)]).not.toThrow();
  });

  test('a broken file has one syntax error, whatever else it holds', () => {
    fc.assert(
      fc.property(fc.nat(compose.length), (at) => {
        const { diagnostics } = readYaml(`${compose.slice(0, at)}\n\t"x`).report;
        expect(diagnostics.filter(({ rule }) => rule === 'yaml-syntax').length).toBeLessThanOrEqual(1);
      }),
    );
  });
});
