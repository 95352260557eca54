import { survivors } from '#engine';

export default survivors([
  { mutant: /WORKDIR \/src/, solution: /^bundle$/, verdict: 'same', reason: 'The build works in the root folder, too.' },
  { mutant: /NODE_ENV/, verdict: 'same', reason: 'The app is not said to read it.' },
  { mutant: /without `COPY (?:--from=\w+ \S+\/)?package\.json \S+`/, verdict: 'same', reason: 'Node needs no manifest to run CommonJS.' },
  { mutant: /without `--mount=type=cache\S*`/, verdict: 'same', reason: 'A cache mount makes the build faster, nothing else.' },
  {
    mutant: /COPY tsconfig\.json|COPY src/,
    solution: /^bundle$/,
    verdict: 'open',
    reason: 'ncc would find no source; the model does not know what ncc reads.',
  },
  {
    mutant: /FROM node:24-alpine AS deps/,
    verdict: 'open',
    reason: '`deps` is then an image of that name; whether it is there cannot be told.',
  },
  { mutant: /--platform=node|--outfile/, verdict: 'open', reason: 'esbuild’s own flags are not modelled.' },
  {
    mutant: /corepack|pnpm-workspace|\.yarnrc/,
    verdict: 'open',
    reason: 'What pnpm and Yarn need beside their lockfile is not modelled.',
  },
]);
