/** A team's story from end to end: a track is composed, followed, answered, sent as a record, and graded again among others. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { devices, type Page } from 'playwright-core';
import { afterAll, describe } from 'vitest';
import { root } from '../cli/run.ts';
import { sideways } from './addresses.ts';
import { violations } from './axe.ts';
import { expect, test } from './browser.ts';
import { openTab, press, reach, tabTo, write } from './keyboard.ts';
import { answer, answerNamed, colleague, recordOf, runVerify } from './records.ts';

const folder = mkdtempSync(join(tmpdir(), 'shipshape-team-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** In the order in which the lead wants them. Each is answered in one short Dockerfile. */
const asked = [
  { slug: 'refused-pod', title: 'The pod that never starts', solution: 'number-in-the-image' },
  { slug: 'probe-that-tells-the-truth', title: 'A probe that tells the truth', solution: 'wget-by-number' },
  { slug: 'one-writable-folder', title: 'A number for a user, one folder to write to', solution: 'number-alone' },
];

/** Nothing that axe finds, in either theme (the other one changes only colours), and nothing to scroll sideways. */
async function checkStation(page: Page): Promise<void> {
  // What stands half below the page's head is not half a target.
  await page.evaluate(() => scrollTo(0, 0));
  expect(await violations(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await violations(page, { rules: ['color-contrast'] }), 'in the dark').toEqual([]);
  await page.emulateMedia({ colorScheme: 'light' });
  expect(await sideways(page)).toBe(0);
}

/** Presses Enter on a button or link that saves a file. */
async function saved(page: Page, name: string): Promise<{ name: string; path: string }> {
  const [file] = await Promise.all([page.waitForEvent('download'), press(page, 'button', name)]);
  return { name: file.suggestedFilename(), path: await file.path() };
}

/** The lead puts a track together; gives its link. */
async function compose(lead: Page): Promise<string> {
  await tabTo(lead, lead.locator('summary', { hasText: 'Compose one' }));
  await lead.keyboard.press('Enter');
  await write(lead, lead.getByRole('textbox', { name: 'Title', exact: true }), 'Payments team');
  for (const at of [0, 2, 1]) {
    await reach(lead, 'checkbox', asked[at]?.title ?? '');
    await lead.keyboard.press('Space');
  }
  const steps = lead.getByRole('list', { name: 'Your track, in order' }).getByRole('listitem');
  await press(lead, 'button', `Move up: ${asked[1]?.title}`);
  await steps
    .nth(1)
    .getByText(asked[1]?.title ?? '')
    .waitFor();
  expect(await steps.locator('b').allInnerTexts()).toEqual(asked.map(({ title }) => title));
  await checkStation(lead);
  const link = await reach(lead, 'textbox', 'Link to your track');
  expect(await link.inputValue()).toMatch(/\/tracks\/own\/#[\w-]+$/);
  return link.inputValue();
}

/** The new hire follows the track from the link to the end, and sends what comes of it as a file. */
async function follow(hire: Page): Promise<string> {
  await hire.getByRole('heading', { level: 1, name: 'Payments team' }).waitFor();
  await checkStation(hire);
  await press(hire, 'button', 'Follow this track');
  await hire.getByRole('button', { name: 'Stop following' }).waitFor();
  for (const [at, { slug, title, solution }] of asked.entries()) {
    await press(hire, 'link', at === 0 ? `Begin: ${title}` : `Next on your track: ${title}`);
    await hire.getByRole('heading', { level: 1, name: title }).waitFor();
    const text = answerNamed(slug, `solutions/${solution}`).Dockerfile ?? '';
    await openTab(hire, 'Dockerfile');
    await write(hire, hire.getByRole('textbox', { name: 'Dockerfile', exact: true }), text);
    await hire
      .getByText(/^Passed: /)
      .first()
      .waitFor();
    if (at === 0) await checkStation(hire);
    await press(hire, 'link', 'Shipshape');
    await hire.getByText('Your track: Payments team').waitFor();
  }
  await press(hire, 'link', 'Your track is done: make a record');
  await hire.getByText('This browser holds 3 answers that passed.').waitFor();
  await write(hire, hire.getByRole('textbox', { name: /^Your name/ }), 'Ada Lovelace');
  await press(hire, 'button', 'Make the record');
  await hire.getByRole('heading', { name: 'Your record is made' }).waitFor();
  await checkStation(hire);
  const { name, path } = await saved(hire, 'Save the file');
  expect(name).toBe('ada-lovelace.shipshape.json');
  return readFileSync(path, 'utf8');
}

/** The lead takes all records in and looks at them; gives the CSV. */
async function lookThrough(lead: Page, files: string[]): Promise<string> {
  const chooser = lead.waitForEvent('filechooser');
  await tabTo(lead, lead.getByLabel('Choose files'));
  await lead.keyboard.press('Enter');
  await (await chooser).setFiles(files);
  const table = lead.getByRole('table', { name: /^10 records/ });
  await table.getByRole('row').nth(10).waitFor();
  await write(lead, lead.getByRole('textbox', { name: /^Paste links/ }), 'Dear Ada, please send me your record', 'insertText');
  await press(lead, 'button', 'Grade them');
  await lead.getByText('1 text was not taken for a record:').waitFor();

  await reach(lead, 'combobox', 'What is asked');
  await lead.keyboard.type('Payments');
  const row = table.getByRole('row', { name: /Ada Lovelace/ });
  await row.getByRole('cell', { name: '3/3' }).waitFor();
  expect(await row.getByRole('img').evaluateAll((marks) => marks.map((mark) => mark.getAttribute('aria-label')))).toEqual([
    'passed',
    'passed',
    'passed',
  ]);
  await lead.getByRole('heading', { name: 'Where help is needed' }).waitFor();
  await checkStation(lead);

  const filter = lead.getByRole('searchbox', { name: 'Name contains' });
  await write(lead, filter, 'ada');
  await lead.getByRole('table', { name: /^1 of 10 records/ }).waitFor();
  await write(lead, filter, '');
  await table.waitFor();
  await press(lead, 'button', /^Passed/);
  const sorted = lead.getByRole('columnheader', { name: /^Passed/ }).and(lead.locator('[aria-sort=ascending]'));
  await sorted.waitFor();
  expect(await sorted.getByRole('button').evaluate((button) => button === document.activeElement)).toBe(true);
  return readFileSync((await saved(lead, 'Save as CSV')).path, 'utf8');
}

const lines = (csv: string) => csv.replace('\ufeff', '').trimEnd().split('\r\n');

describe.each([
  { at: 'a laptop', options: { viewport: { width: 1280, height: 800 } } },
  { at: 'a phone', options: { ...devices['iPhone 13'], viewport: { width: 360, height: 740 } } },
])('a team, by keyboard alone, on $at', ({ at, options }) => {
  test('composes a track, follows it, sends a record, and sees it among nine others', { timeout: 300_000 }, async ({ open }) => {
    const lead = await open('/team/', options);
    const link = await compose(lead);
    const hire = await open(new URL(link).pathname + new URL(link).hash, options);
    const record = await follow(hire);

    const texts = [
      record,
      ...(await Promise.all(
        Array.from({ length: 9 }, (_, n) =>
          colleague(
            n + 1,
            asked.map(({ slug }) => slug),
          ),
        ),
      )),
    ];
    const files = texts.map((text, n) => {
      const path = join(folder, `${at}-${n}.shipshape.json`);
      writeFileSync(path, text);
      return path;
    });
    const csv = lines(await lookThrough(lead, files));
    expect(csv.at(-1)).toMatch(/^"Ada Lovelace",.*"passed","passed","passed"$/);
    expect(csv.filter((line) => line.startsWith('"\'=Colleague'))).toHaveLength(9);

    // The command line says the same of the same files, person by person and exercise by exercise.
    const all = await runVerify(files, { csv: true, track: link });
    expect(lines(all.out).sort()).toEqual([...csv].sort());
    expect(all.code, 'some answers of the others do not hold').toBe(1);
    const one = spawnSync(process.execPath, [join(root, 'src/cli/bin.mjs'), 'verify', '--json', '--track', link, files[0] ?? ''], {
      encoding: 'utf8',
    });
    expect(one.status, one.stderr).toBe(0);
    const { records, refused } = JSON.parse(one.stdout) as { records: { verdicts: { slug: string; state: string }[] }[]; refused: unknown };
    expect(refused).toEqual([]);
    expect(records).toMatchObject([{ name: 'Ada Lovelace', held: 3, asked: 3, holds: true }]);
    expect(Object.fromEntries(records[0]?.verdicts.map(({ slug, state }) => [slug, state]) ?? [])).toEqual(
      Object.fromEntries(asked.map(({ slug }) => [slug, 'passed'])),
    );
  });
});

describe('two hundred records', () => {
  test('dropped at once are graded and stand in the table, whichever way it is sorted and filtered', async ({ open }) => {
    const slug = 'refused-pod';
    const person = (at: number) =>
      recordOf([{ slug, version: 1, files: answer(slug, at % 4 === 0 ? 'wrong' : 'solutions', at % 5) }], { name: `Person ${at}` });
    const texts = await Promise.all(Array.from({ length: 200 }, (_, at) => person(at + 1)));
    const page = await open('/team/');
    await page.evaluate((texts) => {
      const dataTransfer = new DataTransfer();
      for (const [at, text] of texts.entries()) dataTransfer.items.add(new File([text], `${at}.shipshape.json`));
      document.querySelector('[data-drop]')?.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true }));
    }, texts);
    const rows = page.getByRole('table').locator('tbody tr');
    await rows.nth(199).waitFor({ timeout: 60_000 });
    expect(await rows.first().getByRole('rowheader').innerText()).toBe('Person 1');
    await page.getByRole('button', { name: /^Name/ }).click();
    await page.getByRole('columnheader', { name: /^Name/ }).and(page.locator('[aria-sort=descending]')).waitFor();
    await rows.nth(199).waitFor();
    expect(await rows.count()).toBe(200);
    expect(await rows.first().getByRole('rowheader').innerText()).toBe('Person 200');
    expect(await rows.last().getByRole('rowheader').innerText()).toBe('Person 1');
    await page.getByRole('searchbox', { name: 'Name contains' }).fill('Person 19');
    await page.getByRole('table', { name: /^11 of 200 records/ }).waitFor();
    expect(await rows.count()).toBe(11);
    await page.getByText('Answered and not there yet, 50 people:').waitFor();
    await page
      .getByText(/^and \d+ more$/)
      .first()
      .click();
  });
});
