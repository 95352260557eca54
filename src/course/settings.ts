/** How the reader wants the site: kept as `shipshape:settings`, in this browser alone. The head script applies it before anything is drawn. */
import { type DocumentKind, load, type Shelf, save, type Trouble } from './store.ts';

/** What may be chosen, in the order it is offered. */
export const choices = {
  theme: ['system', 'light', 'dark'],
  /** Size of all text, and of whatever is measured by it. */
  size: ['small', 'normal', 'large', 'larger'],
  /** `plain`: a text area, without colours and marks. */
  editor: ['rich', 'plain'],
  /** `system`: as the system asks for; `reduce`: nothing moves, whatever the system says. */
  motion: ['system', 'reduce'],
} as const;

type Choices = typeof choices;
export type Settings = { [Name in keyof Choices]: Choices[Name][number] };

export const defaultSettings = (): Settings => ({ theme: 'system', size: 'normal', editor: 'rich', motion: 'system' });

/** Every choice that is known; whatever else stands there counts as not chosen. Schema 1 held the theme alone. */
function read(value: Record<string, unknown>): Settings {
  const settings: Record<string, string> = defaultSettings();
  for (const [name, known] of Object.entries<readonly string[]>(choices)) {
    const chosen = value[name];
    if (typeof chosen === 'string' && known.includes(chosen)) settings[name] = chosen;
  }
  return settings as Settings;
}

export const settingsKind: DocumentKind<Settings> = { key: 'shipshape:settings', schema: 2, empty: defaultSettings, read };

/** What was chosen; the defaults where nothing was, or where it cannot be read. */
export const readSettings = (shelf: Shelf | undefined): Settings => load(shelf, settingsKind).value;

/**
 * Changes some of the stored settings: reads them anew first, so that another tab's choice is kept.
 * @returns the settings after the change, and what went wrong in storing them.
 */
export function updateSettings(shelf: Shelf | undefined, change: Partial<Settings>): { value: Settings; trouble?: Trouble } {
  const value = { ...readSettings(shelf), ...change };
  const trouble = save(shelf, settingsKind, value);
  return trouble ? { value, trouble } : { value };
}
