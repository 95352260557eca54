/** Shows settings on this page, and tells whoever draws by them. */
import type { Settings } from '../../course/settings.ts';

const news = 'shipshape:settings';

/** Applies what the style sheets read, as the head script does for the next page; `onSettings` hears of the rest. */
export function applySettings(settings: Settings): void {
  const { theme, size, motion } = settings;
  Object.assign(document.documentElement.dataset, { theme, size, motion });
  dispatchEvent(new CustomEvent(news, { detail: settings }));
}

/** Calls back whenever the reader changes a setting on this page. */
export const onSettings = (changed: (settings: Settings) => void): void =>
  addEventListener(news, (event) => changed((event as CustomEvent<Settings>).detail));
