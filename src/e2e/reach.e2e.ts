/** Whoever comes, however they come: forced colours, paper, less movement, an address in the middle of a page, something to copy. */
import type { Locator, Page } from 'playwright-core';
import { describe, inject } from 'vitest';
import { kindsOf, lessonsOf } from './addresses.ts';
import { violations } from './axe.ts';
import { editorOf, failsSome, lesson, passes, paste, seedBench, seedFile } from './bench.ts';
import { expect, test } from './browser.ts';

const kinds = kindsOf(inject('site'));
const alone = '/exercises/repair-the-seed/';
const forced = { forcedColors: 'active' } as const;

/** How an element is told from others once forced colours have taken its background, its shadow and the colours of its own. */
const lookOf = (locator: Locator) =>
  locator.first().evaluate((element) => {
    const { backgroundColor, backgroundImage, borderBottomColor, borderLeftWidth, fontWeight, textDecorationLine } =
      getComputedStyle(element);
    return { backgroundColor, backgroundImage, borderBottomColor, borderLeftWidth, fontWeight, textDecorationLine };
  });

/** Gives the focus to one control of each sort, as the keyboard would, and names those that then have no outline. */
async function unmarked(page: Page): Promise<string[]> {
  await page.keyboard.press('Tab');
  return page.evaluate(() => {
    const controls = document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary, [tabindex="0"]');
    const sorts = new Map(
      [...controls].map((control) => [`${control.tagName} ${control.className} in ${control.parentElement?.className}`, control]),
    );
    return [...sorts].flatMap(([sort, control]) => {
      control.focus();
      if (document.activeElement !== control) return [];
      const drawn = [
        getComputedStyle(control),
        getComputedStyle(control, '::after'),
        ...(control.parentElement ? [getComputedStyle(control.parentElement)] : []),
      ];
      const shown = drawn.some(({ outlineStyle, outlineWidth }) => outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2);
      return shown ? [] : [sort];
    });
  });
}

describe('in forced colours', () => {
  test.for(kinds)('every sort of control on %s shows that it has the focus', async (address, { visit }) => {
    const page = await visit(address, forced);
    expect(await unmarked(page)).toEqual([]);
  });

  test('an exercise tells its states by shapes, lines and words', async ({ open }) => {
    const page = await open(alone, forced);
    const bench = await seedBench(page);
    const editor = editorOf(bench, 'Dockerfile');
    await bench.getByRole('button', { name: 'Use a plain text area' }).waitFor();
    await failsSome(bench);
    const tab = (selected: boolean) => bench.getByRole('tab', { selected });
    expect(await lookOf(tab(true)), 'the open tab').not.toEqual(await lookOf(tab(false)));
    const part = (mark: string) => bench.locator(`.bar [data-mark=${mark}]`);
    expect(await lookOf(part('pass')), 'the bar').not.toEqual(await lookOf(part('fail')));
    for (const goal of await bench.locator('.goals [data-mark=fail]').all()) {
      expect(await goal.locator('.mark').innerText()).toBe('✕');
      expect(await goal.getByText('Not yet:').isVisible()).toBe(true);
    }
    const marked = bench.locator('.paint > .marked').first();
    expect(await marked.evaluate((line) => getComputedStyle(line, '::after').content)).toMatch(/[✕!]/);
    expect(await lookOf(marked), 'a marked line').not.toEqual(await lookOf(bench.locator('.paint > :not(.marked)')));
    await editor.focus();
    await page.keyboard.press('ControlOrMeta+A');
    const [selected, under] = await editor.evaluate((area) =>
      [getComputedStyle(area, '::selection'), getComputedStyle(area)].map((look) => look.backgroundColor),
    );
    expect(selected, 'the selection').not.toBe(under);
    expect(await violations(page, { rules: ['color-contrast'] })).toEqual([]);
    await paste(page, editor, seedFile('solutions/prune/Dockerfile'));
    await passes(bench);
    expect(await part('fail').count()).toBe(0);
    expect(await violations(page, { rules: ['color-contrast'] })).toEqual([]);
  });

  test('what was passed, begun or left open can be told apart on the map', async ({ open }) => {
    const page = await open('/progress/', { ...forced, until: 'load' });
    await page.evaluate(() => {
      const begun = '2026-11-01T10:00:00.000Z';
      const exercises = { 'repair-the-seed': { begun, passed: begun, version: 1 }, 'tests-that-count': { begun } };
      localStorage.setItem('shipshape:progress', JSON.stringify({ schema: 2, exercises, lessons: {} }));
    });
    await page.reload();
    await page.getByText(/^1 of \d+ exercises passed$/).waitFor();
    const slab = (state: string) => page.locator(`.overview [data-state=${state}]`);
    const looks = await Promise.all(['passed', 'begun', 'open'].map(async (state) => JSON.stringify(await lookOf(slab(state)))));
    expect(new Set(looks).size).toBe(3);
    expect(await violations(page, { rules: ['color-contrast'] })).toEqual([]);
  });

  test('the current page and the chosen setting stand out', async ({ open }) => {
    const page = await open(lesson, forced);
    const map = page.getByRole('navigation', { name: 'Lessons', exact: true });
    expect(await lookOf(map.locator('li a[aria-current]'))).not.toEqual(await lookOf(map.locator('li a:not([aria-current])')));
    await page.getByRole('button', { name: 'Settings' }).click();
    const choices = page.getByRole('dialog').getByRole('group', { name: 'Theme' }).locator('label');
    await choices.first().waitFor();
    expect(await lookOf(choices.filter({ has: page.locator(':checked') }))).not.toEqual(
      await lookOf(choices.filter({ hasNot: page.locator(':checked') })),
    );
  });
});

describe('on paper', () => {
  test('a lesson is its text, its pictures, its exercises with their files, and nothing to click', async ({ visit }) => {
    const page = await visit(lesson, { media: 'print', colorScheme: 'dark' });
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme), 'dark ink on white paper').toBe('light');
    const shown = (locator: Locator) => locator.evaluateAll((all) => all.filter((each) => each.checkVisibility()).length);
    expect(await shown(page.locator('header.no-print, nav, .anchor, .actions, .copy, .tabs, .keys')), 'controls').toBe(0);
    expect(await shown(page.locator('main h1'))).toBe(1);
    expect(await shown(page.locator('article figure'))).toBe(await page.locator('article figure').count());
    const exercises = page.locator('.exercise');
    expect(await exercises.count()).toBeGreaterThan(0);
    for (const part of ['.task', '.pane.shown textarea', '.sum'])
      expect(await shown(exercises.locator(part)), part).toBe(await exercises.count());
    const answers = page.locator('.predict');
    expect(await answers.count()).toBeGreaterThan(0);
    const heights = await answers.evaluateAll((all) =>
      all.map((each) => each.getBoundingClientRect().height - (each.querySelector('summary')?.getBoundingClientRect().height ?? 0)),
    );
    expect(Math.min(...heights), 'answers are printed with their questions').toBeGreaterThan(20);
  });

  // A certificate is one sheet, and without a record there is none.
  test.for(kinds.filter((each) => each !== '/certificate/'))(
    '%s prints its heading without the frame of the site',
    async (address, { visit }) => {
      const page = await visit(address, { media: 'print' });
      expect(await page.getByRole('heading', { level: 1 }).isVisible()).toBe(true);
      expect(await page.getByRole('banner').isVisible()).toBe(false);
      expect(await page.getByRole('navigation', { name: 'Breadcrumb' }).isVisible()).toBe(false);
    },
  );
});

describe('less movement', () => {
  test.for(kinds)('nothing on %s moves', async (address, { visit }) => {
    const page = await visit(address);
    const moving = await page.evaluate(() => {
      const lasts = (durations: string) =>
        durations.split(',').some((each) => Number.parseFloat(each) * (each.includes('ms') ? 1 : 1000) > 1);
      return [...document.querySelectorAll('*')]
        .filter((each) => {
          const { transitionDuration, animationDuration, scrollBehavior } = getComputedStyle(each);
          return lasts(transitionDuration) || lasts(animationDuration) || scrollBehavior === 'smooth';
        })
        .map((each) => each.outerHTML.slice(0, 80));
    });
    expect(moving).toEqual([]);
  });
});

describe('the way through the pages', () => {
  test.for([
    [
      lesson,
      [
        ['Course', '/'],
        ['The build as a graph', '/learn/the-build-as-a-graph/'],
      ],
    ],
    ['/learn/the-build-as-a-graph/', [['Course', '/']]],
    [
      alone,
      [
        ['Course', '/'],
        ['Exercises', '/exercises/'],
      ],
    ],
    ['/rules/', [['Course', '/']]],
  ] as const)('%s says where it stands', async ([address, steps], { visit }) => {
    const page = await visit(address);
    const links = page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link');
    expect(await links.evaluateAll((all: HTMLAnchorElement[]) => all.map((link) => [link.textContent.trim(), link.pathname]))).toEqual(
      steps,
    );
  });

  test.for(lessonsOf(inject('site')))('%s links each term to the glossary once, in its text alone', async (address, { visit }) => {
    const page = await visit(address);
    const links = page.locator('article a[href*="/glossary/#"]');
    const targets = await links.evaluateAll((all: HTMLAnchorElement[]) => all.map(({ hash }) => hash));
    expect(targets.length).toBeGreaterThan(0);
    expect(new Set(targets).size).toBe(targets.length);
    expect(await page.locator(':is(h1, h2, h3, pre, figcaption, .exercise) a[href*="/glossary/#"]').count()).toBe(0);
  });

  test('a term leads to its entry', async ({ visit }) => {
    const page = await visit(lesson);
    const link = page.locator('article a[href*="/glossary/#"]').first();
    const target = await link.evaluate((each: HTMLAnchorElement) => each.hash);
    await link.click();
    await page.waitForURL('**/glossary/**');
    const top = await page.locator(target).evaluate((entry) => entry.getBoundingClientRect().top / innerHeight);
    expect(top).toBeGreaterThanOrEqual(0);
    expect(top).toBeLessThan(1);
  });
});

describe('to take along', () => {
  const copied = (page: Page) => page.evaluate(() => navigator.clipboard.readText());
  const permissions = ['clipboard-read', 'clipboard-write'];

  test('a heading of either level gives its address, and the address leads to it, clear of the bar above', async ({ open }) => {
    const page = await open(lesson, { permissions, until: 'load' });
    for (const level of [2, 3]) {
      const heading = page.locator(`article > h${level}[id]`).last();
      const link = heading.getByRole('link', { name: 'Link to this section' });
      await link.focus();
      await page.keyboard.press('Enter');
      const address = `${new URL(page.url()).origin}${lesson}#${await heading.getAttribute('id')}`;
      await expect.poll(() => copied(page)).toBe(address);
      expect(page.url()).toBe(address);
      await page.goto('about:blank');
      await page.goto(address, { waitUntil: 'load' });
      const bar = (await page.getByRole('banner').boundingBox())?.height ?? 0;
      await expect.poll(async () => (await heading.boundingBox())?.y ?? -1).toBeGreaterThanOrEqual(bar);
      expect((await heading.boundingBox())?.y).toBeLessThan(400);
    }
  });

  test('code is copied as it stands in the file, without what is said of it', async ({ open }) => {
    const page = await open(lesson, { permissions, until: 'load' });
    const blocks = page.locator('.code');
    const copy = async (block: Locator) => {
      const before = await block.locator('code').first().innerText();
      await page.evaluate(() => navigator.clipboard.writeText(''));
      await block.getByRole('button', { name: 'Copy' }).click();
      await block.getByRole('button', { name: 'Copied' }).waitFor();
      return { before, after: await copied(page) };
    };
    const file = await copy(blocks.filter({ hasText: /^\s*FROM /m, hasNot: page.locator('.said') }).first());
    expect(file.after.trimEnd()).toBe(file.before.trimEnd());
    const said = await copy(blocks.filter({ has: page.locator('.said') }).first());
    expect(said.after).not.toBe('');
    expect(said.before.length).toBeGreaterThan(said.after.length);
  });

  test('where copying is not allowed, the button says so', async ({ open }) => {
    const page = await open(lesson, {
      until: 'load',
      before: () => {
        Clipboard.prototype.writeText = () => Promise.reject(new DOMException('Denied.', 'NotAllowedError'));
      },
    });
    const block = page.locator('.code').first();
    await block.getByRole('button', { name: 'Copy' }).click();
    await block.getByRole('button', { name: 'Not allowed' }).waitFor();
  });
});
