import type { Syntax } from './syntax.ts';

/** The text of a Dockerfile from its tokens. They cover it without gaps, so what was parsed comes back exactly. */
export function print(syntax: Syntax): string {
  return syntax.tokens.map(({ span }) => syntax.text.slice(span.start, span.end)).join('');
}
