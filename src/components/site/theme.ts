/** The chosen theme, kept as `{ schema, theme }` under `shipshape:settings`. */
export type Theme = 'system' | 'light' | 'dark';

const key = 'shipshape:settings';

function read(): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? '{}');
    return value !== null && typeof value === 'object' ? { ...value } : {};
  } catch {
    return {};
  }
}

/** What the reader chose; 'system' where nothing is stored or the store cannot be read. */
export function readTheme(): Theme {
  const { theme } = read();
  return theme === 'light' || theme === 'dark' ? theme : 'system';
}

/** Keeps the choice beside whatever other settings there are. A blocked store is no reason to stop: the choice then lasts for this page. */
export function writeTheme(theme: Theme): void {
  try {
    localStorage.setItem(key, JSON.stringify({ schema: 1, ...read(), theme }));
  } catch {
    // Nothing to do: see above.
  }
}

export function applyTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}
