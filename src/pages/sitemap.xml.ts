import type { APIRoute } from 'astro';
import { rules } from '#engine';
import { escapeHtml } from '../components/html.ts';
import { exerciseSlugs } from '../course/exercises.ts';
import { course } from '../course/lessons.ts';
import { siteOutline } from '../course/outline-site.ts';
import { url } from '../course/url.ts';

export const GET: APIRoute = async ({ site }) => {
  const modules = await course();
  const lessons = modules.flatMap((module) => module.lessons);
  const pages = [
    { path: '' },
    ...modules.map((module) => ({ path: module.path })),
    ...lessons.map((lesson) => ({ path: lesson.path, changed: lesson.entry.data.verified })),
    { path: 'exercises/' },
    ...exerciseSlugs.map((slug) => ({ path: `exercises/${slug}/` })),
    { path: 'rules/' },
    ...rules.map((rule) => ({ path: `rules/${rule.id}/` })),
    { path: 'glossary/' },
    { path: 'review/' },
    { path: 'simulator/' },
    { path: 'cheatsheet/' },
    { path: 'tracks/' },
    ...(await siteOutline()).tracks.map(({ id }) => ({ path: `tracks/${id}/` })),
    { path: 'record/' },
    { path: 'team/' },
    { path: 'about/' },
  ];
  const entry = ({ path, changed }: { path: string; changed?: string }) =>
    `<url><loc>${escapeHtml(String(new URL(url(path), site)))}</loc>${changed ? `<lastmod>${changed}</lastmod>` : ''}</url>`;
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${pages.map(entry).join('\n')}\n</urlset>\n`;
  return new Response(xml, { headers: { 'content-type': 'application/xml' } });
};
