import type { APIRoute } from 'astro';
import { course } from '../course/lessons.ts';
import { url } from '../course/url.ts';

/** Every lesson's Markdown in one text, in the order of the course. */
export const GET: APIRoute = async ({ site }) => {
  const lessons = (await course()).flatMap((module) => module.lessons);
  const texts = lessons.map(
    ({ entry, title, path }) =>
      `# ${title}\n\n${new URL(url(path), site)}\nVerified ${entry.data.verified}\n\n${entry.data.summary}\n\n${(entry.body ?? '').trim()}\n`,
  );
  return new Response(texts.join('\n'));
};
