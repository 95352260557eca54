/** Records as they travel: opened, graded again and read as text, printed as a certificate, and telling what a check made unnecessary. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe } from 'vitest';
import { diskOutline } from '../cli/outline.ts';
import { packRecord } from '../course/records/read.ts';
import type { RecordAnswer } from '../course/records/record.ts';
import { violations } from './axe.ts';
import { editorOf, passes, paste } from './bench.ts';
import { expect, test } from './browser.ts';
import { answer, recordOf, runVerify } from './records.ts';

const folder = mkdtempSync(join(tmpdir(), 'shipshape-record-'));
afterAll(() => rmSync(folder, { recursive: true }));

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

describe('a certificate', () => {
  const right = (slug: string): RecordAnswer => ({ slug, version: 1, files: answer(slug) });

  test('of the whole course prints on one sheet, of A4 and of Letter', async ({ open }) => {
    const { exercises } = await diskOutline();
    const name = 'Maria-Magdalena von der Leyen-Schmidt-Mustermann y Cervantes';
    const page = await open(
      `/certificate/#${await recordOf(
        exercises.map(({ slug }) => right(slug)),
        { name },
      )}`,
      // Grading all answers keeps the page busy for longer than the network may take to fall still.
      { until: 'load' },
    );
    await page.getByText(`${exercises.length} answers that hold`).waitFor({ timeout: 60_000 });
    expect(await page.getByRole('heading', { name: 'Shown in part' }).count()).toBe(0);
    for (const format of ['A4', 'Letter']) {
      const pdf = (await page.pdf({ format })).toString('latin1');
      expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g), format).toHaveLength(1);
    }
  });

  test('lists apart what is shown in part', async ({ open }) => {
    const { modules, exercises } = await diskOutline();
    const objectives = modules.flatMap(({ lessons }) => lessons.flatMap(({ objectives }) => objectives));
    const shared = objectives.find(({ id }) => exercises.filter((each) => each.objectives.includes(id)).length > 1);
    const [first, ...others] = exercises.filter((each) => each.objectives.includes(shared?.id ?? ''));
    const page = await open(`/certificate/#${await recordOf([right(first?.slug ?? '')])}`);
    await page.getByRole('heading', { name: 'Shown in part' }).waitFor();
    await page
      .getByText(`(1 of ${others.length + 1} exercises)`)
      .first()
      .waitFor();
    expect(await violations(page)).toEqual([]);
  });
});

describe('the check of a module', () => {
  test('lets a module be skipped, and track, record, team page and command say so', async ({ open }) => {
    const { modules } = await diskOutline();
    const { title, check } = modules.find(({ slug }) => slug === 'precise-dockerfiles') ?? { title: '', check: [] };
    const page = await open('/tracks/backend-first-week/');
    const skipped = page.getByText('Skipped by the check');
    await page.getByText('0 of', { exact: false }).first().waitFor();
    expect(await skipped.count()).toBe(0);
    for (const slug of check) {
      await page.getByText('Know some of it already?').click();
      await page.locator('.checks').locator(`a[href$="/exercises/${slug}/"]`).click();
      await page.getByRole('textbox', { name: 'Dockerfile', exact: true }).waitFor();
      await paste(page, editorOf(page.locator('shipshape-exercise'), 'Dockerfile'), answer(slug).Dockerfile ?? '');
      await passes(page.locator('shipshape-exercise'));
      await page.goto('/tracks/backend-first-week/');
    }
    await skipped.first().waitFor();
    // Lessons and exercises of that module, whichever the track has of it and has not been done.
    const there = await page.locator('li[data-state=placed]').count();
    expect(there).toBeGreaterThan(2);
    await page.getByRole('button', { name: 'Follow this track' }).click();

    await page.goto('/record/', { waitUntil: 'networkidle' });
    await page.getByRole('textbox', { name: /^Your name/ }).fill('Ada');
    await page.getByRole('button', { name: 'Make the record' }).click();
    const link = await page.getByRole('textbox', { name: /^Link/ }).inputValue();
    const other = await open(new URL(link).pathname + new URL(link).hash);
    await other.getByText(`Skipped by passing the check, and the check holds: ${title}.`).waitFor();

    const lead = await open('/team/');
    await lead.getByRole('textbox', { name: /^Paste links/ }).fill(link);
    await lead.getByRole('button', { name: 'Grade them' }).click();
    const row = lead.getByRole('row', { name: /Ada/ });
    await row.getByText(`skipped: ${title}`).waitFor();
    expect(await row.getByRole('img', { name: 'skipped by check' }).count()).toBeGreaterThan(0);

    const file = join(folder, 'placed.txt');
    writeFileSync(file, link);
    const { out } = await runVerify([file], { json: true, track: 'backend-first-week' });
    expect(JSON.parse(out)).toMatchObject({ records: [{ placement: ['precise-dockerfiles'], placed: [title] }] });

    // A record that only says so is not believed.
    const claim = await open(`/record/#${await recordOf([], { name: 'Eve', placement: ['precise-dockerfiles'] })}`);
    await claim.getByText(`the answers to it are not here or do not hold: ${title}.`).waitFor();
  });
});
