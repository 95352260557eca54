import { rule } from './rule.ts';
import { buildCheck, buildkitValidations } from './sources.ts';
import { atFrom, pathOf } from './steps.ts';

export const validDefaultImage = rule({
  id: 'valid-default-image',
  aka: ['InvalidDefaultArgInFrom'],
  severity: 'warning',
  summary: 'FROM names an image also where no `--build-arg` is given.',
  why: 'A variable in FROM without a default works only for those who know which `--build-arg` to give. Everybody else gets an error about an image name that nobody wrote.',
  sources: [buildCheck('InvalidDefaultArgInFrom', 'invalid-default-arg-in-from'), buildkitValidations],
  bad: 'ARG TAG\nFROM node:$TAG\n',
  good: 'ARG TAG=24\nFROM node:$TAG\n',
  *check(build, workspace) {
    const { buildArgs = {}, ...options } = workspace.options;
    const plain = Object.keys(buildArgs).length > 0 ? workspace.build(pathOf(build, workspace), options) : build;
    for (const stage of plain?.stages ?? []) {
      const { image, base } = stage;
      if (!image || base.kind !== 'unknown' || !image.word.text.includes('$')) continue;
      yield {
        ...atFrom(stage),
        message: `Without a \`--build-arg\`, \`${image.word.text}\` comes to \`${image.value}\`, which is no image. Give its ARG a default.`,
      };
    }
  },
});
