/** Ignore files written in other ways: Docker cleans every pattern before it matches. */
import { parseIgnore } from '#engine';
import { edited, isIgnoreFile, type Rewrite, rewriteFiles } from './rewrite.ts';

const inIgnoreFiles = (name: string, change: (text: string) => string | undefined): Rewrite => ({
  name,
  apply: (files) => rewriteFiles(files, isIgnoreFile, (text) => (text.trim() === '' ? undefined : change(text))),
});

/** Rewrites every pattern; the `!` in front is kept. */
const inPatterns = (name: string, change: (pattern: string) => string): Rewrite =>
  inIgnoreFiles(name, (text) => {
    const { patterns, problems } = parseIgnore(text);
    if (problems.length > 0) return undefined;
    return edited(
      text,
      patterns.map(({ text: written, span }) => {
        const sign = /^!?\s*/.exec(written)?.[0] ?? '';
        return { span, text: sign + change(written.slice(sign.length)) };
      }),
    );
  });

const eachLine = (text: string, write: (line: string) => string) => text.replace(/\n+$/, '').split('\n').map(write).join('\n').concat('\n');

export const ignoreRewrites: Rewrite[] = [
  inPatterns('ignore-trailing-slashes', (pattern) => (/[/\\]$/.test(pattern) ? pattern : `${pattern}/`)),
  inPatterns('ignore-no-trailing-slashes', (pattern) => (pattern.length > 1 ? pattern.replace(/\/+$/, '') : pattern)),
  inPatterns('ignore-leading-slashes', (pattern) => (/^[./]/.test(pattern) && !/^\.\w/.test(pattern) ? pattern : `/${pattern}`)),
  inPatterns('ignore-leading-dots', (pattern) => (/^[/\\]/.test(pattern) || pattern.startsWith('./') ? pattern : `./${pattern}`)),
  inIgnoreFiles('ignore-comments', (text) => eachLine(text, (line) => `# a note\n${line}`)),
  inIgnoreFiles('ignore-blank-lines', (text) => eachLine(text, (line) => `${line}\n`)),
  inIgnoreFiles('ignore-blanks-at-line-ends', (text) => eachLine(text, (line) => `${line} \t`)),
  inIgnoreFiles('ignore-windows-line-ends', (text) => text.replace(/\r?\n/g, '\r\n')),
  inIgnoreFiles('ignore-no-last-line-end', (text) => text.replace(/\n+$/, '')),
  inIgnoreFiles('ignore-byte-order-mark', (text) => (text.startsWith('\uFEFF') ? undefined : `\uFEFF${text}`)),
];
