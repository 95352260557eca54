import { survivors } from '#engine';

export default survivors([
  { mutant: /WORKDIR \/src/, solution: /^bundle$/, verdict: 'same', reason: 'The build works in the root folder, too.' },
  { mutant: /NODE_ENV/, verdict: 'same', reason: 'The app is not said to read it.' },
  { mutant: /without `COPY (?:--from=\w+ \S+\/)?package\.json \S+`/, verdict: 'same', reason: 'Node needs no manifest to run CommonJS.' },
  { mutant: /without `--mount=type=cache\S*`/, verdict: 'same', reason: 'A cache mount makes the build faster, nothing else.' },
  {
    mutant: /COPY tsconfig\.json/,
    solution: /^bundle$/,
    verdict: 'same',
    reason: 'ncc goes on with TypeScript’s own settings where there is no tsconfig.json (vercel/ncc, load-tsconfig-options.js).',
  },
  {
    mutant: /without `--bundle`/,
    solution: /^own-code-bundled$/,
    verdict: 'same',
    reason: 'The file then imports what the source imported: packages are there; whether it imports `orders.ts` no text here shows.',
  },
  {
    mutant: /without `pnpm-workspace\.yaml`/,
    solution: /^pnpm-deploy$/,
    verdict: 'same',
    reason:
      'pnpm 10 refuses a lockfile that records a setting of that file; whether the pnpm that Corepack fetches still does cannot be told, and the next `COPY` brings the file.',
  },
]);
