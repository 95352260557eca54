import type { Stage } from '../build/build.ts';
import { rule } from './rule.ts';
import { buildCheck, buildkitValidations } from './sources.ts';
import { atFrom } from './steps.ts';

export const noConstantPlatform = rule({
  id: 'no-constant-platform',
  aka: ['FromPlatformFlagConstDisallowed', 'DL3029'],
  severity: 'warning',
  summary: 'FROM does not fix the platform of a stage, unless its name says so.',
  why: 'With a fixed platform the image can no longer be built for others: on another machine it runs under emulation, slowly, or not at all. Who builds can choose with `docker build --platform`.',
  sources: [buildCheck('FromPlatformFlagConstDisallowed', 'from-platform-flag-const-disallowed'), buildkitValidations],
  bad: 'FROM --platform=linux/amd64 node:24 AS build\n',
  good: 'FROM --platform=$BUILDPLATFORM node:24 AS build\n',
  *check({ stages }) {
    for (const stage of stages) {
      const word = stage.platformWord;
      if (!word || !stage.platform || word.undefinedVariables.length + word.usedVariables.length > 0) continue;
      const named = namesItsPlatform(stage);
      yield {
        ...atFrom(stage),
        ...(named ? { aka: ['DL3029'], severity: 'info' as const } : {}),
        message: `This stage is always built for \`${word.value}\`, whatever the image is built for. Leave \`--platform\` out, or write \`$BUILDPLATFORM\` for a stage whose files fit every machine.`,
      };
    }
  },
});

/** BuildKit is content where the stage's name holds the system or the architecture. */
function namesItsPlatform({ name = '', platform = '' }: Stage): boolean {
  const [os = '', arch = ''] = platform.split('/');
  return name.includes(os) || name.includes(arch);
}
