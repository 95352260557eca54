/** Says on the map, beside each lesson, that it is on the track somebody follows. Loaded only where a track is followed. */
import { browserShelf, load } from '../../course/store.ts';
import { tracks as words } from '../../course/strings/index.ts';
import { followedKind } from '../../course/tracks/follow.ts';
import { url } from '../../course/url.ts';

export function markTrack(): void {
  const { steps } = load(browserShelf(), followedKind).value;
  const paths = new Map(steps.flatMap(({ kind, path, optional }) => (kind === 'lesson' ? [[url(path), optional] as const] : [])));
  if (paths.size === 0) return;
  for (const link of document.querySelectorAll<HTMLAnchorElement>('.map a, .module li a')) {
    const optional = paths.get(link.getAttribute('href') ?? '');
    if (optional === undefined || link.querySelector('.on-track')) continue;
    const mark = Object.assign(document.createElement('span'), {
      className: 'on-track',
      textContent: optional ? words.onTrackOptional : words.onTrack,
    });
    // Styled here: pages of those who follow no track carry no style for it.
    mark.style.cssText = 'display:block;color:var(--accent);font-size:var(--text-1);font-weight:400';
    (link.querySelector('span:last-of-type:not(.slabs, .visually-hidden)') ?? link).append(mark);
  }
}
