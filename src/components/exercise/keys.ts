import type { Settings } from '../../course/settings.ts';
import { bench as words } from '../../course/strings/index.ts';

/** The line below an editor: its keys, and the switch to the other one. `trouble` says why this is not the one that was chosen. */
export function keysHtml(mode: Settings['editor'], trouble: string): string {
  const rich = mode === 'rich';
  const button = `<button type="button" class="link" data-do="mode" data-mode="${rich ? 'plain' : 'rich'}">${rich ? words.toPlain : words.toRich}</button>`;
  return `${trouble ? `<b>${trouble}</b> ` : ''}<span class="keyboard">${rich ? words.keysRich : words.keysPlain}</span> <span class="kept">${words.kept}</span> ${button}`;
}
