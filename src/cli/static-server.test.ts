import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type StaticServer, serveFolder, tidyBase } from './static-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'shipshape-serve-'));
const site = join(folder, 'site');
mkdirSync(join(site, 'learn'), { recursive: true });
mkdirSync(join(site, 'empty'));
mkdirSync(join(site, '_astro'));
writeFileSync(join(folder, 'secret.txt'), 'secret');
writeFileSync(join(site, 'index.html'), '<h1>Home</h1>');
writeFileSync(join(site, 'learn/index.html'), '<h1>Learn</h1>');
writeFileSync(join(site, '404.html'), '<h1>Not here</h1>');
writeFileSync(join(site, 'a b.svg'), '<svg/>');
writeFileSync(join(site, 'long.css'), 'p { margin: 0 }\n'.repeat(400));
writeFileSync(join(site, '_astro/x.1234.js'), 'export {};');
symlinkSync(join(folder, 'secret.txt'), join(site, 'link.txt'));
symlinkSync(join(folder), join(site, 'out'));

/** Sends the path as it is written: `fetch` would tidy `..` away. */
function get(server: StaticServer, path: string, method = 'GET') {
  return new Promise<{ status: number; type: string; location: string; cache: string; body: string }>((done, fail) => {
    request({ host: '127.0.0.1', port: server.port, path, method }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (piece) => {
        body += piece;
      });
      response.on('end', () =>
        done({
          status: response.statusCode ?? 0,
          type: response.headers['content-type'] ?? '',
          location: response.headers.location ?? '',
          cache: response.headers['cache-control'] ?? '',
          body,
        }),
      );
    })
      .on('error', fail)
      .end();
  });
}

let plain: StaticServer;
let based: StaticServer;
beforeAll(async () => {
  plain = await serveFolder({ folder: site });
  based = await serveFolder({ folder: site, base: 'course' });
});
afterAll(async () => {
  await Promise.all([plain.close(), based.close()]);
  rmSync(folder, { recursive: true });
});

describe('at the root', () => {
  test.each([
    ['/', 200, 'text/html; charset=utf-8', 'Home'],
    ['/index.html', 200, 'text/html; charset=utf-8', 'Home'],
    ['/?q=1', 200, 'text/html; charset=utf-8', 'Home'],
    ['/learn/', 200, 'text/html; charset=utf-8', 'Learn'],
    ['/a%20b.svg', 200, 'image/svg+xml', '<svg/>'],
    ['/_astro/x.1234.js', 200, 'text/javascript; charset=utf-8', 'export'],
    ['/nowhere/', 404, 'text/html; charset=utf-8', 'Not here'],
    ['/empty', 404, 'text/html; charset=utf-8', 'Not here'],
    ['/index.html/', 404, 'text/html; charset=utf-8', 'Not here'],
    ['/%E0%A4%A', 400, 'text/plain; charset=utf-8', 'cannot be read'],
    ['/a%00b', 400, 'text/plain; charset=utf-8', 'cannot be read'],
  ])('%s → %i', async (path, status, type, body) => {
    const got = await get(plain, path);
    expect(got).toMatchObject({ status, type });
    expect(got.body).toContain(body);
  });

  test.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/learn/../../secret.txt',
    '/..%2fsecret.txt',
    '/..%5csecret.txt',
    '//../secret.txt',
    '/link.txt',
    '/out/secret.txt',
    '/../site-other/x',
  ])('%s does not leave the folder', async (path) => {
    const got = await get(plain, path);
    expect(got.status).toBeGreaterThanOrEqual(400);
    expect(got.body).not.toContain('secret');
  });

  test('a folder without its slash is sent to the one with it, query and all', async () => {
    expect(await get(plain, '/learn')).toMatchObject({ status: 301, location: '/learn/' });
    expect(await get(plain, '/learn?a=b')).toMatchObject({ status: 301, location: '/learn/?a=b' });
  });

  test('no redirect names another host', async () => {
    for (const path of ['//learn', '/%2flearn', '///learn']) {
      const got = await get(plain, path);
      expect(got.location).not.toMatch(/^\/[/\\]/);
    }
  });

  test('names with a hash are kept, the others asked for anew', async () => {
    expect((await get(plain, '/_astro/x.1234.js')).cache).toContain('immutable');
    expect((await get(plain, '/')).cache).toBe('no-cache');
  });

  test('HEAD has no body; other methods are refused', async () => {
    expect(await get(plain, '/', 'HEAD')).toMatchObject({ status: 200, body: '' });
    expect((await get(plain, '/', 'POST')).status).toBe(405);
  });
});

describe('under a base path', () => {
  test.each([
    ['/course/', 200, ''],
    ['/course/learn/', 200, ''],
    ['/course/learn', 301, '/course/learn/'],
    ['/course', 301, '/course/'],
    ['/', 301, '/course/'],
    ['/learn/', 404, ''],
    ['/courselearn/', 404, ''],
  ])('%s → %i %s', async (path, status, location) => {
    expect(await get(based, path)).toMatchObject({ status, location });
  });

  test('a base path may be written with or without slashes', () => {
    expect(['', '/', 'course', '/course', '/course/', '/a/b'].map(tidyBase)).toEqual([
      '/',
      '/',
      '/course/',
      '/course/',
      '/course/',
      '/a/b/',
    ]);
  });
});

test('a port in use is an error with a code', async () => {
  await expect(serveFolder({ folder: site, port: plain.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

describe('compression', () => {
  const ask = async (encoding: string) => {
    const server = await serveFolder({ folder: site });
    const { headers, body } = await new Promise<{ headers: NodeJS.Dict<string | string[]>; body: Buffer }>((done, fail) => {
      request({ host: '127.0.0.1', port: server.port, path: '/long.css', headers: { 'accept-encoding': encoding } }, (response) => {
        const pieces: Buffer[] = [];
        response.on('data', (piece: Buffer) => pieces.push(piece));
        response.on('end', () => done({ headers: response.headers, body: Buffer.concat(pieces) }));
      })
        .on('error', fail)
        .end();
    });
    await server.close();
    return { encoding: headers['content-encoding'], body };
  };

  test.each(['gzip', 'br;q=0, gzip;q=0.8', 'deflate, GZIP'])('%s gets gzip', async (accept) => {
    const { encoding, body } = await ask(accept);
    expect(encoding).toBe('gzip');
    expect(gunzipSync(body).toString()).toBe('p { margin: 0 }\n'.repeat(400));
  });

  test.each(['br', 'gzip, deflate, br, zstd', 'gzip;q=0, BR;q=0.5'])('%s gets Brotli', async (accept) => {
    const { encoding, body } = await ask(accept);
    expect(encoding).toBe('br');
    expect(brotliDecompressSync(body).toString()).toBe('p { margin: 0 }\n'.repeat(400));
  });

  test.each(['', 'zstd', 'gzip;q=0', 'gzip; q=0.0, br;q=0'])('"%s" does not', async (accept) => {
    const { encoding, body } = await ask(accept);
    expect(encoding).toBeUndefined();
    expect(body.length).toBe(6400);
  });
});
