/**
 * Types in a Dockerfile of 200 lines on a slowed-down processor and measures what a learner feels: `npm run bench:typing [-- --lines 200
 * --slower 4 --keys 60 --site dist]`. Reports, in milliseconds, how long each keystroke keeps the page (the browser's own Event Timing, from
 * the key to the next frame), and how long after that frame the verdict stands. Targets: both under 100. Each keystroke is typed in three runs and the
 * middle one counts: what the machine does besides hits any keystroke, what the page does hits the same. Wants a built site.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { root } from '../cli/run.ts';
import { serveFolder } from '../cli/static-server.ts';
import { ensureChromium } from '../e2e/chromium.ts';
import { loadAttempts } from './attempts.ts';

const { values } = parseArgs({
  options: {
    lines: { type: 'string', default: '200' },
    slower: { type: 'string', default: '4' },
    keys: { type: 'string', default: '60' },
    site: { type: 'string', default: process.env.SHIPSHAPE_SITE ?? join(root, 'dist') },
  },
});
const slug = 'repair-the-seed';
const target = 100;
if (!existsSync(join(values.site, 'exercises', slug, 'index.html')))
  throw new Error(`There is no built site in ${values.site}: \`npm run build\` makes one, and --site names another.`);

/** A solution below stages of the length that long Dockerfiles have, with the comments and continued lines that they have. */
async function longText(lines: number): Promise<string> {
  const { solutions } = await loadAttempts(slug);
  const solution = Object.values(solutions)[0]?.Dockerfile ?? '';
  const stage = (at: number) =>
    [
      `# Tools of step ${at}`,
      `FROM node:24-slim AS tools${at}`,
      `ENV STEP=${at} \\`,
      '    NODE_ENV=production',
      'WORKDIR /tools',
      'RUN apt-get update \\',
      ...['ca-certificates', 'curl', 'git', 'jq', 'make', 'patch', 'python3', 'unzip', 'xz-utils', 'zip'].map(
        (name) => `    && apt-get install -y --no-install-recommends ${name} \\`,
      ),
      '    && rm -rf /var/lib/apt/lists/*',
      'COPY package.json package-lock.json ./',
      'RUN --mount=type=cache,target=/root/.npm npm ci',
      ...Array.from({ length: 8 }, (_, file) => `COPY tools/part${file}.sh /usr/local/bin/part${file}`),
      '',
    ].join('\n');
  const long = stage(0).split('\n').length;
  const more = Math.max(0, Math.round((lines - solution.split('\n').length) / long));
  return `${Array.from({ length: more }, (_, at) => stage(at)).join('\n')}\n${solution}`;
}

/** The value that a share of all values does not pass. */
const at = (share: number, of: readonly number[]): number =>
  of.toSorted((a, b) => a - b)[Math.min(of.length - 1, Math.floor(of.length * share))] ?? 0;

function say(what: string, figures: readonly number[]): boolean {
  const [middle, most] = [at(0.5, figures), at(1, figures)];
  const met = figures.length > 0 && most < target;
  console.log(
    `${met ? '✓' : '✗'} ${what.padEnd(44)} median ${middle.toFixed(0)} ms, 95 of 100 within ${at(0.95, figures).toFixed(0)} ms, longest ${most.toFixed(0)} ms`,
  );
  return met;
}

interface Seen {
  /** When each key went down, and when its input came. */
  downs: number[];
  inputs: (number | undefined)[];
  /** What the browser tells of its interactions. */
  told: { start: number; duration: number }[];
  /** When each key's verdict stood. */
  verdicts: number[];
}

/** Milliseconds, one of each for every key. */
interface Run {
  keys: number[];
  /** From the frame with the letter to the verdict. */
  verdicts: number[];
  /** From the letter's input, before it is on the screen, to the verdict. */
  fromInput: number[];
}

const text = await longText(Number(values.lines));

/** Types once, in a browser of its own. */
async function typeOnce(origin: string): Promise<Run> {
  const browser = await chromium.launch({ executablePath: ensureChromium(), args: ['--no-sandbox', '--disable-gpu'] });
  try {
    // Beside a first visit the whole course is stored for trains, which here would only be measured along.
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, baseURL: origin, serviceWorkers: 'block' });
    await page.goto(`/exercises/${slug}/`, { waitUntil: 'networkidle' });
    await page.getByRole('button', { name: 'Use a plain text area' }).waitFor();
    const area = page.locator('.painted textarea').first();
    await area.fill(text);
    // What is measured is typing in such a file, not pasting it: its own verdict stands first.
    await page.locator('.verdict [data-verdict=passed]').waitFor();
    // As a learner does it: the line is looked up and clicked, and then typed in.
    const line = page.locator('.paint > div', { hasText: 'FROM ' }).last();
    await line.scrollIntoViewIfNeeded();
    const spot = await line.boundingBox();
    await page.mouse.click((spot?.x ?? 0) + 100, (spot?.y ?? 0) + 8);
    await page.waitForTimeout(3000);
    await page.evaluate(() => {
      const seen: Seen = { downs: [], inputs: [], told: [], verdicts: [] };
      Object.assign(globalThis, { seen });
      addEventListener('keydown', ({ timeStamp }) => seen.downs.push(timeStamp), true);
      addEventListener(
        'input',
        () => {
          seen.inputs[seen.downs.length - 1] = performance.now();
        },
        true,
      );
      // 16 ms is the shortest that the browser tells of; what is quicker counts as none.
      new PerformanceObserver((list) => {
        for (const { name, startTime, duration } of list.getEntries())
          if (name.startsWith('key')) seen.told.push({ start: startTime, duration });
      }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
      // Every keystroke takes a goal away or gives it back, so that every verdict differs from the last and can be seen to come.
      new MutationObserver(() => {
        const key = seen.downs.length - 1;
        if (seen.inputs[key] !== undefined) seen.verdicts[key] ??= performance.now();
      }).observe(document.querySelector('.verdict') as Element, { childList: true, subtree: true, characterData: true, attributes: true });
    });
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: Number(values.slower) });
    await area.evaluate((element) => {
      const field = element as HTMLTextAreaElement;
      const from = field.value.lastIndexOf('FROM ') + 4;
      field.setSelectionRange(from, from);
    });
    await page.waitForTimeout(1000);
    for (let key = 0; key < Number(values.keys); key++) {
      await page.keyboard.press(key % 2 === 0 ? 'x' : 'Backspace');
      await page.waitForTimeout(400);
    }
    return await page.evaluate(() => {
      const { downs, inputs, told, verdicts } = (globalThis as unknown as { seen: Seen }).seen;
      // Event times are rounded: one that belongs to a key may seem to come just before it.
      const keys = downs.map((down, key) => {
        const until = downs[key + 1] ?? Number.POSITIVE_INFINITY;
        return Math.max(0, ...told.filter(({ start }) => start >= down - 1 && start < until - 1).map(({ duration }) => duration));
      });
      const stood = (key: number) => verdicts[key] ?? Number.POSITIVE_INFINITY;
      return {
        keys,
        verdicts: downs.map((down, key) => Math.max(0, stood(key) - down - (keys[key] ?? 0))),
        fromInput: downs.map((_, key) => stood(key) - (inputs[key] ?? 0)),
      };
    });
  } finally {
    await browser.close();
  }
}

/** The middle one of what each keystroke took in the runs. */
const middles = (runs: readonly number[][]): number[] =>
  (runs[0] ?? []).map((_, key) =>
    at(
      0.5,
      runs.map((run) => run[key] ?? Number.POSITIVE_INFINITY),
    ),
  );

const server = await serveFolder({ folder: values.site });
let met = false;
try {
  const runs: Run[] = [];
  for (let run = 0; run < 3; run++) runs.push(await typeOnce(server.origin));
  const [keys, verdicts, fromInput] = (['keys', 'verdicts', 'fromInput'] as const).map((what) => runs.map((run) => run[what])) as [
    number[][],
    number[][],
    number[][],
  ];
  console.log(
    `${text.split('\n').length} lines, processor ${values.slower} times slower, ${values.keys} keystrokes, the middle of ${runs.length} runs`,
  );
  met = say('a keystroke, until the next frame', middles(keys));
  met = say('the verdict after that frame', middles(verdicts)) && met;
  const longest = (all: readonly number[][]) => all.map((run) => Math.max(...run).toFixed(0)).join(', ');
  console.log(`  longest of each run: keystroke ${longest(keys)} ms, verdict after its frame ${longest(verdicts)} ms`);
  say('the verdict after the input, not judged', middles(fromInput));
} finally {
  await server.close();
}
process.exitCode = met ? 0 : 1;
