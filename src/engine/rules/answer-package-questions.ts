import type { Stage, Step } from '../build/build.ts';
import { fetches, type Manager, type PackageCall, packageCalls } from '../build/package-calls.ts';
import { program } from '../shell/options.ts';
import { rule } from './rule.ts';
import { bestPractices } from './sources.ts';
import { putBehind, within } from './steps.ts';

/** By manager: what peers call this, and the setting with which it never asks. */
const asking: Partial<Record<Manager, { aka: string[]; setting: RegExp }>> = {
  apt: { aka: ['DL3014', 'DS-0021'], setting: /assume-yes/i },
  yum: { aka: ['DL3030'], setting: /assume-?yes/i },
  dnf: { aka: ['DL3038'], setting: /(assume|default)-?yes/i },
  zypper: { aka: ['DL3034'], setting: /non-?interactive/i },
};

export const answerPackageQuestions = rule({
  id: 'answer-package-questions',
  aka: ['DL3014', 'DL3030', 'DL3034', 'DL3038', 'DS-0021'],
  severity: 'warning',
  summary: 'Package managers are told beforehand that the answer is yes.',
  why: 'Before it installs more than the packages named, a package manager asks whether it should go on. Nobody answers during a build: it gives up, and the build stops. `apt-get install -y` answers beforehand.',
  lesson: 'the-build-as-a-graph/layer-cache',
  sources: [bestPractices('apt-get', 'apt-get')],
  bad: 'FROM debian:13-slim\nRUN apt-get update && apt-get install curl && rm -rf /var/lib/apt/lists/*\n',
  good: 'FROM debian:13-slim\nRUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\n',
  *check(build) {
    const settled = new Map<Stage, Set<Manager>>();
    for (const stage of build.stages) {
      const never = new Set(stage.base.kind === 'stage' ? settled.get(stage.base.stage) : []);
      settled.set(stage, never);
      for (const step of stage.steps) {
        for (const manager of setIn(step)) never.add(manager);
        for (const call of packageCalls(step)) {
          const known = asking[call.manager];
          if (!known || !fetches(call) || never.has(call.manager) || isAnswered(call, step)) continue;
          yield {
            ...within(step, call.command.span),
            aka: known.aka,
            message: `\`${call.tool} ${call.verb}\` asks before it installs more than what you named, and nobody answers during a build. Add \`-y\`.`,
            ...putBehind(call.options.positionals[call.verb.includes(' ') ? 1 : 0], step, ' -y', 'Answer yes beforehand'),
          };
        }
      }
    }
  },
});

function isAnswered({ options, command }: PackageCall, step: Step): boolean {
  const quiet = options.options.filter(({ name }) => name === '-q');
  if (options.has('-y', '--non-interactive', '-n', '--trivial-only', '-s', '--simulate', '--dry-run', '--download-only')) return true;
  if (quiet.length > 1 || quiet.some(({ value }) => Number(value) > 1)) return true;
  if (options.all('-o').some((value) => /(assume-yes)\s*=\s*"?(true|1|yes)/i.test(value))) return true;
  if (command.redirects.some(({ operator }) => operator.startsWith('<'))) return true;
  // Flags that the shell works out may say it.
  if (command.args.some(({ text, literal }) => !literal && text.startsWith('$'))) return true;
  if (command.joined !== '|') return false;
  const commands = step.script?.commands ?? [];
  const before = commands[commands.indexOf(command) - 1];
  return before !== undefined && ['yes', 'echo', 'printf'].includes(program(before));
}

/** The managers for which a step writes the setting somewhere. */
function setIn({ script }: Step): Manager[] {
  const written = (script?.commands ?? []).flatMap(({ args, redirects }) => [
    ...args.map(({ text }) => text),
    ...redirects.flatMap(({ input }) => input ?? []),
  ]);
  return (Object.keys(asking) as Manager[]).filter((manager) => written.some((text) => asking[manager]?.setting.test(text)));
}
