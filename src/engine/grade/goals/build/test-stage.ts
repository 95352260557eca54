/** Goals on a test stage: whether a failing test keeps an image from being pushed, and whether tests stay out of it. */
import type { Step } from '../../../build/build.ts';
import { createWorkspace } from '../../../build/create-workspace.ts';
import type { Workspace } from '../../../build/workspace.ts';
import { lookup } from '../../../catalog/images.ts';
import { actionsOf } from '../../../formats/commands/commands.ts';
import type { Finding } from '../../../rules/rule.ts';
import type { Command } from '../../../shell/command.ts';
import { program } from '../../../shell/options.ts';
import type { Span } from '../../../source.ts';
import type { Goal, Judgement, Reason } from '../../exercise.ts';
import { chainSteps } from '../image/apt-use.ts';
import { listed } from '../words.ts';
import { builtBy, type Released, runSteps, type ScriptBuild, type ScriptBuilds, scriptBuilds } from './script-builds.ts';

interface ReleaseGoal {
  id: string;
  kind: Goal['kind'];
  title: string;
  /** Path of the script that builds and pushes. */
  script: string;
  /** The image that is released, with its tag. */
  image: string;
}

const runners = new Set(['vitest', 'jest', 'mocha', 'ava', 'pytest', 'tap', 'c8', 'playwright', 'cypress', 'tox']);

/** Whether words start the tests: `npm test`, `npm run test:unit`, `npx vitest`, `node --test`, `go test`. */
function startsTests(words: readonly string[]): boolean {
  const [first = '', ...rest] = words;
  const name = first.slice(first.lastIndexOf('/') + 1);
  const plain = rest.filter((word) => !word.startsWith('-'));
  if (runners.has(name)) return true;
  if (/^(?:npm|pnpm|yarn|bun)$/.test(name)) {
    const verb = /^(?:run|run-script|exec|x|dlx)$/.test(plain[0] ?? '') ? plain[1] : plain[0];
    return /^(?:t|tst|test(?::.*)?)$/.test(verb ?? '') || runners.has(verb ?? '');
  }
  if (name === 'npx' || name === 'bunx') return runners.has(plain[0] ?? '');
  if (name === 'node') return rest.includes('--test');
  return /^(?:go|cargo|make|mvn|gradle|dotnet)$/.test(name) && plain[0] === 'test';
}

const wordsOf = (command: Command): string[] => [program(command), ...command.args.map(({ text }) => text)];
const testCommands = (step: Step): Command[] => (step.script?.commands ?? []).filter((command) => startsTests(wordsOf(command)));

/** The tests that a build or a container runs on the way to a push. */
interface Tester {
  span: Span;
  build?: ScriptBuild;
  step?: Step;
  /** A failing test ends the command with a failure. */
  fails: 'yes' | 'no' | 'unknown';
  noticed: boolean;
  /** The script may pass it by. */
  nested: boolean;
}

function testersOf(found: ScriptBuilds, workspace: Workspace): Tester[] {
  const inBuilds = found.builds.flatMap((build): Tester[] => {
    const made = build.onlyChecks ? undefined : builtBy(build, workspace);
    const steps = made ? runSteps(made).filter((step) => testCommands(step).length > 0) : [];
    return steps.map((step) => ({ ...place(build.call), build, step, fails: failsWith(step) }));
  });
  const inContainers = actionsOf(found.commands, 'run').flatMap((run): Tester[] => {
    const image = run.image?.word.text;
    const build = found.builds.findLast(
      ({ tags, call }) => image !== undefined && tags.includes(image) && call.span.start < run.invocation.span.start,
    );
    const config = build && builtBy(build, workspace)?.final?.config;
    const words = run.command.length > 0 ? run.command.map(({ text }) => text) : (config?.cmd ?? []);
    const tests = startsTests(words) || startsTests([...(config?.entrypoint ?? []), ...words]);
    return tests && run.starts ? [{ ...place(run.invocation), fails: run.detach ? 'no' : 'yes' }] : [];
  });
  return [...inBuilds, ...inContainers];
}

const place = (call: ScriptBuild['call']) => ({ span: call.span, noticed: call.noticed, nested: call.command.nested && !call.noticed });

function failsWith(step: Step): Tester['fails'] {
  const commands = testCommands(step);
  if (commands.some(({ checked }) => checked)) return 'yes';
  return commands.some(({ nested }) => nested) ? 'unknown' : 'no';
}

/** No image is pushed while a test fails. */
export function failingTestStopsRelease(goal: ReleaseGoal): Goal {
  return releaseGoal(goal, (released, found, workspace) => {
    const lost = lostStage(found, workspace, goal);
    if (lost) return lost;
    const testers = testersOf(found, workspace);
    const before = (tester: Tester) => tester.span.start <= released.call.span.start;
    const good = testers.find((each) => before(each) && each.fails === 'yes' && each.noticed);
    const reasons = reasonsOf(testers, released, goal.script);
    if (good) {
      const beside = good.build?.baked && good.build.pushes && good.build !== released.build && good.build.call === released.call;
      if (!beside) return { outcome: 'pass', message: 'A failing test ends the script before anything is pushed.', reasons };
      const message = `\`bake --push\` builds its targets side by side, so the image may be pushed before a test fails. A push of its own, after the bake, would settle it. It does not count against you.`;
      return { outcome: 'unknown', message, reasons };
    }
    if (found.unread || testers.some((each) => before(each) && (each.fails === 'unknown' || each.nested)))
      return {
        outcome: 'unknown',
        message: 'Whether a failing test stops the release cannot be told from here. It does not count against you.',
        reasons,
      };
    return { ...whyNot(testers, before, released, found, workspace, goal), reasons };
  });
}

function whyNot(
  testers: Tester[],
  before: (tester: Tester) => boolean,
  released: Released,
  found: ScriptBuilds,
  workspace: Workspace,
  goal: ReleaseGoal,
): Judgement {
  const file = released.build?.dockerfile ?? 'Dockerfile';
  const early = testers.filter(before);
  const swallowed = early.find(({ fails }) => fails === 'no');
  if (swallowed) {
    const line = swallowed.step
      ? `Line ${swallowed.step.line} runs the tests, and what follows hides`
      : 'The container runs the tests, and `-d` hides';
    const message = `${line} how they end: the step is green whether they pass or fail. Look at which command's result counts.`;
    return fail(
      'failure-swallowed',
      message,
      swallowed.step
        ? [{ file, span: swallowed.step.span, line: swallowed.step.line, message }]
        : [{ file: goal.script, span: swallowed.span, message }],
    );
  }
  const unheard = early.find(({ noticed }) => !noticed);
  if (unheard) {
    const message = `This command fails when a test fails, and the script goes on to the push all the same. Look at what makes \`${goal.script}\` stop.`;
    return fail('script-goes-on', message, [{ file: goal.script, span: unheard.span, message }]);
  }
  const late = testers.find((each) => !before(each));
  if (late) {
    const message = 'The tests run after the push. By then the image is out, and whoever pulls it gets it.';
    return fail('tests-after-push', message, [{ file: goal.script, span: late.span, message }]);
  }
  return neverRun(released, found, workspace, goal, file);
}

/** A stage that is asked for and is not there: Docker stops in every run, whatever the tests say. */
function lostStage(found: ScriptBuilds, workspace: Workspace, goal: ReleaseGoal): Judgement | undefined {
  for (const build of found.builds) {
    const stages = workspace.build(build.dockerfile)?.stages ?? [];
    const names = stages.flatMap(({ writtenName }) => writtenName ?? []);
    const there = names.length > 0 ? `: there is ${listed(names, 6)}` : '';
    if (build.target !== undefined && !build.target.includes('$') && !builtBy(build, workspace)) {
      const message = `This asks for stage \`${build.target}\`, and \`${build.dockerfile}\` has none of that name${there}. Docker stops there in every run, whatever the tests say.`;
      return fail('no-such-stage', message, [{ file: goal.script, span: build.call.span, message }]);
    }
    const contexts = new Set(actionsOf(found.commands, 'build').flatMap((each) => each.contexts.map(({ name }) => name)));
    const stray = stages.flatMap(({ steps }) => steps).find((step) => isStray(step, contexts));
    const from = stray?.transfer?.from;
    if (!stray || from?.kind !== 'image') continue;
    const message = `No stage is called \`${from.image.written}\`${there}. Docker then looks for an image of that name in the registry, and stops.`;
    return fail('no-such-stage', message, [{ file: build.dockerfile, span: stray.span, line: stray.line, message }]);
  }
  return undefined;
}

/** A copy from one bare word that is neither a stage, nor a context of the script, nor an image that the catalogue knows. */
function isStray({ transfer }: Step, contexts: ReadonlySet<string>): boolean {
  if (transfer?.from.kind !== 'image') return false;
  const { written } = transfer.from.image;
  return !/[/:.@]/.test(written) && !contexts.has(written) && lookup(transfer.from.image) === undefined;
}

function neverRun(released: Released, found: ScriptBuilds, workspace: Workspace, goal: ReleaseGoal, file: string): Judgement {
  const stages = workspace.build(file)?.stages ?? [];
  const test = stages.flatMap(({ steps }) => steps).find((step) => step.keyword === 'RUN' && testCommands(step).length > 0);
  const checked = found.builds.find(({ onlyChecks }) => onlyChecks);
  if (test && checked) {
    const message = 'This looks at the Dockerfile and builds nothing, so no test runs.';
    return fail('check-builds-nothing', message, [{ file: goal.script, span: checked.call.span, message }]);
  }
  if (test) {
    const name = test.stage.writtenName ?? String(test.stage.index);
    const message = `No build of the script needs stage \`${name}\`: nothing in the image that is pushed comes from it. BuildKit goes backwards from the target and never gets to line ${test.line}, so the tests do not run, and nobody is told. Look at which stages the target takes something from.`;
    const build = released.build?.call;
    return fail('nobody-needs-test', message, [
      { file, span: test.span, line: test.line, message: 'This step is never built.' },
      ...(build ? [{ file: goal.script, span: build.span, message: `Builds what its target needs; \`${name}\` is not among it.` }] : []),
    ]);
  }
  const started = stages.find(({ config }) => startsTests(config.cmd ?? []) || startsTests(config.entrypoint ?? []));
  const origin = started?.origins.cmd ?? started?.origins.entrypoint;
  const step = origin?.kind === 'instruction' ? origin.step : undefined;
  if (step) {
    const message = `\`${step.instruction.written} ${step.instruction.body.text.trim()}\` says what a container starts. A build starts no container from its image, so it runs no test.`;
    return fail('tests-at-run-time', message, [{ file, span: step.span, line: step.line, message }]);
  }
  return fail('no-test-step', 'No step of the Dockerfile runs the tests any more.', []);
}

const fail = (mistake: string, message: string, findings: Finding[]): Judgement => ({ outcome: 'fail', mistake, message, findings });

const reasonsOf = (testers: Tester[], released: Released, file: string): Reason[] => [
  {
    file,
    span: released.call.span,
    text: `pushes \`${released.image}\`, which is stage ${released.build?.target ? `\`${released.build.target}\`` : 'the last'}`,
  },
  ...testers.map(({ span, step, fails, noticed }) => ({
    file,
    span,
    text: `runs the tests${step ? ` of line ${step.line}` : ''}; a failing one ${fails === 'yes' ? (noticed ? 'stops the script' : 'is not noticed by the script') : 'is hidden'}`,
  })),
];

/** The released image's stage, judged by a goal on the final stage. */
export function onReleased(release: Pick<ReleaseGoal, 'script' | 'image'>, goal: Goal): Goal {
  return releaseGoal({ ...goal, ...release }, (released, _, workspace) => {
    const target = released.build?.target;
    if (target === undefined) return goal.judge(workspace);
    return goal.judge(
      createWorkspace(workspace.files, { ...workspace.options, target, ...(workspace.context ? { context: workspace.context } : {}) }),
    );
  });
}

function releaseGoal(
  goal: ReleaseGoal & Partial<Pick<Goal, 'covers'>>,
  judge: (released: Released, found: ScriptBuilds, workspace: Workspace) => Judgement,
): Goal {
  const { id, kind, title, script, image, covers } = goal;
  return {
    id,
    kind,
    title,
    ...(covers ? { covers } : {}),
    judge(workspace) {
      const found = scriptBuilds(workspace, script);
      const released = found.released.find((each) => each.image === image) ?? found.released[0];
      if (!released && !found.unread)
        return { outcome: 'unknown', message: `\`${script}\` pushes no image, so there is nothing to judge yet.` };
      if (!released?.build)
        return { outcome: 'unknown', message: `Which build makes the image that \`${script}\` pushes cannot be told from here.` };
      return judge(released, found, workspace);
    },
  };
}

/** The image that is pushed is not the one in which the tests ran. */
export function pushesNoTestStage(goal: ReleaseGoal): Goal {
  return releaseGoal(goal, (released, _, workspace) => {
    const build = released.build && builtBy(released.build, workspace);
    const stage = build?.final;
    const tests = stage && chainSteps(stage).some((step) => testCommands(step).length > 0);
    const asked = released.build?.target;
    if (!stage || !released.build || !(tests || startsTests(stage.config.cmd ?? [])))
      return { outcome: 'pass', message: 'The image that is pushed is not the one in which the tests ran.' };
    const name = `\`${stage.writtenName ?? stage.index}\``;
    const why =
      asked === undefined ? `The script names no target, so it gets the last stage, ${name}` : `The script asks for stage ${name}`;
    const message = `${why}: the image that is pushed is the one in which the tests ran, with its tools and its sources.`;
    return fail('test-image-ships', message, [
      { file: released.build.dockerfile, span: stage.from.span, line: stage.from.lines.start, message: 'This stage is what is pushed.' },
      { file: goal.script, span: released.build.call.span, message },
    ]);
  });
}

/** The script builds the image and pushes it under its name. */
export function releasesImage(goal: ReleaseGoal): Goal {
  const { id, kind, title, script, image } = goal;
  return {
    id,
    kind,
    title,
    judge(workspace) {
      const found = scriptBuilds(workspace, script);
      const released = found.released.find((each) => each.image === image);
      if (released?.build) {
        if (builtBy(released.build, workspace)) return { outcome: 'pass', message: `\`${image}\` is built and pushed.` };
        const message = `The build asks for stage \`${released.build.target ?? ''}\` of \`${released.build.dockerfile}\`, and there is none.`;
        return fail('no-such-stage', message, [{ file: script, span: released.build.call.span, message }]);
      }
      if (found.unread) {
        const message = 'What this bake builds cannot be read: it needs a `docker-bake.json` with that target.';
        return { outcome: 'unknown', message, findings: [{ file: script, span: found.unread.span, message }] };
      }
      if (released) {
        const message = `\`${image}\` is pushed, and no build before gives an image that name.`;
        return fail('not-built', message, [{ file: script, span: released.call.span, message }]);
      }
      return fail('not-pushed', `\`${script}\` does not push \`${image}\` any more.`, []);
    },
  };
}
