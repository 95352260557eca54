import { describe, expect, test } from 'vitest';
import { parseImageRef } from './reference.ts';

const sha = `sha256:${'a'.repeat(64)}`;

describe('an image reference is taken apart as Docker does', () => {
  test.each([
    ['node', { registry: 'docker.io', name: 'node' }],
    ['node:24-slim', { registry: 'docker.io', name: 'node', tag: '24-slim' }],
    ['library/node', { registry: 'docker.io', name: 'node' }],
    ['docker.io/library/node:24', { registry: 'docker.io', name: 'node', tag: '24' }],
    ['index.docker.io/grafana/grafana', { registry: 'docker.io', name: 'grafana/grafana' }],
    ['gcr.io/distroless/static:nonroot', { registry: 'gcr.io', name: 'gcr.io/distroless/static', tag: 'nonroot' }],
    [`localhost:5000/app:1@${sha}`, { registry: 'localhost:5000', name: 'localhost:5000/app', tag: '1', digest: sha }],
    ['[::1]:5000/app', { registry: '[::1]:5000', name: '[::1]:5000/app' }],
    [`node@${sha}`, { registry: 'docker.io', name: 'node', digest: sha }],
    ['a__b/c--d.e', { registry: 'docker.io', name: 'a__b/c--d.e' }],
  ])('%s', (text, parts) => {
    expect(parseImageRef(text)).toEqual({ written: text, ...parts });
  });
});

describe('what Docker refuses has a reason', () => {
  test.each([
    ['', 'empty'],
    ['Node', 'lower case'],
    ['node:', 'tag is missing'],
    ['node:-1', 'not a tag'],
    [`node:${'x'.repeat(129)}`, 'not a tag'],
    ['gcr.io//app:latest', 'empty part'],
    ['a___b', 'not an image name'],
    ['-node', 'not an image name'],
    ['node@sha256:abc', 'not a digest'],
    [`node@sha256:${'A'.repeat(64)}`, 'not a digest'],
    ['a b', 'blank'],
    ['f'.repeat(64), 'image id'],
    ['x'.repeat(256), 'longer than'],
    [':24', 'no image name'],
  ])('%s', (text, words) => {
    expect(parseImageRef(text)).toEqual({ error: expect.stringContaining(words) });
  });
});
