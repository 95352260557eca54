/** Typography that came along with a paste: recognised by the parser, repaired on request. */
import { type Diagnostic, parse } from '#engine';
import { bench as words } from '../../course/strings/index.ts';
import { isDockerfile } from '../code/tokens.ts';

const damageIn = (path: string, text: string): Diagnostic[] =>
  isDockerfile(path) ? parse(text).diagnostics.filter(({ rule, fix }) => rule.startsWith('typographic-') && fix) : [];

/** A text with the edits of all these fixes. They must not overlap. */
export function withFixes(text: string, findings: readonly Pick<Diagnostic, 'fix'>[]): string {
  const edits = findings.flatMap(({ fix }) => fix?.edits ?? []).sort((a, b) => b.span.start - a.span.start);
  return edits.reduce((now, { span, text: put }) => now.slice(0, span.start) + put + now.slice(span.end), text);
}

/** Looks at what is pasted anywhere in the work area, and offers the repair where there is damage. */
export function offerRepair(
  work: HTMLElement,
  before: Element | null,
  here: () => { path: string; text(): string; setText(text: string): void; focus(): void } | undefined,
  say: (text: string) => void,
): void {
  const box = document.createElement('p');
  box.className = 'pasted';
  box.hidden = true;
  work.insertBefore(box, before);
  const button = (text: string, act: () => void) => {
    const made = Object.assign(document.createElement('button'), { type: 'button', className: 'link', textContent: text });
    made.addEventListener('click', () => {
      box.hidden = true;
      act();
      here()?.focus();
    });
    return made;
  };
  const repair = () => {
    const now = here();
    if (!now) return;
    now.setText(withFixes(now.text(), damageIn(now.path, now.text())));
    say(words.repaired);
  };
  box.append(
    words.pasted,
    ' ',
    button(words.repair, repair),
    ' ',
    button(words.leave, () => {}),
  );

  work.addEventListener('paste', () =>
    setTimeout(() => {
      const now = here();
      const damaged = now !== undefined && damageIn(now.path, now.text()).length > 0;
      box.hidden = !damaged;
      if (damaged) say(words.pasted);
    }),
  );
}
