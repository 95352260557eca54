import { expect, test } from 'vitest';
import { actionsOf } from './commands.ts';
import { sourceDateEpoch } from './epoch.ts';
import { readCommands } from './read.ts';

test.each([
  ['SOURCE_DATE_EPOCH=$(git log -1 --pretty=%ct) docker buildx build .', 'commit', 'environment'],
  ['export SOURCE_DATE_EPOCH="$(git log -1 --format=%ct)"\ndocker build .', 'commit', 'environment'],
  ['SOURCE_DATE_EPOCH=`git show -s --format=%ct`\nexport SOURCE_DATE_EPOCH\ndocker build .', 'commit', 'environment'],
  ['docker build --build-arg SOURCE_DATE_EPOCH=$(git log -1 --pretty=%ct) .', 'commit', 'build-arg'],
  ['NOW=$(git -C repo log -1 --pretty=%ct)\ndocker build --build-arg "SOURCE_DATE_EPOCH=$NOW" .', 'commit', 'build-arg'],
  ['SOURCE_DATE_EPOCH=$(git log -1 --pretty=%ct) docker build --build-arg SOURCE_DATE_EPOCH .', 'commit', 'environment'],
  ['docker build --build-arg SOURCE_DATE_EPOCH=$(date +%s) .', 'clock', 'build-arg'],
  ['env SOURCE_DATE_EPOCH=$EPOCHSECONDS docker build .', 'clock', 'environment'],
  ['docker build --build-arg SOURCE_DATE_EPOCH=0 .', 'fixed', 'build-arg'],
  ['docker build --build-arg SOURCE_DATE_EPOCH=context https://github.com/a/b.git', 'context', 'build-arg'],
  ['docker build --build-arg SOURCE_DATE_EPOCH=$(cat epoch) .', 'unknown', 'build-arg'],
])('%s', (text, kind, by) => {
  const [build] = actionsOf(readCommands(text), 'build');
  expect(build && sourceDateEpoch(build)).toMatchObject({ kind, by });
});

test.each([
  'docker build .',
  'SOURCE_DATE_EPOCH=1\ndocker build .',
  'docker build .\nexport SOURCE_DATE_EPOCH=1',
  'docker build --build-arg A=1 .',
])('none: %s', (text) => {
  const [build] = actionsOf(readCommands(text), 'build');
  expect(build && sourceDateEpoch(build)).toBeUndefined();
});
