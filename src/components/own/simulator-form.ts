/** What the simulator's form offers, as HTML. */
import { own as words } from '../../course/strings/index.ts';
import { escapeHtml } from '../html.ts';
import type { Offer, Simulation } from './simulation.ts';

const optionHtml = ({ key, title }: { key: string; title: string }, chosen: string | undefined): string =>
  `<option value="${escapeHtml(key)}"${key === chosen ? ' selected' : ''}>${escapeHtml(title)}</option>`;

/** The changes by their groups. */
export function offersHtml(offers: readonly Offer[], chosen: string | undefined): string {
  const groups = Map.groupBy(offers, ({ group }) => group);
  return [...groups]
    .map(
      ([group, of]) =>
        `<optgroup label="${escapeHtml(words.groups[group])}">${of.map((offer) => optionHtml(offer, chosen)).join('')}</optgroup>`,
    )
    .join('');
}

export const targetsHtml = (targets: Simulation['targets'], chosen: string | undefined): string =>
  targets.map((target) => optionHtml(target, chosen)).join('');
