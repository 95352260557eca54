import { expect, test } from 'vitest';
import { runSteps, type Step, verdict } from './step.ts';
import { count } from './vitest.ts';

const step = (name: string, ok: boolean, needs?: string[]): Step => ({ name, title: name, needs, run: async () => verdict(ok, name) });

test('all steps run even if one failed', async () => {
  const seen: string[] = [];
  const sum = await runSteps([step('a', false), step('b', true)], ({ name }) => seen.push(name));
  expect(seen).toEqual(['a', 'b']);
  expect(sum).toEqual({ passed: 1, failed: 1, skipped: 0 });
});

test('a step that cannot run is skipped and said, and so is what needs it', async () => {
  const said: string[] = [];
  const sum = await runSteps([step('a', false), step('b', true, ['a']), step('c', true, ['b'])], (_, { summary }) => said.push(summary));
  expect(said).toEqual(['a', 'skipped: it needs a', 'skipped: it needs b']);
  expect(sum).toEqual({ passed: 0, failed: 1, skipped: 2 });
});

test('a step that throws has failed', async () => {
  const broken: Step = { name: 'a', title: 'a', run: () => Promise.reject(new Error('no disk')) };
  expect(await runSteps([broken], (_, { output }) => expect(output).toContain('no disk'))).toMatchObject({ failed: 1 });
});

test('lanes run side by side, each in order, with what a step needs first', async () => {
  const said: string[] = [];
  const gate = Promise.withResolvers<boolean>();
  const slow: Step = { ...step('slow', true), lane: 'one', run: async () => verdict(await gate.promise, 'slow') };
  const opens: Step = {
    ...step('opens', true),
    lane: 'two',
    run: async () => {
      gate.resolve(true);
      return verdict(true, 'opens');
    },
  };
  const steps = [slow, { ...step('second', true), lane: 'one' }, opens, { ...step('needy', true, ['second']), lane: 'two' }];
  await runSteps(steps, ({ name }) => said.push(name));
  expect(said).toEqual(['opens', 'slow', 'second', 'needy']);
});

test('a step that runs alone waits for all before it, and all after it wait', async () => {
  const running = new Set<string>();
  const seen: string[] = [];
  const take = (name: string, more: Partial<Step>): Step => ({
    ...step(name, true),
    ...more,
    run: async () => {
      running.add(name);
      await new Promise((done) => setImmediate(done));
      seen.push([...running].join('+'));
      running.delete(name);
      return verdict(true, name);
    },
  });
  await runSteps(
    [take('a', { lane: 'one' }), take('b', { lane: 'two' }), take('c', { alone: true }), take('d', { lane: 'one' })],
    () => {},
  );
  expect(seen).toEqual(['a+b', 'b', 'c', 'd']);
});

const file = (status: string, ...tests: string[]) => ({ status, assertionResults: tests.map((each) => ({ status: each })) });
const report = (passed: number, failed: number, ...testResults: ReturnType<typeof file>[]) => ({
  numPassedTests: passed,
  numFailedTests: failed,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults,
});

test.each([
  ['all passed', report(2, 0, file('passed', 'passed', 'passed')), 0, { passed: 2, failed: 0 }],
  ['one failed', report(1, 1, file('failed', 'passed', 'failed')), 1, { passed: 1, failed: 1 }],
  ['a file could not be loaded', report(1, 0, file('passed', 'passed'), file('failed')), 1, { passed: 1, failed: 1 }],
  ['an error between tests', report(1, 0, file('passed', 'passed')), 1, { passed: 1, failed: 1 }],
  ['no test ran', report(0, 0), 0, { passed: 0, failed: 1 }],
  ['no report', undefined, 1, { passed: 0, failed: 1 }],
])('Vitest: %s', (_, given, code, expected) => {
  expect(count(given, code, '')).toMatchObject(expected);
});
