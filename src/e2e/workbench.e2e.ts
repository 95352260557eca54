/** The bench around an exercise: marks and fixes by keyboard, the plain text area, history, comparing, reports; nothing is lost. */
import type { Locator, Page } from 'playwright-core';
import { describe } from 'vitest';
import { violations } from './axe.ts';
import { editorOf, failsSome, lesson, linesOf, passes, paste, seedBench, seedFile, textIn } from './bench.ts';
import { expect, test } from './browser.ts';

const alone = '/exercises/repair-the-seed/';
const starter = seedFile('starter/Dockerfile');
const repair = seedFile('solutions/prune/Dockerfile');
const isFocused = (locator: Locator) => locator.evaluate((element) => element === document.activeElement);
const says = (bench: Locator, text: string | RegExp) => bench.getByRole('status').filter({ hasText: text }).waitFor({ state: 'attached' });
const noteOf = (bench: Locator) => bench.getByRole('group', { name: 'About this line' });
const rich = (bench: Locator) => bench.getByRole('button', { name: 'Use a plain text area' }).waitFor();

/** The bench on a page of its own, with its editor open. */
async function start(page: Page): Promise<{ bench: Locator; editor: Locator }> {
  const bench = await seedBench(page);
  const editor = editorOf(bench, 'Dockerfile');
  await bench.scrollIntoViewIfNeeded();
  await rich(bench);
  return { bench, editor };
}

/** Pastes from the clipboard over all that the editor holds, as a learner does. */
async function pasteOver(page: Page, editor: Locator, text: string): Promise<void> {
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await editor.click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.press('ControlOrMeta+V');
}

describe('the editor', () => {
  test('leads by keyboard from mark to mark, says what a line is about, and goes to the goal', async ({ open }) => {
    const page = await open(alone);
    const { bench, editor } = await start(page);
    await bench.locator('.paint > .marked').first().waitFor();
    await editor.focus();
    await page.keyboard.press('F8');
    await says(bench, /^Line \d+: /);
    const note = noteOf(bench);
    await note.getByRole('link', { name: /in Docker's reference$/ }).waitFor();
    await page.keyboard.press('F1');
    expect(await isFocused(note)).toBe(true);
    await page.keyboard.press('Escape');
    expect(await isFocused(editor)).toBe(true);
    await page.keyboard.press('Tab');
    expect(await isFocused(editor), 'Tab leaves the editor').toBe(false);
    await note.getByRole('link', { name: 'Go to its goal' }).first().click();
    const goal = page.locator('li:focus');
    expect(await goal.textContent()).toContain('Not yet:');
    expect(new URL(page.url()).hash).toBe(`#${await goal.getAttribute('id')}`);
  });

  test('offers to repair what a web page did to a pasted text', async ({ open }) => {
    const page = await open(alone, { permissions: ['clipboard-read', 'clipboard-write'] });
    const { bench, editor } = await start(page);
    await pasteOver(page, editor, 'FROM node:24-slim AS b\nCOPY –chown=node . .\n');
    await says(bench, 'What you pasted');
    await bench.getByRole('button', { name: 'Repair them' }).click();
    expect(linesOf(await textIn(editor))).toEqual(['FROM node:24-slim AS b', 'COPY --chown=node . .']);
    expect(await isFocused(editor)).toBe(true);
    await page.keyboard.press('ControlOrMeta+Z');
    expect(linesOf(await textIn(editor)), 'the editor takes the repair back').toEqual(['FROM node:24-slim AS b', 'COPY –chown=node . .']);
  });

  test('offers the same in a file that is no Dockerfile', async ({ open }) => {
    const page = await open('/exercises/bound-the-services/', { permissions: ['clipboard-read', 'clipboard-write'] });
    const editor = page.getByRole('textbox', { name: 'compose.yaml', exact: true });
    await page.getByRole('button', { name: 'Use a plain text area' }).waitFor();
    await pasteOver(page, editor, 'services:\n\tweb:\n\t\timage: “nginx:1.29”\n');
    await page.getByRole('button', { name: 'Repair them' }).click();
    await expect.poll(async () => linesOf(await textIn(editor))).toEqual(['services:', '  web:', '    image: "nginx:1.29"']);
  });

  test('applies the fix of a line by keyboard', async ({ open }) => {
    const page = await open(alone);
    const { bench, editor } = await start(page);
    await paste(page, editor, 'FROM node:24-slim AS b\nCOPY –chown=node . .\n');
    await bench.getByText('This cannot be read yet').first().waitFor();
    await page.keyboard.press('F8');
    await page.keyboard.press('Control+.');
    await says(bench, /^Done: /);
    expect(linesOf(await textIn(editor))).toEqual(['FROM node:24-slim AS b', 'COPY --chown=node . .']);
    await page.keyboard.press('ControlOrMeta+Z');
    expect(linesOf(await textIn(editor)), 'the editor takes the fix back').toEqual(['FROM node:24-slim AS b', 'COPY –chown=node . .']);
  });

  test('paints every letter where the text area has it, and marks the lines', async ({ open }) => {
    const page = await open(alone);
    const { editor, bench } = await start(page);
    const long = `RUN npm ci ${'--a-flag=value '.repeat(40)}${'x'.repeat(300)}   `;
    await paste(page, editor, `FROM node:24 AS b\n\n${long}\n\tRUN\ta\tb\n# <b> & ${'word '.repeat(60)}\n\n`);
    await bench.locator('.paint > .marked').first().waitFor();
    const painted = bench.locator('.pane.shown .paint');
    expect(await painted.evaluate((box) => box.textContent?.slice(0, -1))).toBe(await textIn(editor));
    expect(await painted.evaluate((box) => box.getBoundingClientRect().height)).toBe(
      await editor.evaluate((area) => (area.scrollHeight === area.clientHeight ? area.getBoundingClientRect().height : area.scrollHeight)),
    );
  });

  test('paints the letters of a keystroke at once, and their colours soon after', async ({ open }) => {
    const page = await open(alone);
    const { editor, bench } = await start(page);
    await paste(page, editor, 'FROM node:24 AS build\n\nRUN --mount=type=cache,target=/root/.npm npm ci "a b" $HOME\n# the end\n');
    const wrong = await editor.evaluateHandle((area: HTMLTextAreaElement) => {
      const found: string[] = [];
      const painted = area.parentElement?.querySelector('.paint');
      area.addEventListener(
        'input',
        () => painted?.textContent !== `${area.value}\n` && found.push(`${painted?.textContent} for ${area.value}`),
      );
      return found;
    });
    const at = (from: number, to = from) =>
      editor.evaluate((area: HTMLTextAreaElement, range) => area.setSelectionRange(...range), [from, to] as [number, number]);
    // Within a token and at the end of one, over several tokens, a line in two, two lines in one, and over lines.
    for (const [from, to, ...keys] of [
      [2, 2, 'x', 'Backspace'],
      [4, 4, 'y', 'z', 'Backspace', 'Backspace'],
      [28, 40, 'w'],
      [30, 30, 'Enter', 'a', 'ArrowUp', 'Delete', 'Home', 'Backspace', 'Backspace'],
      [10, 25, 'q', '"', ' ', '$'],
      [0, 3, 'Delete'],
    ] as [number, number, ...string[]][]) {
      await at(from, to);
      for (const key of keys) await page.keyboard.press(key);
    }
    expect(await wrong.jsonValue()).toEqual([]);
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.insertText('RUN npm\n');
    await page.keyboard.type('# so\nFROM a AS b\nCOPY --from=b "c');
    const text = await textIn(editor);
    const painted = bench.locator('.pane.shown .paint > div');
    const colours = () => painted.evaluateAll((all) => all.map((line) => line.innerHTML));
    await expect.poll(async () => (await colours()).at(-1), { message: 'the colour of the last line' }).toContain('t-stage');
    const typed = await colours();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.press('Delete');
    await page.keyboard.insertText(`${text}\n\n`);
    expect((await colours()).slice(0, -2), 'as where the same text is pasted').toEqual(typed);
  });

  test('keeps the sum of the verdict in sight beside a long file', async ({ open }) => {
    const page = await open(alone);
    const { editor, bench } = await start(page);
    await paste(page, editor, `${repair}\n${'# more\n'.repeat(100)}`);
    await passes(bench);
    await editor.evaluate((area) => area.scrollIntoView({ block: 'end', behavior: 'instant' }));
    const sum = await bench.getByText(/^Passed: /).boundingBox();
    expect(sum?.y).toBeGreaterThan(40);
    expect(sum?.y).toBeLessThan(120);
  });

  test('has the keys of an editor for code, and its undo takes them back', async ({ open }) => {
    const page = await open(alone);
    const { editor } = await start(page);
    await paste(page, editor, 'one\n  two');
    await page.keyboard.press('Enter');
    await page.keyboard.type('three');
    await page.keyboard.press('Alt+ArrowUp');
    await page.keyboard.press('ControlOrMeta+]');
    expect(await textIn(editor)).toBe('one\n    three\n  two');
    for (let undone = 0; undone < 2; undone++) await page.keyboard.press('ControlOrMeta+Z');
    expect(await textIn(editor)).toBe('one\n  two\n  three');
  });

  test('says what a line is about where the pointer rests on it, until Escape', async ({ open }) => {
    const page = await open(alone);
    const { editor, bench } = await start(page);
    const line = await bench.locator('.paint > div', { hasText: 'npm ci' }).first().boundingBox();
    await page.mouse.move((line?.x ?? 0) + 40, (line?.y ?? 0) + 10);
    const told = bench.locator('.pointed');
    await told.getByText('Runs a command during the build').waitFor();
    await told.hover();
    expect(await told.isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    await told.waitFor({ state: 'detached' });
    expect(await isFocused(editor)).toBe(false);
  });

  test('gives way to a plain text area with the same verdicts, and is remembered so', async ({ open }) => {
    const page = await open(alone);
    const { bench, editor } = await start(page);
    await bench.getByRole('button', { name: 'Use a plain text area' }).click();
    await says(bench, 'plain text area');
    await editor.fill(repair);
    await passes(bench);
    await page.reload({ waitUntil: 'networkidle' });
    await passes(bench);
    expect(await editor.evaluate((element) => element.tagName)).toBe('TEXTAREA');
    expect(await editor.inputValue()).toBe(repair);
    await bench.getByRole('button', { name: 'Use the editor with colours' }).click();
    await rich(bench);
    expect(linesOf(await textIn(editor))).toEqual(linesOf(repair));
  });

  test('is a text area where the rich one cannot be loaded', async ({ open }) => {
    const page = await open('/favicon.svg', { errorsExpected: true });
    await page.route(/\/editor\.[\w-]+\.js/, (route) => route.abort());
    await page.goto(alone, { waitUntil: 'networkidle' });
    const bench = await seedBench(page);
    await bench.getByText('could not be loaded, so this is a plain text area').waitFor();
    await editorOf(bench, 'Dockerfile').fill(repair);
    await passes(bench);
  });

  test('tells on a phone, by a tap, what a line is about', async ({ open }) => {
    const page = await open(alone, { viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true });
    const { bench, editor } = await start(page);
    const line = await bench.locator('.paint > div', { hasText: 'npm ci' }).first().boundingBox();
    await page.touchscreen.tap((line?.x ?? 0) + 40, (line?.y ?? 0) + 10);
    await noteOf(bench).getByText('Runs a command during the build').waitFor();
    await page.keyboard.insertText(' ');
    expect(await textIn(editor)).not.toBe(starter);
  });
});

describe('after the verdict', () => {
  test('a goal has an address of its own, in a lesson and on the page of the exercise', async ({ open }) => {
    for (const address of [alone, lesson]) {
      const page = await open(`${address}#ex-repair-the-seed-goal-supported-base`);
      await page.locator('#ex-repair-the-seed-goal-supported-base:focus').waitFor();
    }
  });

  test('each approach is compared with mine, in one column and in two, in words as well', async ({ open }) => {
    const page = await open(alone);
    const { bench, editor } = await start(page);
    await paste(page, editor, `${repair}# mine\n`);
    await passes(bench);
    const first = bench.locator('.approaches details').nth(1);
    await first.locator('summary').click();
    const changes = first.getByRole('table').first();
    await changes.getByText('Removed', { exact: true }).first().waitFor({ state: 'attached' });
    await first.getByRole('button', { name: 'Side by side' }).press('Enter');
    expect(await first.getByRole('table').first().getByRole('columnheader', { name: 'This approach' }).count()).toBe(1);
    expect(await isFocused(first.getByRole('button', { name: 'Side by side' })), 'the focus stays').toBe(true);
  });

  test('a report can be read and copied, and names the browser only when asked', async ({ open }) => {
    const page = await open(alone, { permissions: ['clipboard-read', 'clipboard-write'] });
    const { bench } = await start(page);
    await bench.getByRole('button', { name: "I think I'm right" }).click();
    const report = bench.getByRole('textbox', { name: 'Report' });
    expect(await report.inputValue()).toContain('- exercise: `repair-the-seed`, version 1');
    expect(await report.inputValue()).not.toContain('- browser:');
    await bench.getByRole('checkbox', { name: 'Name my browser' }).check();
    await bench.getByRole('button', { name: 'Copy the report' }).click();
    await says(bench, 'The report is copied.');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('- browser: ');
  });

  test.for(['light', 'dark'] as const)(
    'axe finds nothing with every panel open, in the %s theme',
    { timeout: 60_000 },
    async (colorScheme, { open }) => {
      const page = await open(alone, { colorScheme });
      const { bench, editor } = await start(page);
      await paste(page, editor, 'FROM node:24-slim\n');
      await bench.getByRole('button', { name: 'Reset' }).click();
      await failsSome(bench);
      for (const name of ['Hint', 'Show a solution', 'How was this decided?', "I think I'm right", 'History'])
        await bench.getByRole('button', { name, exact: true }).click();
      await editor.focus();
      await page.keyboard.press('F8');
      const details = bench.locator('.approaches details');
      await details.first().waitFor();
      await details.evaluateAll((folds: HTMLDetailsElement[]) => {
        for (const fold of folds) fold.open = true;
      });
      await details.first().getByRole('button', { name: 'Side by side' }).click();
      await details.nth(1).getByRole('button', { name: 'Changes' }).click();
      expect(await violations(page)).toEqual([]);
    },
  );
});

describe('nothing is lost', () => {
  test('an earlier version is restored, and that is undone', async ({ open }) => {
    const page = await open(alone);
    const { bench, editor } = await start(page);
    await paste(page, editor, repair);
    await passes(bench);
    await bench.getByRole('button', { name: 'Reset' }).click();
    await failsSome(bench);
    await bench.getByRole('button', { name: 'History' }).click();
    await bench
      .getByRole('button', { name: /^Restore the version from/ })
      .first()
      .click();
    await passes(bench);
    expect(linesOf(await textIn(editor))).toEqual(linesOf(repair));
    await bench.getByRole('button', { name: 'Undo the restore' }).click();
    await failsSome(bench);
    expect(linesOf(await textIn(editor))).toEqual(linesOf(starter));
  });

  test('an answer that passed an older version is graded again, from a document of the first schema', async ({ open }) => {
    const page = await open(alone);
    const store = (passing: string) =>
      page.evaluate(
        ([files, old]) => {
          const passed = { ...files, Dockerfile: old };
          localStorage.setItem(
            'shipshape:attempt:repair-the-seed',
            JSON.stringify({ schema: 1, exercise: 0, files, passing: passed, hints: 0, revealed: false }),
          );
        },
        [{ Dockerfile: starter, '.dockerignore': seedFile('starter/.dockerignore') }, passing] as const,
      );
    const bench = await seedBench(page);
    await store(repair);
    await page.reload({ waitUntil: 'networkidle' });
    await bench.getByText('it still passes').waitFor();
    await bench.getByRole('button', { name: 'Understood' }).click();
    await bench.getByText('it still passes').waitFor({ state: 'detached' });
    await page.waitForFunction(() => localStorage.getItem('shipshape:attempt:repair-the-seed')?.includes('"schema":2'));
    await store('FROM node:20-alpine\n');
    await page.reload({ waitUntil: 'networkidle' });
    await bench.getByText('Your pass still counts').waitFor();
    await bench.getByRole('button', { name: 'Put that answer in the editor' }).click();
    expect(linesOf(await textIn(editorOf(bench, 'Dockerfile')))).toEqual(['FROM node:20-alpine']);
  });

  test('the tab and the cursor are where they were', async ({ open }) => {
    const page = await open(alone);
    const { bench } = await start(page);
    await bench.getByRole('tab', { name: '.dockerignore' }).click();
    await paste(page, editorOf(bench, '.dockerignore'), 'first\nsecond\n');
    await page.keyboard.press('ControlOrMeta+Home');
    await page.keyboard.press('End');
    await page.reload({ waitUntil: 'networkidle' });
    await rich(bench);
    expect(await bench.getByRole('tab', { name: '.dockerignore' }).getAttribute('aria-selected')).toBe('true');
    await bench.getByRole('tab', { name: '.dockerignore' }).focus();
    await page.keyboard.press('Tab');
    expect(await editorOf(bench, '.dockerignore').evaluate((area: HTMLTextAreaElement) => area.selectionStart)).toBe('first'.length);
    await page.keyboard.insertText('!');
    expect(linesOf(await textIn(editorOf(bench, '.dockerignore')))).toEqual(['first!', 'second']);
  });

  test('two tabs bring their work together', async ({ open }) => {
    const page = await open(alone);
    const { bench, editor } = await start(page);
    const second = await page.context().newPage();
    await second.goto(alone, { waitUntil: 'networkidle' });
    const other = await start(second);
    await paste(page, editor, repair);
    await passes(bench);
    await passes(other.bench);
    await paste(second, other.editor, 'FROM node:24-slim\n');
    await failsSome(bench);
    expect(linesOf(await textIn(editor))).toEqual(['FROM node:24-slim']);
  });

  test('a full store is said plainly, and the files can be downloaded', async ({ open }) => {
    const page = await open(alone, {
      before: () => {
        Storage.prototype.setItem = () => {
          throw new DOMException('No room.', 'QuotaExceededError');
        };
      },
    });
    const { bench, editor } = await start(page);
    await paste(page, editor, repair);
    await passes(bench);
    await bench.getByRole('alert').filter({ hasText: 'storage is full' }).waitFor();
    expect(await bench.getByText('What you type is saved in this browser.').isVisible(), 'nothing says the opposite').toBe(false);
    const [file] = await Promise.all([page.waitForEvent('download'), bench.getByRole('button', { name: 'Download my files' }).click()]);
    expect(file.suggestedFilename()).toBe('shipshape-repair-the-seed.json');
  });

  test('a damaged document is put aside, not deleted', async ({ open }) => {
    const page = await open(alone);
    await page.evaluate(() => localStorage.setItem('shipshape:attempt:repair-the-seed', '{"schema":2,"files":'));
    await page.reload({ waitUntil: 'networkidle' });
    const bench = await seedBench(page);
    await bench.getByRole('alert').filter({ hasText: 'put aside' }).waitFor();
    expect(await page.evaluate(() => localStorage.getItem('shipshape:attempt:repair-the-seed:damaged'))).toBe('{"schema":2,"files":');
  });
});
