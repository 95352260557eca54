// The service worker: after one visit the course reads, grades and searches without a network. The build puts it beside the site, with
// VERSION, FIRST and REST in front: see src/cli/finish/offline.ts. Every version has a cache of its own; that of the version before
// stays until the new one is complete, so that an update on a train costs nothing.
const base = new URL('./', self.location).pathname;
const prefix = `shipshape:${base}:`;
const name = prefix + VERSION;
const how = { ignoreSearch: true, ignoreVary: true };
const listed = new Set([...FIRST, ...REST]);

/** Names below these change with their content: what an older version has of them is as good as new. */
const lasting = (path) => /^_astro\/|^pagefind\/(fragment|index)\//.test(path);

const good = (answer) => answer.ok && !answer.redirected && answer.type === 'basic';

async function keep(cache, path) {
  const address = base + path;
  if (await cache.match(address)) return;
  const known = lasting(path) && (await caches.match(address, how));
  const answer = known || (await fetch(address, { cache: lasting(path) ? 'default' : 'no-cache' }));
  if (!good(answer)) throw new Error(`${answer.status} ${address}`);
  await cache.put(address, answer);
}

/** Keeps all of a list, a few at a time. */
async function keepAll(paths, atOnce) {
  const cache = await caches.open(name);
  const left = [...paths];
  const work = async () => {
    for (let path = left.shift(); path !== undefined; path = left.shift()) await keep(cache, path);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

/** Deletes the caches of older versions but the last `left` of them. */
async function tidy(left) {
  const old = (await caches.keys()).filter((key) => key.startsWith(prefix) && key !== name);
  await Promise.all(old.slice(0, old.length - left).map((key) => caches.delete(key)));
}

// The first list, or no new version at all. It then waits until the reader says so: nothing changes in the middle of an attempt.
self.addEventListener('install', (event) => event.waitUntil(keepAll(FIRST, 4)));

self.addEventListener('activate', (event) => event.waitUntil(tidy(1).then(() => self.clients.claim())));

async function keepRest() {
  const cache = await caches.open(name);
  const mark = `${base}complete`;
  if (await cache.match(mark)) return;
  await keepAll(REST, 2);
  await cache.put(mark, new Response(''));
  await tidy(0);
}

self.addEventListener('message', (event) => {
  if (event.data === 'now') self.skipWaiting();
  // What fails is fetched when it is wanted, or with the next page.
  if (event.data === 'rest') event.waitUntil(keepRest().catch(() => {}));
});

async function answer(request, path) {
  const cache = await caches.open(name);
  const known = await cache.match(request, how);
  if (known) return known;
  const older = () => caches.match(request, how);
  try {
    const fresh = await fetch(request);
    if (good(fresh) && listed.has(path)) await cache.put(base + path, fresh.clone());
    return (!fresh.ok && lasting(path) && (await older())) || fresh;
  } catch (error) {
    const page = request.mode === 'navigate';
    const instead = (await older()) || (page && ((await caches.match(`${base}${path}/`)) || (await caches.match(`${base}offline/`))));
    if (instead) return instead;
    throw error;
  }
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method === 'GET' && origin === self.location.origin && pathname.startsWith(base))
    event.respondWith(answer(request, pathname.slice(base.length)));
});
