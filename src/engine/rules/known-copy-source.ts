import { nearest } from '../build/suggest.ts';
import { rule } from './rule.ts';
import { reference } from './sources.ts';
import { steps, within } from './steps.ts';

export const knownCopySource = rule({
  id: 'known-copy-source',
  aka: ['DL3022'],
  severity: 'warning',
  summary: '`COPY --from` names a stage above it, or an image with its version.',
  why: 'A name that no stage has is taken for an image, and Docker goes looking for it in a registry. At best that fails; at worst an image of that name exists, and its files end up in yours.',
  lesson: 'the-build-as-a-graph/only-what-runs',
  sources: [reference('COPY --from', 'copy---from')],
  bad: 'FROM node:24 AS build\nFROM nginx:1.29\nCOPY --from=biuld /app/dist /usr/share/nginx/html\n',
  good: 'FROM node:24 AS build\nFROM nginx:1.29\nCOPY --from=build /app/dist /usr/share/nginx/html\n',
  *check(build) {
    const names = build.stages.flatMap(({ name }) => name ?? []);
    for (const step of steps(build, 'COPY')) {
      const from = step.transfer?.from;
      if (from?.kind !== 'image' || from.image.tag !== undefined || from.image.digest !== undefined || from.image.name === 'scratch')
        continue;
      const name = from.image.written;
      const near = nearest(name.toLowerCase(), names);
      const hint = near ? `Did you mean \`${near}\`?` : 'If an image is meant, give it a tag or a digest.';
      yield {
        ...within(step, step.transfer?.fromSpan ?? step.span),
        message: `No stage is named \`${name}\`, so Docker takes it for an image and its tag \`latest\`. ${hint}`,
      };
    }
  },
});
