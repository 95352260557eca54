/** Looks for what must not travel with a page: solutions, wrong answers, hints, after-words and readings of survivors of the exercises. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Help, Survivors } from '#engine';
import { filesIn } from '../files.ts';
import { pagesOf } from './pages.ts';
import { type Result, verdict } from './step.ts';

/** A stretch of text that only those may see who asked for it. */
export interface Secret {
  /** Where it stands: 'repair-the-seed/solutions/prune/Dockerfile'. */
  from: string;
  /** Letters and digits only, as `plain` leaves them. */
  text: string;
}

/** Shorter stretches turn up by chance: `USER node` is no secret. Counted in letters and digits. */
const shortest = 40;

/** Letters and digits alone: what survives escaping, highlighting and minifying. Tags are left out of HTML only: in a script, `<` compares. */
export function plain(text: string, html = false): string {
  return (html ? text.replace(/<\/?[a-zA-Z][^<>]*>/g, '') : text)
    .replace(/&(?:#x?[0-9a-f]+|[a-z]+);/gi, '')
    .replace(/\\(?:n|r|t|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2})/g, '')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** From every line of a text on, as many lines as make a stretch long enough; those that are public are left out. */
export function secretsIn(from: string, text: string, open: string): Secret[] {
  const lines = text.split('\n').map((line) => plain(line));
  return lines.flatMap((_, at) => {
    let stretch = '';
    for (let next = at; next < lines.length && stretch.length < shortest; next++) stretch += lines[next];
    return stretch.length >= shortest && lines[at] !== '' && !open.includes(stretch) ? [{ from, text: stretch }] : [];
  });
}

/** The secrets of all exercises. What a starter, a task or a lesson shows is public. */
export async function secretsOf(exercises: string, content: string): Promise<Secret[]> {
  const read = (file: string) => readFileSync(file, 'utf8');
  const files = existsSync(exercises) ? filesIn(exercises) : [];
  const lessons = existsSync(content) ? filesIn(content).map((file) => read(join(content, file))) : [];
  const shown = files.filter((file) => /^[^/]+\/(starter\/|exercise\.ts$)/.test(file)).map((file) => read(join(exercises, file)));
  const open = [...lessons, ...shown].map((text) => plain(text)).join('\n');
  const answers = files.filter((file) => /^[^/]+\/(solutions|wrong)\//.test(file) && !file.endsWith('/feedback.txt'));
  const secrets = answers.flatMap((file) => secretsIn(file, read(join(exercises, file)), open));
  const told = async <T>(name: string, words: (value: T) => string[]) => {
    for (const file of files.filter((each) => each.split('/').length === 2 && each.endsWith(`/${name}`))) {
      const { default: value } = (await import(pathToFileURL(join(exercises, file)).href)) as { default: T };
      const said = words(value).map((text) => ({ from: file, text: plain(text) }));
      secrets.push(...said.filter(({ text }) => text.length >= shortest && !open.includes(text)));
    }
  };
  await told<Help>('help.ts', (help) => [...help.hints, help.why, ...help.approaches.map(({ note }) => note)]);
  await told<readonly Survivors[]>('survivors.ts', (all) => all.map(({ reason }) => reason));
  return secrets;
}

/**
 * Fails where a page loads a secret before it is asked for. Secrets must be found somewhere else in the site, as what is
 * revealed on request: where none is found at all, the search itself is blind, and that fails too.
 */
export function findLeaks(site: string, secrets: Secret[], base = '/'): Result {
  const pages = pagesOf(site, base);
  const texts = new Map<string, string>();
  const textOf = (file: string): string => {
    const known = texts.get(file) ?? plain(readFileSync(join(site, file), 'utf8'), file.endsWith('.html'));
    texts.set(file, known);
    return known;
  };
  const early = [...new Set(pages.flatMap(({ files }) => files))];
  const late = filesIn(site).filter((file) => /\.(m?js|json|html|txt)$/.test(file) && !early.includes(file));
  const leaks = early.flatMap((file) => {
    const found = new Set(secrets.filter(({ text }) => textOf(file).includes(text)).map(({ from }) => from));
    return [...found].map((from) => `${file} holds text of ${from}`);
  });
  const onRequest = late.filter((file) => secrets.some(({ text }) => textOf(file).includes(text)));
  const lines = [...leaks];
  if (secrets.length === 0) lines.push('There is no solution, wrong answer or hint to look for.');
  else if (leaks.length === 0 && onRequest.length === 0)
    lines.push('No solution or hint is anywhere in the site: nothing could be revealed, or this search is blind.');
  return verdict(
    lines.length === 0,
    `${secrets.length} stretches of answers and hints, none among ${early.length} files that pages load by themselves, some in ${onRequest.length} that wait`,
    lines.join('\n'),
  );
}
