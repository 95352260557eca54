/** A goal on the health check of a database in Compose: it asks the database, from inside, and gives it time to start. */
import { healthTimeline } from '../../../build/process-health.ts';
import type { Workspace } from '../../../build/workspace.ts';
import type { Compose, ComposeHealthcheck, Service } from '../../../formats/compose/model.ts';
import { readScript } from '../../../shell/read.ts';
import type { Goal, Judgement } from '../../exercise.ts';
import { composeGoal } from '../compose-goal.ts';
import { type FileGoal, failAt } from '../manifests.ts';
import { stageOf } from '../start/deployed.ts';
import { checkRuns } from './check-runs.ts';

interface CheckGoal extends FileGoal {
  service: string;
  /** Programs that ask the database: 'pg_isready'. */
  asks: string[];
  /** Until it takes connections at its first start, seconds. */
  starts: number;
}

/** Say nothing about a database: they end well without asking it, or only see its process. */
const empty = new Set(['true', 'echo', 'exit', ':', 'ls', 'ps', 'pgrep', 'pidof', 'sleep', 'test', 'cat', 'printf']);

/** The database's own health check asks the database. */
export function checksDatabase(goal: CheckGoal): Goal {
  return composeGoal(goal, (compose, workspace) => {
    const service = compose.service(goal.service);
    if (!service) return { outcome: 'fail', mistake: 'service-lost', message: `There is no service \`${goal.service}\` any more.` };
    const check = service.healthcheck;
    if (!check) return noCheck(service, compose, goal);
    if (check.disabled || !check.test || check.test.form === 'NONE')
      return failAt('switched-off', `The health check of \`${goal.service}\` asks nothing, so it is never healthy.`, [check]);
    return (
      judgeTest(check, service, goal, workspace) ??
      judgeTimes(check, goal) ?? { outcome: 'pass', message: `\`${goal.service}\` is healthy when the database takes connections.` }
    );
  });
}

function noCheck(service: Service, compose: Compose, goal: CheckGoal): Judgement {
  if (service.partial) return { outcome: 'unknown', message: `Parts of \`${goal.service}\` stand in a file that this page does not see.` };
  const other = compose.services.find(({ healthcheck }) => healthcheck?.test && !healthcheck.disabled);
  if (other?.healthcheck)
    return failAt(
      'check-on-another-service',
      `The health check stands on \`${other.name}\`. It says when \`${other.name}\` is ready; what the others have to know is when \`${goal.service}\` is.`,
      [other.healthcheck],
    );
  return failAt(
    'no-check',
    `\`${goal.service}\` has no health check. Compose sees that its process runs, and cannot know when the database takes connections.`,
    [{ file: service.file, span: service.nameSpan }],
  );
}

function judgeTest(check: ComposeHealthcheck, service: Service, goal: CheckGoal, workspace: Workspace): Judgement | undefined {
  const { test } = check;
  if (!test) return undefined;
  const variable = test.words.flatMap(({ variables }) => variables).find(({ from }) => from === 'missing');
  if (variable)
    return failAt(
      'filled-in-by-compose',
      `\`$${variable.name}\` is filled in by Compose, from your shell or \`.env\`, before the container exists. There it has no value, so the check runs with nothing in its place. It was meant for the shell inside the container.`,
      [{ file: test.file, span: variable.span }],
    );
  if (test.form === 'invalid')
    return failAt(
      'invalid-test',
      'Compose takes a list for `test` that begins with `CMD` or `CMD-SHELL`, or a plain string for the shell.',
      [test],
    );
  const written = test.words.map((word) => word.value ?? word.visible);
  const inShell = test.form === 'CMD-SHELL' || (/(?:^|\/)(?:ba|da)?sh$/.test(written[0] ?? '') && /^-\w*c$/.test(written[1] ?? ''));
  const words = inShell ? written.slice(-1) : written;
  const commands = inShell ? readScript(words[0] ?? '', 0).commands : [];
  const names = !inShell ? [words[0] ?? ''] : commands.map(({ name }) => name);
  const programs = names.map((name) => name.split('/').at(-1) ?? name);
  const asking = programs.find((name) => goal.asks.includes(name));
  if (asking === undefined) return notAsking(programs, words.join(' '), goal, service, test, workspace);
  if (!inShell && asking === 'psql' && words.some((word) => /^\$\{?[A-Z_]/.test(word)))
    return failAt(
      'variable-without-shell',
      `\`${words.join(' ')}\` is started without a shell, so \`psql\` gets the name of the variable and not its value.`,
      [test],
    );
  const command = commands.find(({ name }) => name.split('/').at(-1) === asking);
  const stray = asking === 'pg_isready' ? strayWord(command ? command.args.map(({ text }) => text) : words.slice(1)) : undefined;
  if (stray !== undefined)
    return failAt(
      'stray-argument',
      `\`pg_isready\` can make nothing of \`${stray}\` there. It ends with an error without asking anybody.`,
      [test],
    );
  if (command && !command.checked && !command.nested && !commands.some(({ joined }) => joined === '|'))
    return failAt(
      'swallowed',
      `The failure of \`${asking}\` is lost in the rest of the line: the check passes whatever the database says.`,
      [test],
    );
  const stage = stageOf(service, workspace);
  const run = stage ? checkRuns([inShell ? 'CMD-SHELL' : 'CMD', ...words], stage, workspace) : undefined;
  return run?.can === 'no' ? failAt(run.mistake, `${run.why} Every check fails.`, [test]) : undefined;
}

/** A word of `pg_isready` that is neither an option nor the value of one, or an option that is left without its value. */
function strayWord(args: readonly string[]): string | undefined {
  for (let at = 0; at < args.length; at++) {
    const word = args[at] ?? '';
    if (/^(?:-[dhptU]|--(?:dbname|host|port|timeout|username))$/.test(word)) {
      const value = args[++at];
      if (value === undefined || /^-[A-Za-z-]/.test(value)) return word;
    } else if (!word.startsWith('-')) return word;
  }
  return undefined;
}

function notAsking(
  programs: string[],
  written: string,
  goal: CheckGoal,
  service: Service,
  test: NonNullable<ComposeHealthcheck['test']>,
  workspace: Workspace,
): Judgement {
  if (programs.some((name) => name.startsWith('-')))
    return failAt('no-program-named', `\`${written}\` begins with an option and names no program, so nothing can be started.`, [test]);
  if (programs.every((name) => empty.has(name)))
    return failAt('tells-nothing', `\`${written}\` does not ask the database. It ends well from the first second on.`, [test]);
  const stage = stageOf(service, workspace);
  const [program = ''] = programs;
  const run = stage ? checkRuns(['CMD', program], stage, workspace) : undefined;
  if (run?.can === 'no')
    return failAt(run.mistake, `${run.why} Every check fails, and nothing that waits for \`${goal.service}\` ever starts.`, [test]);
  return { outcome: 'unknown', message: `Whether \`${written}\` asks the database cannot be told from here.` };
}

/** A check that gives up while the database still starts keeps everything from starting. */
function judgeTimes(check: ComposeHealthcheck, goal: CheckGoal): Judgement | undefined {
  const times = {
    ...of('interval', check.interval?.value),
    ...of('timeout', check.timeout?.value),
    ...of('startPeriod', check.startPeriod?.value),
    ...of('startInterval', check.startInterval?.value),
    ...of('retries', check.retries?.value),
  };
  const line = healthTimeline({ test: ['CMD', goal.asks[0] ?? ''], ...times }, { readyAfterMs: goal.starts * 1000 });
  if (line.unhealthyAtMs === undefined || line.unhealthyAtMs > goal.starts * 1000) return undefined;
  return failAt(
    'gives-up-too-early',
    `The check gives up after ${line.unhealthyAtMs / 1000} seconds, and at its first start the database may need ${goal.starts}. Once it is called unhealthy, Compose stops waiting and starts nothing.`,
    [check.retries ?? check.interval ?? check],
  );
}

const of = (name: string, value: number | undefined) => (value === undefined ? {} : { [name]: value });
