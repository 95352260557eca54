/** The settings dialog: each choice holds at once and is kept. Fetched when it is opened first. */
import { everythingIn, forgetEverything } from '../../course/everything.ts';
import { choices, readSettings, type Settings, updateSettings } from '../../course/settings.ts';
import { browserShelf, closeStore } from '../../course/store.ts';
import { backup, storage as troubles, settings as words } from '../../course/strings/index.ts';
import { escapeHtml } from '../html.ts';
import { addStyle, makeDialog, showDialog } from './dialog.ts';
import css from './settings.css?inline';
import { applySettings } from './settings.ts';

type Name = keyof typeof choices;

function fieldset(name: Name): string {
  const said: Record<string, string> = words[name];
  const radios = choices[name].map(
    (value) => `<label><input type="radio" name="${name}" value="${value}">${escapeHtml(said[value] ?? value)}</label>`,
  );
  return `<fieldset><legend>${escapeHtml(said.name ?? name)}</legend><div class="choices">${radios.join('')}</div></fieldset>`;
}

const body = () => `<div class="body"><p class="lede">${escapeHtml(words.lede)}</p><p class="trouble" role="status" hidden></p>
${(Object.keys(choices) as Name[]).map(fieldset).join('')}
<div class="end"><h3>${escapeHtml(words.everything)}</h3><button type="button" class="button danger">${escapeHtml(words.forget)}</button></div></div>`;

/** What would be deleted, one line each; empty where nothing is stored. */
function stored(): string[] {
  const { attempts, progress, settings, other } = everythingIn(localStorage);
  return [
    attempts > 0 && words.attempts(attempts),
    progress && words.progress,
    settings && words.choices,
    other > 0 && words.other(other),
  ].filter((line) => line !== false);
}

const confirmBody = () => `<div class="body"><p>${escapeHtml(words.forgetLede)}</p><ul></ul>
<p class="said" role="status"></p>
<div class="ways"><button type="button" class="button primary" data-do="keep" autofocus>${escapeHtml(words.cancel)}</button>
<button type="button" class="button" data-do="download">${escapeHtml(words.download)}</button>
<button type="button" class="button danger" data-do="forget">${escapeHtml(words.confirm)}</button></div></div>`;

let asking: HTMLDialogElement | undefined;

async function download(): Promise<void> {
  const { downloadBackup } = await import('../progress/download.ts');
  const documents = downloadBackup(localStorage);
  const said = asking?.querySelector('.said');
  if (said) said.textContent = backup.made(documents);
}

function askToForget(opener: HTMLElement): void {
  let lines: string[] = [];
  try {
    lines = stored();
  } catch {
    // A blocked store holds nothing.
  }
  if (!asking) {
    asking = makeDialog('forget', words.forgetTitle, confirmBody());
    asking.classList.add('settings');
    asking.addEventListener('click', ({ target }) => {
      const wanted = (target as Element).closest<HTMLElement>('[data-do]')?.dataset.do;
      if (wanted === 'keep') asking?.close();
      if (wanted === 'download') void download();
      if (wanted !== 'forget') return;
      closeStore();
      forgetEverything(localStorage);
      location.reload();
    });
  }
  const items = (lines.length > 0 ? lines : [words.nothing]).map((line) => {
    const item = document.createElement('li');
    item.textContent = line;
    return item;
  });
  asking.querySelector('ul')?.replaceChildren(...items);
  for (const button of asking.querySelectorAll<HTMLButtonElement>('[data-do=forget], [data-do=download]'))
    button.hidden = lines.length === 0;
  const said = asking.querySelector('.said');
  if (said) said.textContent = '';
  showDialog(asking, opener);
}

function makeSettings(): HTMLDialogElement {
  addStyle(css);
  const dialog = makeDialog('settings', words.title, body());
  dialog.classList.add('settings');
  const trouble = dialog.querySelector<HTMLElement>('.trouble');
  dialog.addEventListener('change', ({ target }) => {
    const { name, value } = target as HTMLInputElement;
    const changed = updateSettings(browserShelf(), { ...applied(dialog), [name]: value });
    applySettings(changed.value);
    if (!trouble) return;
    trouble.hidden = !changed.trouble;
    trouble.textContent = changed.trouble ? troubles[changed.trouble] : '';
  });
  const forget = dialog.querySelector<HTMLElement>('.danger');
  forget?.addEventListener('click', () => askToForget(forget));
  return dialog;
}

/** What the radios say: where nothing can be stored, a choice must not undo the one before. */
const applied = (dialog: HTMLDialogElement): Partial<Settings> =>
  Object.fromEntries([...dialog.querySelectorAll<HTMLInputElement>(':checked')].map(({ name, value }) => [name, value]));

let dialog: HTMLDialogElement | undefined;

/** Opens the settings as they are now. */
export function openSettings(opener: HTMLElement): void {
  const first = !dialog;
  dialog ??= makeSettings();
  const settings = readSettings(browserShelf());
  // What holds on a page that can store nothing is on the page alone.
  if (first || browserShelf())
    for (const input of dialog.querySelectorAll('input')) input.checked = settings[input.name as Name] === input.value;
  showDialog(dialog, opener);
  dialog.querySelector<HTMLElement>(':checked')?.focus();
}
