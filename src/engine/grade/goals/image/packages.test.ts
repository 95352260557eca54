import { expect, test } from 'vitest';
import { exercise } from '../../exercise.ts';
import { grade } from '../../grade.ts';
import { startsItsFile } from '../start/starts.ts';

const manifest = (build: string, more = '') =>
  `{"scripts":{"build":"${build}","test":"vitest run"${more}},"dependencies":{"fastify":"^5.6.0"},"devDependencies":{"typescript":"^6.0.0","esbuild":"^0.28.0","@vercel/ncc":"^0.38.0"}}`;

function outcome(dockerfile: string, packageJson = manifest('tsc')) {
  const asked = exercise({
    slug: 'x',
    title: 'x',
    task: 'x',
    kind: 'edit',
    objectives: ['x'],
    difficulty: 'practice',
    minutes: 1,
    version: 1,
    editable: ['Dockerfile'],
    context: [
      { path: 'package.json', bytes: packageJson.length, text: packageJson },
      { path: 'package-lock.json', bytes: 1000 },
      { path: 'tsconfig.json', bytes: 200, text: '{"compilerOptions":{"outDir":"dist","rootDir":"src"}}' },
      { path: 'src/index.ts', bytes: 100 },
    ],
    goals: [startsItsFile({ id: 'starts', kind: 'keep', title: 'x' })],
  });
  const [goal] = grade(asked, { Dockerfile: dockerfile }).goals;
  return goal?.mistake ?? goal?.outcome;
}

const built = (run: string) => `FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
${run}
`;
const final = (lines: string) => `FROM node:24-slim
WORKDIR /app
${lines}
CMD ["node", "dist/index.js"]
`;
const dist = 'COPY --from=build /app/dist ./dist';

test.each([
  ['the packages are forgotten', built('RUN npm run build') + final(dist), undefined, 'packages-missing'],
  ['… compiled by a direct call', built('RUN npx tsc') + final(dist), undefined, 'packages-missing'],
  [
    '… and lie where Node does not look',
    built('RUN npm run build') + final(`${dist}\nCOPY --from=build /app/node_modules /opt/node_modules`),
    undefined,
    'packages-missing',
  ],
  ['they are copied', built('RUN npm run build') + final(`${dist}\nCOPY --from=build /app/node_modules ./node_modules`), undefined, 'pass'],
  [
    '… to a folder above',
    built('RUN npm run build') + final(`${dist}\nCOPY --from=build /app/node_modules /node_modules`),
    undefined,
    'pass',
  ],
  [
    '… beside the file',
    built('RUN npm run build') + final(`${dist}\nCOPY --from=build /app/node_modules ./dist/node_modules`),
    undefined,
    'pass',
  ],
  [
    'they are installed where it runs',
    built('RUN npm run build') + final(`COPY package*.json ./\nRUN npm ci --omit=dev\n${dist}`),
    undefined,
    'pass',
  ],
  ['NODE_PATH says where', built('RUN npm run build') + final(`ENV NODE_PATH=/opt/node_modules\n${dist}`), undefined, 'pass'],
  ['a bundler resolves them', built('RUN npx ncc build src/index.ts -o dist') + final(dist), undefined, 'pass'],
  ['… behind a compiler', built('RUN npm run build && npx ncc build dist/index.js -o dist') + final(dist), undefined, 'pass'],
  ['… in a step of its own', built('RUN npm run build\nRUN npx ncc build dist/index.js -o dist') + final(dist), undefined, 'pass'],
  ['… in the script', built('RUN npm run build') + final(dist), manifest('esbuild src/index.ts --bundle --outdir=dist'), 'pass'],
  [
    '… after the script',
    built('RUN npm run build') + final(dist),
    manifest('tsc', ',"postbuild":"ncc build dist/index.js -o dist"'),
    'pass',
  ],
  [
    'the app imports none',
    built('RUN npm run build') + final(dist),
    '{"scripts":{"build":"tsc"},"devDependencies":{"typescript":"^6.0.0"}}',
    'pass',
  ],
  ['one stage does it all', `${built('RUN npm run build')}CMD ["node", "dist/index.js"]\n`, undefined, 'pass'],
])('%s', (_, dockerfile, packageJson, expected) => expect(outcome(dockerfile, packageJson)).toBe(expected));
