/** Lets the course work without a network, where the browser allows it. A new version waits until the reader wants it. */

/** Some browsers find no idle moment on a page on which nothing moves: then it is done all the same. */
const idle = (work: () => void) =>
  'requestIdleCallback' in window ? requestIdleCallback(work, { timeout: 2000 }) : setTimeout(work, 2000);

async function start(): Promise<void> {
  const { serviceWorker } = navigator;
  const updating = serviceWorker.controller !== null;
  const offer = async () => (await import('./update-bar.ts')).offerUpdate(registration);
  const base = import.meta.env.BASE_URL.replace(/\/*$/, '/');
  const registration = await serviceWorker.register(`${base}worker.js`, { updateViaCache: 'none' });
  if (updating) {
    if (registration.waiting) void offer();
    registration.addEventListener('updatefound', ({ currentTarget }) => {
      const worker = (currentTarget as ServiceWorkerRegistration).installing;
      worker?.addEventListener('statechange', () => worker.state === 'installed' && offer());
    });
  }
  const { active } = await serviceWorker.ready;
  const { connection } = navigator as { connection?: { saveData: boolean } };
  if (!connection?.saveData) idle(() => active?.postMessage('rest'));
}

/** After the page is done, in built sites only, and not where storing is blocked. */
export function workOffline(): void {
  if (!import.meta.env.PROD) return;
  try {
    if (!localStorage || !navigator.serviceWorker) return;
  } catch {
    return;
  }
  // A worker that cannot be had is no trouble: the course then needs its network.
  addEventListener('load', () => idle(() => start().catch(() => {})));
}
