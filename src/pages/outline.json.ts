/** The course in brief, for the pages that show tracks, records and teams: fetched when they need it. */
import type { APIRoute } from 'astro';
import { siteOutline } from '../course/outline-site.ts';

export const GET: APIRoute = async () =>
  new Response(JSON.stringify(await siteOutline()), { headers: { 'content-type': 'application/json' } });
