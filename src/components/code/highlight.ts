/** Colours code at build time, as HTML with the classes `t-…` of `base.css`. */
import { createCssVariablesTheme, createHighlighter } from 'shiki';
import { escapeHtml } from '../html.ts';

const theme = createCssVariablesTheme({ name: 'shipshape', variablePrefix: '--x-' });
/** What shiki's grammars call things → our classes. What is not here keeps the colour of text. */
const classes: Record<string, string> = {
  'token-keyword': 't-keyword',
  'token-string': 't-string',
  'token-string-expression': 't-string',
  'token-constant': 't-variable',
  'token-parameter': 't-variable',
  'token-function': 't-flag',
  'token-comment': 't-comment',
  'token-link': 't-string',
};
const languages = [
  'css',
  'diff',
  'go',
  'html',
  'ini',
  'javascript',
  'json',
  'jsonc',
  'nginx',
  'python',
  'toml',
  'typescript',
  'yaml',
] as const;
const other: Record<string, (typeof languages)[number]> = {
  js: 'javascript',
  ts: 'typescript',
  yml: 'yaml',
  py: 'python',
  env: 'ini',
};
const plain = new Set(['text', 'txt', 'gitignore']);
const highlighter = createHighlighter({ themes: [theme], langs: [...languages] });

/**
 * The text as HTML, one string for each line.
 * @throws where the language is unknown: the build stops and says which there are.
 */
export async function highlightOther(text: string, language: string): Promise<string[]> {
  if (plain.has(language)) return text.split('\n').map(escapeHtml);
  const lang = other[language] ?? languages.find((known) => known === language);
  if (!lang)
    throw new Error(
      `A code block is marked \`${language}\`. Use dockerfile, dockerignore, sh, ${[...plain, ...languages, ...Object.keys(other)].join(', ')}.`,
    );
  const { tokens } = (await highlighter).codeToTokens(text, { lang, theme: 'shipshape' });
  return tokens.map((line) =>
    line
      .map(({ content, color }) => {
        const name = classes[/--x-([\w-]+)/.exec(color ?? '')?.[1] ?? ''];
        return name ? `<span class="${name}">${escapeHtml(content)}</span>` : escapeHtml(content);
      })
      .join(''),
  );
}
