import { expect, test } from 'vitest';
import { yamlFiles } from './yaml-files.ts';

test.each([
  ['an open bracket', { 'compose.yaml': 'services: [\n' }, 1],
  ['a value of a kind that Compose refuses is not its matter', { 'compose.yaml': 'services: 3\n' }, 0],
  ['other files', { Dockerfile: 'services: [', 'run.sh': '[' }, 0],
  ['an empty file', { 'deployment.yml': '' }, 0],
])('%s', (_, files, count) => expect(yamlFiles(files)).toHaveLength(count));
