import { packageCalls } from '../build/package-calls.ts';
import { rule } from './rule.ts';
import { steps, within } from './steps.ts';

export const aptGetInScripts = rule({
  id: 'apt-get-in-scripts',
  aka: ['DL3027'],
  severity: 'info',
  summary: 'A RUN calls `apt-get` and `apt-cache`, not `apt`.',
  why: '`apt` is made for people at a terminal: its manual calls it an interface for the end user, which may change from release to release. `apt-get` and `apt-cache` take the same orders and stay as they are.',
  sources: [
    {
      title: 'apt(8), Ubuntu manual pages',
      url: 'https://manpages.ubuntu.com/manpages/jammy/en/man8/apt.8.html',
      date: '2026-11-29',
    },
  ],
  bad: 'FROM debian:13-slim\nRUN apt update && apt install -y curl && rm -rf /var/lib/apt/lists/*\n',
  good: 'FROM debian:13-slim\nRUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\n',
  *check(build) {
    for (const step of steps(build, 'RUN', 'ONBUILD')) {
      const call = packageCalls(step).find(({ tool }) => tool === 'apt');
      if (!call) continue;
      yield {
        ...within(step, call.command.span),
        message: `\`apt\` is for people: what it takes and prints may change. In a RUN, write \`${call.verb === 'search' || call.verb === 'show' ? 'apt-cache' : 'apt-get'} ${call.verb}\`.`,
      };
    }
  },
});
