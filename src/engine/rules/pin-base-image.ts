import type { Stage } from '../build/build.ts';
import { rule } from './rule.ts';
import { reference } from './sources.ts';

export const pinBaseImage = rule({
  id: 'pin-base-image',
  aka: ['DL3006', 'DL3007', 'DS-0001'],
  severity: 'warning',
  summary: 'A base image is named with a version, not with `latest` or nothing.',
  why: 'Without a tag Docker takes `latest`, which is whatever was published last. The same file then builds another image next month, with another major version in it, and nothing in your history says why.',
  lesson: 'precise-dockerfiles/choosing-a-base',
  sources: [reference('FROM', 'from')],
  bad: 'FROM node\n',
  good: 'FROM node:24-slim\n',
  *check({ stages }) {
    for (const stage of stages) {
      const { base, image, from } = stage;
      if (base.kind !== 'image' || !image || base.image.digest !== undefined) continue;
      if (base.image.tag !== undefined && base.image.tag !== 'latest') continue;
      const what = base.image.tag ? 'The tag `latest` is' : `\`${image.value}\` has no tag, and then Docker takes \`latest\`:`;
      yield {
        span: image.word.span,
        line: from.lines.start,
        aka: akaOf(stage, base.image.tag !== undefined),
        message: `${what} whatever was published last. Name the version you tested, such as \`${base.image.name}:…\`, with a digest where it must never change.`,
      };
    }
  },
});

/** hadolint leaves names with variables alone; Trivy fills in the defaults. */
function akaOf({ image }: Stage, tagged: boolean): string[] {
  if (image?.word.text.includes('$')) return ['DS-0001'];
  return [tagged ? 'DL3007' : 'DL3006', 'DS-0001'];
}
