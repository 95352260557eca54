import { expect, test } from 'vitest';
import { parse } from '../dockerfile/parse.ts';
import { resolve } from './resolve.ts';
import { effectiveUser } from './user.ts';

test.each([
  ['FROM scratch', { root: 'yes', numeric: 'no' }],
  ['FROM node:24', { root: 'yes', numeric: 'no' }],
  ['FROM registry.example.org/unknown:1', { root: 'unknown', numeric: 'unknown' }],
  ['FROM node:24\nUSER node', { user: 'node', root: 'no', numeric: 'no', written: 'node' }],
  ['FROM node:24\nUSER 1000:1001', { user: '1000', group: '1001', root: 'no', numeric: 'yes' }],
  ['FROM node:24\nUSER node\nUSER 0', { root: 'yes', numeric: 'yes' }],
  ['FROM node:24\nUSER root:node', { root: 'yes', user: 'root', group: 'node' }],
  ['FROM node:24 AS a\nUSER node\nFROM a', { root: 'no', user: 'node' }],
  ['FROM node:24\nUSER $U', { root: 'unknown', numeric: 'unknown' }],
  ['FROM gcr.io/distroless/nodejs24-debian13:nonroot', { root: 'no' }],
])('%s', (text, expected) => {
  const { final } = resolve(parse(`${text}\n`));
  expect(final && effectiveUser(final)).toMatchObject(expected);
});
