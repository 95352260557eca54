/** Review and simulator: somebody's own files, as somebody with a Dockerfile meets them. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, describe } from 'vitest';
import { sideways } from './addresses.ts';
import { cleanInBothThemes } from './axe.ts';
import { editorOf, paste, textIn } from './bench.ts';
import { expect, test } from './browser.ts';

const folder = mkdtempSync(join(tmpdir(), 'shipshape-own-'));
afterAll(() => rmSync(folder, { recursive: true }));
const onDisk = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

const ownOf = (page: Page) => page.locator('shipshape-own');
const dockerfileOf = (page: Page) => editorOf(ownOf(page), 'Dockerfile');
const ready = (page: Page) => page.getByRole('button', { name: 'Use a plain text area' }).waitFor();
const flawed = 'FROM node:latest\nARG NPM_TOKEN\nRUN npm ci\nCMD node server.js\n';

describe('review', () => {
  test('finds, leads to the line, repairs, and remembers', async ({ open }) => {
    const page = await open('/review/');
    await ready(page);
    await paste(page, dockerfileOf(page), flawed);
    const findings = page.locator('[data-part=findings]');
    await findings.getByText('NPM_TOKEN').first().waitFor();
    await page.getByRole('status').filter({ hasText: /\S/ }).waitFor({ state: 'attached' });
    await findings.getByRole('link', { name: 'line 4' }).first().click();
    expect(
      await dockerfileOf(page).evaluate((area: HTMLTextAreaElement) => [
        document.activeElement === area,
        area.value.slice(0, area.selectionStart).split('\n').length,
      ]),
    ).toEqual([true, 4]);
    const fix = findings.locator('[data-fix]').first();
    const before = await textIn(dockerfileOf(page));
    await fix.click();
    expect(await textIn(dockerfileOf(page))).not.toBe(before);
    await page.keyboard.press('ControlOrMeta+Z');
    expect(await textIn(dockerfileOf(page))).toBe(before);
    await page.waitForFunction((text) => localStorage.getItem('shipshape:own')?.includes(JSON.stringify(text).slice(1, -1)), before);
    await page.goto(new URL('/simulator/', page.url()).href);
    await ready(page);
    expect(await textIn(dockerfileOf(page))).toBe(before);
  });

  test('says of a file that cannot be read what stops the build, and of none what to do', async ({ open }) => {
    const page = await open('/review/');
    await ready(page);
    await paste(page, dockerfileOf(page), 'FROM node:24-slim\nRUNN npm ci\n');
    await page.locator('[data-part=findings]').getByText('RUNN').first().waitFor();
    await page.getByRole('button', { name: 'Empty all files' }).click();
    await page.locator('[data-part=findings] [data-verdict=empty]').waitFor();
    await page.getByRole('button', { name: 'Take that back' }).click();
    await page.locator('[data-part=findings]').getByText('RUNN').first().waitFor();
  });

  test('reads what is typed and what is opened as text, and says what it did not open', async ({ open }) => {
    const page = await open('/review/', { viewport: { width: 390, height: 800 } });
    await ready(page);
    const hostile = 'FROM scratch AS <img src=x onerror=alert(1)>\nFROM node:24 AS Ä`</code><script>alert(1)</script>\n';
    await page
      .getByLabel('Open files…')
      .setInputFiles([onDisk('Dockerfile', hostile), onDisk('.dockerignore', 'node_modules\n'), onDisk('compose.yaml', 'a')]);
    await page.getByRole('alert').filter({ hasText: 'Not opened: compose.yaml' }).waitFor();
    await page.locator('[data-part=findings]').getByText('<img').first().waitFor();
    expect(await page.locator('shipshape-own :is(img, script:not([data-places]))').count()).toBe(0);
    expect(await sideways(page)).toBe(0);
    await page.getByRole('tab', { name: '.dockerignore' }).click();
    expect(await textIn(editorOf(ownOf(page), '.dockerignore'))).toBe('node_modules\n');
    await cleanInBothThemes(page);
  });

  test('gives its findings away as a file for code scanning', async ({ open }) => {
    const page = await open('/review/');
    await ready(page);
    await paste(page, dockerfileOf(page), flawed);
    await page.locator('[data-part=findings]').getByText('NPM_TOKEN').first().waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save as SARIF' }).click()]);
    const sarif = JSON.parse(readFileSync(await download.path(), 'utf8'));
    expect(sarif.version).toBe('2.1.0');
    expect(sarif.runs[0].results.length).toBeGreaterThan(2);
  });

  test('shows what the example comes to where there are no scripts', async ({ open }) => {
    const page = await open('/review/', { javaScriptEnabled: false });
    await page.locator('[data-part=findings] .place').first().waitFor();
    await page.goto(new URL('/simulator/', page.url()).href);
    await page.locator('[data-part=reruns] li').first().waitFor();
  });
});

describe('simulator', () => {
  const built =
    'FROM node:24-slim AS build\nWORKDIR /app\nCOPY package.json package-lock.json ./\nRUN npm ci\nCOPY src src\nRUN npm run build\nFROM node:24-slim\nCOPY --from=build /app/dist /dist\nUSER node\nCMD ["node", "/dist/server.js"]\n';
  const shown = (page: Page, path: string) => page.locator('[data-part=reruns] .sum').filter({ hasText: path }).waitFor();
  const runsAgain = (page: Page) => page.locator('[data-part=reruns] [data-outcome=reruns]').allInnerTexts();

  test('shows what one change reruns and what ships, and remembers the change', async ({ open }) => {
    const page = await open('/simulator/');
    await ready(page);
    await paste(page, dockerfileOf(page), built);
    await page.getByRole('tab', { name: 'Context' }).click();
    await paste(
      page,
      editorOf(ownOf(page), 'Paths in the build context, one a line'),
      'package.json\npackage-lock.json\nsrc/server.ts\nREADME.md\n',
    );
    const change = page.getByLabel('One change before the second build');
    await change.selectOption({ label: 'Edit src/server.ts' });
    await shown(page, 'src/server.ts');
    const afterSource = (await runsAgain(page)).join('\n');
    expect(afterSource).toContain('npm run build');
    expect(afterSource).not.toContain('npm ci');
    await change.selectOption({ label: 'Edit package-lock.json' });
    await shown(page, 'package-lock.json');
    expect((await runsAgain(page)).join('\n')).toContain('npm ci');
    await page.locator('[data-part=ships]').getByText('/dist').first().waitFor();
    await page.reload();
    await shown(page, 'package-lock.json');
    expect(await change.evaluate((select: HTMLSelectElement) => select.selectedOptions[0]?.label)).toBe('Edit package-lock.json');
    await cleanInBothThemes(page);
  });

  test('is used with the keyboard alone: to the mark, what it is about, out of the editor, another editor', async ({ open }) => {
    const page = await open('/simulator/');
    await ready(page);
    await page.locator('.paint > .marked').first().waitFor();
    await dockerfileOf(page).focus();
    await page.keyboard.press('F8');
    await page
      .getByRole('status')
      .filter({ hasText: /^Line 14: / })
      .waitFor({ state: 'attached' });
    await page.getByRole('link', { name: "CMD in Docker's reference" }).waitFor();
    const plain = page.getByRole('button', { name: 'Use a plain text area' });
    await plain.focus();
    await page.keyboard.press('Enter');
    const rich = page.getByRole('button', { name: 'Use the editor with colours' });
    await rich.waitFor();
    await expect.poll(() => rich.evaluate((button) => button === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await expect.poll(() => plain.evaluate((button) => button === document.activeElement)).toBe(true);
    const change = page.getByLabel('One change before the second build');
    await change.focus();
    await page.keyboard.type('Edit package.json');
    await shown(page, 'package.json');
    await page.getByRole('tab', { name: 'Dockerfile' }).focus();
    await page.keyboard.press('ArrowRight');
    await editorOf(ownOf(page), '.dockerignore').waitFor();
  });

  test('stays within a phone, and keeps what was typed when storing is blocked', async ({ open }) => {
    const page = await open('/simulator/', {
      viewport: { width: 360, height: 740 },
      hasTouch: true,
      before: () => {
        Object.defineProperty(window, 'localStorage', {
          get() {
            throw new DOMException('blocked', 'SecurityError');
          },
        });
      },
    });
    await ready(page);
    await paste(page, dockerfileOf(page), built);
    await page.locator('[data-part=ships]').getByText('/dist').first().waitFor();
    await page.getByRole('alert').filter({ hasText: /\S/ }).waitFor();
    expect(await sideways(page)).toBe(0);
    expect(await textIn(dockerfileOf(page))).toBe(built);
  });
});
