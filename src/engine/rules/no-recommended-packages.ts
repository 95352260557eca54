import { chainOf } from '../build/chain.ts';
import { type PackageCall, packageCalls } from '../build/package-calls.ts';
import { rule } from './rule.ts';
import { bestPractices } from './sources.ts';
import { putBehind, within } from './steps.ts';

export const noRecommendedPackages = rule({
  id: 'no-recommended-packages',
  aka: ['DL3015'],
  severity: 'info',
  summary: '`apt-get install` brings only what was asked for and what that needs.',
  why: 'Debian and Ubuntu install what a package recommends along with it, from documentation to whole servers. In an image it is more to store, to pull and to keep free of holes. What is really needed of it can be named.',
  lesson: 'the-build-as-a-graph/layer-cache',
  sources: [bestPractices('apt-get', 'apt-get')],
  bad: 'FROM debian:13-slim\nRUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\n',
  good: 'FROM debian:13-slim\nRUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*\n',
  *check(build) {
    for (const stage of chainOf(build.final)) {
      for (const step of stage.steps) {
        for (const call of packageCalls(step)) {
          if (call.manager !== 'apt' || call.verb !== 'install' || isLean(call)) continue;
          yield {
            ...within(step, call.command.span),
            message: `\`${call.tool} install\` also brings what these packages recommend. Write \`${call.tool} install --no-install-recommends\`, and name what you need of it.`,
            ...putBehind(call.options.positionals[0], step, ' --no-install-recommends', 'Leave out what is recommended'),
          };
        }
      }
    }
  },
});

const isLean = ({ options, command }: PackageCall): boolean =>
  options.has('--no-install-recommends', '--without-recommends', '-R') ||
  options.all('-o').some((value) => /install-recommends\s*=\s*"?(false|0|no)/i.test(value)) ||
  command.args.some(({ text, literal }) => !literal && text.startsWith('$'));
