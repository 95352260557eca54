import { expect, test } from 'vitest';
import { createWorkspace } from '../../../build/create-workspace.ts';
import { checkRuns } from './check-runs.ts';

const distroless = 'gcr.io/distroless/nodejs24-debian13:nonroot';

function run(test: string[], from: string, lines: string[] = []) {
  const workspace = createWorkspace(
    { Dockerfile: [`FROM ${from}`, 'WORKDIR /app', ...lines].join('\n') },
    {
      context: [
        { path: 'health.js', bytes: 10 },
        { path: 'ask.js', bytes: 9, text: 'fetch(1)\n' },
        { path: 'ask.sh', bytes: 20, text: '#!/bin/sh\nexit 0\n' },
      ],
    },
  );
  const stage = workspace.build()?.final;
  const found = stage && checkRuns(test, stage, workspace);
  return found?.can === 'no' ? found.mistake : found?.can;
}

test.each<[string[], string, string, string[]?]>([
  [['CMD-SHELL', 'wget -q http://127.0.0.1/'], distroless, 'no-shell'],
  [['CMD-SHELL', 'wget -q http://127.0.0.1/ || exit 1'], 'node:24-alpine', 'yes'],
  [['CMD-SHELL', 'curl -f http://127.0.0.1/'], 'node:24-alpine', 'no-program'],
  [['CMD-SHELL', 'curl -f http://127.0.0.1/'], 'node:24-alpine', 'yes', ['RUN apk add --no-cache curl']],
  [['CMD', 'wget', '-q', 'x', '||', 'exit', '1'], 'node:24-alpine', 'operator-as-word'],
  [['CMD', '/nodejs/bin/node', 'health.js'], distroless, 'script-missing'],
  [['CMD', '/nodejs/bin/node', 'health.js'], distroless, 'yes', ['COPY health.js ./']],
  [['CMD', '/nodejs/bin/node', '-e', 'fetch(1)'], distroless, 'yes'],
  [['CMD', 'node', '-e', 'fetch(1)'], distroless, 'not-on-path'],
  [['CMD', 'node', '-e', 'fetch(1)'], distroless, 'yes', ['ENV PATH=/nodejs/bin:$PATH']],
  [['CMD', 'node', '-e', 'fetch(1)'], 'node:24-slim', 'yes'],
  [['CMD', '/probe'], distroless, 'yes', ['COPY --from=example.com/probe:1 /probe /probe']],
  [['CMD', '/probe'], 'scratch', 'no-program'],
  [['CMD', 'pg_isready'], 'postgres:18', 'yes'],
  [['CMD', 'wget', 'x'], 'registry.example.com/unknown:1', 'unknown'],
  [['CMD-SHELL', 'true'], 'registry.example.com/unknown:1', 'unknown'],
  [['CMD'], distroless, 'empty-check'],
  [['CMD', '/nodejs/bin/node'], distroless, 'asks-nothing'],
  [['CMD', '/app/ask.js'], distroless, 'not-a-program', ['COPY ask.js ./']],
  [['CMD', '/app/ask.sh'], 'node:24-slim', 'yes', ['COPY ask.sh ./']],
])('%j on %s: %s', (words, from, expected, lines) => expect(run(words, from, lines)).toBe(expected));
