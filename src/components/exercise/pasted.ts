/** Typography that came along with a paste: recognised by the parser, repaired on request. */
import { type Diagnostic, parse } from '#engine';
import { bench as words } from '../../course/strings/index.ts';
import { isDockerfile } from '../code/tokens.ts';

const damageIn = (text: string): Diagnostic[] => parse(text).diagnostics.filter(({ rule, fix }) => rule.startsWith('typographic-') && fix);

const suspects = /[\t\u00a0\u1680\u2000-\u201f\u202f\u205f\u2060\u2212\u3000\ufeff]/;

/** The text as it was most likely meant. A Dockerfile's parser knows; for other files the knowledge is fetched once there is need of it. */
async function meant(path: string, text: string): Promise<string> {
  if (isDockerfile(path)) return withFixes(text, damageIn(text));
  return suspects.test(text) ? (await import('./pasted-text.ts')).repaired(path, text) : text;
}

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
      // First: the undo of a focused editor takes the repair back.
      here()?.focus();
      act();
    });
    return made;
  };
  const repair = async () => {
    const now = here();
    if (!now) return;
    now.setText(await meant(now.path, now.text()));
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
    setTimeout(async () => {
      const now = here();
      // Nothing is offered where the knowledge cannot be fetched.
      const damaged = now !== undefined && (await meant(now.path, now.text()).catch(now.text)) !== now.text();
      box.hidden = !damaged;
      if (damaged) say(words.pasted);
    }),
  );
}
