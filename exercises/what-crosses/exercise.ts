import {
  type BuildChoice,
  contextReads,
  createWorkspace,
  exercise,
  type Previous,
  type Question,
  questions,
  transfer,
  type Workspace,
} from '#engine';

const manifest = `{
  "name": "orders-api",
  "private": true,
  "type": "module",
  "scripts": { "start": "node src/index.js" },
  "dependencies": { "fastify": "^5.6.0" }
}
`;
const file = (sources: string) => `FROM node:24-slim
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev
${sources}
EXPOSE 3000
USER 1000:1000
CMD ["node", "src/index.js"]
`;
const dockerfile = file('COPY src ./src');
const copiesAll = file('COPY . .');
const ignore = '.git\n**/node_modules\n**/*.log\n';

/** Read for every build, before any instruction, and the answers themselves: nobody is asked about them. */
const definition = new Set(['Dockerfile', 'all.Dockerfile', '.dockerignore', 'answers.json']);
const all: BuildChoice = { dockerfile: 'all.Dockerfile' };
const oneEdit: Previous = { changed: ['src/orders.js'] };

const thoughts: Record<string, string> = {
  'data/':
    'No instruction of this file names `data/`. The old builder packed the whole folder up before the first step; BuildKit asks for what a step needs.',
  '.git/': 'The ignore file keeps `.git` out, whatever an instruction names.',
  'node_modules/': 'The ignore file keeps `node_modules` out, whatever an instruction names.',
  'README.md':
    'No instruction of this file names `README.md`, so nobody asks for it. Sending the whole folder in advance was the old builder’s way.',
  'scripts/seed.js': 'No instruction of this file names `scripts`, so nobody asks for it.',
};
const known = (path: string) => `The builder has \`${path}\` from the build before, and it has not changed since.`;

/** Which files cross, by path; `wrong` says what a wrong pick overlooks. */
function askFiles(
  question: Pick<Question, 'id' | 'text' | 'because' | 'none' | 'incomplete'>,
  previous: Previous,
  choice: BuildChoice,
  wrong: (path: string) => string,
): Question {
  return {
    ...question,
    mode: 'many',
    options: (workspace) =>
      questions
        .contextOptions(workspace)
        .filter(({ id }) => !definition.has(id))
        .map((option) => ({ ...option, feedback: wrong(option.id) })),
    truth: (workspace) => questions.transferredPaths(workspace, previous, choice).filter((path) => !definition.has(path)),
  };
}

/** How many bytes a first build sends, Dockerfile and ignore file apart. */
const firstBytes = (workspace: Workspace, choice: BuildChoice) =>
  transfer(workspace, { ...choice, previous: 'none' }).files.reduce((sum, { path, bytes }) => sum + (definition.has(path) ? 0 : bytes), 0);

export default exercise({
  slug: 'what-crosses',
  title: 'What crosses to the builder?',
  task: `Two Dockerfiles for one repository: \`Dockerfile\` copies the manifests and \`src\`, \`all.Dockerfile\` copies everything. \`data\` holds 2 GB of test data, and no ignore rule is about it.

Say what is sent. The Dockerfile and the ignore file are read for every build and do not count.`,
  kind: 'predict',
  objectives: ['say-what-crosses'],
  difficulty: 'first-steps',
  minutes: 4,
  version: 1,
  editable: ['answers.json'],
  context: [
    { path: '.dockerignore', bytes: ignore.length, text: ignore },
    { path: '.git/', bytes: 5_120_000 },
    { path: 'Dockerfile', bytes: dockerfile.length, text: dockerfile },
    { path: 'README.md', bytes: 3_300 },
    { path: 'all.Dockerfile', bytes: copiesAll.length, text: copiesAll },
    { path: 'data/', bytes: 2_000_000_000 },
    { path: 'node_modules/', bytes: 74_600_000 },
    { path: 'package-lock.json', bytes: 58_300 },
    { path: 'package.json', bytes: manifest.length, text: manifest },
    { path: 'scripts/seed.js', bytes: 1_120 },
    { path: 'src/index.js', bytes: 1_840 },
    { path: 'src/orders.js', bytes: 6_010 },
  ],
  questions: [
    {
      id: 'who-reads',
      text: '`Dockerfile`: which lines read files of the context?',
      mode: 'many',
      options: (workspace) =>
        questions.stepOptions(workspace, { metadata: true }).map((option) => ({
          ...option,
          feedback: `Line ${option.id} asks for no file of the context. Only \`COPY\`, \`ADD\` and bind mounts do; \`RUN\` sees the image, not your disk.`,
        })),
      truth: (workspace) => contextReads(workspace).steps.map(({ step }) => String(step.line)),
      because: 'The two `COPY` lines. Everything else works inside the image or writes its configuration.',
      none: 'Then nothing of the repository could be in the image. Which lines name files of yours?',
    },
    askFiles(
      {
        id: 'first-build',
        text: '`Dockerfile`, first build on this machine: what is sent?',
        because: 'What the two `COPY` lines name, about 66 kB. Of `data`, not a byte.',
        none: 'The builder has nothing yet, and two lines copy files of yours.',
        incomplete: 'Go through the lines that copy, and through every file that they name.',
      },
      'none',
      {},
      (path) => thoughts[path] ?? `No step of this build needs \`${path}\`.`,
    ),
    askFiles(
      {
        id: 'after-an-edit',
        text: '`Dockerfile`, second build: you have edited `src/orders.js`. What is sent?',
        because: 'The edited file alone. The builder still has the others and compares before it asks.',
        none: 'The builder has yesterday’s `src/orders.js`. It has to get the new one from somewhere.',
      },
      oneEdit,
      {},
      (path) => thoughts[path] ?? known(path),
    ),
    askFiles(
      {
        id: 'copy-everything',
        text: '`all.Dockerfile`, first build: what is sent?',
        because: 'Everything that is not ignored, `data` with its 2 GB included: `COPY . .` names it all.',
        none: 'The builder has nothing yet, and `COPY . .` names the whole context.',
        incomplete: '`COPY . .` takes whatever is in the context and not ignored, whether the service uses it or not.',
      },
      'none',
      all,
      (path) => thoughts[path] ?? `No step of this build needs \`${path}\`.`,
    ),
    {
      id: 'copy-everything-again',
      text: '`all.Dockerfile`, second build: you have edited `src/orders.js`. What is sent?',
      mode: 'one',
      any: true,
      options: questions.transferOptions().map((option) => ({
        ...option,
        feedback:
          option.id === 'changed'
            ? 'The edited file alone. `COPY . .` runs again and copies everything anew, but it finds all the rest at the builder already.'
            : option.id === 'nothing'
              ? 'The builder has the file as it was before the edit, and a step needs it as it is now.'
              : 'The 2 GB crossed once. The builder keeps them and compares: what it has already is not sent a second time.',
      })),
      truth: (workspace) => questions.transferAnswer(workspace, oneEdit, all),
      because: 'Only what has changed.',
    },
    {
      id: 'empty-builder',
      text: '`Dockerfile`, on a remote builder whose cache somebody has pruned, nothing edited. What is sent?',
      mode: 'one',
      any: true,
      options: questions.transferOptions().map((option) => ({
        ...option,
        feedback:
          option.id === 'read'
            ? 'Like a first build: all that instructions read, and no more.'
            : option.id === 'all'
              ? 'An empty builder still asks only for what a step needs, and no step of this file needs `data`.'
              : 'What the builder had is gone, the files of earlier builds as well. For this builder it is the first build.',
      })),
      truth: (workspace) => questions.transferAnswer(workspace, 'none'),
      because: 'All that instructions read.',
    },
    {
      id: 'without-ignore-file',
      text: 'Somebody deletes the `.dockerignore`. Which first build sends more than before?',
      mode: 'many',
      options: [
        {
          id: 'Dockerfile',
          text: 'That of `Dockerfile`',
          feedback: '`Dockerfile` names the few files that it needs. None of them was ever ignored.',
        },
        { id: 'all.Dockerfile', text: 'That of `all.Dockerfile`', feedback: '`COPY . .` takes whatever is not ignored.' },
      ],
      truth(workspace) {
        const bare = createWorkspace({ ...workspace.files, '.dockerignore': '' }, { context: workspace.context ?? [] });
        return ['Dockerfile', 'all.Dockerfile'].filter(
          (path) => firstBytes(bare, { dockerfile: path }) > firstBytes(workspace, { dockerfile: path }),
        );
      },
      because:
        'With `COPY . .`, the ignore file is all that keeps `.git` and `node_modules` out, of the transfer and of the image. A file that names what it needs does not lean on it.',
      none: 'BuildKit sends less than the old builder did, but an ignore file is not idle for that: one of the two Dockerfiles names everything.',
    },
  ],
  goals: [],
});
