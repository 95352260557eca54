/** What a bench says beside its verdict: to screen readers at once or when typing has paused, and in the notice below the verdict. */

import type { Trouble } from '../../course/store.ts';
import { storage, bench as words } from '../../course/strings/index.ts';

/** Milliseconds without a keystroke after which a new verdict is read out. */
const quiet = 900;

export interface Voice {
  /** Says something to screen readers, politely. */
  say(text: string): void;
  /** The same when typing has paused, where it is something new. */
  sayLater(text: string): void;
  /** A notice below the verdict, read out at once; an empty text takes it away. */
  tell(text: string): void;
  /** The notice about what goes wrong in storing; undefined takes it away. */
  trouble(trouble: Trouble | undefined): void;
}

export function createVoice(host: HTMLElement): Voice {
  let spoken = '';
  let speaking: ReturnType<typeof setTimeout> | undefined;

  const say = (text: string) => {
    const region = host.querySelector('[role=status]');
    clearTimeout(speaking);
    if (region) region.textContent = text;
  };
  const tell = (text: string, download = false) => {
    const notice = host.querySelector<HTMLElement>('.notice');
    if (!notice || (notice.dataset.text ?? '') === text) return;
    notice.dataset.text = text;
    notice.textContent = text;
    notice.hidden = text === '';
    if (!download) return;
    const button = Object.assign(document.createElement('button'), { type: 'button', className: 'link', textContent: words.download });
    button.dataset.do = 'download';
    notice.append(' ', button);
  };

  return {
    say,
    sayLater(text) {
      if (text === spoken) return;
      spoken = text;
      clearTimeout(speaking);
      speaking = setTimeout(() => say(text), quiet);
    },
    tell: (text) => tell(text),
    trouble(trouble) {
      const lost = trouble !== undefined && trouble !== 'damaged';
      host.querySelector('.work')?.classList.toggle('unkept', lost);
      tell(trouble ? storage[trouble] : '', lost);
    },
  };
}
