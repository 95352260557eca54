import { expect, test } from 'vitest';
import { createWorkspace } from '../../../build/create-workspace.ts';
import { startsProgram } from '../users/writes.ts';

const context = [
  { path: 'requirements.txt', bytes: 40, text: 'fastapi==0.121.0\nuvicorn==0.38.0\n' },
  { path: 'shop/__init__.py', bytes: 0, text: '' },
  { path: 'shop/main.py', bytes: 900 },
];

function outcome(...lines: string[]) {
  const goal = startsProgram({ id: 'x', kind: 'keep', title: 'x', programs: ['uvicorn'] });
  const said = goal.judge(createWorkspace({ Dockerfile: `${lines.join('\n')}\n` }, { context }));
  return said.mistake ?? said.outcome;
}

const start = 'CMD ["uvicorn", "shop.main:app"]';
const sources = ['COPY requirements.txt ./', 'COPY shop ./shop'];
const slim = ['FROM python:3.14-slim', 'WORKDIR /app', ...sources];
const builder = ['FROM python:3.14-slim AS build', 'WORKDIR /app', ...sources];

test.each<[what: string, outcome: string, ...lines: string[]]>([
  ['installed for all', 'pass', ...slim, 'RUN pip install -r requirements.txt', start],
  ['nothing installed', 'not-installed', ...slim, start],
  [
    'a virtual environment on PATH',
    'pass',
    ...slim,
    'ENV PATH=/venv/bin:$PATH',
    'RUN python -m venv /venv && /venv/bin/pip install -r requirements.txt',
    start,
  ],
  [
    'a virtual environment by its path',
    'pass',
    ...slim,
    'RUN python -m venv /venv && /venv/bin/pip install -r requirements.txt',
    'CMD ["/venv/bin/uvicorn", "shop.main:app"]',
  ],
  [
    'a virtual environment that nobody names',
    'packages-out-of-sight',
    ...slim,
    'RUN python -m venv /venv && /venv/bin/pip install -r requirements.txt',
    start,
  ],
  [
    'a prefix copied over /usr/local',
    'pass',
    ...builder,
    'RUN pip install --prefix=/install -r requirements.txt',
    ...slim,
    'COPY --from=build /install /usr/local',
    start,
  ],
  [
    'all of /usr/local',
    'pass',
    ...builder,
    'RUN pip install -r requirements.txt',
    ...slim,
    'COPY --from=build /usr/local /usr/local',
    start,
  ],
  [
    'a folder that PYTHONPATH names',
    'pass',
    ...slim,
    'ENV PYTHONPATH=/opt/packages',
    'RUN pip install --target=/opt/packages -r requirements.txt',
    'CMD ["python", "-m", "uvicorn", "shop.main:app"]',
  ],
  ['installed in a stage that stays behind', 'not-installed', ...builder, 'RUN pip install -r requirements.txt', ...slim, start],
  ['a package of the system', 'pass', ...slim, 'RUN apt-get update && apt-get install -y uvicorn', start],
  ['started in another folder', 'module-out-of-sight', ...slim, 'RUN pip install -r requirements.txt', 'WORKDIR /data', start],
  [
    'another folder, and told so',
    'pass',
    ...slim,
    'RUN pip install -r requirements.txt',
    'WORKDIR /data',
    'CMD ["uvicorn", "--app-dir", "/app", "shop.main:app"]',
  ],
  [
    'a shell that changes folder',
    'pass',
    ...slim,
    'RUN pip install -r requirements.txt',
    'WORKDIR /data',
    'CMD cd /app && exec uvicorn shop.main:app',
  ],
  ['an image that is not known', 'pass', 'FROM registry.example.com/python-with-uvicorn:1', 'WORKDIR /app', ...sources, start],
])('%s', (_what, expected, ...lines) => expect(outcome(...lines)).toBe(expected));
