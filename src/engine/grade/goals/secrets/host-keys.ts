/** Goals on the server that private code comes from: it is who it says. */
import type { Build, Step } from '../../../build/build.ts';
import type { Workspace } from '../../../build/workspace.ts';
import type { Goal } from '../../exercise.ts';
import { type FetchGoal, failed, pick, ways, wordsBefore } from './private-ways.ts';
import { neededSteps, wordsOf } from './secret-mounts.ts';

const off = /stricthostkeychecking[\s=]+["']?(?:no|off)\b|userknownhostsfile[\s=]+["']?\/dev\/null/i;
const tlsOff = /^http\.sslverify=false$|^http\.sslverify$/i;

const runsOverSsh = (build: Build, goal: FetchGoal, workspace: Workspace): Step[] =>
  ways(build, goal, workspace).flatMap(({ kind, ssh, step }) => (kind === 'run' && ssh ? [step] : []));

/** Texts that configure ssh before a step: scripts, variables, files that were written in place. */
function settings(step: Step, workspace: Workspace): string[] {
  const texts = workspace
    .contents(step.stage)
    .pieces.flatMap(({ path, text }) => (/ssh_?config|\.ssh\/config/.test(path) && text ? [text] : []));
  return [...wordsBefore(step), ...texts];
}

/** Whoever answers is compared with keys that were known before. */
export function checksHost(goal: FetchGoal): Goal {
  return {
    ...pick(goal),
    judge(workspace) {
      const build = workspace.build(goal.dockerfile);
      const steps = build ? runsOverSsh(build, goal, workspace) : [];
      for (const step of steps) {
        const texts = settings(step, workspace);
        if (texts.some((text) => off.test(text)))
          return failed(
            goal,
            texts.length > 0 ? (step.stage.steps.find(({ script }) => wordsOf(script).some((word) => off.test(word))) ?? step) : step,
            'checking-off',
            'The check of the host key is switched off. Whoever stands between your builder and the server can answer in its place and serve other code, which you then compile and ship.',
          );
        if (!texts.some((text) => /keyscan|accept-new|known_?hosts/i.test(text)) && !knowsHost(step, workspace))
          return failed(
            goal,
            step,
            'host-unknown',
            `Nothing before line ${step.line} says which key \`${goal.host}\` has. ssh would ask whether to trust it, nobody is there to answer, and it stops with \`Host key verification failed\`.`,
          );
      }
      const tls = neededSteps(build?.stages ?? [], 'RUN').find(
        (step) => wordsBefore(step).some((word) => tlsOff.test(word)) || step.before.env.GIT_SSL_NO_VERIFY,
      );
      if (tls)
        return failed(
          goal,
          tls,
          'certificate-unchecked',
          'The check of the certificate is switched off, so any server may answer in the place of yours.',
        );
      return {
        outcome: 'pass',
        message:
          steps.length > 0
            ? 'ssh compares the server with a key that was known before.'
            : 'No step of its own talks to the server over ssh.',
      };
    },
  };
}

function knowsHost(step: Step, workspace: Workspace): boolean {
  const places = /\/\.ssh\/known_hosts$|^\/etc\/ssh\/ssh_known_hosts$/;
  const contents = workspace.contents(step.stage);
  const pieces = [...contents.pieces, ...contents.hidden.map(({ piece }) => piece)];
  const brought = pieces.some(({ path, trail }) => places.test(path) && (trail[0]?.stage !== step.stage || trail[0].index < step.index));
  return brought || step.mounts.some(({ target }) => places.test(target ?? ''));
}

/** Polish: the key is compared, not taken from whoever answers first. */
export function comparesHostKey(goal: FetchGoal): Goal {
  return {
    ...pick(goal),
    judge(workspace) {
      const build = workspace.build(goal.dockerfile);
      const step = (build ? runsOverSsh(build, goal, workspace) : []).find((each) =>
        settings(each, workspace).some((text) => /(?:^|\/)ssh-keyscan$|accept-new/i.test(text)),
      );
      const named = (build ? ways(build, goal, workspace) : []).find(
        ({ kind, ssh, step: each }) => kind === 'add' && ssh && !isPinned(each),
      );
      if (named)
        return failed(
          goal,
          named.step,
          'added-by-name',
          'For `ADD` over ssh BuildKit asks the server for its key and believes the answer. A full commit hash behind `#` makes up for that: other code would have another hash.',
        );
      if (!step) return { outcome: 'pass', message: 'No key is taken from the network on trust.' };
      return failed(
        goal,
        step,
        'trust-on-first-use',
        'The key is taken from whoever answers at build time, and nothing compares it. In a container every build is the first one. A file with the key, read by people and committed, closes that gap.',
      );
    },
  };
}

const isPinned = (step: Step): boolean =>
  step.flags.some(({ name }) => name === 'checksum') ||
  (step.transfer?.sources.every(({ value }) => /[#=][0-9a-f]{40}(?:[:&]|$)/.test(value)) ?? false);
