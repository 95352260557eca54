import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { comesBefore, leaksBetween, operationsOf, operationsOfKind } from './gates.ts';
import { outputIn, settle } from './outputs.ts';
import { readWorkflow } from './read.ts';
import type { Workflow } from './workflow.ts';

const commit = '0123456789abcdef0123456789abcdef01234567';
const image = `sha256:${'0123456789abcdef'.repeat(4)}`;
/** A workflow of one job with these steps, written at the depth of a step. */
const withSteps = (steps: string, job = '') =>
  `on: push\njobs:\n  build:\n    runs-on: ubuntu-24.04\n${job}    steps:\n${steps
    .split('\n')
    .map((line) => `      ${line}`)
    .join('\n')}\n`;
const rulesOf = (text: string) => readWorkflow(text).diagnostics.map((found) => found.rule);
const only = (text: string) => operationsOf(readWorkflow(text)).map(({ step: _, span: _span, invocation: _call, ...rest }) => rest);

describe('triggers and permissions', () => {
  test.each([
    ['on: push', ['push']],
    ['on: [push, pull_request]', ['push', 'pull_request']],
    ['on:\n  push:\n    branches: [main]\n  pull_request_target:', ['push', 'pull_request_target']],
    ['"on": workflow_dispatch', ['workflow_dispatch']],
    ['on:\n  schedule:\n    - cron: "0 3 * * 1"', ['schedule']],
  ])('%s', (text, events) => {
    expect(readWorkflow(text).triggers.map((trigger) => trigger.event)).toEqual(events);
  });

  test('filters', () => {
    const [push, schedule] = readWorkflow(
      'on:\n  push: { branches: main, tags-ignore: ["v0*"] }\n  schedule: [{ cron: "1 2 * * *" }]',
    ).triggers;
    expect(push).toMatchObject({ branches: ['main'], tags: ['!v0*'] });
    expect(schedule).toMatchObject({ crons: ['1 2 * * *'] });
  });

  test.each([
    ['', '', 'default', 'none'],
    ['permissions: write-all\n', '', 'write', 'write'],
    ['permissions: read-all\n', '', 'read', 'none'],
    ['permissions: {}\n', '', 'none', 'none'],
    ['permissions:\n  contents: read\n', '', 'none', 'none'],
    ['permissions: write-all\n', '    permissions: { packages: read }\n', 'read', 'none'],
    ['permissions: read-all\n', '    permissions:\n      id-token: write\n', 'none', 'write'],
  ])('%s%s gives packages: %s, id-token: %s', (top, job, packages, token) => {
    const [build] = readWorkflow(top + withSteps('- run: ls', job)).jobs;
    expect([build?.access('packages'), build?.access('id-token')]).toEqual([packages, token]);
  });
});

describe('uses', () => {
  test.each([
    [`actions/checkout@${commit}`, { owner: 'actions', repo: 'checkout', refKind: 'commit', pinned: true, official: true }],
    ['actions/checkout@v4', { refKind: 'tag', pinned: false }],
    ['aquasecurity/trivy-action@0.35.0', { refKind: 'tag' }],
    ['aquasecurity/trivy-action@v0.35.0', { refKind: 'tag', official: false }],
    ['aquasecurity/trivy-action@master', { refKind: 'branch' }],
    ['a/b@main', { refKind: 'branch' }],
    ['a/b@release/v1', { refKind: 'tag' }],
    ['a/b@0123456', { refKind: 'tag' }],
    ['a/b@0123456789abc', { refKind: 'short-commit', pinned: false }],
    ['a/b@deadbeef1', { refKind: 'short-commit' }],
    [
      `github/codeql-action/upload-sarif@${commit}`,
      { owner: 'github', repo: 'codeql-action', path: 'upload-sarif', name: 'github/codeql-action/upload-sarif' },
    ],
    ['./.github/actions/build', { source: 'local', pinned: true }],
    [`docker://aquasec/trivy@${image}`, { source: 'docker', refKind: 'digest', pinned: true, name: 'aquasec/trivy' }],
    ['docker://aquasec/trivy:0.60', { refKind: 'tag', pinned: false }],
    ['docker://alpine', { refKind: 'none', pinned: false }],
  ])('%s', (text, expected) => {
    expect(readWorkflow(withSteps(`- uses: ${text}`)).jobs[0]?.steps[0]?.uses).toMatchObject(expected);
  });

  test('the version beside a commit', () => {
    expect(readWorkflow(withSteps(`- uses: actions/checkout@${commit} # v4.2.2`)).jobs[0]?.steps[0]?.uses?.comment).toBe('v4.2.2');
  });
});

/** Steps, and the operations they come to. */
const steps: [name: string, steps: string, expected: object[]][] = [
  [
    'a build that exports and imports',
    '- uses: docker/setup-buildx-action@v3\n- uses: docker/build-push-action@v6\n  with:\n    push: true\n    tags: a:1\n    cache-from: type=gha\n    cache-to: type=gha,mode=max',
    [
      { kind: 'setup-buildx', subject: 'docker-container' },
      { kind: 'build', push: 'yes', tags: ['a:1'], cacheFrom: [{ type: 'gha' }], cacheTo: [{ type: 'gha', mode: 'max' }] },
    ],
  ],
  [
    'several caches',
    '- uses: docker/build-push-action@v6\n  with:\n    cache-to: |\n      type=registry,ref=a:cache,mode=max\n      type=inline',
    [{ cacheTo: [{ type: 'registry', ref: 'a:cache' }, { type: 'inline' }] }],
  ],
  [
    'a command instead',
    '- run: docker buildx build --cache-to type=local,dest=c,mode=max --cache-from type=local,src=c .',
    [{ kind: 'build', by: 'docker build', cacheTo: [{ type: 'local', mode: 'max' }] }],
  ],
  [
    'bake',
    '- uses: docker/bake-action@v6\n  with:\n    targets: test,prod\n    push: true\n    set: |\n      *.cache-to=type=gha,mode=max\n      *.platform=linux/amd64,linux/arm64',
    [
      {
        kind: 'build',
        by: 'bake',
        targets: ['test', 'prod'],
        push: 'yes',
        cacheTo: [{ mode: 'max' }],
        platforms: ['linux/amd64', 'linux/arm64'],
      },
    ],
  ],
  [
    'platforms, attestations, secrets',
    '- uses: docker/build-push-action@v6\n  with:\n    platforms: linux/amd64,linux/arm64\n    sbom: true\n    provenance: mode=max\n    secrets: |\n      npm=${{ secrets.NPM }}\n    secret-envs: |\n      a=A_TOKEN\n    build-args: |\n      V=1',
    [
      {
        platforms: ['linux/amd64', 'linux/arm64'],
        sbom: { enabled: true },
        provenance: { mode: 'max' },
        secrets: [
          { id: 'npm', from: 'value' },
          { id: 'a', from: 'env', source: 'A_TOKEN' },
        ],
        buildArgs: [{ name: 'V', value: '1' }],
      },
    ],
  ],
  [
    'push by digest',
    '- uses: docker/build-push-action@v6\n  with:\n    outputs: type=image,name=a,push-by-digest=true,name-canonical=true,push=true',
    [{ pushByDigest: true, push: 'yes' }],
  ],
  [
    'push decided at run time',
    "- uses: docker/build-push-action@v6\n  with:\n    push: ${{ github.event_name != 'pull_request' }}",
    [{ push: 'unknown' }],
  ],
  [
    'trivy without an exit code',
    '- uses: aquasecurity/trivy-action@master\n  with:\n    image-ref: app:latest',
    [{ kind: 'scan', tool: 'trivy', failsOnFindings: 'no', target: { tag: 'latest' } }],
  ],
  [
    'trivy that fails',
    "- uses: aquasecurity/trivy-action@v1\n  with:\n    image-ref: app:1\n    exit-code: '1'\n    severity: CRITICAL,HIGH\n    ignore-unfixed: true",
    [{ failsOnFindings: 'yes', severities: ['HIGH', 'CRITICAL'], ignoreUnfixed: true }],
  ],
  [
    'grype by its action',
    '- uses: anchore/scan-action@v6\n  with: { image: "app:1", severity-cutoff: critical }',
    [{ tool: 'grype', failsOnFindings: 'yes', severities: ['CRITICAL'] }],
  ],
  ['grype that only reports', '- uses: anchore/scan-action@v6\n  with: { image: "app:1", fail-build: false }', [{ failsOnFindings: 'no' }]],
  [
    'scout',
    '- uses: docker/scout-action@v1\n  with: { command: cves, image: "app:1", exit-code: true, only-severities: "critical,high" }',
    [{ tool: 'scout', failsOnFindings: 'yes', severities: ['HIGH', 'CRITICAL'] }],
  ],
  [
    'snyk',
    '- uses: snyk/actions/docker@master\n  with: { image: "app:1", args: --severity-threshold=high }',
    [{ tool: 'snyk', targetKind: 'image', severities: ['HIGH', 'CRITICAL'] }],
  ],
  [
    'sarif',
    '- uses: github/codeql-action/upload-sarif@v3\n  with: { sarif_file: r.sarif }',
    [{ kind: 'upload-sarif', subject: 'r.sarif' }],
  ],
  [
    'a scanner as an image',
    `- uses: docker://aquasec/trivy@${image}\n  with:\n    args: image --exit-code 1 app:1`,
    [{ kind: 'scan', failsOnFindings: 'yes', target: { tag: '1' } }],
  ],
  [
    'a scanner in a container',
    `- run: docker run --rm aquasec/trivy@${image} image --exit-code 1 app:1`,
    [{ kind: 'run' }, { kind: 'scan', failsOnFindings: 'yes' }],
  ],
  ['swallowed', '- run: trivy image --exit-code 1 app || true', [{ kind: 'scan', checked: false }]],
  ['a pipe without pipefail', '- run: trivy image --exit-code 1 app | tee out', [{ kind: 'scan', checked: false }]],
  ['a pipe with bash named', '- shell: bash\n  run: trivy image --exit-code 1 app | tee out', [{ kind: 'scan', checked: true }]],
  [
    'GitHub stops at the first failure',
    '- run: |\n    trivy image --exit-code 1 app\n    docker push app',
    [
      { kind: 'scan', checked: true },
      { kind: 'push', checked: true },
    ],
  ],
  [
    'own shell without -e',
    '- shell: bash {0}\n  run: |\n    trivy image --exit-code 1 app\n    docker push app',
    [{ kind: 'scan', checked: false }, { kind: 'push' }],
  ],
  [
    'signing by digest',
    '- run: cosign sign --yes "ghcr.io/acme/app@${{ steps.build.outputs.digest }}"',
    [{ kind: 'sign', verb: 'sign', images: [{ kind: 'digest', digest: '${{ steps.build.outputs.digest }}' }] }],
  ],
  [
    'signing a tag',
    '- run: cosign sign --yes ghcr.io/acme/app:${{ github.sha }}',
    [{ kind: 'sign', images: [{ kind: 'tag', tag: '${{ github.sha }}' }] }],
  ],
  [
    'GitHub attestation',
    '- uses: actions/attest-build-provenance@v3\n  with:\n    subject-name: ghcr.io/acme/app\n    subject-digest: ${{ steps.b.outputs.digest }}',
    [{ kind: 'sign', verb: 'attest', by: 'github-attestation', images: [{ kind: 'digest' }] }],
  ],
  [
    'notation',
    '- uses: notaryproject/notation-action/sign@v1\n  with: { target_artifact_reference: "a@${{ steps.b.outputs.digest }}" }',
    [{ kind: 'sign', by: 'notation', images: [{ kind: 'digest' }] }],
  ],
  ['merging digests', "- run: docker buildx imagetools create -t a:1 $(printf 'a@sha256:%s ' *)", [{ kind: 'index', names: ['a:1'] }]],
  [
    'emulation and login',
    '- uses: docker/setup-qemu-action@v3\n- uses: docker/login-action@v3\n  with: { registry: ghcr.io }',
    [{ kind: 'setup-qemu' }, { kind: 'login', subject: 'ghcr.io' }],
  ],
  ['compose', '- run: docker compose build --push web', [{ kind: 'build', by: 'docker compose', targets: ['web'], push: 'yes' }]],
  ['another language', '- shell: python\n  run: print("docker push app")', []],
  ['unknown action', '- uses: acme/deploy@v1', []],
];

describe('operations', () => {
  test.each(steps)('%s', (_, text, expected) => {
    expect(rulesOf(withSteps(text))).toEqual([]);
    const found = only(withSteps(text));
    expect(found).toHaveLength(expected.length);
    expect(found).toMatchObject(expected);
  });
});

const pipeline = (scan: string, publish: string, between = '') => `on: push
jobs:
  build:
    runs-on: ubuntu-24.04
    outputs:
      digest: \${{ steps.b.outputs.digest }}
    steps:
      - id: b
        uses: docker/build-push-action@v6
        with: { push: true, tags: stage/app:1 }
  scan:
    needs: build
    runs-on: ubuntu-24.04
    ${scan}
  publish:
    needs: ${between || 'scan'}
    runs-on: ubuntu-24.04
    ${publish}
`;
const trivy = 'steps: [{ run: "trivy image --exit-code 1 app" }]';
const push = 'steps: [{ run: "docker push app" }]';

describe('gates', () => {
  const gate = (text: string) => {
    const workflow = readWorkflow(text);
    const [scan] = operationsOfKind(workflow, 'scan');
    const [publish] = operationsOfKind(workflow, 'push');
    if (!scan || !publish) throw new Error('both are in the text');
    return { before: comesBefore(scan, publish), leaks: leaksBetween(scan, publish).map((leak) => leak.reason) };
  };

  test.each([
    ['needs', pipeline(trivy, push), true, []],
    ['side by side', pipeline(trivy, push, 'build'), false, []],
    ['always()', pipeline(trivy, `if: always()\n    ${push}`), true, ['runs-after-failure']],
    ['always() in braces', pipeline(trivy, `if: \${{ always() && github.ref == 'x' }}\n    ${push}`), true, ['runs-after-failure']],
    ['!cancelled()', pipeline(trivy, `if: "!cancelled()"\n    ${push}`), true, ['runs-after-failure']],
    ['success()', pipeline(trivy, `if: success() && github.ref == 'always()'\n    ${push}`), true, []],
    ['the job continues', pipeline(`continue-on-error: true\n    ${trivy}`, push), true, ['continue-on-error']],
    [
      'the step continues',
      pipeline('steps: [{ run: "trivy image --exit-code 1 app", continue-on-error: true }]', push),
      true,
      ['continue-on-error'],
    ],
    [
      'an expression decides',
      pipeline('steps: [{ run: "trivy image --exit-code 1 app", continue-on-error: "${{ matrix.x }}" }]', push),
      true,
      ['continue-on-error'],
    ],
    ['|| true', pipeline('steps: [{ run: "trivy image --exit-code 1 app || true" }]', push), true, ['not-checked']],
    ['the same job', withSteps('- run: trivy image --exit-code 1 app\n- run: docker push app'), true, []],
    ['the same job, too late', withSteps('- run: docker push app\n- run: trivy image --exit-code 1 app'), false, []],
    [
      'the same job, always()',
      withSteps('- run: trivy image --exit-code 1 app\n- if: always()\n  run: docker push app'),
      true,
      ['runs-after-failure'],
    ],
    ['the same step', withSteps('- run: trivy image --exit-code 1 app && docker push app'), true, []],
  ])('%s', (_, text, before, leaks) => {
    expect(gate(text)).toEqual({ before, leaks });
  });

  test('what a digest goes back to', () => {
    const text = pipeline('env: { DIGEST: "${{ needs.build.outputs.digest }}" }\n    steps: [{ run: "trivy image app@$DIGEST" }]', push);
    const [scan] = operationsOfKind(readWorkflow(text), 'scan');
    expect(scan && outputIn(scan.target?.text ?? '', scan.step)).toMatchObject({
      output: 'digest',
      step: { id: 'b', job: { id: 'build' } },
    });
    expect(scan && outputIn('app:1', scan.step)).toBeUndefined();
  });

  test('one spelling for a name', () => {
    const text = withSteps(
      '- env: { IMAGE: "ghcr.io/acme/app" }\n  run: |\n    T=$IMAGE:1\n    docker push $T\n    docker push ${{ env.IMAGE }}:1\n    docker push ghcr.io/acme/app:${{  github.sha }}',
    );
    const names = operationsOfKind(readWorkflow(text), 'push').map((each) =>
      settle(each.images[0]?.text ?? '', each.step, each.invocation?.variables),
    );
    expect(names).toEqual(['ghcr.io/acme/app:1', 'ghcr.io/acme/app:1', 'ghcr.io/acme/app:${{github.sha}}']);
  });
});

test('jobs in the order in which they can run', () => {
  const workflow = readWorkflow(
    'on: push\njobs:\n  c: { needs: [a, b], runs-on: x, steps: [{run: ls}] }\n  b: { needs: a, runs-on: x, steps: [{run: ls}] }\n  a: { runs-on: x, steps: [{run: ls}] }',
  );
  expect(workflow.order.map((job) => job.id)).toEqual(['a', 'b', 'c']);
});

test('secrets, by scope', () => {
  const text = `env: { A: "\${{ secrets.TOP }}" }\n${withSteps('- env: { B: "${{ secrets.STEP }}" }\n  run: echo ${{ secrets.RUN }} ${{ github.token }}\n- uses: a/b@v1\n  with: { password: "${{ secrets[\'WITH\'] }}" }', '    env: { J: "x-${{ secrets.JOB || github.sha }}" }\n')}`;
  expect(readWorkflow(text).secrets.map((use) => `${use.name} ${use.scope} ${use.into ?? ''}`.trim())).toEqual([
    'TOP workflow-env A',
    'JOB job-env J',
    'STEP step-env B',
    'RUN run',
    'GITHUB_TOKEN run',
    'WITH with password',
  ]);
});

test('matrix, runner, container, called workflow', () => {
  const text =
    'on: push\njobs:\n  a:\n    runs-on: ${{ matrix.runner }}\n    container: node:24\n    strategy:\n      matrix:\n        platform: [linux/amd64, linux/arm64]\n        include:\n          - { platform: linux/s390x, runner: big }\n    steps: [{ run: ls }]\n  b:\n    uses: acme/x/.github/workflows/y.yml@v1\n    secrets: inherit\n';
  const [a, b] = readWorkflow(text).jobs;
  expect(a).toMatchObject({
    matrix: { platform: ['linux/amd64', 'linux/arm64', 'linux/s390x'], runner: ['big'] },
    container: { text: 'node:24' },
    runsOn: ['${{ matrix.runner }}'],
  });
  expect(b).toMatchObject({ uses: { refKind: 'tag', path: '.github/workflows/y.yml' }, secrets: 'inherit' });
});

const refused: [text: string, rule: string, message: string][] = [
  ['on: push', 'workflow-missing-key', 'no `jobs:`'],
  ['jobs: { a: { runs-on: x, steps: [{run: ls}] } }', 'workflow-missing-key', 'no `on:`'],
  ['- a', 'workflow-empty', 'a map'],
  ['', 'workflow-empty', 'a map'],
  ['on: push\njobs:\n  a:\n    steps: [{run: ls}]', 'workflow-job', 'where it runs'],
  ['on: push\njobs:\n  a:\n    runs-on: x', 'workflow-job', 'no list of `steps:`'],
  ['on: push\njobs:\n  a:', 'workflow-job', 'is empty'],
  ['on: push\njobs:\n  1a: { runs-on: x, steps: [{run: ls}] }', 'workflow-job', 'no name of a job'],
  [withSteps('- run: ls\n  uses: a/b@v1'), 'workflow-step', 'not both'],
  [withSteps('- name: x'), 'workflow-step', 'nothing to do'],
  [withSteps('- uses: a/b@v1\n  shell: bash'), 'workflow-step', 'belongs to `run:`'],
  [withSteps('- uses: actions/checkout'), 'workflow-uses', 'which version'],
  [withSteps('- uses: checkout'), 'workflow-uses', 'is no action'],
  [withSteps('- run: ls', '    need: a\n'), 'workflow-unknown-key', '`needs:`'],
  [withSteps('- run: ls\n  continue_on_error: true'), 'workflow-unknown-key', '`continue-on-error:`'],
  [withSteps('- run: ls', '    needs: biuld\n'), 'workflow-unknown-need', '`build`'],
  [
    'on: push\njobs:\n  a: { needs: b, runs-on: x, steps: [{run: ls}] }\n  b: { needs: a, runs-on: x, steps: [{run: ls}] }',
    'workflow-needs-cycle',
    'wait for one another',
  ],
  [withSteps('- run: ls', '    needs: build\n'), 'workflow-needs-cycle', 'wait for one another'],
  [withSteps('- run: ls', '    permissions: write\n'), 'workflow-permissions', '`read-all`'],
  [withSteps('- run: ls', '    permissions: { content: read }\n'), 'workflow-permissions', '`contents`'],
  [withSteps('- run: ls', '    permissions: { contents: yes please }\n'), 'workflow-permissions', 'not `yes please`'],
  [withSteps('- uses: docker/build-push-action@v6\n  with: { cache_to: type=gha }'), 'workflow-unknown-input', '`cache-to`'],
  [withSteps('- uses: aquasecurity/trivy-action@v1\n  with: { exitcode: 1 }'), 'workflow-unknown-input', '`exit-code`'],
  [withSteps('- uses: docker/build-push-action@v6\n  with: { cache-to: "type=gha,mode=maxx" }'), 'invalid-flag-value', '`max`'],
  [withSteps('- uses: docker/build-push-action@v6\n  with: { outputs: "type=imgae,push=true" }'), 'invalid-flag-value', '`image`'],
  [withSteps('- run: docker push --qiet app'), 'unknown-flag', '`--quiet`'],
  ['on: push\njobs:\n  a: [', 'yaml-syntax', ''],
];
test.each(refused)('%j', (text, rule, message) => {
  const found = readWorkflow(text).diagnostics.filter((each) => each.rule === rule);
  expect(found.length).toBeGreaterThan(0);
  expect(found.map((each) => each.message).join('\n')).toContain(message);
});

test('a syntax error stands alone', () => {
  const workflow = readWorkflow('on: push\njobs: {\n  a: ]');
  expect(workflow).toMatchObject({ broken: true, jobs: [] });
  expect(workflow.diagnostics).toHaveLength(1);
});

test('places inside a block are places in the file', () => {
  const at = (text: string, needle: string) => {
    const [one] = operationsOfKind(readWorkflow(text), 'push');
    return (
      text.slice(one?.span.start, one?.span.end) === needle &&
      one?.invocation?.operands[0] &&
      text.slice(one.invocation.operands[0].span.start, one.invocation.operands[0].span.end)
    );
  };
  expect(at(withSteps('- run: |\n    # hello\n\n      docker push app:1\n    ls'), 'docker push app:1')).toBe('app:1');
  expect(at(withSteps('- run: >-\n    docker\n    push\n\n    app:1'), 'docker\n          push')).toBeUndefined();
  expect(at(withSteps('- run: docker push app:1'), 'docker push app:1')).toBe('app:1');
  expect(at(withSteps('- run: "docker push app:1"'), 'docker push app:1')).toBe('app:1');
  expect(at(withSteps('- run: |\n    docker push app:1').replaceAll('\n', '\r\n'), 'docker push app:1')).toBe('app:1');
});

function* spansIn(value: unknown, seen = new Set<unknown>()): Generator<{ start: number; end: number }> {
  if (typeof value !== 'object' || value === null || seen.has(value)) return;
  seen.add(value);
  if ('start' in value && 'end' in value && typeof value.start === 'number' && typeof value.end === 'number')
    yield value as { start: number; end: number };
  for (const each of value instanceof Map ? value.values() : Object.values(value)) yield* spansIn(each, seen);
}

const checkSpans = (text: string, workflow: Workflow) => {
  for (const { start, end } of spansIn(workflow)) {
    expect(start).toBeGreaterThanOrEqual(0);
    expect(end).toBeGreaterThanOrEqual(start);
    expect(end).toBeLessThanOrEqual(text.length);
  }
};

const whole = [pipeline(trivy, push), ...steps.map(([, text]) => withSteps(text))];

test('never throws on pieces and mutations, and spans lie inside the text', { timeout: 30_000 }, () => {
  const mutated = fc.record({
    text: fc.constantFrom(...whole),
    at: fc.nat(2000),
    cut: fc.nat(30),
    put: fc.oneof(fc.string({ maxLength: 6 }), fc.constantFrom('${{', '}}', '\n', ': ', '- ', "'", '|', '&a ', '*a', '\t', '<<: ')),
  });
  fc.assert(
    fc.property(mutated, ({ text, at, cut, put }) => {
      const place = at % (text.length + 1);
      const changed = text.slice(0, place) + put + text.slice(place + cut);
      checkSpans(changed, readWorkflow(changed));
    }),
    { numRuns: 400 },
  );
  for (const text of whole) checkSpans(text, readWorkflow(text.slice(0, text.length / 2)));
});

test.each([
  [
    'jobs',
    `on: push\njobs:\n${Array.from({ length: 5_000 }, (_, index) => `  j${index}:\n    needs: [j${Math.max(0, index - 1)}, a]\n    runs-on: x\n    steps: [{ run: "docker push a:\${{ github.sha }}" }]\n`).join('')}`,
  ],
  ['one long script', withSteps(`- run: |\n${'    docker push app:${{ github.sha }}\n'.repeat(20_000)}`)],
  ['expressions', withSteps(`- run: echo ${'${{ a.b }}'.repeat(60_000)}`)],
  ['open braces', withSteps(`- run: "${'${{'.repeat(200_000)}"`)],
  [
    'aliases',
    'a: &a [1,2,3,4,5,6,7,8,9]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: [*e,*e,*e,*e,*e,*e,*e,*e,*e]',
  ],
])('hostile: %s comes to an end', (_, text) => {
  expect(Array.isArray(readWorkflow(text).diagnostics)).toBe(true);
});
