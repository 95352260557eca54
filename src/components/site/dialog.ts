/** The frame of a dialog: a native `<dialog>` with a title, a way out, and the focus back where it was. */
import { dialogs } from '../../course/strings/index.ts';
import { escapeHtml } from '../html.ts';
import css from './dialog.css?inline';

const cross =
  '<svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" aria-hidden="true"><path d="M3 3l10 10M13 3 3 13"/></svg>';

const styled = new Set<string>();

/** Adds a style sheet to the page once. */
export function addStyle(text: string): void {
  if (styled.has(text)) return;
  styled.add(text);
  const style = document.createElement('style');
  style.textContent = text;
  document.head.append(style);
}

/**
 * Makes a dialog, closed, at the end of the page.
 * @param body its content, as HTML of our own
 */
export function makeDialog(id: string, title: string, body: string): HTMLDialogElement {
  addStyle(css);
  const dialog = document.createElement('dialog');
  dialog.id = id;
  dialog.className = 'dialog no-print';
  dialog.setAttribute('aria-labelledby', `${id}-title`);
  dialog.innerHTML = `<header><h2 id="${id}-title">${escapeHtml(title)}</h2><button type="button" class="close" aria-label="${escapeHtml(dialogs.close)}">${cross}</button></header>${body}`;
  // A press on the backdrop closes it; one that began inside, such as marking text, does not.
  let outside = false;
  dialog.addEventListener('pointerdown', ({ target }) => {
    outside = target === dialog;
  });
  dialog.addEventListener('click', ({ target }) => {
    if ((target === dialog && outside) || (target as Element).closest('.close')) dialog.close();
  });
  document.body.append(dialog);
  return dialog;
}

/** Opens a dialog over the page. When it closes, the focus returns to where it was, or to `opener`. */
export function showDialog(dialog: HTMLDialogElement, opener: HTMLElement): void {
  if (dialog.open) return;
  const { activeElement } = document;
  const back = activeElement instanceof HTMLElement && activeElement !== document.body ? activeElement : opener;
  dialog.addEventListener('close', () => back.focus(), { once: true });
  dialog.showModal();
}
