import { describe, expect, test } from 'vitest';
import { createWorkspace } from '../../../build/create-workspace.ts';
import { probeRequest } from './probe-request.ts';

function asked(line: string, base = 'node:24-alpine') {
  const workspace = createWorkspace({ Dockerfile: `FROM ${base}\nENV PORT=3000\nHEALTHCHECK CMD ${line}\n` }, { context: [] });
  const stage = workspace.build()?.final;
  return stage && probeRequest(stage.config.healthcheck?.test ?? [], stage, workspace);
}

describe('what a health check asks', () => {
  const cases: [line: string, expected: object][] = [
    [
      'wget -qO- http://localhost:3000/health || exit 1',
      { host: 'localhost', port: 3000, path: '/health', fallsBack: 'no', seesErrors: 'yes' },
    ],
    ['wget -q --spider 127.0.0.1:3000/health', { host: '127.0.0.1', port: 3000, path: '/health' }],
    [`wget -q --spider http://127.0.0.1:\${PORT:-80}/health`, { port: 3000 }],
    ['wget -q --spider http://[::1]:3000/health?full', { host: '::1', path: '/health' }],
    ['curl -fsSo /dev/null http://127.0.0.1/health', { host: '127.0.0.1', port: 80, seesErrors: 'yes', fallsBack: 'yes' }],
    ['curl -sS --max-time 2 http://127.0.0.1/health', { host: '127.0.0.1', seesErrors: 'no', blind: 'curl-without-fail' }],
    ['wget -q --spider http://127.0.0.1/ || true', { seesErrors: 'no', blind: 'swallowed' }],
    ['wget -q --spider http://127.0.0.1/; exit 0', { seesErrors: 'no', blind: 'swallowed' }],
    ['nc -z 127.0.0.1 3000', { host: '127.0.0.1', port: 3000, seesErrors: 'no', blind: 'port-only' }],
    [`node -e "fetch('http://127.0.0.1:3000/health').then(r=>{if(!r.ok)throw 1})"`, { path: '/health', seesErrors: 'yes' }],
    [`node -e "fetch('http://127.0.0.1:3000/health').then(()=>process.exit(0))"`, { seesErrors: 'no', blind: 'status-ignored' }],
    [`node -e "fetch('http://127.0.0.1:3000/health').then(r=>console.log(r.ok))"`, { seesErrors: 'no', blind: 'never-fails' }],
    ['["sh", "-c", "wget -q --spider http://127.0.0.1:3000/health || exit 1"]', { host: '127.0.0.1', seesErrors: 'yes' }],
    ['if ! wget -q --spider http://127.0.0.1:3000/health; then exit 1; fi', { host: '127.0.0.1', seesErrors: 'yes' }],
  ];
  test.each(cases)('%s', (line, expected) => {
    expect(asked(line)).toMatchObject(expected);
  });

  test('what it does not know it does not guess', () => {
    expect(asked('/app/bin/health')).toBeUndefined();
    expect(asked('pgrep node')).toBeUndefined();
    expect(asked('wget http://$UNKNOWN_HOST/')?.host).toBeUndefined();
  });

  test('GNU wget asks the second address too', () => {
    expect(asked('wget http://localhost/', 'node:24')?.fallsBack).toBe('yes');
    expect(asked('wget http://localhost/', 'example.com/own:1')?.fallsBack).toBe('unknown');
  });
});
