/** A block of code as HTML: colours, marked lines and what was found there. */
import { escapeHtml, inlineHtml, textOf } from '../html.ts';
import { highlightOther } from './highlight.ts';
import { colouredLines } from './lines.ts';

export interface Fence {
  /** As written after the three backticks; 'text' where nothing is. */
  language: string;
  text: string;
}

export interface Remark {
  /** 1-based line of the block under which it stands. */
  line: number;
  /** Plain text with `code`. */
  message: string;
  kind: 'fail' | 'advice';
}

/**
 * The fence a component wraps, from the HTML of its slot: a bare `<code class="language-x">` or a block that `CodeBlock` drew.
 * Undefined where there is none.
 */
export function fenceIn(html: string): Fence | undefined {
  const match = /<code(?:[^>]*\sclass="[^"]*?language-([\w+-]+)[^"]*")?[^>]*>([\s\S]*?)<\/code>/.exec(html);
  if (!match) return undefined;
  return { language: match[1] ?? 'text', text: textOf(match[2] ?? '').replace(/\n$/, '') };
}

/** Languages that our own reader colours, as the path of such a file. */
const own: Record<string, string> = { dockerfile: 'Dockerfile', dockerignore: '.dockerignore', sh: 'x.sh', bash: 'x.sh', shell: 'x.sh' };

/** One HTML string for each line. */
async function colour({ language, text }: Fence): Promise<string[]> {
  const path = own[language];
  return path ? colouredLines(path, text) : highlightOther(text, language);
}

const marks = { fail: ['✕', 'Mistake'], advice: ['!', 'Advice'] } as const;

const remarkHtml = ({ kind, message }: Remark): string =>
  `<span class="said ${kind}"><span aria-hidden="true">${marks[kind][0]}</span><span class="visually-hidden">${escapeHtml(marks[kind][1])}: </span><span>${inlineHtml(message)}</span></span>`;

/** The `<pre>` of a fence, with remarks under their lines. */
export async function codeHtml(fence: Fence, remarks: Remark[] = []): Promise<string> {
  const lines = await colour(fence);
  const body = lines.map((html, index) => {
    const here = remarks.filter((remark) => remark.line === index + 1);
    if (here.length === 0) return `${html}\n`;
    return `<span class="line ${here[0]?.kind}">${html || ' '}\n</span>${here.map(remarkHtml).join('')}`;
  });
  return `<pre tabindex="0"><code class="language-${escapeHtml(fence.language)}">${body.join('')}</code></pre>`;
}
