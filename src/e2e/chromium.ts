/** Finds a Chromium for the browser tests, or installs Debian's where that is possible. Its headless shell comes first: the same browser without windows, and quicker. */
import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { homedir, platform } from 'node:os';
import { delimiter, join } from 'node:path';

/** What the search looks at; the tests hand in their own. */
export interface Surroundings {
  env: Record<string, string | undefined>;
  platform: NodeJS.Platform;
  home: string;
  /** Whether a path is a program that can be started. */
  runs(path: string): boolean;
  /** Names in a folder; empty where there is none. */
  list(folder: string): string[];
}

const here: Surroundings = {
  env: process.env,
  platform: platform(),
  home: homedir(),
  runs(path) {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  },
  list: (folder) => (existsSync(folder) ? readdirSync(folder) : []),
};

const shells = ['chromium-headless-shell', 'chrome-headless-shell'];
const browsers = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge', 'msedge'];

/** Places in the order in which they are tried: what was asked for, the system's, an installed browser, Playwright's own. */
export function candidates({ env, platform, home, list }: Surroundings): string[] {
  const asked = [env.CHROMIUM_PATH, env.CHROME_PATH].filter((path) => path !== undefined && path !== '');
  const suffix = platform === 'win32' ? '.exe' : '';
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
  const onPath = (names: string[]) => folders.flatMap((folder) => names.map((name) => join(folder, name + suffix)));
  return [
    ...(asked as string[]),
    '/usr/bin/chromium-headless-shell',
    ...onPath(shells),
    '/usr/bin/chromium',
    ...onPath(browsers),
    ...usualPlaces(platform, env),
    ...playwrights(platform, env, home, list),
  ];
}

function usualPlaces(platform: NodeJS.Platform, env: Surroundings['env']): string[] {
  if (platform === 'darwin')
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
  if (platform !== 'win32') return ['/snap/bin/chromium', '/opt/google/chrome/chrome'];
  const folders = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter((folder) => folder !== undefined);
  return folders.flatMap((folder) => [
    join(folder, 'Google/Chrome/Application/chrome.exe'),
    join(folder, 'Microsoft/Edge/Application/msedge.exe'),
  ]);
}

/** Browsers that `playwright install` has put into its cache, newest first. */
function playwrights(platform: NodeJS.Platform, env: Surroundings['env'], home: string, list: Surroundings['list']): string[] {
  const caches: Partial<Record<NodeJS.Platform, string>> = {
    darwin: join(home, 'Library/Caches/ms-playwright'),
    win32: join(env.LOCALAPPDATA ?? home, 'ms-playwright'),
  };
  const cache = env.PLAYWRIGHT_BROWSERS_PATH || (caches[platform] ?? join(home, '.cache/ms-playwright'));
  const folders = list(cache).filter((name) => /^chromium(_headless_shell)?-\d+$/.test(name));
  const revision = (name: string) => Number(name.replace(/\D+/, ''));
  return folders
    .sort((a, b) => revision(b) - revision(a))
    .flatMap((folder) =>
      [
        ...[
          'chrome-linux/chrome',
          'chrome-linux64/chrome',
          'chrome-linux/headless_shell',
          'chrome-win/chrome.exe',
          'chrome-win64/chrome.exe',
        ],
        'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
        'chrome-mac-arm64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
      ].map((file) => join(cache, folder, file)),
    );
}

/** The first browser that can be started; undefined where there is none. A path that was asked for is taken or refused, never passed over. */
export function findChromium(surroundings: Surroundings = here): string | undefined {
  const asked = surroundings.env.CHROMIUM_PATH || surroundings.env.CHROME_PATH;
  if (asked) return surroundings.runs(asked) ? asked : undefined;
  return candidates(surroundings).find((path) => surroundings.runs(path));
}

/** A browser, installed if need be. Throws an error whose one sentence says what to do. */
export function ensureChromium(): string {
  const asked = process.env.CHROMIUM_PATH || process.env.CHROME_PATH;
  const found = findChromium();
  if (found) return found;
  if (asked) throw new Error(`CHROMIUM_PATH or CHROME_PATH names \`${asked}\`, but no program is there.`);
  if (canInstall()) {
    install();
    const installed = findChromium();
    if (installed) return installed;
  }
  throw new Error('The browser tests need Chromium or Chrome: install one, or set CHROMIUM_PATH to the program.');
}

/** Debian's packages are installed only where nobody has to be asked: as root, with apt-get. */
const canInstall = (): boolean => process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0;

function install(): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args: string[]) => execFileSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
  for (const args of [['update'], ['install', 'chromium-headless-shell'], ['install', 'chromium']]) {
    try {
      apt('-y', '-qq', '--no-install-recommends', ...args);
      // Where there is no headless shell, the whole browser does.
      if (args[0] === 'install') return;
    } catch {
      // The sentence that follows says what to do; what apt-get had to say stands above it.
    }
  }
}

// As a program: prints the path for `npm test`, or the sentence.
if (import.meta.main) {
  try {
    console.log(ensureChromium());
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
