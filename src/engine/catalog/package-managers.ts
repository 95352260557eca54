/** How the package managers of Node.js install, as data: what each reads, what its flags mean, what it leaves where. */

export interface NodeManager {
  name: 'npm' | 'pnpm' | 'yarn' | 'yarn-berry' | 'bun';
  /** Any of these is its lockfile. */
  lockfiles: string[];
  /** Subcommands that install a project's packages; '' is the bare program. */
  installs: string[];
  /** Subcommands that install exactly what the lockfile says, and fail without one. */
  exactCommands: string[];
  /** Flags that make an install exact. */
  exactFlags: string[];
  /** Without a lockfile, an exact install fails. Yarn classic goes on without one. */
  exactNeedsLockfile: boolean;
  /** Flags that leave development packages out: `--omit` with a value, or bare. */
  omits: { flag: string; values?: string[] }[];
  /** Flags that keep them in, whatever else is said. */
  includes: { flag: string; values?: string[] }[];
  /** What an install does where NODE_ENV is `production`; 'version' where that changed. */
  nodeEnvProduction: 'omits' | 'ignores' | 'version';
  /** Subcommands that take development packages out again, given one of the `omits` flags. */
  prunes: string[];
  /** Flags that work but are deprecated, with what to write instead. */
  deprecated: Record<string, string>;
  /** Flags that take the next word as their value. */
  valueFlags: string[];
  /** Flag for the folder it works in. */
  folderFlags: string[];
  source: string;
  date: string;
}

export const nodeManagers: Readonly<Record<NodeManager['name'], NodeManager>> = {
  npm: {
    name: 'npm',
    lockfiles: ['package-lock.json', 'npm-shrinkwrap.json'],
    installs: [
      'install',
      'i',
      'in',
      'ins',
      'inst',
      'insta',
      'instal',
      'isnt',
      'isnta',
      'isntal',
      'isntall',
      'add',
      'ci',
      'clean-install',
      'ic',
      'install-clean',
      'isntall-clean',
      'cit',
      'install-ci-test',
      'it',
      'install-test',
    ],
    exactCommands: ['ci', 'clean-install', 'ic', 'install-clean', 'isntall-clean', 'cit', 'install-ci-test'],
    exactFlags: [],
    exactNeedsLockfile: true,
    omits: [{ flag: '--omit', values: ['dev'] }, { flag: '--production' }, { flag: '--only', values: ['prod', 'production'] }],
    includes: [{ flag: '--include', values: ['dev'] }, { flag: '--also', values: ['dev', 'development'] }, { flag: '--dev' }],
    nodeEnvProduction: 'omits',
    prunes: ['prune'],
    deprecated: { '--production': '--omit=dev', '--only': '--omit=dev', '--also': '--include=dev', '--dev': '--include=dev' },
    valueFlags: [
      '--omit',
      '--include',
      '--only',
      '--also',
      '--prefix',
      '-C',
      '--workspace',
      '-w',
      '--registry',
      '--cache',
      '--loglevel',
      '--userconfig',
      '--tag',
      '--install-strategy',
    ],
    folderFlags: ['--prefix', '-C'],
    source: 'https://docs.npmjs.com/cli/v11/commands/npm-ci, https://docs.npmjs.com/cli/v11/using-npm/config#omit',
    date: '2026-11-23',
  },
  pnpm: {
    name: 'pnpm',
    lockfiles: ['pnpm-lock.yaml'],
    installs: ['install', 'i', 'add', 'ci'],
    exactCommands: ['ci'],
    exactFlags: ['--frozen-lockfile'],
    exactNeedsLockfile: true,
    omits: [{ flag: '--prod' }, { flag: '-P' }, { flag: '--production' }],
    includes: [],
    // Until version 9 NODE_ENV decided; from 10 on only the flag does (pnpm release notes 10.0).
    nodeEnvProduction: 'version',
    prunes: ['prune'],
    deprecated: {},
    valueFlags: ['--filter', '-F', '--dir', '-C', '--store-dir', '--reporter', '--registry'],
    folderFlags: ['--dir', '-C'],
    source: 'https://pnpm.io/cli/install, https://pnpm.io/cli/deploy, https://github.com/pnpm/pnpm/releases/tag/v10.0.0',
    date: '2026-11-23',
  },
  yarn: {
    name: 'yarn',
    lockfiles: ['yarn.lock'],
    installs: ['', 'install', 'add'],
    exactCommands: [],
    exactFlags: ['--frozen-lockfile'],
    exactNeedsLockfile: false,
    omits: [{ flag: '--production' }, { flag: '--prod' }],
    includes: [],
    nodeEnvProduction: 'omits',
    prunes: [],
    deprecated: {},
    valueFlags: ['--cwd', '--cache-folder', '--modules-folder', '--network-timeout', '--registry', '--mutex'],
    folderFlags: ['--cwd'],
    source: 'https://classic.yarnpkg.com/lang/en/docs/cli/install/',
    date: '2026-11-23',
  },
  'yarn-berry': {
    name: 'yarn-berry',
    lockfiles: ['yarn.lock'],
    installs: ['', 'install', 'add'],
    exactCommands: [],
    exactFlags: ['--immutable', '--frozen-lockfile'],
    exactNeedsLockfile: true,
    // A plain install always takes everything: `yarn workspaces focus --production` is the way to leave some out.
    omits: [],
    includes: [],
    nodeEnvProduction: 'ignores',
    prunes: [],
    deprecated: { '--frozen-lockfile': '--immutable' },
    valueFlags: ['--cwd', '--mode'],
    folderFlags: ['--cwd'],
    source: 'https://yarnpkg.com/cli/install, https://yarnpkg.com/cli/workspaces/focus',
    date: '2026-11-23',
  },
  bun: {
    name: 'bun',
    lockfiles: ['bun.lock', 'bun.lockb'],
    installs: ['install', 'i', 'add', 'ci'],
    exactCommands: ['ci'],
    exactFlags: ['--frozen-lockfile'],
    exactNeedsLockfile: true,
    omits: [{ flag: '--production' }, { flag: '-p' }, { flag: '--omit', values: ['dev'] }],
    includes: [],
    nodeEnvProduction: 'ignores',
    prunes: [],
    deprecated: {},
    valueFlags: ['--cwd', '--omit', '--filter', '--registry', '--cache-dir', '--backend'],
    folderFlags: ['--cwd'],
    source: 'https://bun.com/docs/cli/install',
    date: '2026-11-23',
  },
};

/** Packages that bring a program under another name than their own. A program that is not here is brought by a package of its name. */
export const packagesOfTool: Readonly<Record<string, string[]>> = {
  tsc: ['typescript'],
  tsserver: ['typescript'],
  ncc: ['@vercel/ncc', '@zeit/ncc'],
  nest: ['@nestjs/cli'],
  swc: ['@swc/cli'],
  babel: ['@babel/cli', 'babel-cli'],
  webpack: ['webpack-cli', 'webpack'],
  ng: ['@angular/cli'],
  biome: ['@biomejs/biome'],
  parcel: ['parcel', 'parcel-bundler'],
  'vue-cli-service': ['@vue/cli-service'],
  'react-router': ['@react-router/dev'],
  remix: ['@remix-run/dev'],
  'run-s': ['npm-run-all', 'npm-run-all2'],
  'run-p': ['npm-run-all', 'npm-run-all2'],
  'npm-run-all': ['npm-run-all', 'npm-run-all2'],
  del: ['del-cli'],
  drizzle: ['drizzle-kit'],
  'ts-node': ['ts-node'],
  'svelte-kit': ['@sveltejs/kit'],
};

/** The packages of which each would bring a program. */
export const packagesBringing = (tool: string): string[] =>
  Object.hasOwn(packagesOfTool, tool) ? (packagesOfTool[tool] ?? [tool]) : [tool];
