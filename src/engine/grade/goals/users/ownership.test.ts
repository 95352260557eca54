import { describe, expect, test } from 'vitest';
import { createWorkspace } from '../../../build/create-workspace.ts';
import { changeMode } from './file-mode.ts';
import { mayWrite, ownershipOf } from './ownership.ts';

const context = [
  { path: 'app/main.py', bytes: 10 },
  { path: 'app/lib/a.py', bytes: 10 },
];

function ownership(lines: string[], from = 'python:3.14-slim') {
  const workspace = createWorkspace({ Dockerfile: [`FROM ${from}`, ...lines].join('\n') }, { context });
  const stage = workspace.build()?.final;
  if (!stage) throw new Error('no stage');
  return { ...ownershipOf(stage, workspace), pieces: workspace.contents(stage).pieces };
}

/** 'uid:gid mode', '?' for what cannot be told, '-' for what is not there. */
function folder(path: string, lines: string[], from?: string): string {
  const { exists, uid, gid, mode } = ownership(lines, from).folder(path);
  return exists === 'no' ? '-' : `${uid ?? '?'}:${gid ?? '?'} ${mode?.toString(8) ?? '?'}`;
}

describe('whose a folder is', () => {
  test.each<[string, string[], string]>([
    ['not made', [], '-'],
    ['made by mkdir as root', ['RUN mkdir /data'], '0:0 755'],
    ['made with a mode', ['RUN mkdir -m 0700 -p /data/in && chmod g+rx /data'], '0:0 755'],
    ['given away', ['RUN mkdir /data && chown 10001:10001 /data'], '10001:10001 755'],
    ['given away from above', ['RUN mkdir -p /srv/data /data && chown -R 5:6 /'], '5:6 755'],
    ['what is in it, not itself', ['RUN mkdir /data && chown 5:6 /data/*'], '0:0 755'],
    ['by install', ['RUN install -d -o 10001 -g 10002 -m 750 /data'], '10001:10002 750'],
    ['by names', ['RUN useradd --uid 7 --user-group app && install -d -o app /data'], '7:0 755'],
    ['by a group', ['RUN groupadd -g 9 team', 'RUN mkdir /data && chgrp team /data && chmod g=u /data'], '0:9 775'],
    ['by WORKDIR as the user', ['USER 10001:10002', 'WORKDIR /data'], '10001:10002 755'],
    ['WORKDIR leaves what is there', ['RUN mkdir /data', 'USER 10001', 'WORKDIR /data'], '0:0 755'],
    ['by COPY', ['COPY --chown=8:9 app /data'], '8:9 755'],
    ['COPY leaves what is there', ['WORKDIR /data', 'COPY --chown=8:9 app/ ./'], '0:0 755'],
    ['by COPY of a file', ['COPY --chown=8:9 app/main.py /data/'], '8:9 755'],
    ['by variables', ['ARG ID=10001', 'ENV GROUP=5', 'RUN install -d -o $ID -g "${GROUP}" /data'], '10001:5 755'],
    ['by a variable without a value', ['ARG ID', 'RUN mkdir /data && chown $ID /data'], '?:? ?'],
    ['exec form', ['RUN ["install", "-d", "-o", "4", "/data"]'], '4:0 755'],
    ['heredoc', ['RUN <<EOF', 'mkdir /data', 'cd /data', 'chown 4:4 .', 'EOF'], '4:4 755'],
    ['deleted', ['RUN install -d -o 4 /data', 'RUN rm -rf /data'], '-'],
    ['by a command that is not known', ['RUN mkdir /data', 'RUN find / -exec chown 4 {} +'], '?:? ?'],
  ])('%s', (_, lines, expected) => expect(folder('/data', lines)).toBe(expected));

  test('an empty folder of another stage comes with its owner', () => {
    const lines = ['RUN install -d -o 65532 -g 65532 /empty', 'FROM scratch', 'COPY --from=0 /empty /data'];
    expect(folder('/data', lines, 'debian:13-slim')).toBe('65532:65532 755');
  });

  test('/tmp is open to all', () => expect(folder('/tmp', [])).toBe('0:0 1777'));
});

describe('whose a file is', () => {
  const file = (lines: string[]) => {
    const owned = ownership(lines);
    const piece = owned.pieces.find(({ path }) => path.endsWith('main.py'));
    const { uid, gid, mode } = piece ? owned.file(piece) : {};
    return `${uid ?? '?'}:${gid ?? '?'} ${mode?.toString(8) ?? '?'}`;
  };
  test.each<[string, string[], string]>([
    ['root, whatever USER says', ['USER 10001', 'COPY app /app'], '0:0 644'],
    ['--chown', ['COPY --chown=10001:10002 app /app'], '10001:10002 644'],
    ['--chown of a number alone', ['COPY --chown=10001 app /app'], '10001:10001 644'],
    ['--chmod', ['COPY --chmod=555 app /app'], '0:0 555'],
    ['chown -R later', ['COPY app /app', 'RUN chown -R 5:6 /app'], '5:6 644'],
    ['chown -R before', ['RUN mkdir /app && chown -R 5:6 /app', 'COPY app /app'], '0:0 644'],
    ['given back', ['COPY --chown=5 app /app', 'RUN chown -R root:root /app'], '0:0 644'],
  ])('%s', (_, lines, expected) => expect(file(lines)).toBe(expected));

  test('from another stage, with the owner it had there', () => {
    const lines = ['COPY --chown=8:9 app /src', 'FROM debian:13-slim', 'COPY --from=0 /src /app'];
    expect(file(lines)).toBe('8:9 644');
  });
});

describe('who runs', () => {
  test.each<[string, string[], string]>([
    ['nobody set', [], '0:0'],
    ['a number without an entry', ['USER 10001'], '10001:0'],
    ['a number with an entry', ['RUN useradd -u 10001 -g 5 app', 'USER 10001'], '10001:5'],
    ['a name', ['RUN addgroup -g 5 x && adduser -u 7 -G x -D app', 'USER app'], '7:5'],
    ['a name nobody knows', ['USER app'], '?:?'],
    ['both', ['USER 1:2'], '1:2'],
  ])('%s', (_, lines, expected) => {
    const { uid, gid } = ownership(lines).runner;
    expect(`${uid ?? '?'}:${gid ?? '?'}`).toBe(expected);
  });
});

describe('what needs root after it was given up', () => {
  test.each<[string, string[], string | undefined]>([
    ['mkdir below /', ['USER 5', 'RUN mkdir /data'], 'mkdir /data'],
    ['mkdir below /tmp', ['USER 5', 'RUN mkdir /tmp/data'], undefined],
    ['mkdir in a folder of its own', ['USER 5', 'WORKDIR /data', 'RUN mkdir in'], undefined],
    ['chown to itself', ['USER 5:5', 'RUN mkdir /tmp/a && chown 5:5 /tmp/a'], undefined],
    ['chown to another', ['USER 5:5', 'RUN mkdir /tmp/a && chown 6 /tmp/a'], 'chown 6 /tmp/a'],
    ['useradd', ['USER 5', 'RUN useradd app'], 'useradd app'],
    [
      'a clone into a folder of root',
      ['RUN mkdir /src', 'USER 5', 'RUN git clone --depth 1 https://a.example/b.git /src/b'],
      'git clone --depth 1 https://a.example/b.git /src/b',
    ],
    ['a clone into its own folder', ['WORKDIR /src', 'RUN chown 5 /src', 'USER 5', 'RUN git clone https://a.example/b.git'], undefined],
    ['a program below /', ['USER 5', 'RUN go build -o /app .'], 'go build -o /app .'],
    ['a program below its own folder', ['USER 5', 'WORKDIR /out', 'RUN go build -o app .'], undefined],
    ['root again', ['USER 5', 'USER root', 'RUN useradd app'], undefined],
  ])('%s', (_, lines, expected) => expect(ownership(lines).refused()?.command).toBe(expected));
});

test.each<[number | undefined, string, number | undefined]>([
  [0o644, '755', 0o755],
  [0o644, 'u+x', 0o744],
  [0o755, 'go-w,o=', 0o750],
  [0o644, 'a+w', 0o666],
  [0o640, 'g=u', 0o660],
  [0o755, '+X', 0o755],
  [undefined, 'g+w', undefined],
  [0o644, 'nonsense', undefined],
])('%o after chmod %s', (before, text, expected) => expect(changeMode(before, text)).toBe(expected));

test.each<[number, number, 'yes' | 'no']>([
  [5, 5, 'yes'],
  [6, 5, 'no'],
  [6, 6, 'no'],
  [0, 0, 'yes'],
])('uid %i gid %i in a folder of 5:6 with 0755', (uid, gid, expected) =>
  expect(mayWrite({ exists: 'yes', uid: 5, gid: 6, mode: 0o755 }, { uid, gid })).toBe(expected),
);

test('stages that copy from one another many times are worked out once', () => {
  const stages = Array.from(
    { length: 60 },
    (_, at) => `FROM scratch AS s${at}\n${at ? `COPY --from=s${at - 1} /a /a\n`.repeat(4) : 'COPY app /a\n'}`,
  );
  const workspace = createWorkspace({ Dockerfile: stages.join('') }, { context });
  const stage = workspace.build()?.final;
  expect(stage && ownershipOf(stage, workspace).folder('/a').exists).toBe('yes');
});
