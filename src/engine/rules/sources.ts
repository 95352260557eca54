import type { Source } from './rule.ts';

const read = '2026-11-23';

/** The page of one of BuildKit's build checks: `buildCheck('JSONArgsRecommended', 'json-args-recommended')`. */
export const buildCheck = (name: string, page: string): Source => ({
  title: `Docker: build check ${name}`,
  url: `https://docs.docker.com/reference/build-checks/${page}/`,
  date: read,
});

/** How BuildKit itself decides. */
export const buildkitValidations: Source = {
  title: 'BuildKit: validations.go',
  url: 'https://github.com/moby/buildkit/blob/master/frontend/dockerfile/dockerfile2llb/validations.go',
  date: read,
};

/** The Dockerfile reference, at a heading. */
export const reference = (title: string, anchor: string): Source => ({
  title: `Dockerfile reference: ${title}`,
  url: `https://docs.docker.com/reference/dockerfile/#${anchor}`,
  date: read,
});

/** Docker's building best practices, at a heading. */
export const bestPractices = (title: string, anchor: string): Source => ({
  title: `Docker: building best practices, ${title}`,
  url: `https://docs.docker.com/build/building/best-practices/#${anchor}`,
  date: '2026-11-29',
});
