import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dockerfiles, splinters } from '../../bench/specimens.ts';
import { textOf } from '../html.ts';
import { type Simulation, simulate } from './simulation.ts';

const node = `FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci
COPY . .
RUN npm run build

FROM node:24-slim AS lint
COPY src src
RUN npx eslint src

FROM node:24-slim AS runtime
WORKDIR /app
ENV NODE_ENV=production PORT=3000
COPY --from=build /app/package.json ./
COPY --from=build /app/dist ./dist
USER node
EXPOSE 3000
CMD ["node", "dist/server.js"]
`;
const nodePaths = ['package.json', 'package-lock.json', 'src/server.ts', 'src/server.test.ts', 'README.md', 'node_modules/', '.git/'];
const ignore = '# not for the builder\nnode_modules\n.git\n*.md\n';

const ofNode = (change?: string, target?: string) =>
  simulate({ Dockerfile: node, '.dockerignore': ignore }, nodePaths, {
    ...(change === undefined ? {} : { change }),
    ...(target === undefined ? {} : { target }),
  });

/** Line, outcome and reason of each step that is shown. */
function steps({ reruns }: Simulation): Record<string, string> {
  const items = [...reruns.matchAll(/<li data-outcome="([^"]+)">(.*?)<\/li>/g)];
  const why = (html: string) => textOf(/<span class="why">(.*)<\/span>$/.exec(html)?.[1] ?? '');
  return Object.fromEntries(
    items.map(([, outcome, html = '']) => [
      textOf(/<a [^>]*>(.*?)<\/a>/.exec(html)?.[1] ?? ''),
      `${outcome}: ${why(html)}`.replace(/: $/, ''),
    ]),
  );
}
const sum = ({ reruns }: Simulation) => textOf(/<p class="sum">(.*?)<\/p>/.exec(reruns)?.[1] ?? '');
const note = ({ reruns }: Simulation) => textOf(/<p class="note">(.*?)<\/p>/.exec(reruns)?.[1] ?? '');
/** The text of a section of `ships`; '' where there is none. */
const section = ({ ships }: Simulation, kind: string) =>
  textOf(
    (new RegExp(`<section class="${kind}">(.*?)</section>`, 's').exec(ships)?.[1] ?? '').replaceAll(
      /<\/(?:h3|dt|dd|td|th|li|p|tr|caption)>/g,
      ' $&',
    ),
  );
const row = (simulation: Simulation, term: string) =>
  textOf(new RegExp(`<dt>${term}</dt><dd>(.*?)</dd>`).exec(simulation.ships)?.[1] ?? '');

describe('what runs again', () => {
  test('an edit of a source file: the copy that takes it, and what stands below', () => {
    const simulation = ofNode();
    expect(simulation.change).toBe('file:src/server.ts');
    expect(sum(simulation)).toBe('After an edit of src/server.ts, 3 of 8 steps run again.');
    expect(steps(simulation)).toEqual({
      'line 2': 'cached',
      'line 3': 'cached',
      'line 4': 'cached',
      'line 5': 'reruns: It copies src/server.ts, which has changed.',
      'line 6': 'reruns: Because line 5 above it runs again.',
      'line 9': 'never-built',
      'line 10': 'never-built',
      'line 13': 'cached',
      'line 14': 'metadata',
      'line 15': 'cached',
      'line 16':
        'reruns: It takes files from build, where line 5 runs again. Should that leave the very same files, this step comes from the cache after all.',
      'line 17': 'metadata',
      'line 18': 'metadata',
      'line 19': 'metadata',
    });
    expect(simulation.said).toBe(
      'After an edit of src/server.ts, 3 of 8 steps run again. The image starts docker-entrypoint.sh node dist/server.js as node.',
    );
  });

  test('each stage says what it starts from and what becomes of it', () => {
    const fates = [...ofNode().reruns.matchAll(/data-fate="([^"]+)"><h3><code>(\w+)<\/code>/g)].map(([, fate, name]) => `${name} ${fate}`);
    expect(fates).toEqual(['build built', 'lint never-built', 'runtime ships']);
  });

  test('a link leads to the place in the editor', () => {
    expect(ofNode().reruns).toContain(
      `<a class="place" href="#own-file-0" data-file="Dockerfile" data-at="${node.indexOf('RUN npm run build')}">line 6</a>`,
    );
  });

  test('another target: other stages are built', () => {
    expect(ofNode().targets).toEqual([
      { key: 'build', title: 'build' },
      { key: 'lint', title: 'lint' },
      { key: 'runtime', title: 'runtime' },
    ]);
    expect(ofNode().target).toBe('runtime');
    const lint = ofNode(undefined, 'lint');
    expect(lint.target).toBe('lint');
    expect(steps(lint)).toMatchObject({ 'line 6': 'never-built', 'line 9': 'reruns: It copies src/server.ts, which has changed.' });
    expect(section(lint, 'left')).toContain('build, line 1: never built for this target.');
    expect(ofNode(undefined, 'gone').target).toBe('runtime');
  });

  test('a last stage without a name is the target by an empty key', () => {
    const simulation = simulate({ Dockerfile: 'FROM a AS b\nRUN x\nFROM c\nRUN y\n' }, [], {});
    expect(simulation.targets).toEqual([
      { key: 'b', title: 'b' },
      { key: '', title: 'stage 1' },
    ]);
    expect(simulation.target).toBe('');
    expect(simulation.reruns).toContain('<h3>stage 1 ');
    expect(simulate({ Dockerfile: 'FROM a AS b\nRUN x\n' }, [], {})).toMatchObject({ targets: [] });
  });

  test('files are offered in words: those that a step reads first, then those that stay out', () => {
    expect(ofNode().offers.map(({ title }) => title)).toEqual([
      'Edit package-lock.json',
      'Edit package.json',
      'Edit src/server.test.ts',
      'Edit src/server.ts',
      'Edit a comment in .dockerignore',
      'Edit a comment in Dockerfile',
      'Edit a file in .git/',
      'Edit README.md',
      'Edit a file in node_modules/',
      'node:24-slim now stands for another image',
      'Build with --no-cache',
      'Empty the cache mount /root/.npm',
    ]);
  });

  test('an ignored file never reaches the builder, and by which line', () => {
    for (const path of ['README.md', 'node_modules/']) expect(sum(ofNode(`file:${path}`))).toContain('0 of 8 steps run again.');
    expect(note(ofNode('file:README.md'))).toBe(
      'Nothing runs again for README.md: line 4 of .dockerignore (*.md) keeps it out, and it never reaches the builder.',
    );
    expect(note(ofNode('file:node_modules/'))).toContain('line 2 of .dockerignore (node_modules)');
  });

  test('a file that no step reads', () => {
    const simulation = simulate({ Dockerfile: 'FROM a\nCOPY app.py /\n' }, ['app.py', 'notes.txt'], { change: 'file:notes.txt' });
    expect(note(simulation)).toBe('No step of this target reads notes.txt, so no step runs again because of it.');
    expect(steps(simulation)).toEqual({ 'line 2': 'cached' });
  });

  test('another image, no cache, an empty cache mount', () => {
    expect(sum(ofNode('image:node:24-slim'))).toBe('Once node:24-slim stands for a newer image, 8 of 8 steps run again.');
    expect(steps(ofNode('image:node:24-slim'))['line 2']).toBe('reruns: node:24-slim stands for other contents.');
    expect(steps(ofNode('builder:no-cache'))).toMatchObject({ 'line 2': 'cached', 'line 4': 'reruns: You asked for it.' });
    expect(sum(ofNode('cache-mount:/root/.npm'))).toBe('With the cache mount /root/.npm emptied, 0 of 8 steps run again.');
    expect(note(ofNode('cache-mount:/root/.npm'))).toContain('in no cache key');
  });

  test('a linked copy stays whatever runs above it; with a mode of its own it cannot be told', () => {
    const dockerfile = 'FROM node:24-slim\nCOPY src /src\nCOPY --link conf /conf\nCOPY --link --chmod=755 run.sh /\nRUN make\n';
    const simulation = simulate({ Dockerfile: dockerfile }, ['src/a.js', 'conf/x.json', 'run.sh'], { change: 'file:src/a.js' });
    expect(sum(simulation)).toBe('After an edit of src/a.js, 2 of 4 steps run again. For 1 more it cannot be told.');
    expect(steps(simulation)).toEqual({
      'line 2': 'reruns: It copies src/a.js, which has changed.',
      'line 3': 'cached: It is linked: what is above it does not matter.',
      'line 4': expect.stringContaining('unknown: A linked copy with a mode of its own'),
      'line 5': 'reruns: Because line 2 above it runs again.',
    });
  });

  test('a bind mount is read like a copy, and a secret is in no key', () => {
    const dockerfile =
      'FROM golang:1.25 AS build\nWORKDIR /src\nRUN --mount=type=bind,source=go.mod,target=go.mod --mount=type=secret,id=netrc go mod download\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /bin/app ./cmd/app\n\nFROM scratch\nCOPY --from=build /bin/app /app\nUSER 65532\nENTRYPOINT ["/app"]\n';
    const paths = ['go.mod', 'go.sum', 'cmd/app/main.go'];
    const files = { Dockerfile: dockerfile };
    expect(simulate(files, paths, {}).change).toBe('file:cmd/app/main.go');
    const edited = simulate(files, paths, { change: 'file:go.mod' });
    expect(steps(edited)).toMatchObject({
      'line 3': 'reruns: It mounts go.mod, which has changed.',
      'line 4': 'reruns: It copies go.mod, which has changed. Because line 3 above it runs again.',
    });
    const secret = simulate(files, paths, { change: 'secret:netrc' });
    expect(sum(secret)).toBe('With another value of the secret netrc, 0 of 5 steps run again.');
    expect(note(secret)).toContain('in no cache key');
    expect(section(secret, 'contents')).toContain('/app made by a command line 8, line 5 in build');
    expect(section(secret, 'contents')).toContain('There is nothing beneath it: scratch is empty.');
    expect(row(secret, 'User')).toBe('65532, by line 9.');
    expect(row(secret, 'PID 1')).toBe('app.');
    expect(section(secret, 'secrets')).toContain('netrc, line 3: mounted for one command. It leaves no trace');
  });

  test('an argument counts from the first RUN below it, and in the name of an image', () => {
    const dockerfile = 'ARG TAG=24\nFROM node:${TAG}\nRUN a\nARG SHA\nARG TARGETARCH\nRUN b\nARG LATE\nENV LATE=1\nRUN c\n';
    const of = (change: string) => simulate({ Dockerfile: dockerfile }, [], { change });
    const offers = of('').offers.map(({ key, title, group }) => `${group} ${key}: ${title}`);
    expect(offers).toEqual([
      'args arg:TAG: Give TAG another value',
      'args arg:SHA: Give SHA another value',
      'images image:node:24: node:24 now stands for another image',
      'builder builder:no-cache: Build with --no-cache',
    ]);
    expect(steps(of('arg:SHA'))).toMatchObject({
      'line 3': 'cached',
      'line 6': 'reruns: It could read SHA, which has another value.',
      'line 9': expect.stringContaining('Because line 6 above it runs again.'),
    });
    expect(steps(of('arg:TAG'))['line 3']).toBe('reruns: It starts from another image now: an argument is part of its name.');
    expect(of('arg:TAG').reruns).not.toContain('changed');
  });

  test('what another image would set is not made up', () => {
    const dockerfile = 'ARG GO=1.25\nFROM golang:${GO}\nARG GO\nRUN go build\n';
    expect(steps(simulate({ Dockerfile: dockerfile }, [], { change: 'arg:GO' }))['line 4']).toBe(
      'reruns: It could read GO, which has another value. It starts from another image now: an argument is part of its name.',
    );
  });

  test('an install that runs again may leave the same packages, and then nobody knows', () => {
    const dockerfile =
      'FROM node:24-slim AS deps\nWORKDIR /app\nCOPY . .\nRUN npm ci --omit=dev\nFROM node:24-slim\nCOPY --from=deps /app/node_modules /app/node_modules\nRUN a\n';
    const simulation = simulate({ Dockerfile: dockerfile }, nodePaths.slice(0, 3), { change: 'file:src/server.ts' });
    expect(steps(simulation)).toMatchObject({
      'line 6': expect.stringMatching(
        /^unknown: It takes files from deps, where line 3 runs again\. Whether this step has to run then cannot be told\.$/,
      ),
      'line 7': 'unknown: Because line 6 above it may run again. Whether this step has to run then cannot be told.',
    });
    expect(sum(simulation)).toBe('After an edit of src/server.ts, 2 of 5 steps run again. For 2 more it cannot be told.');
  });

  test('an image that is pinned cannot move', () => {
    const image = `node@sha256:${'a'.repeat(64)}`;
    const simulation = simulate({ Dockerfile: `FROM ${image}\nRUN a\n` }, [], { change: `image:${image}` });
    expect(sum(simulation)).toContain('0 of 1 steps run again.');
    expect(note(simulation)).toContain('is pinned by its digest');
  });

  test('without a list of paths, what the copies name is offered', () => {
    const { offers, change } = simulate({ Dockerfile: 'FROM a\nCOPY . /all\nCOPY *.json ./\nCOPY ./src/app.py /app/\n' }, [], {});
    expect(offers.filter(({ group }) => group === 'files').map(({ title }) => title)).toEqual(['Edit src/app.py', 'Edit any other file']);
    expect(change).toBe('file:src/app.py');
  });

  test('without a list of paths, a file that only a copy of everything takes tells most', () => {
    const dockerfile = 'FROM node:24\nWORKDIR /app\nCOPY package.json ./\nRUN npm ci\nCOPY . .\nRUN npm run build\n';
    const simulation = simulate({ Dockerfile: dockerfile }, [], {});
    expect(sum(simulation)).toBe('After an edit of any-other-file, 2 of 5 steps run again.');
    expect(steps(simulation)['line 5']).toBe('reruns: It copies any-other-file, which has changed.');
    const mounted = simulate({ Dockerfile: 'FROM a\nRUN --mount=type=bind,target=/src make\n' }, [], {});
    expect(steps(mounted)['line 2']).toBe('reruns: It mounts any-other-file, which has changed.');
    const ignored = simulate({ Dockerfile: dockerfile, '.dockerignore': '*\n!package.json\n' }, [], {});
    expect(ignored.offers.map(({ title }) => title)).not.toContain('Edit any other file');
  });

  test('a script that starts the image tells less than a source', () => {
    const dockerfile = 'FROM node:24\nCOPY . .\nCOPY docker-entrypoint.sh /bin/\n';
    expect(simulate({ Dockerfile: dockerfile }, ['docker-entrypoint.sh', 'src/main.ts'], {}).change).toBe('file:src/main.ts');
    expect(simulate({ Dockerfile: dockerfile }, ['docker-entrypoint.sh', 'LICENSE'], {}).change).toBe('file:docker-entrypoint.sh');
  });

  test('an ignored Dockerfile cannot be copied, and the builder reads it all the same', () => {
    const simulation = simulate({ Dockerfile: 'FROM a\nCOPY . .\n', '.dockerignore': 'Dockerfile\n' }, ['Dockerfile', 'a.js'], {
      change: 'file:Dockerfile',
    });
    expect(note(simulation)).toBe(
      'A comment in Dockerfile changes nothing: line 1 of .dockerignore (Dockerfile) keeps it out, so no step can copy it. The builder itself still reads it.',
    );
  });

  test('a newer image is seen once the builder asks for it', () => {
    expect(note(ofNode('image:node:24-slim'))).toContain('docker build --pull makes it ask the registry');
  });

  test('a folder is edited in, and a line without a step is explained', () => {
    expect(sum(ofNode('file:.git/'))).toContain('After an edit in .git/, 0 of 8');
    expect(textOf(ofNode().reruns)).toContain('“No step”: the line only writes the image’s settings');
    expect(simulate({ Dockerfile: 'FROM a\nRUN x\n' }, [], {}).reruns).not.toContain('No step');
  });

  test('another working folder is no variable', () => {
    const dockerfile = 'FROM a\nARG HOME=/srv\nWORKDIR $HOME\nCOPY a.py ./\nCOPY --chown=$HOME a.py ./\n';
    const simulation = simulate({ Dockerfile: dockerfile }, ['a.py'], { change: 'arg:HOME' });
    expect(steps(simulation)).toMatchObject({
      'line 3': 'reruns: With other values of its variables it reads differently.',
      'line 4': 'reruns: The folder it copies to is another one. Because line 3 above it runs again.',
      'line 5': 'reruns: With other values of its variables it reads differently. Because line 3 above it runs again.',
    });
  });

  test('what ONBUILD left stands at the FROM that sets it off', () => {
    const simulation = simulate({ Dockerfile: 'FROM a AS b\nONBUILD COPY a.js /\nFROM b\nRUN x\n' }, ['a.js'], {});
    expect(textOf(simulation.reruns)).toContain('line 3 by ONBUILD COPY a.js / runs again');
    expect(textOf(simulation.reruns)).toContain('line 4 RUN x');
  });

  test('many files: two hundred are offered, those that a step reads first, and the others can be asked for', () => {
    const many = Array.from({ length: 300 }, (_, index) => `docs/${index}.txt`);
    const of = (change: string) => simulate({ Dockerfile: 'FROM a\nCOPY src /src\n' }, [...many, 'src/a.py'], { change });
    const files = of('').offers.filter(({ group }) => group === 'files');
    expect(files).toHaveLength(200);
    expect(files[0]?.key).toBe('file:src/a.py');
    expect(of('file:docs/99.txt').change).toBe('file:docs/99.txt');
    expect(of('file:gone').change).toBe('file:src/a.py');
  });
});

describe('what ships', () => {
  const python = `FROM python:3.13-slim
ARG PIP_TOKEN
ENV API_KEY=sk-very-secret-value
WORKDIR /srv
COPY .env requirements.txt ./
RUN pip install --no-cache-dir --extra-index-url https://ci:hunter2pass@pypi.example.org/simple -r requirements.txt
COPY app.py ./
RUN rm .env
RUN ./magic.sh
EXPOSE 8000
HEALTHCHECK CMD python -c "import app"
CMD python app.py
`;
  const ofPython = () => simulate({ Dockerfile: python }, ['.env', 'requirements.txt', 'app.py', 'magic.sh'], {});

  test('how it starts', () => {
    expect(row(ofNode(), 'It runs')).toBe(
      'docker-entrypoint.sh node dist/server.js: ENTRYPOINT of the image node:24-slim, CMD of line 19.',
    );
    expect(row(ofNode(), 'PID 1')).toBe('node.');
    expect(row(ofNode(), 'Stop signal')).toContain('SIGTERM comes to node. As PID 1 it has to handle SIGTERM itself');
    expect(row(ofNode(), 'User')).toBe('node, by line 17.');
    expect(row(ofNode(), 'Working folder')).toBe('/app, line 13.');
    expect(row(ofNode(), 'Ports')).toBe('3000/tcp (line 18)');
    expect(row(ofNode(), 'Variables')).toContain('By this Dockerfile: NODE_ENV, PORT.');
    expect(row(ofNode(), 'Health check')).toBe('None in this Dockerfile.');
    expect(row(ofPython(), 'User')).toBe('root: nothing says otherwise.');
    expect(row(ofPython(), 'Stop signal')).toContain('SIGTERM does not come to python. Docker waits for the grace period');
    expect(row(ofPython(), 'PID 1')).toContain('A shell stays between');
    expect(row(ofPython(), 'Health check')).toBe('python -c "import app", by line 11.');
  });

  test('an unknown image: nothing is guessed', () => {
    const simulation = simulate({ Dockerfile: 'FROM example.org/team/base:1\nRUN x\n' }, [], {});
    expect(row(simulation, 'It runs')).toContain('Cannot be told: example.org/team/base:1 is not known here');
    expect(row(simulate({ Dockerfile: 'FROM example.org/base:1\nCMD ["a", "b"]\n' }, [], {}), 'It runs')).toBe(
      'a b, CMD of line 2, unless example.org/base:1 sets an ENTRYPOINT: that would get it as its arguments. The image is not known here.',
    );
    expect(row(simulation, 'User')).toContain('Not known');
    expect(row(simulation, 'Working folder')).toContain('Not known');
    expect(row(simulation, 'Ports')).toContain('may set more');
    expect(row(simulation, 'PID 1')).toBe('');
    expect(section(simulation, 'contents')).toContain('That image is not known here.');
    expect(simulation.said).toContain('What the image starts cannot be told.');
  });

  test('what is in it, and what stays behind', () => {
    const contents = section(ofNode(), 'contents');
    expect(contents).toContain('/app/package.json package.json of the context line 15, line 5 in build');
    expect(contents).toMatch(/\/app\/dist\/ made by a command.* line 16, line 6 in build/);
    expect(contents).toContain('Beneath it is all that node:24-slim holds.');
    expect(contents).not.toContain('src/server.ts');
    const left = section(ofNode(), 'left');
    expect(left).toContain('build, line 1: built. Only what is copied from it ships.');
    expect(left).toContain('lint, line 8: never built for this target.');
    expect(section(ofNode(), 'hidden')).toBe('');
    expect(section(ofNode(), 'secrets')).toBe('');
    expect(section(ofPython(), 'left')).toBe('');
  });

  test('files that one step brings stand in one row; packages for development are told', () => {
    const simulation = simulate(
      { Dockerfile: 'FROM node:24\nWORKDIR /app\nCOPY . .\nRUN npm install\n' },
      ['package.json', 'src/a.js', 'src/b.js'],
      {},
    );
    const contents = section(simulation, 'contents');
    expect(contents).toContain('/app/ 4 files of the context: Dockerfile, package.json, src/a.js, src/b.js line 3');
    expect(contents).toContain(
      '/app/node_modules/ packages that npm installs, with those for development, where there are any, versions not from a lockfile line 4',
    );
  });

  test('what is hidden, and what is not known', () => {
    expect(section(ofPython(), 'hidden')).toContain(
      '/srv/.env comes with line 5. Line 8 takes it from view, and the layer below still holds it.',
    );
    expect(section(ofPython(), 'unknowns')).toContain('What these steps do to the files cannot be told: line 9.');
    const packages = simulate({ Dockerfile: 'FROM debian:13\nRUN apt-get update && apt-get install -y curl\n' }, [], {});
    expect(section(packages, 'contents')).toContain('curl, installed by apt');
    expect(section(packages, 'unknowns')).toBe('');
  });

  test('what cannot work, in each stage that is built', () => {
    const dockerfile =
      'FROM node:24 AS a\nCOPY dist ./\nRUN npm ci\nFROM node:24 AS never\nCOPY gone /\nFROM a\nCOPY --from=a /nothing /x\nCOPY gone /\n';
    const simulation = simulate({ Dockerfile: dockerfile, '.dockerignore': 'dist\n' }, ['dist/a.js', 'b.js'], {});
    const said = section(simulation, 'fails');
    expect(said).toContain('Line 2 cannot work: the ignore file keeps dist out.');
    expect(said).toContain('Line 3 most likely cannot work: it needs /package.json, and nothing above it brings that.');
    expect(said).toContain('Line 7 most likely cannot work: nothing in a is known to bring /nothing.');
    expect(said).toContain('Line 8 cannot work with this list of paths: gone is not in it.');
    expect(said).not.toContain('Line 5');
    expect(section(simulation, 'unknowns')).toBe('');
    expect(section(ofNode(), 'fails')).toBe('');
    const mounted = 'FROM node:24 AS a\nRUN true\nFROM node:24\nRUN --mount=from=a,source=/wheels,target=/w true\n';
    expect(section(simulate({ Dockerfile: mounted }, ['b.js'], {}), 'fails')).toContain('nothing in a is known to bring /wheels.');
  });

  test('what cannot be looked into may be a file as well as a folder; packages of the system lie in many folders', () => {
    const dockerfile = 'FROM alpine:3.22\nRUN apk add curl\nCOPY --from=nginx:1 /etc/nginx/nginx.conf /n.conf\n';
    const contents = section(simulate({ Dockerfile: dockerfile }, ['a'], {}), 'contents');
    expect(contents).toContain('the system’s folders curl, installed by apk');
    expect(contents).toContain('/n.conf something that cannot be looked into');
  });

  test('without a list of paths: only where something is copied from it', () => {
    const of = (dockerfile: string) => section(simulate({ Dockerfile: dockerfile }, [], {}), 'contents');
    expect(of('FROM nginx:1\nCOPY <<E /a\nE\n')).not.toContain('No list of paths');
    const copied = of('FROM nginx:1 AS a\nCOPY package*.json ./\nCOPY . .\nFROM a\nCOPY --from=a /dist /dist\n');
    expect(copied).toContain('No list of paths');
    expect(copied).toContain('the whole context, but for what the ignore file keeps out line 3');
    expect(copied).toContain('dist of the context; somewhere below this path, if at all');
    expect(copied).not.toMatch(/\.json\/dist|\.\/dist/);
  });

  test('an install that is repeated hides nothing: it brings the packages anew', () => {
    const dockerfile =
      'FROM python:3.13-slim\nWORKDIR /app\nCOPY pyproject.toml uv.lock ./\nRUN uv sync --frozen --no-dev\nRUN uv sync --frozen\n';
    expect(section(simulate({ Dockerfile: dockerfile }, ['pyproject.toml', 'uv.lock'], {}), 'hidden')).toContain(
      '/app/.venv comes with line 4. Line 5 brings it anew, and the layer below still holds what was there before.',
    );
  });

  test('how it starts, in words that hold', () => {
    const shell = simulate({ Dockerfile: 'FROM scratch\nENTRYPOINT serve\nCMD ["--port", "80"]\nUSER $NOBODY\n' }, [], {});
    expect(row(shell, 'It runs')).toContain('The shell ignores what CMD adds');
    expect(row(shell, 'User')).toContain('a variable that is not set here');
    expect(row(shell, 'Variables')).toBe('None by this Dockerfile. From the builder: PATH.');
    expect(row(ofNode(), 'Stop signal')).toContain('most programs without a handler run on until Docker kills them.');
  });

  test('secrets: an SSH mount is no text, and a login is not shown', () => {
    const dockerfile =
      'FROM alpine\nRUN --mount=type=ssh git clone git@x:y\nRUN curl -u ci:swordfish https://x\nCMD curl --user=ci:swordfish x\n';
    const simulation = simulate({ Dockerfile: dockerfile }, [], {});
    expect(section(simulation, 'secrets')).toContain('SSH, line 2: the builder’s SSH agent or key, lent to one command.');
    expect(section(simulation, 'secrets')).toContain('A text that looks like a secret, line 3');
    expect(simulation.reruns + simulation.ships + simulation.said).not.toContain('swordfish');
    expect(simulation.reruns).toContain('RUN curl -u ci:… https://x');
  });

  test('secrets: how they come in and where they show, never their values', () => {
    const simulation = ofPython();
    const secrets = section(simulation, 'secrets');
    expect(secrets).toContain('PIP_TOKEN, line 2: a build argument. Afterwards its value can be read in the image’s history');
    expect(secrets).toContain('API_KEY, line 3: a variable of the image.');
    expect(secrets).toContain('.env, line 5: a copied file that is deleted later.');
    expect(secrets).toContain('line 6: written out in a command.');
    const all = simulation.reruns + simulation.ships + simulation.said;
    expect(all).not.toContain('sk-very-secret-value');
    expect(all).not.toContain('hunter2pass');
    expect(all).toContain('ENV API_KEY=…');
    const aside = simulate(
      {
        Dockerfile:
          'FROM a AS x\nRUN TOKEN=swordfish make\nRUN TOKEN=$T make\nRUN curl -H "Authorization: Bearer abcdefg" b\nARG API_KEY=swordfish\nARG API_KEY\nFROM a\nCMD ["run", "--password=swordfish"]\n',
      },
      [],
      {},
    );
    expect(aside.reruns + aside.ships + aside.said).not.toMatch(/swordfish|abcdefg/);
    for (const shown of ['RUN TOKEN=… make', 'RUN TOKEN=$T make', 'RUN …', 'ARG API_KEY=…', 'ARG API_KEY<'])
      expect(aside.reruns).toContain(shown);
  });
});

describe('any input', () => {
  test.each([
    ...['', '   ', '# nothing'].map((dockerfile) => [dockerfile, 'There is no instruction here yet.']),
    ...['RUN before', 'FROM', 'FROM a\nFOO b\n', 'FROM a AS b\nCOPY --nope x y\n'].map((dockerfile) => [dockerfile, 'must be readable']),
    ...[
      'FROM mcr.microsoft.com/windows/servercore:ltsc2022 AS a\nRUN x\nFROM a\nRUN y\n',
      'FROM --platform=windows/amd64 a\nRUN x\n',
      'FROM mcr.microsoft.com/windows/nanoserver\n',
    ].map((dockerfile) => [dockerfile, 'an image for Windows']),
  ])('a file that cannot be simulated says so: %j', (dockerfile = '', said = '') => {
    const simulation = simulate({ Dockerfile: dockerfile }, ['a'], { change: 'file:a' });
    expect(simulation).toMatchObject({ offers: [], targets: [] });
    expect(simulation.change).toBeUndefined();
    expect(textOf(simulation.reruns)).toContain(said);
    expect(simulation.ships).toMatch(/^<p [^<]*<\/p>$/);
  });

  test('no Dockerfile, and names that every object has', () => {
    expect(simulate({}, [], {}).offers).toEqual([]);
    const simulation = simulate({ Dockerfile: 'FROM a AS constructor\nCOPY __proto__ /\n' }, ['__proto__', 'constructor'], {
      change: 'toString',
      target: '__proto__',
    });
    expect(simulation.change).toBe('file:__proto__');
  });

  test('nothing of the user becomes markup', () => {
    const bad = '<img/src=x/onerror=alert(1)>';
    const dockerfile = `FROM ex${bad} AS one\nFROM node:24\nARG A${bad}\nENV B${bad}=${bad}\nWORKDIR /${bad}\nCOPY "${bad}" /${bad}\nRUN --mount=type=secret,id=${bad} echo "${bad}" > /x${bad} && rm -rf /${bad}\nLABEL a="${bad}"\nVOLUME /${bad}\nUSER ${bad}\nHEALTHCHECK CMD ${bad}\nCMD ["${bad}", "\`${bad}\`"]\n`;
    const readable = dockerfile.replace(`FROM ex${bad} AS one\n`, '').replace(`ARG A${bad}\n`, '');
    for (const text of [dockerfile, readable]) {
      const first = simulate({ Dockerfile: text, '.dockerignore': `${bad}.md` }, [bad, `${bad}.md`, '`a`.js'], {});
      for (const { key } of [...first.offers, { key: '' }]) {
        const { reruns, ships } = simulate({ Dockerfile: text, '.dockerignore': `${bad}.md` }, [bad, `${bad}.md`, '`a`.js'], {
          change: key,
        });
        expect(reruns + ships).not.toMatch(/<img|<script/i);
      }
      if (text === readable) {
        expect(first.offers.length).toBeGreaterThan(3);
        expect(first.reruns).toContain('&lt;img');
        expect(first.ships).toContain('&lt;img');
      }
    }
  });

  test('a long file is refused, and a long list is cut', () => {
    const long = simulate({ Dockerfile: `FROM a\n${'RUN echo 12345\n'.repeat(70_000)}` }, [], {});
    expect(textOf(long.reruns)).toContain('more than 1000 instructions');
    const wide = simulate({ Dockerfile: `FROM a\nRUN echo ${'x '.repeat(500_000)}\n` }, [], {});
    expect(wide.reruns.length).toBeLessThan(5000);
    const many = simulate(
      { Dockerfile: 'FROM a\nCOPY . .\n' },
      Array.from({ length: 5000 }, (_, index) => `src/${index}.js`),
      {},
    );
    expect(many.reruns).toContain('only its first 3000 paths count here');
    expect(many.ships.length).toBeLessThan(10_000);
    const ignored = { Dockerfile: 'FROM a\nCOPY . .\n', '.dockerignore': '**/*.x\n'.repeat(3000) };
    const strict = simulate(
      ignored,
      Array.from({ length: 500 }, (_, index) => `src/${index}.js`),
      {},
    );
    expect(strict.reruns).toContain('only its first 100 paths count here');
  });

  const path = fc.oneof(fc.constantFrom('src/a.js', 'node_modules/', '../x', '/', '.', 'Dockerfile', 'a b'), fc.string());
  const text = fc.oneof(
    fc.string(),
    fc.string().map((line) => `FROM node:24\nCOPY . .\n${line}\n`),
    fc.array(fc.constantFrom(...splinters), { maxLength: 12 }).map((parts) => parts.join('')),
    fc.tuple(fc.constantFrom(...dockerfiles), fc.nat(), fc.string()).map(([file, at, insert]) => {
      const place = at % (file.length + 1);
      return file.slice(0, place) + insert + file.slice(place);
    }),
  );

  test('never throws, and what it offers can be asked for', () => {
    fc.assert(
      fc.property(text, fc.string(), fc.array(path, { maxLength: 6 }), fc.string(), fc.nat(), (dockerfile, ignored, paths, key, at) => {
        const files = { Dockerfile: dockerfile, '.dockerignore': ignored };
        const { offers, targets } = simulate(files, paths, { change: key, target: key });
        const offer = offers[at % Math.max(1, offers.length)];
        const target = targets[at % Math.max(1, targets.length)];
        const again = simulate(files, paths, { ...(offer ? { change: offer.key } : {}), ...(target ? { target: target.key } : {}) });
        if (offer && again.offers.some(({ key: other }) => other === offer.key)) expect(again.change).toBe(offer.key);
        if (target && again.targets.length > 0) expect(again.target).toBe(target.key);
        expect(again.reruns + again.ships).not.toMatch(/undefined|\[object/);
      }),
      { numRuns: 150 },
    );
  });
});
