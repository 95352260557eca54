/** A team's story from end to end: a track is composed, followed, answered, sent as a record, and graded again among others. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, describe } from 'vitest';
import type { Files } from '#engine';
import { verify } from '../cli/commands/verify.ts';
import { filesIn } from '../cli/files.ts';
import { root } from '../cli/run.ts';
import { packRecord } from '../course/records/read.ts';
import type { RecordAnswer } from '../course/records/record.ts';
import { violations } from './axe.ts';
import { expect, test } from './browser.ts';

const folder = mkdtempSync(join(tmpdir(), 'shipshape-team-'));
afterAll(() => rmSync(folder, { recursive: true }));

const asked = ['refused-pod', 'repair-the-seed', 'bound-the-services'];

/** The n-th solution (or wrong answer) of an exercise, by the order of the folders' names. */
function answer(slug: string, kind: 'solutions' | 'wrong' = 'solutions', n = 0): Files {
  const all = join(root, 'exercises', slug, kind);
  const names = readdirSync(all);
  const one = join(all, names[n % names.length] ?? '');
  const files = filesIn(one).filter((file) => file !== 'feedback.txt');
  return Object.fromEntries(files.map((file) => [file, readFileSync(join(one, file), 'utf8')]));
}

/** What a browser stores when these exercises were passed in it: the grading itself is tested with the learner. */
const passedState = (slugs: string[]): Record<string, string> => ({
  ...Object.fromEntries(
    slugs.map((slug) => [
      `shipshape:attempt:${slug}`,
      JSON.stringify({ schema: 1, exercise: 1, files: answer(slug), passing: answer(slug), hints: 0, revealed: false }),
    ]),
  ),
  'shipshape:progress': JSON.stringify({
    schema: 1,
    lessons: {},
    exercises: Object.fromEntries(
      slugs.map((slug) => [slug, { begun: '2026-11-20T09:00:00.000Z', passed: '2026-11-20T10:00:00.000Z', version: 1 }]),
    ),
  }),
});

const colleague = (at: number): Promise<string> => {
  const answers = asked.slice(0, at % 4).map((slug, n): RecordAnswer => {
    return { slug, version: 1, files: answer(slug, (at + n) % 3 === 0 ? 'wrong' : 'solutions', at) };
  });
  return packRecord({
    course: '0.1.0',
    engine: '0.1.0',
    made: `2026-11-1${at}T10:00:00.000Z`,
    name: `=Colleague ${at}`,
    placement: [],
    answers,
  });
};

/** Presses Tab until the focus is on what is wanted, then Enter or Space. */
async function reach(page: Page, role: 'button' | 'link' | 'checkbox' | 'textbox' | 'combobox', name: string | RegExp): Promise<void> {
  const target = page.getByRole(role, { name, exact: typeof name === 'string' }).first();
  await target.waitFor();
  for (let presses = 0; presses < 250; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`The Tab key never reached the ${role} ${String(name)}.`);
}

async function press(page: Page, role: 'button' | 'link', name: string | RegExp): Promise<void> {
  await reach(page, role, name);
  await page.keyboard.press('Enter');
}

describe.each([
  { at: 'a laptop', options: { viewport: { width: 1366, height: 768 }, colorScheme: 'light' as const } },
  { at: 'a phone', options: { viewport: { width: 390, height: 844 }, colorScheme: 'dark' as const } },
])('a team, by keyboard alone, on $at', ({ at, options }) => {
  test('composes a track, follows it, sends a record, and sees it among nine others', { timeout: 180_000 }, async ({ open }) => {
    // The lead puts a track together.
    const lead = await open('/team/', options);
    const summary = lead.getByText('Compose one', { exact: true });
    await summary.focus();
    await lead.keyboard.press('Enter');
    await reach(lead, 'textbox', 'Title');
    await lead.keyboard.type('Payments team');
    for (const title of ['The pod that never starts', 'Bound the services', 'Repair a two-stage build']) {
      const box = lead.getByRole('checkbox', { name: title });
      await box.focus();
      await lead.keyboard.press('Space');
    }
    await lead.getByRole('button', { name: 'Move up: Repair a two-stage build' }).focus();
    await lead.keyboard.press('Enter');
    const steps = lead.getByRole('list', { name: 'Your track, in order' }).getByRole('listitem');
    expect(await steps.allInnerTexts()).toEqual([/The pod/, /Repair/, /Bound/].map((title) => expect.stringMatching(title)));
    const link = await lead.getByRole('textbox', { name: 'Link to your track' }).inputValue();
    expect(link).toMatch(/\/tracks\/own\/#[\w-]+$/);
    expect(await violations(lead)).toEqual([]);

    // The new hire opens it, follows it, and goes on from the home page.
    const hire = await open(link.replace(/^https?:\/\/[^/]+/, ''), options);
    await hire.getByRole('heading', { level: 1, name: 'Payments team' }).waitFor();
    expect(await violations(hire)).toEqual([]);
    await press(hire, 'button', 'Follow this track');
    await hire.getByRole('button', { name: 'Stop following' }).waitFor();
    await hire.goto('/', { waitUntil: 'networkidle' });
    await hire.getByRole('link', { name: 'Next on your track: The pod that never starts' }).waitFor();

    // Three exercises are passed; what that stores is put there.
    await hire.evaluate((state) => {
      for (const [key, text] of Object.entries(state)) localStorage.setItem(key, text);
    }, passedState(asked));
    await hire.reload({ waitUntil: 'networkidle' });
    await hire.getByRole('link', { name: 'Your track is done: make a record' }).waitFor();
    await press(hire, 'link', 'Your track is done: make a record');
    await hire.getByText('This browser holds 3 answers that passed.').waitFor();
    await reach(hire, 'textbox', /^Your name/);
    await hire.keyboard.type('Ada Lovelace');
    await press(hire, 'button', 'Make the record');
    await hire.getByRole('heading', { name: 'Your record is made' }).waitFor();
    expect(await violations(hire)).toEqual([]);
    const [file] = await Promise.all([hire.waitForEvent('download'), press(hire, 'button', 'Save the file')]);
    expect(file.suggestedFilename()).toBe('ada-lovelace.shipshape.json');
    const record = join(folder, `${at}.shipshape.json`);
    await file.saveAs(record);

    // The lead drops it with nine others, one of them no record.
    const others = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map(colleague));
    const paths = [...others, 'no record'].map((text, n) => {
      const path = join(folder, `${n}.txt`);
      writeFileSync(path, text);
      return path;
    });
    await lead.locator('input[type=file]').setInputFiles([record, ...paths]);
    const table = lead.getByRole('table');
    await table.getByRole('row').nth(9).waitFor();
    await lead.getByText('1 text was not taken for a record:').waitFor();
    await lead.getByRole('heading', { name: 'Where help is needed' }).waitFor();
    await lead.getByLabel('What is asked').selectOption({ label: 'Payments team (of your own)' });
    const row = table.getByRole('row').filter({ hasText: 'Ada Lovelace' });
    expect(await row.getByRole('cell').allInnerTexts()).toEqual([
      expect.any(String),
      '3/3',
      ...asked.map(() => expect.stringContaining('passed')),
    ]);
    await press(lead, 'button', /^Passed/);
    await lead
      .getByRole('columnheader', { name: /^Passed/ })
      .and(lead.locator('[aria-sort=ascending]'))
      .waitFor();
    expect(await violations(lead)).toEqual([]);
    const sideways = await lead.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(sideways).toBe(0);
    const [saved] = await Promise.all([lead.waitForEvent('download'), press(lead, 'button', 'Save as CSV')]);
    const csv = readFileSync(await saved.path(), 'utf8')
      .trimEnd()
      .split('\r\n');
    expect(csv).toHaveLength(10);
    expect(csv.filter((line) => line.startsWith('"\'=Colleague'))).toHaveLength(8);
    expect(csv.at(-1)).toMatch(/^"Ada Lovelace",.*"passed","passed","passed"$/);

    // The command says the same of the same file.
    const said: string[] = [];
    const { log } = console;
    console.log = (text: string) => void said.push(text);
    try {
      expect(await verify.run([record], { json: true, track: link })).toBe(0);
    } finally {
      console.log = log;
    }
    expect(JSON.parse(said.join('\n'))).toMatchObject({
      records: [
        {
          name: 'Ada Lovelace',
          held: 3,
          asked: 3,
          verdicts: expect.arrayContaining(asked.map((slug) => expect.objectContaining({ slug, state: 'passed' }))),
        },
      ],
    });
  });
});

describe('a record that was sent', () => {
  const answers: RecordAnswer[] = [
    { slug: 'refused-pod', version: 7, files: answer('refused-pod') },
    { slug: 'repair-the-seed', version: 1, files: { Dockerfile: '<img src=x onerror=alert(1)>\nFROM node:24\u202e\n' } },
    { slug: 'no-such-exercise', version: 1, files: { '<b>.txt': '<script>alert(1)</script>' } },
  ];

  test('is graded again and read as text, whatever is in it', async ({ open }) => {
    const packed = await packRecord({ course: '0.1.0', engine: '0.1.0', made: '', name: '<b>Eve</b>\u202e', placement: [], answers });
    const page = await open(`/record/#${packed}`);
    await page.getByText('1 of 3 answers hold').waitFor();
    await page.getByRole('heading', { name: '<b>Eve</b>', exact: true }).waitFor();
    for (const state of ['holds', 'cannot be read', 'not in the course'])
      expect(await page.getByText(state, { exact: true }).count()).toBe(1);
    await page.getByText('cannot be read', { exact: true }).click();
    await page.getByText('FROM node:24⟨U+202E⟩').waitFor();
    await page.getByText('A solution').first().waitFor();
    expect(await page.locator('shipshape-record :is(img, script, b:has-text("Eve"))').count()).toBe(0);
    expect(await violations(page)).toEqual([]);
    await page.getByRole('link', { name: 'Certificate to print' }).first().click();
    await page.getByText('1 answer that holds').waitFor();
    await page.getByRole('img', { name: 'The link to the record, as a code to scan' }).waitFor();
    expect(await violations(page)).toEqual([]);
  });

  test.for(['', 'abc', 'A'.repeat(300_000)])('that is none is refused with a sentence (%#)', async (hash, { open }) => {
    const page = await open('/record/');
    await page.getByLabel('Paste a link').fill(hash);
    await page.getByRole('button', { name: 'Open', exact: true }).click();
    await page
      .getByRole('alert')
      .filter({ hasText: /nothing in it|is not a record/ })
      .waitFor();
  });
});
