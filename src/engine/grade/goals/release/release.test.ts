import { describe, expect, test } from 'vitest';
import { readWorkflow } from '../../../formats/workflow/read.ts';
import { Images, leaks } from './release.ts';

const released = { repository: 'ghcr.io/acme/api', tag: 'latest' };
const steps = (...lines: string[]) =>
  readWorkflow(`on: push\njobs:\n  image:\n    runs-on: x\n    steps:\n${lines.map((line) => `      - ${line}\n`).join('')}`);
const name = 'ghcr.io/acme/api:latest';
const build = (tag: string) => `run: docker build -t ${tag} .`;

describe('which image a publication stands for', () => {
  test.each([
    [[build(name), `run: docker push ${name}`], ['build:0']],
    [[build('ghcr.io/acme/api'), 'run: docker push ghcr.io/acme/api'], ['build:0']],
    [[build('a:1'), `run: docker tag a:1 ${name}`, `run: docker push ${name}`], ['build:0']],
    [[build(name), build(name), `run: docker push ${name}`], ['build:1']],
    [[`run: docker buildx build --push -t ${name} .`], ['build:0']],
    [['run: docker buildx build --push -t s:1 .', `run: docker buildx imagetools create -t ${name} s:1`], ['build:0']],
    [
      [
        'id: b\n        uses: docker/build-push-action@v6\n        with: { push: true, tags: "s:1" }',
        `run: docker buildx imagetools create -t ${name} s@\${{ steps.b.outputs.digest }}`,
      ],
      ['build:0'],
    ],
    [[build(name), 'run: docker push ghcr.io/acme/api:1.2.3'], []],
    [[`run: docker push ${name}`], [`name:${name}`]],
  ])('%j', (lines, expected) =>
    expect(new Images(steps(...lines)).publications(released).map(({ identity }) => identity)).toEqual(expected),
  );
});

describe('which image a scan looks at', () => {
  test.each([
    [[build(name), `run: trivy image ${name}`], 'build:0'],
    [[build(name), 'run: docker save -o i.tar ghcr.io/acme/api', 'run: trivy image --input i.tar'], 'build:0'],
    [['run: docker buildx build -o type=oci,dest=i.tar .', 'run: trivy image --input ./i.tar'], 'build:0'],
    [[build(name), 'run: trivy image node:24'], 'name:node:24'],
    [[build(name), 'run: trivy fs .'], undefined],
  ])('%j', (lines, expected) => {
    const images = new Images(steps(...lines));
    expect(images.scans().map((scan) => images.identityOfScan(scan))).toEqual([expected]);
  });
});

test.each([
  [`run: grype a --fail-on high && docker push ${name}`, []],
  [`run: grype a --fail-on high; docker push ${name}\n        shell: sh {0}`, ['not-checked']],
  [`run: grype a --fail-on high || docker push ${name}`, ['not-checked']],
  [`run: |\n          grype a --fail-on high\n          docker push ${name}`, []],
])('what lets a failed scan through: %j', (line, expected) => {
  const images = new Images(steps(line));
  const [scan] = images.scans();
  const [publication] = images.publications(released);
  expect(scan && publication && leaks(scan, publication.operation).map(({ reason }) => reason)).toEqual(expected);
});
