import type { APIRoute } from 'astro';
import { escapeHtml } from '../components/html.ts';
import { course } from '../course/lessons.ts';
import { url } from '../course/url.ts';

/** The lessons as an Atom feed: an entry is new whenever its lesson was checked again. */
export const GET: APIRoute = async ({ site }) => {
  const lessons = (await course())
    .flatMap((module) => module.lessons)
    .sort((a, b) => b.entry.data.verified.localeCompare(a.entry.data.verified));
  const at = (path: string) => escapeHtml(String(new URL(url(path), site)));
  const time = (date: string) => `${date}T00:00:00Z`;
  const entries = lessons.map(
    ({ entry, title, path }) =>
      `<entry><title>${escapeHtml(title)}</title><id>${at(path)}</id><link href="${at(path)}"/><updated>${time(entry.data.verified)}</updated><summary>${escapeHtml(entry.data.summary)}</summary></entry>`,
  );
  const newest = lessons[0]?.entry.data.verified ?? '1970-01-01';
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"><title>Shipshape</title><id>${at('')}</id><link href="${at('')}"/><link rel="self" href="${at('feed.xml')}"/><updated>${time(newest)}</updated><author><name>Shipshape</name></author>\n${entries.join('\n')}\n</feed>\n`;
  return new Response(xml, { headers: { 'content-type': 'application/atom+xml' } });
};
