/** Says that a new version is ready, and changes to it when the reader wants. */
import { offline as words } from '../../course/strings/index.ts';
import { escapeHtml } from '../html.ts';
import { addStyle } from './dialog.ts';
import css from './update-bar.css?inline';

let bar: HTMLElement | undefined;

export function offerUpdate(registration: ServiceWorkerRegistration): void {
  if (bar) return;
  addStyle(css);
  bar = document.createElement('aside');
  bar.className = 'update no-print';
  bar.setAttribute('aria-label', words.update);
  // What comes into a region that is there already is announced.
  bar.innerHTML = `<p role="status"></p><button type="button" class="button primary">${escapeHtml(words.reload)}</button><button type="button" class="button quiet">${escapeHtml(words.later)}</button>`;
  document.body.append(bar);
  const says = bar.querySelector('p');
  requestAnimationFrame(() => {
    if (says) says.textContent = words.ready;
  });
  const [reload, later] = bar.querySelectorAll('button');
  // Another tab may have asked: this one goes on as it is until its reader reloads it too.
  reload?.addEventListener('click', () => {
    if (!registration.waiting) return location.reload();
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
    registration.waiting.postMessage('now');
  });
  later?.addEventListener('click', () => bar?.remove());
}
