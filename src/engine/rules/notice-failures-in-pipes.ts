import type { Command } from '../shell/command.ts';
import { program } from '../shell/options.ts';
import { rule } from './rule.ts';
import { bestPractices } from './sources.ts';
import { steps, within } from './steps.ts';

/** They write what they are given: nothing that could fail. */
const surely = ['', 'echo', 'printf', 'yes', 'true', ':', 'cat', 'export', 'set'];

export const noticeFailuresInPipes = rule({
  id: 'notice-failures-in-pipes',
  aka: ['DL4006'],
  severity: 'info',
  summary: 'A failure on the left of a pipe stops the build.',
  why: 'A shell takes the last command of a pipe for the whole. When the download on its left fails, the RUN succeeds all the same, and its layer holds half a file or none. `set -o pipefail` makes every part count; where `sh` does not know it, like dash, the `sh` of Debian and Ubuntu, a RUN in bash does.',
  sources: [bestPractices('using pipes', 'using-pipes')],
  bad: 'FROM debian:13-slim\nRUN curl -fsSL https://example.com/tool.tar.gz | tar -xz -C /usr/local\n',
  good: 'FROM debian:13-slim\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN curl -fsSL https://example.com/tool.tar.gz | tar -xz -C /usr/local\n',
  *check(build) {
    for (const step of steps(build, 'RUN', 'ONBUILD')) {
      const { script } = step;
      if (!script || script.pipefail || script.commands.some(countsEveryPart)) continue;
      const { commands } = script;
      const left = commands.find(
        (command, index) => commands[index + 1]?.joined === '|' && !surely.includes(program(command)) && !isGuarded(command),
      );
      if (!left) continue;
      yield {
        ...within(step, left.span),
        message: `If \`${program(left)}\` fails, nobody notices: the shell goes by the last command of the pipe. Use a shell with \`pipefail\`: \`SHELL ["/bin/bash", "-o", "pipefail", "-c"]\`, or \`set -o pipefail\` where \`sh\` knows it.`,
      };
    }
  },
});

const countsEveryPart = ({ name, args }: Command): boolean => name === 'set' && args.some(({ text }) => text === 'pipefail');

/** What a condition tests, or what is tried with another way out, may fail. */
const isGuarded = ({ within: around }: Command): boolean => around.some(({ condition }) => condition);
