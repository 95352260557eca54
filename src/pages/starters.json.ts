/** What each exercise begins with, by slug, for the team page: what stands in a starter is nobody's own. Fetched when it is needed. */
import type { APIRoute } from 'astro';
import { starterOf } from '../course/attempts.ts';
import { exerciseSlugs } from '../course/exercises.ts';

export const GET: APIRoute = async () => {
  const starters = await Promise.all(exerciseSlugs.map(async (slug) => [slug, await starterOf(slug)] as const));
  return new Response(JSON.stringify(Object.fromEntries(starters)), { headers: { 'content-type': 'application/json' } });
};
