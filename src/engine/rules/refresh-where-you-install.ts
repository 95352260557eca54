import type { Step } from '../build/build.ts';
import { fetches, isMounted, packageCalls } from '../build/package-calls.ts';
import { rule } from './rule.ts';
import { bestPractices } from './sources.ts';
import { within } from './steps.ts';

/** Where each manager keeps what `update` fetches. */
const lists = { apt: '/var/lib/apt/lists', apk: '/var/cache/apk' } as const;
const managers = ['apt', 'apk'] as const;

export const refreshWhereYouInstall = rule({
  id: 'refresh-where-you-install',
  aka: ['DS-0017'],
  severity: 'warning',
  summary: 'Package lists are fetched in the RUN that installs from them.',
  why: 'A RUN that only fetches the package lists does not change, so it comes from the cache for weeks. When the install below it changes, it runs with old lists: old packages come in, without the fixes since, or the build stops at a package that is no longer there.',
  lesson: 'the-build-as-a-graph/layer-cache',
  sources: [bestPractices('apt-get', 'apt-get')],
  bad: 'FROM debian:13-slim\nRUN apt-get update\nRUN apt-get install -y curl\n',
  good: 'FROM debian:13-slim\nRUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\n',
  *check(build) {
    for (const { steps } of build.stages) {
      const next = new Map<string, Step>();
      const found = [...steps].reverse().flatMap((step) =>
        managers.flatMap((manager) => {
          const user = next.get(manager);
          const alone = user && !refreshes(user, manager) && !isMounted(step, lists[manager]) ? refreshAlone(step, manager) : undefined;
          if (installs(step, manager)) next.set(manager, step);
          return alone ? [{ step, alone, line: user?.line ?? 0 }] : [];
        }),
      );
      for (const { step, alone, line } of found.reverse())
        yield {
          ...within(step, alone.command.span),
          message: `\`${alone.tool} ${alone.verb}\` stands in a RUN of its own. The build cache keeps it, so the install in line ${line} goes by old lists once it changes. Put both into one RUN, joined by \`&&\`.`,
        };
    }
  },
});

const callsOf = (step: Step, manager: string) =>
  step.keyword === 'RUN' ? packageCalls(step).filter((call) => call.manager === manager) : [];
const installs = (step: Step, manager: string) => callsOf(step, manager).some(fetches);
const refreshes = (step: Step, manager: string) =>
  callsOf(step, manager).some(({ does, options }) => does === 'refresh' || options.has('--no-cache', '-U', '--update-cache', '--update'));

/** The refresh of a step that installs nothing. */
const refreshAlone = (step: Step, manager: string) =>
  installs(step, manager) ? undefined : callsOf(step, manager).find(({ does }) => does === 'refresh');
