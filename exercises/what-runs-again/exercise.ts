import { type Change, exercise, type Question, questions } from '#engine';

const dockerfile = `FROM debian:trixie-slim AS fonts
RUN apt-get update && apt-get install -y --no-install-recommends fonts-dejavu-core && rm -rf /var/lib/apt/lists/*

FROM python:3.14-slim
COPY --from=ghcr.io/astral-sh/uv:0.11.17 /uv /bin/uv
COPY --from=fonts /usr/share/fonts /usr/share/fonts
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN uv sync --locked --no-dev --no-install-project
COPY . .
RUN uv sync --locked --no-dev
ARG GIT_SHA
RUN echo "$GIT_SHA" > version
LABEL org.opencontainers.image.revision=$GIT_SHA
USER 10001:10001
CMD ["/app/.venv/bin/invoices"]
`;
const ignore = '.git\n.venv\n**/__pycache__\n*.md\n';
const manifest = `[project]
name = "invoices"
version = "1.8.0"
requires-python = ">=3.14"
dependencies = ["reportlab>=4.4"]

[project.scripts]
invoices = "invoices.main:run"

[dependency-groups]
dev = ["pytest>=9"]

[build-system]
requires = ["uv_build>=0.11,<0.12"]
build-backend = "uv_build"
`;

/** A question on what runs, with the thoughts behind wrong picks by line. */
function ask(
  question: Parameters<typeof questions.askReruns>[0] & Pick<Question, 'none' | 'incomplete'> & { thoughts?: Record<string, string> },
): Question {
  const { none, incomplete, thoughts = {}, ...rest } = question;
  const asked = questions.askReruns(rest);
  const { options } = asked;
  return {
    ...asked,
    ...(none ? { none } : {}),
    ...(incomplete ? { incomplete } : {}),
    options: (workspace) =>
      (typeof options === 'function' ? options(workspace) : options).map((option) => ({
        ...option,
        feedback: thoughts[option.id] ?? option.feedback ?? '',
      })),
  };
}

const otherStage = 'Line 2 stands in another stage. A stage is touched only by what it takes itself, and this one takes nothing of that.';
const notYet = (line: string) => `Line ${line} stands above the first line whose key has changed. What is above a miss stays in the cache.`;
const toTheEnd = 'Remember that a step which runs again leaves other files, and every step below it in that stage starts from those.';

/** Ways to build again, each with what it means to the cache. */
const refreshes: { id: string; text: string; feedback: string; change: Change }[] = [
  {
    id: 'next-day',
    text: '`docker build .`, a month later',
    feedback: 'A month is in no key. The text of line 2 is what it was, so its old result is taken.',
    change: { kind: 'touch', path: 'Dockerfile' },
  },
  {
    id: 'pull',
    text: '`docker build --pull .`, where only `python:3.14-slim` has moved',
    feedback: '`--pull` looks up what the tags stand for. Line 2 stands on `debian:trixie-slim`, and that has not moved.',
    change: { kind: 'base-image', image: 'python:3.14-slim' },
  },
  {
    id: 'filter',
    text: '`docker build --no-cache-filter fonts .`',
    feedback: 'The filter names the stage that line 2 stands in.',
    change: { kind: 'no-cache', stages: ['fonts'] },
  },
  {
    id: 'other-commit',
    text: '`docker build --build-arg GIT_SHA=4f2a91c .`',
    feedback: '`GIT_SHA` is declared in the other stage. In the environment of line 2 there is no such argument.',
    change: { kind: 'build-arg', name: 'GIT_SHA', value: '4f2a91c' },
  },
  {
    id: 'no-cache',
    text: '`docker build --no-cache .`',
    feedback: 'It takes nothing from the cache, so line 2 runs, with everything else.',
    change: { kind: 'no-cache' },
  },
];

export default exercise({
  slug: 'what-runs-again',
  title: 'What runs again?',
  task: `The image has been built once, on this machine, and everything is in the cache. Now one thing changes and you build again.

Tick the lines that run again. All others come from the cache. Each question starts from the same first build.`,
  kind: 'predict',
  objectives: ['predict-reruns', 'keep-metadata-late', 'refresh-on-purpose'],
  difficulty: 'practice',
  minutes: 4,
  version: 1,
  editable: ['answers.json'],
  context: [
    { path: 'Dockerfile', bytes: dockerfile.length, text: dockerfile },
    { path: '.dockerignore', bytes: ignore.length, text: ignore },
    { path: '.git/', bytes: 3_910_000 },
    { path: '.venv/', bytes: 48_700_000 },
    { path: 'README.md', bytes: 2_150 },
    { path: 'pyproject.toml', bytes: manifest.length, text: manifest },
    { path: 'src/invoices/__init__.py', bytes: 0 },
    { path: 'src/invoices/main.py', bytes: 3_480 },
    { path: 'src/invoices/totals.py', bytes: 2_760 },
    { path: 'uv.lock', bytes: 31_900 },
  ],
  questions: [
    ask({
      id: 'readme',
      text: 'You correct a typing error in `README.md`.',
      change: { kind: 'edit', path: 'README.md' },
      because: 'None. The ignore file keeps `README.md` out, so `COPY . .` copies what it copied before.',
      thoughts: {
        '10': '`COPY . .` copies what the ignore file lets through. Read that file again with `README.md` in mind.',
        '11': 'An edit does not make the rest of a file run; a changed key does. Which step would see `README.md` at all?',
        '13': 'An edit does not make the rest of a file run; a changed key does. Which step would see `README.md` at all?',
      },
    }),
    ask({
      id: 'source-file',
      text: 'You edit `src/invoices/totals.py`.',
      change: { kind: 'edit', path: 'src/invoices/totals.py' },
      because:
        'Line 10 is the first that reads the file, and every step below it starts from what it left. The dependencies stand above and stay; so does the other stage.',
      none: 'Some line copies `src/invoices/totals.py`, and the contents of what is copied are part of that step’s key.',
      incomplete: toTheEnd,
      thoughts: { '2': otherStage, ...Object.fromEntries(['5', '6', '7', '8', '9'].map((line) => [line, notYet(line)])) },
    }),
    ask({
      id: 'fresh-checkout',
      text: 'You check the repository out anew: the same commit, but every file has today’s modification time.',
      change: { kind: 'touch', path: ['pyproject.toml', 'uv.lock', 'src/invoices/main.py', 'src/invoices/totals.py'] },
      because: 'None. Names, contents and permissions are in the key of a `COPY`; the modification time is not.',
      thoughts: Object.fromEntries(
        ['8', '9', '10', '11', '13'].map((line) => [
          line,
          `Line ${line} comes from the cache. When a file was written is in no key; what is in it is.`,
        ]),
      ),
    }),
    ask({
      id: 'lockfile',
      text: 'You update one package, which changes `uv.lock`.',
      change: { kind: 'edit', path: 'uv.lock' },
      because:
        'Line 8 reads the lockfile, so it is the first to miss, and the rest of its stage follows. The stage with the fonts does not depend on it.',
      none: 'Some line copies `uv.lock`, and the contents of what is copied are part of that step’s key.',
      incomplete: toTheEnd,
      thoughts: { '2': otherStage, ...Object.fromEntries(['5', '6', '7'].map((line) => [line, notYet(line)])) },
    }),
    ask({
      id: 'commit-id',
      text: 'CI builds again with another commit id: no file has changed, only `--build-arg GIT_SHA`.',
      change: { kind: 'build-arg', name: 'GIT_SHA' },
      metadata: true,
      because:
        'Line 13 is the first `RUN` below the declaration, so it is the first whose environment differs. Above it, nothing knows of the argument. The label gets its new value without a step.',
      none: 'The label is only written down. But is there no `RUN` below the line that declares the argument?',
      thoughts: {
        '2': 'Line 2 stands in another stage, and an argument holds only in the stage that declares it.',
        ...Object.fromEntries(
          ['5', '6', '7', '8', '9', '10', '11'].map((line) => [
            line,
            `Line ${line} stands above the declaration. An argument counts from its own line on, not from the top of the file.`,
          ]),
        ),
        '12': 'Line 12 declares the argument; there is nothing to run in that. The miss comes with the first step that could see the value.',
        '14': 'Line 14 writes the new value into the image’s configuration. There is nothing to run in that.',
      },
    }),
    ask({
      id: 'moved-base',
      text: 'The tag `python:3.14-slim` has moved to a newer image. You build with `--pull`.',
      change: { kind: 'base-image', image: 'python:3.14-slim' },
      because:
        'A tag is looked up, and the digest behind it is what counts. With another base, everything that stands on it is made again. The stage with the fonts has a base of its own, which has not moved.',
      none: 'With `--pull` the builder asks what the tag stands for today. Which steps work on the files of that base?',
      incomplete: 'Remember that every step of a stage starts from the files of its base, directly or by the step above it.',
      thoughts: { '2': 'Line 2 stands on `debian:trixie-slim`, and that tag has not moved. A stage is touched only by its own base.' },
    }),
    {
      id: 'fresh-fonts',
      text: 'You want the newest font packages, and no line of the file has changed. Which of these make line 2 run again?',
      mode: 'many',
      options: refreshes.map(({ id, text, feedback }) => ({ id, text, feedback })),
      truth: (workspace) => refreshes.filter(({ change }) => questions.rerunLines(workspace, change).includes('2')).map(({ id }) => id),
      because:
        'Without a changed line, somebody has to say that a result is too old: for one stage or for all of them. A newer base would do it too, once `debian:trixie-slim` itself moves.',
      none: 'Nothing about line 2 has changed, so it needs an order. The builder takes such orders on the command line.',
    },
  ],
  goals: [],
});
