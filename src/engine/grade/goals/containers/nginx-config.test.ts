import { expect, test } from 'vitest';
import { readNginxConfig } from './nginx-config.ts';

const temporary = ['client_temp', 'proxy_temp', 'fastcgi_temp', 'uwsgi_temp', 'scgi_temp'].map((name) => `/var/cache/nginx/${name}`);

test.each([
  ['nothing said', '', ['/run/nginx.pid', ...temporary], undefined],
  ['a comment says nothing', '# pid /tmp/x;\n', ['/run/nginx.pid', ...temporary], undefined],
  ['pid moved', 'pid /tmp/nginx.pid;', ['/tmp/nginx.pid', ...temporary], undefined],
  ['quotes, no spaces', 'pid "/tmp/a.pid";http{server{listen 8080;}}', ['/tmp/a.pid', ...temporary], 8080],
  ['an address and a port', 'http { server { listen [::]:8081 default_server; listen 80; } }', ['/run/nginx.pid', ...temporary], 8081],
  ['no configuration at all', '{{{ ;; } "', ['/run/nginx.pid', ...temporary], undefined],
])('%s', (_, text, writes, port) => {
  const found = readNginxConfig(text);
  expect(found.writes).toEqual(writes);
  expect(found.port).toBe(port);
});

test('every temporary folder can be moved', () => {
  const names = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  const text = `pid /tmp/nginx.pid; http { ${names.map((name) => `${name}_temp_path /tmp/${name} 1 2;`).join('\n')} }`;
  expect(readNginxConfig(text).writes).toEqual(['/tmp/nginx.pid', ...names.map((name) => `/tmp/${name}`)]);
});
