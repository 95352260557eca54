import { describe, expect, test } from 'vitest';
import { candidates, findChromium, type Surroundings } from './chromium.ts';

const surroundings = (programs: string[], changes: Partial<Surroundings> = {}): Surroundings => ({
  env: { PATH: '/usr/local/bin:/usr/bin' },
  platform: 'linux',
  home: '/home/me',
  runs: (path) => programs.includes(path),
  list: () => [],
  ...changes,
});

const debian = '/usr/bin/chromium';
const shell = '/usr/bin/chromium-headless-shell';
const cache = '/home/me/.cache/ms-playwright';

describe('where Chromium is found', () => {
  test.each<[string, string[], Partial<Surroundings>, string | undefined]>([
    ['nowhere', [], {}, undefined],
    ['Debian’s', [debian, '/usr/local/bin/google-chrome'], {}, debian],
    ['Debian’s headless shell before all others', [debian, shell], {}, shell],
    [
      'a headless shell on PATH before a whole browser',
      [debian, '/usr/local/bin/chrome-headless-shell'],
      {},
      '/usr/local/bin/chrome-headless-shell',
    ],
    ['asked for, though there is a headless shell', [shell, debian], { env: { CHROMIUM_PATH: debian } }, debian],
    ['on PATH', ['/usr/local/bin/google-chrome'], {}, '/usr/local/bin/google-chrome'],
    ['asked for', [debian, '/x/chrome'], { env: { CHROMIUM_PATH: '/x/chrome' } }, '/x/chrome'],
    ['asked for by the other name', [debian, '/x/chrome'], { env: { CHROME_PATH: '/x/chrome' } }, '/x/chrome'],
    ['asked for, but not there', [debian], { env: { CHROMIUM_PATH: '/x/chrome' } }, undefined],
    ['an empty wish is none', [debian], { env: { CHROMIUM_PATH: '' } }, debian],
    [
      'Playwright’s own, the newest',
      [`${cache}/chromium-900/chrome-linux/chrome`, `${cache}/chromium-1200/chrome-linux/chrome`],
      { list: (folder) => (folder === cache ? ['chromium-900', 'chromium-1200', 'firefox-1300'] : []) },
      `${cache}/chromium-1200/chrome-linux/chrome`,
    ],
  ])('%s', (_, programs, changes, expected) => {
    expect(findChromium(surroundings(programs, changes))).toBe(expected);
  });

  test('on a Mac and on Windows the usual places are known', () => {
    expect(candidates(surroundings([], { platform: 'darwin' }))).toContain('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome');
    const windows = candidates(surroundings([], { platform: 'win32', env: { PROGRAMFILES: 'C:/Program Files' } }));
    expect(windows.some((path) => /Edge.*msedge\.exe$/.test(path))).toBe(true);
  });
});
