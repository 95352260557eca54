/** The questions that exercises ask, put to right and wrong answers: what a goal is made of. */
import { describe, expect, test } from 'vitest';
import { holdsAllStages } from '../commands/attributes.ts';
import { actionsOf } from '../commands/commands.ts';
import { sourceDateEpoch } from '../commands/epoch.ts';
import { readCommands } from '../commands/read.ts';
import { comesBefore, leaksBetween, operationsOf, operationsOfKind } from './gates.ts';
import { outputIn, settle } from './outputs.ts';
import { readWorkflow } from './read.ts';
import type { BuildOperation, Operation, Workflow } from './workflow.ts';

const commit = '0123456789abcdef0123456789abcdef01234567';
const steps = (...lines: string[]) =>
  `on: push\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n${lines.map((line) => `      - ${line}\n`).join('')}`;
const buildx = 'uses: docker/setup-buildx-action@v3';
const build = (inputs: string) => `uses: docker/build-push-action@v6\n        with: { ${inputs} }`;

describe('is the layer cache of every stage kept between runs?', () => {
  const isKept = (text: string): boolean => {
    const workflow = readWorkflow(text);
    const [found] = operationsOfKind(workflow, 'build');
    const builder = operationsOfKind(workflow, 'setup-buildx').some((setup) => found && comesBefore(setup, found));
    const written = found?.cacheTo.filter(holdsAllStages) ?? [];
    return builder && written.some((to) => found?.cacheFrom.some((from) => from.type === to.type && (from.ref ?? '') === (to.ref ?? '')));
  };
  test.each([
    [true, steps(buildx, build('cache-from: type=gha, cache-to: "type=gha,mode=max"'))],
    [true, steps(buildx, build('cache-from: "type=registry,ref=a:cache", cache-to: "type=registry,ref=a:cache,mode=max"'))],
    [true, steps(buildx, 'run: docker buildx build --cache-to type=local,dest=c,mode=max --cache-from=type=local,src=c .')],
    [true, steps('run: docker buildx create --use', 'run: docker buildx build --cache-to type=gha,mode=max --cache-from type=gha .')],
    [false, steps(buildx, build('cache-from: type=gha'))],
    [false, steps(buildx, build('cache-from: type=gha, cache-to: type=gha'))],
    [false, steps(buildx, build('cache-from: type=registry, cache-to: "type=inline,mode=max"'))],
    [false, steps(build('cache-from: type=gha, cache-to: "type=gha,mode=max"'))],
    [false, steps(build('cache-from: type=gha, cache-to: "type=gha,mode=max"'), buildx)],
  ])('%s: %s', (kept, text) => expect(isKept(text)).toBe(kept));
});

describe('does a scan of the very image stand before its publication?', () => {
  const sameImage = (one: Operation, other: Operation, names: [string, string]): boolean => {
    const [a, b] = [settle(names[0], one.step, one.invocation?.variables), settle(names[1], other.step, other.invocation?.variables)];
    return a === b;
  };
  const isGated = (text: string): boolean => {
    const workflow = readWorkflow(text);
    return operationsOfKind(workflow, 'push').every((push) =>
      operationsOfKind(workflow, 'scan').some(
        (scan) =>
          scan.failsOnFindings === 'yes' &&
          scan.targetKind === 'image' &&
          comesBefore(scan, push) &&
          leaksBetween(scan, push).length === 0 &&
          sameImage(scan, push, [scan.target?.text ?? '', push.images[0]?.text ?? '']),
      ),
    );
  };
  const [load, publish] = ['run: docker build --load -t app:1 .', 'run: docker push app:1'];
  test.each([
    [true, steps(load, 'run: trivy image --exit-code 1 --severity CRITICAL app:1', publish)],
    [true, steps(load, 'run: grype app:1 --fail-on high', publish)],
    [true, steps(load, 'run: docker scout cves -e app:1', publish)],
    [true, steps(load, 'run: docker run --rm aquasec/trivy:1 image --exit-code=1 app:1', publish)],
    [true, steps(load, `uses: aquasecurity/trivy-action@${commit}\n        with: { image-ref: "app:1", exit-code: 1 }`, publish)],
    [
      true,
      steps('env: { I: app }\n        run: |\n          T=$I:1\n          trivy image --exit-code 1 "$T"\n          docker push ${T}'),
    ],
    [false, steps(load, 'run: trivy image app:1', publish)],
    [false, steps(load, 'run: trivy image --exit-code 1 app:1 || true', publish)],
    [false, steps(load, 'run: trivy image --exit-code 1 app:1\n        continue-on-error: true', publish)],
    [false, steps(load, publish, 'run: trivy image --exit-code 1 app:1')],
    [false, steps(load, 'run: trivy image --exit-code 1 node:24', publish)],
    [false, steps(load, 'run: trivy image --exit-code 1 app:latest', publish)],
    [false, steps(load, 'run: trivy config --exit-code 1 .', publish)],
    [false, steps(load, 'run: trivy image --exit-code 1 app:1', 'if: always()\n        run: docker push app:1')],
  ])('%s: %s', (gated, text) => expect(isGated(text)).toBe(gated));
});

describe('is the scanner kept at a distance?', () => {
  const complaints = (text: string): string[] => {
    const workflow = readWorkflow(text);
    const all = workflow.jobs.flatMap((job) => job.steps);
    const scanning = new Set(operationsOfKind(workflow, 'scan').map((scan) => scan.step.job));
    return [
      ...all.filter((step) => step.uses && !step.uses.pinned && !step.uses.official).map((step) => `moves: ${step.uses?.refKind}`),
      ...workflow.jobs.filter((job) => scanning.has(job) && job.access('packages') === 'write').map(() => 'may write'),
      ...workflow.secrets
        .filter((use) => use.scope.endsWith('-env') && (!use.job || scanning.has(use.job)) && !use.step)
        .map((use) => `sees ${use.name}`),
      ...(workflow.startsOn('pull_request_target') && operationsOfKind(workflow, 'checkout').some((each) => /head/.test(each.subject))
        ? ['runs a fork']
        : []),
    ];
  };
  const scan = (ref: string, top = '', job = '') =>
    `${top}on: push\njobs:\n  scan:\n    runs-on: x\n${job}    steps:\n      - uses: actions/checkout@v5\n      - uses: aquasecurity/trivy-action@${ref}\n        with: { image-ref: a, exit-code: 1 }\n`;
  test.each([
    [[], scan(commit, 'permissions: { contents: read }\n')],
    [[], scan(commit, 'permissions: write-all\n', '    permissions: { contents: read }\n')],
    [['moves: branch'], scan('master', 'permissions: { contents: read }\n')],
    [['moves: tag'], scan('v0.35.0', 'permissions: { contents: read }\n')],
    [['moves: short-commit'], scan('0123abcd', 'permissions: { contents: read }\n')],
    [['may write'], scan(commit, 'permissions: write-all\n')],
    [['sees TOKEN'], scan(commit, 'permissions: {}\n', '    env: { T: "${{ secrets.TOKEN }}" }\n')],
    [['sees TOKEN'], scan(commit, 'permissions: {}\nenv: { T: "${{ secrets.TOKEN }}" }\n')],
    [
      ['runs a fork'],
      `on: pull_request_target\npermissions: {}\njobs:\n  a:\n    runs-on: x\n    steps:\n      - uses: actions/checkout@v5\n        with: { ref: "\${{ github.event.pull_request.head.sha }}" }\n`,
    ],
  ])('%s', (expected, text) => expect(complaints(text)).toEqual(expected));
});

describe('is what was pushed attested and signed by its digest?', () => {
  const isSigned = (text: string): boolean => {
    const workflow = readWorkflow(text);
    const pushed = operationsOfKind(workflow, 'build').filter(
      (each) => each.push !== 'no' && each.sbom?.enabled && each.provenance?.enabled,
    );
    const signed = operationsOfKind(workflow, 'sign').filter(
      (each) => each.verb !== 'verify' && each.images.some((image) => image.kind === 'digest'),
    );
    return signed.some(
      (sign) =>
        sign.step.job.access('id-token') === 'write' &&
        sign.images.some((image) =>
          pushed.some((each: BuildOperation) => outputIn(image.text, sign.step)?.step === each.step || each.step === sign.step),
        ),
    );
  };
  const job = (permissions: string, ...lines: string[]) =>
    steps(...lines).replace('    steps:', `    permissions: ${permissions}\n    steps:`);
  const attested = `id: b\n        ${build('push: true, sbom: true, provenance: mode=max, tags: "a:1"')}`;
  const token = '{ id-token: write, packages: write }';
  test.each([
    [true, job(token, attested, 'run: cosign sign --yes a@${{ steps.b.outputs.digest }}')],
    [true, job(token, attested, 'env: { D: "${{ steps.b.outputs.digest }}" }\n        run: cosign sign --yes "a@$D"')],
    [
      true,
      job(
        token,
        attested,
        'uses: actions/attest-build-provenance@v3\n        with: { subject-name: a, subject-digest: "${{ steps.b.outputs.digest }}" }',
      ),
    ],
    [false, job(token, attested, 'run: cosign sign --yes a:1')],
    [false, job('{ packages: write }', attested, 'run: cosign sign --yes a@${{ steps.b.outputs.digest }}')],
    [false, job(token, attested.replace('sbom: true', 'sbom: false'), 'run: cosign sign --yes a@${{ steps.b.outputs.digest }}')],
    [false, job(token, attested)],
  ])('%s: %s', (signed, text) => expect(isSigned(text)).toBe(signed));

  test('Content Trust is seen wherever it is switched on', () => {
    const on = (text: string) =>
      operationsOf(readWorkflow(text)).some((each) => each.invocation?.env.get('DOCKER_CONTENT_TRUST')?.text === '1');
    expect(on(steps('run: DOCKER_CONTENT_TRUST=1 docker push a'))).toBe(true);
    expect(on(`env: { DOCKER_CONTENT_TRUST: 1 }\n${steps('run: docker push a')}`)).toBe(true);
    expect(on(steps('run: |\n          export DOCKER_CONTENT_TRUST=1\n          docker push a'))).toBe(true);
    expect(on(steps('run: docker push a'))).toBe(false);
  });
});

describe('is there one index for both architectures?', () => {
  const isOne = (workflow: Workflow): boolean => {
    const builds = operationsOfKind(workflow, 'build');
    const together = builds.some(
      (each) => each.push !== 'no' && each.platforms.includes('linux/amd64') && each.platforms.includes('linux/arm64'),
    );
    const merged = operationsOfKind(workflow, 'index').some((index) =>
      builds.some((each) => each.pushByDigest && comesBefore(each, index)),
    );
    return together || merged;
  };
  const split = (outputs: string, merge: string) => `on: push
jobs:
  build:
    strategy: { matrix: { include: [{ r: ubuntu-24.04, p: linux/amd64 }, { r: ubuntu-24.04-arm, p: linux/arm64 }] } }
    runs-on: \${{ matrix.r }}
    steps:
      - ${build(`platforms: "\${{ matrix.p }}", ${outputs}`)}
  merge:
    needs: build
    runs-on: x
    steps: [{ run: "${merge}" }]
`;
  test.each([
    [true, steps(build('push: true, platforms: "linux/amd64,linux/arm64"'))],
    [true, steps('run: docker buildx build --push --platform linux/amd64 --platform linux/arm64 .')],
    [true, split('outputs: "type=image,name=a,push-by-digest=true,push=true"', 'docker buildx imagetools create -t a:1 $DIGESTS')],
    [false, split('push: true, tags: "a:1"', 'ls')],
    [false, steps(build('load: true, platforms: "linux/amd64,linux/arm64"'))],
  ])('%s: %s', (one, text) => expect(isOne(readWorkflow(text))).toBe(one));
});

describe('commands', () => {
  test.each([
    [true, 'docker build --secret id=npm,env=NPM_TOKEN .'],
    [true, 'docker buildx build . --secret=type=file,id=npm,src=$HOME/.npmrc'],
    [false, 'docker build --build-arg NPM_TOKEN=$NPM_TOKEN .'],
    [false, 'docker build --secret id=other,env=NPM_TOKEN .'],
    [false, 'docker build --secret id=npm,src=$NPM_TOKEN .'],
    [false, 'docker build --secret NPM_TOKEN=abc .'],
  ])('hands over the secret npm, %s: %s', (handed, text) => {
    const commands = readCommands(text);
    const given = actionsOf(commands, 'build').flatMap((each) => each.secrets);
    expect(given.some((secret) => secret.id === 'npm' && !secret.sourceIsValue) && !commands.diagnostics.length).toBe(handed);
  });

  test.each([
    [true, 'SOURCE_DATE_EPOCH=$(git log -1 --pretty=%ct) docker buildx build -o type=image,name=a,push=true,rewrite-timestamp=true .'],
    [true, 'docker build --build-arg SOURCE_DATE_EPOCH=0 --output "type=oci,dest=a.tar,rewrite-timestamp=true" .'],
    [false, 'docker build --build-arg SOURCE_DATE_EPOCH=$(date +%s) -o type=image,rewrite-timestamp=true .'],
    [false, 'SOURCE_DATE_EPOCH=$(git log -1 --pretty=%ct) docker build --push .'],
    [false, 'docker build --no-cache .'],
    [false, 'docker build --build-arg SOURCE_DATE_EPOCH=context -o type=image,rewrite-timestamp=true .'],
  ])('builds the same bytes, %s: %s', (same, text) => {
    const [found] = actionsOf(readCommands(text), 'build');
    const epoch = found && sourceDateEpoch(found);
    const fixed = epoch?.kind === 'commit' || epoch?.kind === 'fixed' || (epoch?.kind === 'context' && found?.contextKind === 'git');
    expect(Boolean(fixed && found?.outputs.some((output) => output.rewriteTimestamp))).toBe(same);
  });

  test.each([
    [true, 'docker run -d --cap-drop ALL --security-opt no-new-privileges --read-only --tmpfs /tmp -u 10001 -m 256m --pids-limit 100 app'],
    [
      true,
      'docker run --mount type=tmpfs,dst=/tmp,tmpfs-size=64m --security-opt=no-new-privileges:true --cap-drop=all --cap-add=NET_BIND_SERVICE --user 10001:10001 --memory=256M --read-only=true --pids-limit=100 app',
    ],
    [
      false,
      'docker run --cap-drop ALL --cap-add ALL --security-opt no-new-privileges --read-only --tmpfs /tmp -u 10001 -m 256m --pids-limit 100 app',
    ],
    [
      false,
      'docker run --cap-drop ALL --security-opt no-new-privileges --security-opt seccomp=unconfined --read-only --tmpfs /tmp -u 10001 -m 256m --pids-limit 100 app',
    ],
    [false, 'docker run --cap-drop ALL --security-opt no-new-privileges --read-only -u 10001 -m 256m --pids-limit 100 app'],
    [false, 'docker run --privileged app'],
    [
      false,
      'docker run --cap-drop ALL --security-opt no-new-privileges --read-only --tmpfs /tmp -u 10001 -m 256m --pids-limit 100 -v /var/run/docker.sock:/var/run/docker.sock app',
    ],
    [false, 'docker run app --cap-drop ALL --security-opt no-new-privileges --read-only --tmpfs /tmp -u 10001 -m 256m --pids-limit 100'],
  ])('is hardened, %s: %s', (hardened, text) => {
    const [run] = actionsOf(readCommands(text), 'run');
    const dangerous = run?.mounts.some(
      (mount) => mount.type === 'bind' && (mount.source === '/' || /docker\.sock$/.test(mount.source ?? '')),
    );
    const answer =
      run !== undefined &&
      !run.privileged &&
      run.capDrop.includes('ALL') &&
      run.capAdd.every((name) => name === 'NET_BIND_SERVICE') &&
      run.noNewPrivileges &&
      run.securityOpt.seccomp !== 'unconfined' &&
      run.readOnly &&
      run.mounts.some((mount) => mount.target === '/tmp' && !mount.readonly) &&
      run.user?.root === 'no' &&
      (run.memory?.value ?? 0) > 0 &&
      (run.pidsLimit?.value ?? 0) > 0 &&
      !dangerous;
    expect(answer).toBe(hardened);
  });

  const identity =
    '--certificate-oidc-issuer https://token.actions.githubusercontent.com --certificate-identity https://github.com/acme/app/.github/workflows/release.yml@refs/heads/main';
  const issuer = '--certificate-oidc-issuer https://token.actions.githubusercontent.com';
  test.each([
    [true, `cosign verify ${identity} "ghcr.io/acme/app@$DIGEST"`],
    [
      true,
      `cosign verify ${issuer} --certificate-identity-regexp '^https://github\\.com/acme/app/\\.github/workflows/release\\.yml@refs/tags/v.+$' "ghcr.io/acme/app@$DIGEST"`,
    ],
    [true, `cosign verify-attestation --type slsaprovenance1 ${identity} "ghcr.io/acme/app@$DIGEST" > /dev/null`],
    [false, 'cosign verify "ghcr.io/acme/app@$DIGEST"'],
    [false, `cosign verify ${issuer} --certificate-identity-regexp '.*' "ghcr.io/acme/app@$DIGEST"`],
    [false, `cosign verify ${issuer} --certificate-identity-regexp 'https://github.com/acme/app/.*' "ghcr.io/acme/app@$DIGEST"`],
    [false, `cosign verify ${identity} ghcr.io/acme/app:1`],
    [false, `cosign verify --insecure-ignore-tlog ${identity} "ghcr.io/acme/app@$DIGEST"`],
    [false, `cosign verify ${identity} "ghcr.io/acme/app@$DIGEST" || echo skipped`],
  ])('verifies before deploying, %s: %s', (verified, text) => {
    const answer = actionsOf(readCommands(text), 'signing').some((each) => {
      const pattern = each.identityPattern;
      const bound =
        each.identity?.value !== undefined ||
        (pattern?.anchored === true && !pattern.matchesAll && pattern.prefix.startsWith('https://github.com/acme/app/'));
      return (
        each.verb.startsWith('verify') &&
        bound &&
        each.issuer?.value !== undefined &&
        each.images.every((image) => image.kind === 'digest') &&
        !each.ignoresLog &&
        each.invocation.command.checked
      );
    });
    expect(answer).toBe(verified);
  });
});
