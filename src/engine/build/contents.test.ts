import { describe, expect, test } from 'vitest';
import type { Contents } from './contents.ts';
import { createWorkspace } from './create-workspace.ts';
import type { ContextFile, Workspace } from './workspace.ts';

const manifest = (over: Record<string, unknown> = {}) =>
  JSON.stringify({
    name: 'api',
    scripts: {
      build: 'tsc',
      bundle: 'esbuild src/index.ts --bundle --platform=node --outfile=dist/index.js',
      test: 'vitest run',
      start: 'node dist/index.js',
    },
    dependencies: { fastify: '^5' },
    devDependencies: { typescript: '^6', vitest: '^5', esbuild: '^0.28', '@vercel/ncc': '^0.38' },
    ...over,
  });

const file = (path: string, text?: string): ContextFile => ({ path, bytes: 100, ...(text === undefined ? {} : { text }) });

const context = (over: { manifest?: Record<string, unknown>; without?: string[]; with?: ContextFile[] } = {}): ContextFile[] =>
  [
    file('.env', 'TOKEN=1\n'),
    file('node_modules/'),
    file('package.json', manifest(over.manifest)),
    file('package-lock.json'),
    file('pnpm-lock.yaml'),
    file('yarn.lock'),
    file('README.md'),
    file('src/index.ts'),
    file('src/index.test.ts'),
    file('tsconfig.json', '{ // where it goes\n "compilerOptions": { "outDir": "dist" } }'),
    ...(over.with ?? []),
  ].filter(({ path }) => !over.without?.includes(path));

const ignoring = { '.dockerignore': 'node_modules\n' };

function workspace(dockerfile: string, options: { context?: ContextFile[] | null; files?: Record<string, string> } = {}): Workspace {
  const listed = options.context === null ? {} : { context: options.context ?? context() };
  return createWorkspace({ Dockerfile: dockerfile.replace(/^\n|\n +$/g, ''), ...ignoring, ...options.files }, listed);
}

function final(space: Workspace): Contents {
  const stage = space.build()?.final;
  if (!stage) throw new Error('no final stage');
  return space.contents(stage);
}

const failures = (space: Workspace) =>
  (space.build()?.stages ?? []).flatMap((stage) => space.contents(stage).failures.map(({ reason, subject }) => `${reason} ${subject}`));

const builder = `FROM node:24-alpine AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN npm run build
`;
const shipAll = `FROM node:24-alpine
WORKDIR /app
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
`;
/** A single stage that installs in some way. */
const one = (...lines: string[]) => ['FROM node:24-alpine', 'WORKDIR /app', 'COPY package*.json ./', ...lines, ''].join('\n');

describe('development dependencies in the final image', () => {
  const table: [name: string, dockerfile: string, answer: 'yes' | 'no' | 'unknown' | 'hidden'][] = [
    ['an unpruned builder', builder + shipAll, 'yes'],
    [
      'a deps stage',
      `${builder}FROM node:24-alpine AS deps\nWORKDIR /app\nCOPY package*.json ./\nRUN npm ci --omit=dev\n${shipAll.replace('--from=build /app/node_modules', '--from=deps /app/node_modules')}`,
      'no',
    ],
    ['pruned after the build', `${builder}RUN npm prune --omit=dev\n${shipAll}`, 'no'],
    ['pruned with the old flag', `${builder}RUN npm prune --production\n${shipAll}`, 'no'],
    ['pruned under NODE_ENV', `${builder}ENV NODE_ENV=production\nRUN npm prune\n${shipAll}`, 'no'],
    ['installed again without them', `${builder}RUN npm install --omit=dev\n${shipAll}`, 'no'],
    [
      'a bundle in one file',
      `${builder.replace('npm run build', 'npm run bundle')}FROM node:24-alpine\nCOPY --from=build /app/dist/index.js /app/\n`,
      'no',
    ],
    [
      'ncc',
      `${builder.replace('npm run build', 'npx ncc build src/index.ts -o out')}FROM node:24-alpine\nCOPY --from=build /app/out /app\n`,
      'no',
    ],
    [
      'installed in the final stage',
      `${builder}FROM node:24-alpine\nWORKDIR /app\nCOPY package*.json ./\nRUN npm ci --omit=dev\nCOPY --from=build /app/dist ./dist\n`,
      'no',
    ],
    [
      'distroless',
      `${builder}RUN npm prune --omit=dev\n${shipAll.replace('node:24-alpine', 'gcr.io/distroless/nodejs24-debian13')}CMD ["dist/index.js"]\n`,
      'no',
    ],
    [
      'pnpm deploy',
      'FROM node:24-slim AS build\nWORKDIR /app\nCOPY . .\nRUN corepack enable && pnpm install --frozen-lockfile && pnpm build && pnpm deploy --prod /out\nFROM node:24-slim\nCOPY --from=build /out /app\n',
      'no',
    ],
    [
      'pnpm deploy with everything',
      'FROM node:24-slim AS build\nWORKDIR /app\nCOPY . .\nRUN pnpm install --frozen-lockfile && pnpm deploy /out\nFROM node:24-slim\nCOPY --from=build /out /app\n',
      'yes',
    ],
    ['pnpm install --prod', one('RUN pnpm install --prod --frozen-lockfile'), 'no'],
    ['pnpm prune --prod', one('RUN pnpm i --frozen-lockfile && pnpm prune --prod'), 'no'],
    ['yarn classic', one('RUN yarn install --frozen-lockfile'), 'yes'],
    ['yarn classic for production', one('RUN yarn install --frozen-lockfile --production'), 'no'],
    ['yarn classic under NODE_ENV', one('ENV NODE_ENV=production', 'RUN yarn --frozen-lockfile'), 'no'],
    ['a later yarn ignores NODE_ENV', one('ENV NODE_ENV=production', 'RUN yarn install --immutable'), 'yes'],
    ['yarn focus', one('RUN yarn workspaces focus --all --production'), 'no'],
    ['bun', one('RUN bun install --frozen-lockfile --production'), 'no'],
    ['plain npm ci', one('RUN npm ci'), 'yes'],
    ['npm ci --omit dev, apart', one('RUN npm ci --omit dev'), 'no'],
    ['--omit=optional only', one('RUN npm ci --omit=optional'), 'yes'],
    ['--only=production', one('RUN npm ci --only=production'), 'no'],
    ["the seed's own flag means nothing", one('RUN npm ci --only=production=false'), 'yes'],
    ['a dash that is none', one('RUN npm ci –omit=dev'), 'yes'],
    ['--production=false against NODE_ENV', one('ENV NODE_ENV=production', 'RUN npm ci --production=false'), 'yes'],
    ['--include=dev against NODE_ENV', one('ENV NODE_ENV=production', 'RUN npm ci --include=dev'), 'yes'],
    ['NODE_ENV by ENV', one('ENV NODE_ENV=production', 'RUN npm ci'), 'no'],
    ['NODE_ENV by ARG', one('ARG NODE_ENV=production', 'RUN npm ci'), 'no'],
    ['NODE_ENV on the line', one('RUN NODE_ENV=production npm ci'), 'no'],
    ['NODE_ENV exported', one('RUN export NODE_ENV=production && npm ci'), 'no'],
    ['NODE_ENV after the install', one('RUN npm ci', 'ENV NODE_ENV=production'), 'yes'],
    [
      'NODE_ENV of the base stage',
      `FROM node:24-alpine AS base\nENV NODE_ENV=production\nFROM base\nWORKDIR /app\nCOPY package*.json ./\nRUN npm ci\n`,
      'no',
    ],
    [
      'NODE_ENV=development over the base stage',
      `FROM node:24-alpine AS base\nENV NODE_ENV=production\nFROM base\nENV NODE_ENV=development\nWORKDIR /app\nCOPY package*.json ./\nRUN npm ci\n`,
      'yes',
    ],
    ['NPM_CONFIG_OMIT', one('ENV NPM_CONFIG_OMIT=dev', 'RUN npm ci'), 'no'],
    ['npm config set', one('RUN npm config set omit dev', 'RUN npm ci'), 'no'],
    ['pruned too late', one('RUN npm ci', 'RUN npm prune --omit=dev'), 'hidden'],
    ['pruned in the same layer', one('RUN npm ci && npm prune --omit=dev'), 'no'],
    ['deleted too late', one('RUN npm ci', 'RUN rm -rf node_modules'), 'hidden'],
    ['deleted in the same layer', one('RUN npm ci && npm run test && rm -rf node_modules'), 'no'],
    ['some packages deleted', one('RUN npm ci', 'RUN rm -rf node_modules/typescript node_modules/vitest'), 'yes'],
    ['the builder as the base', `${builder}FROM build\nRUN npm prune --omit=dev\n`, 'hidden'],
    ['a whole folder from the builder', `${builder}FROM node:24-alpine\nCOPY --from=build /app /srv\n`, 'yes'],
    ['everything from the builder', `${builder}FROM scratch\nCOPY --from=build / /\n`, 'yes'],
    ['two stages away', `${builder}FROM build AS middle\nFROM node:24-alpine\nCOPY --from=middle /app ./\n`, 'yes'],
    ['by stage number', (builder + shipAll).replaceAll('--from=build', '--from=0'), 'yes'],
    [
      'moved away and copied',
      `${builder}RUN mv node_modules /deps\nFROM node:24-alpine\nCOPY --from=build /deps /app/node_modules\n`,
      'yes',
    ],
    [
      'copied aside before the full install',
      one('RUN npm ci --omit=dev && cp -R node_modules /prod && npm ci').replace('alpine', 'alpine AS build') +
        'FROM node:24-alpine\nCOPY --from=build /prod /app/node_modules\n',
      'no',
    ],
    ['installed elsewhere with --prefix', 'FROM node:24-alpine\nCOPY package*.json /srv/\nRUN npm --prefix /srv ci\n', 'yes'],
    ['installed elsewhere with cd', 'FROM node:24-alpine\nCOPY package*.json /srv/\nRUN cd /srv && npm ci --omit=dev\n', 'no'],
    ['in a subshell', 'FROM node:24-alpine\nCOPY package*.json /srv/\nRUN (cd /srv && npm ci) && rm -rf /srv/node_modules\n', 'no'],
    ['in sh -c', one("RUN sh -ec 'npm ci; npm prune --omit=dev'"), 'no'],
    ['a here-document', one('RUN <<EOF', 'set -e', 'npm ci', 'npm prune --omit=dev', 'EOF'), 'no'],
    ['an exec-form RUN', one('RUN ["npm", "ci"]'), 'yes'],
    ['a cache mount over node_modules', one('RUN --mount=type=cache,target=/app/node_modules npm ci'), 'no'],
    ['a cache mount for npm', one('RUN --mount=type=cache,target=/root/.npm npm ci'), 'yes'],
    [
      'manifests by bind mount',
      'FROM node:24-alpine\nWORKDIR /app\nRUN --mount=type=bind,source=package.json,target=package.json --mount=type=bind,source=package-lock.json,target=package-lock.json npm ci --omit=dev\n',
      'no',
    ],
    [
      'the lockfile picks the manager',
      one(
        'RUN if [ -f yarn.lock ]; then yarn --frozen-lockfile; elif [ -f package-lock.json ]; then npm ci --omit=dev; else echo "none" && exit 1; fi',
      ),
      'no',
    ],
    ['a branch on a file', one('RUN [ -f yarn.lock ] && yarn install || npm ci --omit=dev'), 'no'],
    ['a fallback that is not needed', one('RUN npm ci --omit=dev || npm install'), 'no'],
    ['a branch nobody can tell', one('RUN if [ "$(date +%u)" = 1 ]; then npm ci; fi'), 'unknown'],
    ['a script nobody has seen', one('RUN npm ci && ./setup.sh'), 'unknown'],
    ['a script nobody has seen, in a later layer', one('RUN npm ci', 'RUN ./setup.sh'), 'yes'],
    ['a script nobody has seen, in the builder', `${builder}RUN make slim\n${shipAll}`, 'unknown'],
    ['a script nobody has seen, without an install', one('RUN ./setup.sh'), 'unknown'],
    ['nothing at all', 'FROM node:24-alpine\n', 'no'],
  ];
  test.each(table)('%s', (_name, dockerfile, answer) => {
    const found = final(workspace(dockerfile)).devDependencies();
    expect(found.answer === 'yes' && found.hidden ? 'hidden' : found.answer).toBe(answer);
  });

  test('a manifest without development dependencies has none to ship', () => {
    expect(final(workspace(one('RUN npm ci'), { context: context({ manifest: { devDependencies: {} } }) })).devDependencies().answer).toBe(
      'no',
    );
  });

  test('a local node_modules comes along where nothing keeps it out', () => {
    const dockerfile = one('RUN npm ci --omit=dev', 'COPY . .');
    expect(final(workspace(dockerfile, { files: { '.dockerignore': '' } })).devDependencies().answer).toBe('yes');
    expect(final(workspace(dockerfile, { files: { '.dockerignore': '**/node_modules\n' } })).devDependencies().answer).toBe('no');
    expect(final(workspace(dockerfile, { files: { '.dockerignore': 'node_modules/**\n' } })).devDependencies().answer).toBe('no');
    expect(final(workspace(dockerfile, { context: null })).devDependencies().answer).toBe('unknown');
  });

  test('a script of the context is read', () => {
    const files = { 'setup.sh': '#!/bin/sh -e\nnpm prune --omit=dev\n' };
    expect(final(workspace(one('COPY setup.sh ./', 'RUN npm ci && sh setup.sh'), { files })).devDependencies().answer).toBe('no');
    expect(final(workspace(one('COPY setup.sh ./', 'RUN npm ci && ./setup.sh'), { files })).devDependencies().answer).toBe('no');
  });

  test('pnpm and NODE_ENV: it depends on the version', () => {
    const dockerfile = one('ENV NODE_ENV=production', 'RUN pnpm install --frozen-lockfile');
    const pinned = (packageManager?: string) =>
      final(workspace(dockerfile, { context: context({ manifest: { packageManager } }) })).devDependencies().answer;
    expect([pinned(), pinned('pnpm@9.1.0'), pinned('pnpm@10.2.0')]).toEqual(['unknown', 'no', 'yes']);
  });

  test('the trail leads back to the install', () => {
    const found = final(workspace(builder + shipAll)).devDependencies();
    expect(found.pieces[0]?.trail.map((step) => step.keyword)).toEqual(['COPY', 'RUN']);
    expect(found.pieces[0]?.trail.map((step) => step.stage.name)).toEqual([undefined, 'build']);
  });
});

describe('steps that cannot work', () => {
  const table: [name: string, dockerfile: string, failures: string[]][] = [
    ['all is well', builder + shipAll, []],
    ['tsc was left out', builder.replace('WORKDIR', 'ENV NODE_ENV=production\nWORKDIR') + shipAll, ['missing-tool tsc']],
    ['tsc was left out by a flag', builder.replace('npm ci', 'npm ci --omit=dev') + shipAll, ['missing-tool tsc']],
    ['npx cannot fetch tsc', builder.replace('npm ci', 'npm ci --omit=dev').replace('npm run build', 'npx tsc'), ['missing-tool tsc']],
    [
      'npx fetches esbuild',
      builder.replace('npm ci', 'npm ci --omit=dev').replace('npm run build', 'npx esbuild src/index.ts --outfile=dist/index.js'),
      [],
    ],
    ['built after pruning', builder.replace('RUN npm run build', 'RUN npm prune --omit=dev && npm run build'), ['missing-tool tsc']],
    ['nothing installed', builder.replace('RUN npm ci\n', ''), ['missing-tool tsc']],
    ['tsc is not on PATH', builder.replace('npm run build', 'tsc'), ['missing-tool tsc']],
    ['tsc for all', builder.replace('npm run build', 'npm i -g typescript && tsc'), []],
    ['no lockfile', one('RUN npm ci').replace('package*.json', 'package.json'), ['missing-lockfile package-lock.json']],
    ['npm install needs none', one('RUN npm install').replace('package*.json', 'package.json'), []],
    ['no manifest', 'FROM node:24\nWORKDIR /app\nRUN npm ci\n', ['missing-manifest /app/package.json']],
    ['installed before WORKDIR', 'FROM node:24\nCOPY package*.json /app/\nRUN npm ci\nWORKDIR /app\n', ['missing-manifest /package.json']],
    ['frozen pnpm without its lockfile', one('RUN corepack enable && pnpm install --frozen-lockfile'), ['missing-lockfile pnpm-lock.yaml']],
    ['no pnpm in the image', one('COPY pnpm-lock.yaml ./', 'RUN pnpm install --frozen-lockfile'), ['missing-program pnpm']],
    ['pnpm by Corepack', one('COPY pnpm-lock.yaml ./', 'RUN corepack pnpm install --frozen-lockfile'), []],
    ['pnpm for all', one('COPY pnpm-lock.yaml ./', 'RUN npm install -g pnpm && pnpm install --frozen-lockfile'), []],
    [
      'focus under Yarn 1',
      one('COPY yarn.lock ./', 'RUN corepack enable && yarn workspaces focus --production'),
      ['other-yarn workspaces focus'],
    ],
    [
      'focus under a later Yarn',
      one('COPY yarn.lock ./', 'RUN corepack enable', 'RUN corepack prepare yarn@4.12.0 --activate && yarn workspaces focus --production'),
      [],
    ],
    [
      'a later Yarn that nothing starts',
      one('COPY yarn.lock ./', 'RUN corepack install -g yarn@4.12.0 && yarn workspaces focus --production'),
      ['other-yarn workspaces focus'],
    ],
    ['immutable yarn without its lockfile', one('RUN yarn install --immutable'), ['missing-lockfile yarn.lock']],
    ['an unknown script', builder.replace('npm run build', 'npm run compile'), ['missing-script compile']],
    ['a script that may be absent', builder.replace('npm run build', 'npm run compile --if-present'), []],
    ['no tsconfig', builder.replace('COPY . .', 'COPY src src'), ['missing-file /app/tsconfig.json']],
    [
      'an entry that is not there',
      builder.replace('COPY . .', '').replace('npm run build', 'npx ncc build src/index.ts -o /out'),
      ['missing-input src/index.ts'],
    ],
    ['an entry without its ending', builder.replace('npm run build', 'npx ncc build src/index -o /out'), []],
    ['a source that is not there', 'FROM node:24\nCOPY lib/ /app/\n', ['missing-source lib/']],
    ['a source that is ignored', 'FROM node:24\nCOPY node_modules /app/node_modules\n', ['ignored-source node_modules']],
    ['wildcards may find nothing', 'FROM node:24\nCOPY *.nothing /app/\n', []],
    ['a path the builder does not make', `${builder}FROM node:24\nCOPY --from=build /app/build /app\n`, ['missing-source /app/build']],
    ['a path deleted in the builder', `${builder}RUN rm -rf dist\n${shipAll}`, ['missing-source /app/dist']],
    ['a path of the base image', `${builder}FROM node:24\nCOPY --from=build /usr/local/bin/node /x\n`, []],
    [
      'a dash that is none',
      `${builder}FROM node:24\nCOPY –from=build /app/dist ./dist/\n`,
      ['missing-source –from=build', 'missing-source /app/dist'],
    ],
    ['no shell', `FROM gcr.io/distroless/nodejs24-debian13\nRUN echo hi\n`, ['no-shell /bin/sh']],
    [
      'no npm',
      'FROM gcr.io/distroless/nodejs24-debian13\nWORKDIR /app\nCOPY package*.json ./\nRUN ["npm", "ci"]\n',
      ['missing-program npm'],
    ],
    ['apt without lists', 'FROM node:24-slim\nRUN apt-get install -y tini\n', ['missing-lists tini']],
    ['apt with lists', 'FROM node:24-slim\nRUN apt-get update\nRUN apt-get install -y tini\n', []],
    ['apt with lists of the stage below', 'FROM node:24-slim AS a\nRUN apt-get update\nFROM a\nRUN apt-get install -y tini\n', []],
    ['apt with lists in a mount', 'FROM node:24-slim\nRUN --mount=type=cache,target=/var/lib/apt apt-get install -y tini\n', []],
    ['apt for what may be there', 'FROM node:24\nRUN apt-get install -y ca-certificates\n', []],
    ['apt on what nobody knows', 'FROM example.com/base\nRUN apt-get install -y tini\n', []],
    [
      'a clone with a word too many',
      'FROM node:24\nRUN git clone v1 https://a.example/b.git /b\n',
      ['refused-words one address and one folder'],
    ],
    ['a clone with flags', 'FROM node:24\nRUN git clone --branch v1 --depth 1 --origin up https://a.example/b.git /b\n', []],
    ['settings of no repository', 'FROM node:24\nWORKDIR /app\nRUN git config url.a.insteadOf b\n', ['missing-repository /app']],
    ['settings for everybody', 'FROM node:24\nRUN git config --global url.a.insteadOf b\n', []],
    ['settings of a clone', 'FROM node:24\nRUN git clone https://a.example/b.git /b && cd /b && git config user.name x\n', []],
    ['settings that are read', 'FROM node:24\nRUN git config user.name\n', []],
    [
      'vite without its page',
      'FROM node:24\nWORKDIR /a\nCOPY package.json ./\nRUN npm i vite && npx vite build\n',
      ['missing-file index.html'],
    ],
    ['an owner for what is not there', 'FROM node:24\nRUN chown node /srcs\n', ['missing-file /srcs']],
    [
      'a program that the stage lacks',
      'FROM node:24-slim AS a\nFROM scratch\nCOPY --from=a /bin/wget /wget\n',
      ['missing-source /bin/wget'],
    ],
    [
      'a program that the stage installs',
      'FROM node:24-slim AS a\nRUN apt-get update && apt-get install -y wget\nFROM scratch\nCOPY --from=a /usr/bin/wget /wget\n',
      [],
    ],
    ['apt on Alpine', 'FROM node:24-alpine\nRUN apt-get update\n', ['missing-program apt-get']],
    ['curl was installed', 'FROM node:24-alpine\nRUN apk add --no-cache curl && curl -fsS https://example.com\n', []],
    ['a bind mount that is not there', 'FROM node:24\nRUN --mount=type=bind,source=lib,target=/lib ls /lib\n', ['missing-source lib']],
  ];
  test.each(table)('%s', (_name, dockerfile, expected) => {
    expect(failures(workspace(dockerfile))).toEqual(expected);
  });

  test('a compiler with nothing to compile', () => {
    const config = file('tsconfig.json', '{ "compilerOptions": { "outDir": "dist" }, "include": ["src/**/*.ts"] }');
    const listed = [...context({ without: ['tsconfig.json'] }), config];
    expect(failures(workspace(builder.replace('COPY . .', 'COPY tsconfig.json ./'), { context: listed }))).toEqual([
      'missing-input src/**/*.ts',
    ]);
    expect(failures(workspace(builder, { context: listed }))).toEqual([]);
  });

  test('Yarn installs where its settings say', () => {
    const settings = file('.yarnrc.yml', 'nodeLinker: node-modules\n');
    const listed = [...context(), settings];
    const install = (copied: string) =>
      one(
        'RUN corepack enable && corepack install -g yarn@4.12.0',
        `COPY ${copied} ./`,
        'RUN yarn install --immutable',
        'COPY . .',
        'RUN yarn build',
      );
    expect(failures(workspace(install('yarn.lock .yarnrc.yml'), { context: listed }))).toEqual([]);
    expect(failures(workspace(install('yarn.lock'), { context: listed }))).toEqual(['other-linker .yarnrc.yml']);
  });

  test('esbuild bundles for browsers unless it is told otherwise', () => {
    const bundle = (flags: string) => builder.replace('npm run build', `npx esbuild src/index.ts --outfile=dist/index.js ${flags}`);
    const of = (flags: string) => failures(workspace(bundle(flags)));
    expect(of('--bundle')).toEqual(['other-platform fastify']);
    expect(of('--bundle --external:fastify')).toEqual([]);
    expect(of('--bundle --packages=external')).toEqual([]);
    expect(of('')).toEqual([]);
  });

  test('esbuild prints what it builds where no flag names a file', () => {
    const printed = builder.replace('npm run build', 'npx esbuild src/index.ts --bundle --platform=node');
    expect(failures(workspace(printed + shipAll))).toEqual(['missing-source /app/dist']);
    const redirected = builder.replace('npm run build', 'mkdir dist && npx esbuild src/index.ts --bundle --platform=node > dist/index.js');
    expect(failures(workspace(redirected + shipAll))).toEqual([]);
  });

  test('a hook that needs what was left out', () => {
    const prepared = context({ manifest: { scripts: { prepare: 'husky' }, devDependencies: { husky: '^9' } } });
    expect(failures(workspace(one('RUN npm ci --omit=dev'), { context: prepared }))).toEqual(['missing-tool husky']);
    expect(failures(workspace(one('RUN npm ci --omit=dev --ignore-scripts'), { context: prepared }))).toEqual([]);
    expect(failures(workspace(one('RUN npm ci'), { context: prepared }))).toEqual([]);
  });

  test('the failure knows its place and its cause', () => {
    const text = builder.replace('npm ci', 'npm ci --omit=dev');
    const space = workspace(text);
    const [failure] = space.build()?.stages.flatMap((stage) => space.contents(stage).failures) ?? [];
    expect(text.slice(failure?.span.start, failure?.span.end)).toBe('npm run build');
    expect(failure?.command).toBe('npm run build');
    expect(failure?.becauseOf.map((step) => step.line)).toEqual([4]);
  });

  test('an ignored lockfile', () => {
    const space = workspace(one('RUN npm ci'), { files: { '.dockerignore': 'package-lock.json\n' } });
    expect(failures(space)).toEqual(['missing-lockfile package-lock.json']);
  });

  test('without a listing nothing is said to be absent', () => {
    expect(failures(workspace(`${builder}RUN npm run other\nCOPY lib /lib\n`, { context: null }))).toEqual([]);
  });
});

describe('what is there', () => {
  const table: [dockerfile: string, path: string, answer: string][] = [
    [builder + shipAll, '/app/dist/index.js', 'yes'],
    [builder + shipAll, '/app/src/index.ts', 'no'],
    [builder + shipAll, '/app/package.json', 'no'],
    [builder + shipAll, '/usr/bin/env', 'unknown'],
    ['FROM node:24\nCOPY . /app\n', '/app/src/index.ts', 'yes'],
    ['FROM node:24\nCOPY . /app\n', '/app/node_modules/x', 'no'],
    ['FROM node:24\nCOPY src /app\n', '/app/index.ts', 'yes'],
    ['FROM node:24\nCOPY src /app/src\n', '/app/src/index.ts', 'yes'],
    ['FROM node:24\nCOPY src/index.ts /app\n', '/app', 'yes'],
    ['FROM node:24\nWORKDIR /app\nCOPY src/index.ts .\n', '/app/index.ts', 'yes'],
    ['FROM node:24\nCOPY src/*.ts /app/\n', '/app/index.test.ts', 'yes'],
    ['FROM node:24\nCOPY ./src/./index.ts /app/\n', '/app/index.ts', 'yes'],
    ['FROM node:24\nCOPY --parents src/index.ts /app/\n', '/app/src/index.ts', 'yes'],
    ['FROM node:24\nCOPY --parents **/*.ts /app/\n', '/app/src/index.ts', 'yes'],
    ['FROM node:24\nCOPY --exclude=*.test.ts src /app/\n', '/app/index.test.ts', 'no'],
    ['FROM node:24\nCOPY --exclude=*.test.ts src /app/\n', '/app/index.ts', 'yes'],
    ['FROM node:24\nCOPY <<EOF /app/start.sh\nx\nEOF\n', '/app/start.sh', 'yes'],
    ['FROM node:24\nRUN echo hi > /app/hi.txt\n', '/app/hi.txt', 'yes'],
    ['FROM node:24\nRUN mkdir -p /app/data\n', '/app/data', 'yes'],
    ['FROM node:24\nRUN mkdir -p /app/data && rm -rf /app\n', '/app/data', 'no'],
    ['FROM node:24\nADD https://example.com/a.tgz /app/\n', '/app/a.tgz', 'yes'],
    ['FROM node:24\nCOPY --from=busybox:1 /bin/ls /app/ls\n', '/app/ls', 'yes'],
    ['FROM somebody/base\n', '/app/x', 'unknown'],
    ['FROM scratch\n', '/app/x', 'no'],
    ['FROM node:24\nRUN something-strange\n', '/app/x', 'unknown'],
    ['FROM node:24\nRUN something-strange --version\n', '/app/x', 'no'],
  ];
  test.each(table)('%s has %s: %s', (dockerfile, path, answer) => {
    expect(final(workspace(dockerfile)).holds(path).answer).toBe(answer);
  });
});

describe('whole files', () => {
  const table: [name: string, dockerfile: string, dev: string, dist: string][] = [
    [
      'the manager is picked by the lockfile, stage by stage',
      `FROM node:24-alpine AS base
FROM base AS deps
WORKDIR /app
COPY package.json yarn.lock* package-lock.json* ./
RUN \\
  if [ -f yarn.lock ]; then yarn --frozen-lockfile; \\
  elif [ -f package-lock.json ]; then npm ci; \\
  else echo "no lockfile" && exit 1; \\
  fi
FROM base AS build
WORKDIR /app
COPY --from=deps /app/node_modules ./node_modules
COPY . .
RUN if [ -f yarn.lock ]; then yarn build; else npm run build; fi
FROM base
WORKDIR /app
COPY --from=build --chown=1000 /app/dist ./dist
`,
      'no',
      'yes',
    ],
    [
      'manifests by bind mounts, one stage on another',
      `FROM node:24-alpine AS base
WORKDIR /app
FROM base AS deps
RUN --mount=type=bind,source=package.json,target=package.json \\
    --mount=type=bind,source=package-lock.json,target=package-lock.json \\
    --mount=type=cache,target=/root/.npm npm ci --omit=dev
FROM deps AS build
RUN --mount=type=bind,source=package.json,target=package.json \\
    --mount=type=bind,source=package-lock.json,target=package-lock.json \\
    npm ci
COPY . .
RUN npm run build
FROM base
ENV NODE_ENV production
COPY package.json .
COPY --from=deps /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
`,
      'no',
      'yes',
    ],
    [
      'two installs in two folders',
      `FROM node:24-alpine AS deps
COPY package.json package-lock.json /tmp/dev/
RUN cd /tmp/dev && npm ci
COPY package.json package-lock.json /tmp/prod/
RUN cd /tmp/prod && npm ci --omit=dev
FROM node:24-alpine AS build
WORKDIR /app
COPY --from=deps /tmp/dev/node_modules node_modules
COPY . .
RUN npm run build
FROM node:24-alpine
WORKDIR /app
COPY --from=deps /tmp/prod/node_modules node_modules
COPY --from=build /app/dist dist
`,
      'no',
      'yes',
    ],
    [
      'the production stage is the base of the last one',
      `FROM node:24-alpine AS base
WORKDIR /app
COPY package*.json ./
FROM base AS prod
RUN npm ci --omit=dev
FROM base AS build
RUN npm ci
COPY tsconfig.json ./
COPY src ./src
RUN npm run build
FROM prod
COPY --from=build /app/dist ./dist
`,
      'no',
      'yes',
    ],
    [
      'everything gathered in one folder',
      `FROM node:24-bookworm AS build
WORKDIR /src
COPY . .
RUN set -eux; npm ci; npm run build; rm -rf node_modules; npm ci --omit=dev; mkdir /out; cp -r package.json node_modules dist /out/
FROM gcr.io/distroless/nodejs24-debian13
COPY --from=build /out /app
`,
      'no',
      'yes',
    ],
    [
      'tsc by PATH, maps swept away',
      `FROM node:24 AS build
WORKDIR /app
COPY . .
RUN npm ci
ENV PATH=/app/node_modules/.bin:$PATH
RUN tsc && find dist -name '*.map' -delete && npm prune --omit=dev
FROM node:24-slim
COPY --from=build /app/node_modules /app/node_modules
COPY --from=build /app/dist /app/dist
`,
      'no',
      'yes',
    ],
    [
      'packed, unpacked and installed',
      `FROM node:24-slim AS build
WORKDIR /app
COPY . .
RUN npm ci && npm run build && npm pack
FROM node:24-slim
WORKDIR /app
COPY --from=build /app/api-1.0.0.tgz .
RUN tar xzf api-1.0.0.tgz --strip-components=1 && rm api-1.0.0.tgz
COPY package-lock.json .
RUN npm ci --omit=dev
`,
      'no',
      'unknown',
    ],
    [
      'one native module beside a bundle',
      `FROM node:24-alpine AS build
WORKDIR /app
COPY . .
RUN npm ci && npx esbuild src/index.ts --bundle --platform=node --external:argon2 --outfile=dist/index.js && npm prune --omit=dev
FROM node:24-alpine
WORKDIR /app
COPY --from=build /app/dist/index.js ./dist/
COPY --from=build /app/node_modules/fastify ./node_modules/fastify
`,
      'no',
      'yes',
    ],
    [
      'a static Go program',
      `FROM golang:1.27 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -ldflags '-s -w' -o /app/dist/index.js ./cmd/api
FROM scratch
COPY --from=build /app/dist/index.js /app/dist/index.js
`,
      'no',
      'yes',
    ],
  ];
  test.each(table)('%s', (_name, dockerfile, dev, dist) => {
    const space = workspace(dockerfile);
    const found = final(space);
    expect([found.devDependencies().answer, found.holds('/app/dist/index.js').answer]).toEqual([dev, dist]);
    expect(failures(space)).toEqual([]);
    expect((space.build()?.stages ?? []).flatMap((stage) => space.contents(stage).blind.map((step) => step.line))).toEqual([]);
  });
});

describe('other questions', () => {
  test('where modules were compiled against another libc', () => {
    const text = builder.replace('alpine', 'slim') + shipAll;
    expect(final(workspace(text)).foreignLibc().answer).toBe('yes');
    expect(final(workspace(builder + shipAll)).foreignLibc().answer).toBe('no');
    expect(final(workspace(`${builder}FROM somebody/base\nCOPY --from=build /app /app\n`)).foreignLibc().answer).toBe('no');
  });

  test('installs that do not follow the lockfile', () => {
    const unlocked = (...lines: string[]) => final(workspace(one(...lines))).unlockedDependencies().answer;
    expect(unlocked('RUN npm install')).toBe('yes');
    expect(unlocked('RUN npm install --production')).toBe('yes');
    expect(unlocked('RUN npm ci')).toBe('no');
    expect(unlocked('RUN yarn install')).toBe('yes');
    expect(unlocked('RUN npm ci && npm install lodash')).toBe('yes');
    expect(final(workspace(one('RUN npm install --production'))).installed[0]?.dependencies?.deprecated).toEqual(['--production']);
  });

  test('files of the context, in view and below', () => {
    const env = (text: string) => final(workspace(text)).fromContext((path) => path === '.env');
    expect(env('FROM node:24\nCOPY . .\n')).toMatchObject({ answer: 'yes', hidden: false });
    expect(env('FROM node:24\nWORKDIR /app\nCOPY . .\nRUN rm .env\n')).toMatchObject({ answer: 'yes', hidden: true });
    expect(env('FROM node:24 AS a\nWORKDIR /app\nCOPY . .\nRUN rm .env\nFROM node:24\nCOPY --from=a /app /app\n').answer).toBe('no');
    expect(env('FROM node:24\nRUN --mount=type=bind,target=/src cp /src/.env /app/.env\n').answer).toBe('yes');
    expect(env('FROM node:24\nRUN --mount=type=bind,target=/src ls /src\n').answer).toBe('no');
  });

  test.each<[lines: string, dev: string, locked: string]>([
    ['RUN uv sync --locked --no-dev', 'no', 'no'],
    ['RUN uv sync --locked', 'yes', 'no'],
    ['RUN uv sync --no-dev', 'no', 'yes'],
    ['ENV UV_NO_DEV=1\nRUN uv sync --frozen', 'no', 'no'],
    ['RUN pip install --no-cache-dir -r requirements.txt', 'no', 'unknown'],
    ['RUN pip install -r requirements-dev.txt', 'yes', 'unknown'],
    ['RUN python -m venv /venv && /venv/bin/pip install --require-hashes -r requirements.txt', 'no', 'no'],
    ['RUN poetry install --only main', 'no', 'no'],
  ])('Python: %s', (lines, dev, unlocked) => {
    const listed = ['requirements.txt', 'requirements-dev.txt', 'uv.lock'].map((path) => file(path));
    const project = file('pyproject.toml', '[project]\nname = "api"\n\n[dependency-groups]\ndev = ["pytest"]\n');
    const space = workspace(`FROM python:3.14-slim\nWORKDIR /app\nCOPY . .\n${lines}\n`, { context: [...listed, project] });
    const found = final(space);
    expect([found.devDependencies().answer, found.unlockedDependencies().answer, failures(space)]).toEqual([dev, unlocked, []]);
  });

  test('packages of the system', () => {
    const gcc = (...lines: string[]) => final(workspace(['FROM debian:13', ...lines, ''].join('\n'))).installs((name) => name === 'gcc');
    expect(gcc('RUN apt-get update && apt-get install -y --no-install-recommends gcc=4:14.2').answer).toBe('yes');
    expect(gcc('RUN apt-get install -y gcc && apt-get purge -y gcc').answer).toBe('no');
    expect(gcc('RUN apt-get install -y gcc', 'RUN apt-get purge -y gcc')).toMatchObject({ answer: 'yes', hidden: true });
    expect(
      final(workspace('FROM alpine\nRUN apk add --virtual .build gcc && apk del .build\n')).installs((name) => name === 'gcc').answer,
    ).toBe('no');
  });

  test('trees that a layer holds twice', () => {
    const twice = (text: string) => final(workspace(text)).rewritten.map(({ path }) => path);
    expect(twice('FROM node:24\nCOPY . /app\nRUN chown -R node /app\n')).toEqual(['/app']);
    expect(twice('FROM node:24\nCOPY --chown=node . /app\n')).toEqual([]);
    expect(twice(one('RUN npm ci && chown -R node:node node_modules'))).toEqual([]);
  });
});

test('no text takes it down, or takes it where it would not come back', () => {
  const heavy = [
    `FROM node:24\n${'COPY . /a\n'.repeat(300)}`,
    `FROM node:24\nCOPY . /a\nRUN ${'cp -r /a /a/b && '.repeat(200)}true\n`,
    `FROM node:24 AS s0\nCOPY . /a\n${Array.from({ length: 60 }, (_, i) => `FROM node:24 AS s${i + 1}\nCOPY --from=s${i} / /x\nCOPY --from=s${i} / /y\n`).join('')}`,
    `FROM node:24\nRUN ${'if a; then npm ci; fi; '.repeat(500)}\n`,
    `FROM node:24\nRUN ${'('.repeat(300)}npm ci\n`,
    'FROM node:24\nCOPY\nADD\nRUN\nCOPY --from=\nWORKDIR\nRUN npm\nRUN npm run\nRUN cp\nRUN rm $X\nRUN cd\n',
    'FROM x AS x\nCOPY --from=x / /\nFROM x\n',
  ];
  for (const text of heavy) {
    const space = workspace(text);
    for (const stage of space.build()?.stages ?? []) {
      space.contents(stage).devDependencies();
      expect(['yes', 'no', 'unknown'], text.slice(0, 60)).toContain(space.contents(stage).holds('/x').answer);
    }
  }
});

describe('what Maven and Gradle leave', () => {
  const java = [file('pom.xml'), file('build.gradle'), file('src/App.java')];
  const brought = (build: string, copies: string) => {
    const space = workspace(`FROM eclipse-temurin:25 AS b\nWORKDIR /b\nCOPY . .\n${build}FROM alpine:3.22\nWORKDIR /app\n${copies}`, {
      context: java,
    });
    return final(space).pieces.map(({ path, kind, trail, guessed }) => `${path} ${kind} ${trail.at(-1)?.line}${guessed ? '?' : ''}`);
  };

  test('a pattern over a folder that a build has written finds something there, most likely', () => {
    expect(brought('RUN mvn package\n', 'COPY --from=b /b/target/*.jar app.jar\n')).toEqual(['/app/app.jar output 4?']);
    expect(brought('RUN mvn package\n', 'COPY --from=b /b/other/*.jar app.jar\n')).toEqual([]);
  });

  test('a task that only fetches writes nothing', () => {
    expect(brought('RUN gradle dependencies\nRUN gradle jar\n', 'COPY --from=b /b/build/libs/a.jar /app/\n')).toEqual([
      '/app/a.jar output 5',
    ]);
    expect(brought('RUN mvn -B dependency:go-offline\n', 'COPY --from=b /b/target/*.jar app.jar\n')).toEqual([]);
  });

  test('of a folder with a slash behind it, what it holds is copied', () => {
    expect(brought('RUN ./make.sh\n', 'COPY --from=b /b/out/lib/ ./\n')).toEqual(['/app unknown 7']);
  });
});

test('wheels are written where pip is told to', () => {
  const space = workspace(
    'FROM python:3.13-slim AS b\nRUN pip wheel -w /wheels flask\nFROM python:3.13-slim\nRUN --mount=from=b,source=/wheels,target=/w pip install /w/*\n',
  );
  expect(failures(space)).toEqual([]);
});
