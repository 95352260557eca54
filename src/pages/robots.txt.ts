import type { APIRoute } from 'astro';
import { url } from '../course/url.ts';

export const GET: APIRoute = ({ site }) => new Response(`User-agent: *\nAllow: /\n\nSitemap: ${new URL(url('sitemap.xml'), site)}\n`);
