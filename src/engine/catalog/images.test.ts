import { describe, expect, test } from 'vitest';
import type { ImageFacts } from './image.ts';
import { hardened, images } from './images.data.ts';
import { endOf, lookup, matchesGlob } from './images.ts';
import { parseImageRef } from './reference.ts';

const facts = (text: string): ImageFacts | undefined => {
  const ref = parseImageRef(text);
  if ('error' in ref) throw new Error(ref.error);
  return lookup(ref);
};

describe('known images', () => {
  test.each<[string, Partial<ImageFacts> | undefined]>([
    ['node:24-alpine', { family: 'alpine', libc: 'musl', packageManager: 'apk' }],
    ['docker.io/library/node:24.20.0-alpine3.24', { family: 'alpine' }],
    ['public.ecr.aws/docker/library/node:24-slim', { family: 'debian' }],
    ['node:24-slim', { family: 'debian', libc: 'glibc', users: [{ name: 'node', uid: 1000, gid: 1000, home: '/home/node' }] }],
    ['node', { family: 'debian', shell: '/bin/sh' }],
    [`node@sha256:${'a'.repeat(64)}`, undefined],
    ['gcr.io/distroless/static', { libc: 'none', shell: null }],
    ['gcr.io/distroless/nodejs24-debian13:nonroot', { libc: 'glibc', shell: null, packageManager: null }],
    ['gcr.io/distroless/nodejs24-debian13:debug', { shell: '/busybox/sh' }],
    ['gcr.io/distroless/python3', { uncertain: ['entrypoint'] }],
    ['dhi.io/node:24', { shell: null, family: 'dhi' }],
    ['dhi.io/node:24-dev', { shell: '/bin/sh' }],
    ['somebody/node:24', undefined],
    ['debian:trixie-slim', { family: 'debian' }],
    ['ubuntu:22.04', { family: 'ubuntu', users: undefined }],
  ])('%s', (text, expected) => {
    if (expected) expect(facts(text)).toMatchObject(JSON.parse(JSON.stringify(expected)));
    else expect(facts(text)).toBeUndefined();
  });

  test.each<[string, ImageFacts['config']]>([
    ['node:24-alpine', { entrypoint: ['docker-entrypoint.sh'], cmd: ['node'] }],
    ['gcr.io/distroless/nodejs24-debian13:nonroot', { user: '65532', entrypoint: ['/nodejs/bin/node'], workdir: '/home/nonroot' }],
    ['gcr.io/distroless/nodejs24-debian13', { user: '0' }],
    ['gcr.io/distroless/java21-debian13', { entrypoint: ['/usr/bin/java', '-jar'] }],
    ['nginx:1.30-alpine', { exposed: ['80/tcp'], stopSignal: 'SIGQUIT' }],
    ['nginxinc/nginx-unprivileged:1.30', { user: '101', exposed: ['8080/tcp'] }],
    ['postgres:17', { volumes: ['/var/lib/postgresql/data'] }],
    ['postgres:18-alpine', { volumes: ['/var/lib/postgresql'], stopSignal: 'SIGINT' }],
    ['golang:1.27', { workdir: '/go' }],
  ])('configuration of %s', (text, expected) => {
    expect(facts(text)?.config).toMatchObject(expected ?? {});
  });

  test.each<[string, string, 'programs' | 'lacks' | undefined]>([
    ['node:24-alpine', 'wget', 'programs'],
    ['node:24-alpine', 'curl', 'lacks'],
    ['node:24-slim', 'wget', 'lacks'],
    ['node:24', 'curl', 'programs'],
    ['node:24', 'yarn', 'programs'],
    ['node:26', 'yarn', undefined],
    ['nginx:alpine', 'curl', 'programs'],
    ['nginx:alpine-slim', 'curl', 'lacks'],
    ['gcr.io/distroless/nodejs24-debian13', 'wget', 'lacks'],
    ['gcr.io/distroless/nodejs24-debian13:debug', 'wget', 'programs'],
    ['eclipse-temurin:25', 'curl', undefined],
  ])('%s and %s', (text, program, where) => {
    const found = facts(text);
    expect(found?.programs?.includes(program) ?? false).toBe(where === 'programs');
    expect(found?.lacks?.includes(program) ?? false).toBe(where === 'lacks');
  });

  test.each<[string, string | undefined]>([
    ['node:20-alpine', '2026-04-30'],
    ['node:20', '2026-04-30'],
    ['node:20.11.1-slim', '2026-04-30'],
    ['node:2', undefined],
    ['node:24-alpine', '2028-04-30'],
    ['node:26', undefined],
    ['node:24-bullseye-slim', '2026-08-31'],
    ['python:3.14-alpine3.20', '2026-04-01'],
    ['alpine:3.19', '2025-11-01'],
    ['debian:buster', '2024-06-30'],
    ['gcr.io/distroless/nodejs20-debian12', '2026-04-30'],
    ['gcr.io/distroless/nodejs22-debian12', '2026-01-31'],
    ['gcr.io/distroless/nodejs24-debian13', undefined],
  ])('%s ends %s', (text, date) => {
    expect(facts(text)?.endOfLife?.date).toBe(date);
  });
});

test('the end of a line is known without other facts', () => {
  expect(endOf({ name: 'node', tag: '16' })?.date).toBe('2023-09-11');
  expect(endOf({ name: 'somebody/x', tag: '1' })).toBeUndefined();
});

test('every entry is sourced and no program is both there and not', () => {
  for (const entry of [...images, ...hardened]) {
    expect(entry.source).toMatch(/^https:\/\//);
    expect(entry.date).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(entry.programs?.filter((program) => entry.lacks?.includes(program)) ?? [], `${entry.name} ${entry.tags}`).toEqual([]);
  }
});

test.each([
  ['*', '', true],
  ['a*b', 'axxb', true],
  ['a*b', 'axxbc', false],
  ['*slim*', '24-slim', true],
  ['20', '20.1', false],
  ['a**b*', 'ab', true],
])('glob %s against %s', (pattern, text, expected) => {
  expect(matchesGlob(pattern, text)).toBe(expected);
});
