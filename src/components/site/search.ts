/** The search dialog: a field, answers by kind as links, arrow keys between them. Fetched when it is opened first. */
import { search as words } from '../../course/strings/index.ts';
import { url } from '../../course/url.ts';
import { escapeHtml, inlineHtml } from '../html.ts';
import { addStyle, makeDialog, showDialog } from './dialog.ts';
import { find, type Group, type Hit } from './pagefind.ts';
import css from './search.css?inline';

const shown = 4;
const pause = 120;

const lens =
  '<svg width="18" height="18" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" aria-hidden="true"><circle cx="11" cy="11" r="7"/><path d="m16.5 16.5 4.5 4.5"/></svg>';

const lists = [
  ['', words.lists.lessons],
  ['exercises/', words.lists.exercises],
  ['rules/', words.lists.rules],
  ['glossary/', words.lists.glossary],
] as const;

const body = () => `<div class="body">
<p class="says" role="status"></p><div class="groups"></div>
<div class="browse"><p>${escapeHtml(words.browse)}</p><div class="lists">${lists
  .map(([path, name]) => `<a class="button" href="${url(path)}">${escapeHtml(name)}</a>`)
  .join('')}</div></div></div>
<footer aria-hidden="true"><span><kbd>↑</kbd> <kbd>↓</kbd> ${words.keys.move}</span><span><kbd>↵</kbd> ${words.keys.open}</span><span><kbd>Esc</kbd> ${words.keys.close}</span></footer>`;

/** Text with marks, taken from the index: read as a document of its own, of which only the text and the marks are used. */
function excerptOf(html: string): (string | HTMLElement)[] {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  const text = body.textContent.trim();
  if (!/^[\p{Lu}\p{N}]/u.test(text)) body.prepend('… ');
  if (!/[.!?:]$/.test(text)) body.append(' …');
  return [...body.childNodes].map((node) => {
    if (node.nodeName !== 'MARK') return node.textContent ?? '';
    const mark = document.createElement('mark');
    mark.textContent = node.textContent;
    return mark;
  });
}

let ids = 0;

function itemOf({ url, title, section, excerpt }: Hit): HTMLLIElement {
  const item = document.createElement('li');
  const link = document.createElement('a');
  link.href = url;
  link.textContent = title;
  if (section) {
    const small = document.createElement('small');
    small.textContent = ` › ${section}`;
    link.append(small);
  }
  const text = document.createElement('p');
  text.id = `found-${++ids}`;
  text.append(...excerptOf(excerpt));
  link.setAttribute('aria-describedby', text.id);
  item.append(link, text);
  return item;
}

async function sectionOf(group: Group): Promise<HTMLElement> {
  const section = document.createElement('section');
  section.className = 'group';
  const id = `found-${group.kind}`;
  section.setAttribute('aria-labelledby', id);
  section.innerHTML = `<h3 id="${id}">${escapeHtml(words.kinds[group.kind])}</h3><ul class="plain"></ul>`;
  const list = section.querySelector('ul');
  list?.append(...(await group.hits(0, shown)).map(itemOf));
  if (group.count > shown) {
    const more = document.createElement('button');
    more.type = 'button';
    more.className = 'more';
    more.textContent = words.all(group.count);
    more.setAttribute('aria-describedby', id);
    more.addEventListener('click', async () => {
      const rest = (await group.hits(shown, group.count)).map(itemOf);
      list?.append(...rest);
      rest[0]?.querySelector('a')?.focus();
      more.remove();
    });
    section.append(more);
  }
  return section;
}

function makeSearch(): HTMLDialogElement {
  addStyle(css);
  const dialog = makeDialog('search', words.title, body());
  dialog.classList.add('search');
  const field = document.createElement('input');
  field.type = 'text';
  field.enterKeyHint = 'search';
  field.autocomplete = 'off';
  field.spellcheck = false;
  field.autofocus = true;
  field.placeholder = words.field;
  field.setAttribute('aria-labelledby', 'search-title');
  const heading = dialog.querySelector('header h2');
  heading?.insertAdjacentHTML('afterend', lens);
  dialog.querySelector('header .close')?.before(field);
  const says = dialog.querySelector<HTMLElement>('.says');
  const groups = dialog.querySelector<HTMLElement>('.groups');
  const browse = dialog.querySelector<HTMLElement>('.browse');
  if (!says || !groups || !browse) return dialog;

  let asked = '';
  /** Shows what was found for the words of the field, unless they have changed meanwhile. */
  const show = async (text: string) => {
    asked = text;
    if (text === '' || import.meta.env.DEV) {
      groups.replaceChildren();
      browse.hidden = false;
      says.innerHTML = text === '' ? '' : inlineHtml(words.dev);
      return;
    }
    try {
      const found = await find(text);
      const sections = await Promise.all(found.map(sectionOf));
      if (asked !== text) return;
      groups.replaceChildren(...sections);
      const count = found.reduce((sum, group) => sum + group.count, 0);
      says.textContent =
        count === 0
          ? words.nothing(text)
          : words.found(
              count,
              found.map((group) => words.part(words.kinds[group.kind], group.count)),
            );
      browse.hidden = count > 0;
    } catch (error) {
      if (asked !== text) return;
      asked = '';
      groups.replaceChildren();
      says.textContent = words.failed;
      browse.hidden = false;
      console.error(error);
    }
  };

  let waiting: ReturnType<typeof setTimeout> | undefined;
  field.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, field.value.trim() === '' ? 0 : pause, field.value.trim());
    if (field.value.trim() !== '' && groups.childElementCount === 0 && !import.meta.env.DEV) says.textContent = words.searching;
  });

  const stops = () => [field, ...dialog.querySelectorAll<HTMLElement>('.group a, .group .more, .browse:not([hidden]) a')];
  dialog.addEventListener('keydown', async (event) => {
    const { key, isComposing, ctrlKey, metaKey, altKey } = event;
    if (isComposing) return;
    const all = stops();
    const at = all.indexOf(document.activeElement as HTMLElement);
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      event.preventDefault();
      all[(at + (key === 'ArrowDown' ? 1 : all.length - 1)) % all.length]?.focus();
    } else if (key === 'Enter' && at === 0) {
      event.preventDefault();
      clearTimeout(waiting);
      const text = field.value.trim();
      if (asked !== text) await show(text);
      groups.querySelector('a')?.click();
    } else if (at > 0 && key.length === 1 && key !== ' ' && !ctrlKey && !metaKey && !altKey) {
      // Typing goes on in the field.
      field.focus();
    }
  });
  // A link into this very page moves it without leaving: the dialog would stay in front.
  dialog.addEventListener('click', ({ target, ctrlKey, metaKey, shiftKey }) => {
    if ((target as Element).closest('a') && !ctrlKey && !metaKey && !shiftKey) dialog.close();
  });
  return dialog;
}

let dialog: HTMLDialogElement | undefined;

/** Opens the search with its last words marked, ready to be typed over. */
export function openSearch(opener: HTMLElement): void {
  dialog ??= makeSearch();
  showDialog(dialog, opener);
  dialog.querySelector('input')?.select();
}
