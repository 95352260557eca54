import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDaemonJson } from './daemon.ts';
import { readJson } from './json.ts';

describe('settings', () => {
  test.each<[text: string, expected: object]>([
    ['{}', { logsAreBounded: false, keys: [] }],
    ['{"log-driver":"local"}', { logDriver: { value: 'local' }, logsAreBounded: true }],
    [
      '{"log-driver":"json-file","log-opts":{"max-size":"10m","max-file":"3"}}',
      { logOpts: { 'max-size': { value: '10m' }, 'max-file': { value: '3' } }, logsAreBounded: true },
    ],
    ['{"log-opts":{"max-size":"10m"}}', { logsAreBounded: true }],
    ['{"log-driver":"json-file"}', { logsAreBounded: false }],
    ['{"log-opts":{"max-size":"-1"}}', { logsAreBounded: false }],
    ['{"log-driver":"awslogs","log-opts":{"mode":"non-blocking","max-buffer-size":"4m","awslogs-region":"x"}}', { logsAreBounded: true }],
    ['{"log-driver":"none"}', { logDriver: { value: 'none' } }],
    [
      '{"live-restore":true,"userns-remap":"default","features":{"containerd-snapshotter":true}}',
      { liveRestore: { value: true }, usernsRemap: { value: 'default' }, features: { 'containerd-snapshotter': { value: true } } },
    ],
    [
      '{"default-ulimits":{"nofile":{"Name":"nofile","Soft":1024,"Hard":2048}}}',
      { defaultUlimits: { nofile: { soft: 1024, hard: 2048 } } },
    ],
    [
      '{"hosts":["unix:///var/run/docker.sock","tcp://0.0.0.0:2375"],"insecure-registries":[]}',
      { hosts: [{ value: 'unix:///var/run/docker.sock' }, { value: 'tcp://0.0.0.0:2375' }] },
    ],
    [
      '{"no-new-privileges":true,"icc":false,"init":true,"shutdown-timeout":60}',
      { noNewPrivileges: { value: true }, icc: { value: false }, shutdownTimeout: { value: 60 } },
    ],
  ])('%s', (text, expected) => {
    const config = readDaemonJson(text);
    expect(config).toMatchObject(expected);
    expect(config.diagnostics).toEqual([]);
  });

  test.each([
    ['{"log-opts":{"max-file":3}}', 'daemon-log-opt-not-text', '`"3"`'],
    ['{"log-opts":{"max-size":10,"max-file":"3"}}', 'daemon-log-opt-not-text', 'refuses to start'],
    ['{"log-opts":{"compress":true}}', 'daemon-log-opt-not-text', '`"true"`'],
    ['{"log-driver":"json-file","log-opts":{"max-file":"3"}}', 'daemon-max-file-alone', '`max-size`'],
    ['{"log-opts":{"max-sise":"1m"}}', 'daemon-log-opt', '`max-size`'],
    ['{"log-opts":{"max-size":"10mo"}}', 'daemon-log-opt', 'is no size'],
    ['{"log-opts":{"max-size":"1m","max-file":"0"}}', 'daemon-log-opt', 'number of files'],
    ['{"log-driver":"jsonfile"}', 'daemon-log-driver', '`json-file`'],
    ['{"log-drivr":"local"}', 'daemon-unknown-key', '`log-driver`'],
    ['{"live-restore":"true"}', 'daemon-wrong-type', 'without quotes'],
    ['{"hosts":"tcp://x"}', 'daemon-wrong-type', 'a list of texts'],
    ['{"log-opts":[]}', 'daemon-wrong-type', 'an object'],
    ['[]', 'daemon-wrong-type', 'one object'],
  ])('%s', (text, rule, message) => {
    const found = readDaemonJson(text).diagnostics.filter((each) => each.rule === rule);
    expect(found).toHaveLength(1);
    expect(found[0]?.message).toContain(message);
  });
});

describe('JSON', () => {
  test.each([
    ['{"a": 1,}', 1, ',', 'nothing after it'],
    ['{\n  // why\n  "a": 1\n}', 2, '// why', 'no comments'],
    ['{"a": 1 /* x */}', 1, '/* x */', 'no comments'],
    ['{"a": 1\n "b": 2}', 1, '1', 'A comma is missing'],
    ["{'a': 1}", 1, "'a'", 'double quotes'],
    ['{“a”: 1}', 1, '“a”', 'straight double quotes'],
    ['{a: 1}', 1, 'a', 'double quotes'],
    ['{"a": b}', 1, 'b', 'is text'],
    ['{"a": 10m}', 1, '10m', 'is no JSON number'],
    ['{"a": 010}', 1, '010', 'is no JSON number'],
    ['{"a": True}', 1, 'True', '`true`'],
    ['{"a" = 1}', 1, '"a"', 'a colon'],
    ['{"a": }', 1, '}', 'A value was expected'],
    ['{"a": 1', 1, '{', 'never closed'],
    ['{"a": [1', 1, '[', 'never closed'],
    ['{"a": [1}', 1, '}', '`]` was expected'],
    ['{"a": 1}}', 1, '}', 'one `}` too many'],
    ['{"a": "b\n"}', 1, '"b', 'closing `"` is missing'],
    ['{"a": "\\d"}', 1, '"\\d"', 'Write `\\\\`'],
    ['{"a": 1,, "b": 2}', 1, ',', 'one comma too many'],
    ['{} {}', 1, '{', 'something more'],
    ['', 1, '', 'empty'],
    ['  \n', 2, '', 'empty'],
  ])('%j', (text, line, place, message) => {
    const { diagnostics, broken } = readJson(text, 'x.json');
    expect(broken).toBe(true);
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]).toMatchObject({ rule: 'json-syntax', severity: 'error', line });
    expect(diagnostics[0]?.message).toContain(message);
    expect(text.slice(diagnostics[0]?.span.start, diagnostics[0]?.span.end)).toBe(place);
  });

  test('a name that stands twice is read, and said', () => {
    const { root, diagnostics } = readJson('{"a": 1, "a": 2}', 'x.json');
    expect(root).toMatchObject({ entries: [{ key: 'a', value: { value: 2 } }] });
    expect(diagnostics).toMatchObject([{ severity: 'warning', rule: 'json-repeated-name' }]);
  });

  test('reads what JSON.parse reads, and refuses what it refuses', () => {
    const plain = (node: ReturnType<typeof readJson>['root']): unknown => {
      if (!node) return undefined;
      if (node.kind === 'scalar') return node.value;
      return node.kind === 'sequence'
        ? node.items.map(plain)
        : Object.fromEntries(node.entries.map((entry) => [entry.key, plain(entry.value)]));
    };
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.nat(60), fc.constantFrom('', ',', '"', '}', '1', 'x', '\\'), (value, at, put) => {
        const text = JSON.stringify(value, null, 1);
        expect(JSON.stringify(plain(readJson(text, 'x').root))).toBe(JSON.stringify(JSON.parse(text)));
        const place = at % (text.length + 1);
        const changed = text.slice(0, place) + put + text.slice(place);
        let valid = true;
        try {
          JSON.parse(changed);
        } catch {
          valid = false;
        }
        const read = readJson(changed, 'x');
        expect(read.broken).toBe(!valid);
        for (const { span } of read.diagnostics) expect(span.end).toBeLessThanOrEqual(changed.length);
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['nesting', '['.repeat(500_000)],
    ['entries', `{${Array.from({ length: 60_000 }, (_, index) => `"k${index}": "v"`).join(',')}}`],
    ['one word', `{"a": ${'x'.repeat(1_000_000)}}`],
    ['one text', `{"a": "${'x'.repeat(1_000_000)}`],
    ['spaces', ' '.repeat(1_000_000)],
    ['comments', '// x\n'.repeat(200_000)],
  ])('a megabyte of %s comes to an end', (_, text) => {
    expect(Array.isArray(readDaemonJson(text).diagnostics)).toBe(true);
    expect(() => readJson(text, 'x', { relaxed: true })).not.toThrow();
  });
});

test('ten megabytes are refused at once', () => {
  const text = 'docker run app\n'.repeat(700_000);
  expect(readDaemonJson(text).diagnostics).toMatchObject([{ rule: 'file-too-large', line: 1 }]);
});
