import type { Step } from '../build/build.ts';
import { cleanPath } from '../build/paths.ts';
import { isRemote } from '../build/transfer.ts';
import type { Ignore } from '../formats/dockerignore.ts';
import { rule } from './rule.ts';
import { buildCheck, buildkitValidations } from './sources.ts';
import { pathOf, steps, within } from './steps.ts';

export const copyWhatIsSent = rule({
  id: 'copy-what-is-sent',
  aka: ['CopyIgnoredFile'],
  severity: 'error',
  summary: 'COPY and ADD name no file that the ignore file leaves out.',
  why: 'What `.dockerignore` leaves out is never sent to the builder. It lies on your disk, and COPY still says that it cannot be found.',
  lesson: 'the-build-as-a-graph/what-buildkit-reads',
  sources: [buildCheck('CopyIgnoredFile', 'copy-ignored-file'), buildkitValidations],
  bad: { Dockerfile: 'FROM nginx:1.29\nCOPY dist /usr/share/nginx/html\n', '.dockerignore': 'dist\n' },
  good: { Dockerfile: 'FROM nginx:1.29\nCOPY dist /usr/share/nginx/html\n', '.dockerignore': 'node_modules\n' },
  *check(build, workspace) {
    const ignore = workspace.ignore(pathOf(build, workspace));
    // With an exception in the list, a path that is left out may still bring files in it: BuildKit does not guess, nor does this.
    if (ignore.path === undefined || ignore.rules.patterns.some(({ negated }) => negated)) return;
    for (const step of steps(build, 'COPY', 'ADD')) {
      for (const { path, span } of localSources(step)) {
        const pattern = patternFor(path, ignore.rules);
        if (pattern === undefined) continue;
        yield {
          ...within(step, span),
          ...(path.startsWith('/') ? { aka: [] } : {}),
          message: `\`${path}\` is left out by \`${pattern}\` in \`${ignore.path}\`, so ${step.keyword} will not find it. Copy something that is sent, or change the pattern.`,
        };
      }
    }
  },
});

function* localSources({ transfer }: Step) {
  if (transfer?.from.kind !== 'context') return;
  for (const { value, word, undefinedVariables } of transfer.sources) {
    if (value !== '' && undefinedVariables.length === 0 && !isRemote(value)) yield { path: cleanPath(value), span: word.span };
  }
}

/** The pattern that leaves a path out. For the whole context that is only one that leaves everything out. */
function patternFor(path: string, rules: Ignore): string | undefined {
  if (path === '.' || path === '/') return rules.patterns.find(({ text }) => ['*', '**', '**/*'].includes(text))?.text;
  const decided = rules.decidedBy(path.replace(/^\/+/, ''));
  return decided === undefined ? undefined : rules.patterns[decided]?.text;
}
