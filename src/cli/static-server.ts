/** A small server for the built site, made for one's own machine and for the tests. A public site belongs behind a real one: see Dockerfile. */
import { createReadStream, type Stats } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, resolve, sep } from 'node:path';
import { constants, createBrotliCompress, createGzip } from 'node:zlib';

export interface ServeOptions {
  /** Folder to serve. */
  folder: string;
  /** Path under which the site was built: '/' or '/course/'. */
  base?: string;
  /** 0 takes a free one. */
  port?: number;
  host?: string;
  /** Told the path of every request, as it came. */
  asked?: (path: string) => void;
}

export interface StaticServer {
  port: number;
  /** `http://localhost:4321`, without the base path or a slash at the end. */
  origin: string;
  close(): Promise<void>;
}

const types: Record<string, string> = {
  '.avif': 'image/avif',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml; charset=utf-8',
};

/** `course`, `/course` and `/course/` are one base path: '/course/'. */
export const tidyBase = (base: string): string => `/${base}/`.replace(/\/{2,}/g, '/');

/** Serves a folder until `close`. Rejects with Node's own error (`EADDRINUSE`, `EACCES`) where it cannot listen. */
export async function serveFolder({ folder, base = '/', port = 0, host = '127.0.0.1', asked }: ServeOptions): Promise<StaticServer> {
  const root = await realpath(resolve(folder));
  const prefix = tidyBase(base);
  const server = createServer((request, response) => {
    asked?.(request.url ?? '');
    answer(request, response, root, prefix).catch(() => say(response, 500, 'Something went wrong while reading the file.'));
  });
  await new Promise<void>((done, fail) => server.once('error', fail).listen(port, host, done));
  const bound = (server.address() as AddressInfo).port;
  return {
    port: bound,
    origin: `http://localhost:${bound}`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, root: string, prefix: string): Promise<void> {
  response.setHeader('X-Content-Type-Options', 'nosniff');
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD');
    return say(response, 405, 'Only GET and HEAD are served here.');
  }
  const [written = '/', query] = (request.url ?? '/').split('?', 2);
  const path = decode(written);
  if (path === undefined) return say(response, 400, 'This address cannot be read.');
  // Redirects repeat the address as it was asked for, with one slash in front: two would name another host.
  const here = `/${written.replace(/^[/\\]+/, '')}`;
  const redirect = (to: string) => {
    response.writeHead(301, { Location: query === undefined ? to : `${to}?${query}` }).end();
  };
  if (`${path}/` === prefix || (path === '/' && prefix !== '/')) return redirect(prefix);
  const file = path.startsWith(prefix) ? await find(root, path.slice(prefix.length)) : undefined;
  if (file === 'folder') return redirect(`${here}/`);
  if (file) return send(request, response, 200, file.path, file.stats);
  const missing = await find(root, '404.html');
  if (missing && missing !== 'folder') return send(request, response, 404, missing.path, missing.stats);
  return say(response, 404, 'There is no such page.');
}

/** The path of an address as text; undefined where it is badly encoded or could not be a file's name. */
function decode(written: string): string | undefined {
  try {
    const path = decodeURIComponent(written);
    return path.includes('\0') || path.includes('\\') ? undefined : path;
  } catch {
    return undefined;
  }
}

/** The file that an address below the base stands for, `'folder'` where it lacks its closing slash, undefined where nothing is there. */
async function find(root: string, path: string): Promise<{ path: string; stats: Stats } | 'folder' | undefined> {
  const wanted = join(root, path.endsWith('/') || path === '' ? `${path}index.html` : path);
  if (wanted !== root && !wanted.startsWith(root + sep)) return undefined;
  try {
    const real = await realpath(wanted);
    if (!real.startsWith(root + sep)) return undefined;
    const stats = await stat(real);
    if (stats.isFile()) return { path: real, stats };
    return (await stat(join(real, 'index.html'))).isFile() ? 'folder' : undefined;
  } catch {
    return undefined;
  }
}

/** Kinds of file that get smaller by it; pictures and fonts are compressed already. */
const compressible = /^(?:text\/|image\/svg|application\/(?:json|xml|manifest|wasm))/;

/** Ways to make it smaller, the best first. Brotli at this level takes no longer than gzip and is a twelfth smaller. */
const compressors = {
  br: () => createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }),
  gzip: () => createGzip(),
};

/** The first of them that a browser takes. */
function encodingFor({ headers }: IncomingMessage): keyof typeof compressors | undefined {
  const refused = /;\s*q=0(?:\.0*)?\s*$/;
  const taken = String(headers['accept-encoding'] ?? '')
    .split(',')
    .flatMap((part) => (refused.test(part) ? [] : (part.split(';')[0]?.trim().toLowerCase() ?? [])));
  return (['br', 'gzip'] as const).find((name) => taken.includes(name));
}

function send(request: IncomingMessage, response: ServerResponse, status: number, path: string, stats: Stats): void {
  const type = types[extname(path).toLowerCase()] ?? 'application/octet-stream';
  const encoding = compressible.test(type) && stats.size > 1024 ? encodingFor(request) : undefined;
  response.writeHead(status, {
    'Content-Type': type,
    ...(encoding ? { 'Content-Encoding': encoding } : { 'Content-Length': stats.size }),
    ...(compressible.test(type) ? { Vary: 'Accept-Encoding' } : {}),
    // Astro puts a hash of the content into the names below _astro/; all other names stay while their content changes.
    'Cache-Control': path.includes(`${sep}_astro${sep}`) ? 'public, max-age=31536000, immutable' : 'no-cache',
  });
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  const stop = () => response.destroy();
  const file = createReadStream(path).on('error', stop);
  if (encoding) file.pipe(compressors[encoding]()).on('error', stop).pipe(response);
  else file.pipe(response);
}

function say(response: ServerResponse, status: number, text: string): void {
  if (response.headersSent) response.destroy();
  else response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
}
