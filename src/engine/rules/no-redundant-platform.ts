import { rule } from './rule.ts';
import { buildCheck, buildkitValidations } from './sources.ts';
import { atFrom } from './steps.ts';

export const noRedundantPlatform = rule({
  id: 'no-redundant-platform',
  aka: ['RedundantTargetPlatform', 'DL3065'],
  severity: 'info',
  summary: 'FROM does not ask for the target platform: it is what FROM takes anyway.',
  why: 'Without `--platform`, a stage is built for the platform the image is built for. Writing that down suggests that something else would happen without it.',
  sources: [buildCheck('RedundantTargetPlatform', 'redundant-target-platform'), buildkitValidations],
  bad: 'FROM --platform=$TARGETPLATFORM alpine:3.23\n',
  good: 'FROM alpine:3.23\n',
  *check({ stages }, workspace) {
    for (const stage of stages) {
      const word = stage.platformWord;
      if (!word || word.undefinedVariables.length > 0 || word.usedVariables.join() !== 'TARGETPLATFORM') continue;
      if (word.value !== (workspace.options.platform ?? 'linux/amd64') && !/^\$(TARGETPLATFORM|\{TARGETPLATFORM\})$/.test(word.word.text))
        continue;
      yield {
        ...atFrom(stage),
        message: `\`--platform=${word.word.text}\` says what FROM does anyway. Leave it out; only \`$BUILDPLATFORM\` changes something here.`,
      };
    }
  },
});
