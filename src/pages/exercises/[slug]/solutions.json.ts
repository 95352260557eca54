/** The solutions of an exercise, fetched when a learner has passed or asks to see them, and never before. */
import type { APIRoute } from 'astro';
import { solutionNames, solutionOf } from '../../../course/attempts.ts';
import { exerciseSlugs } from '../../../course/exercises.ts';

export const getStaticPaths = () => exerciseSlugs.map((slug) => ({ params: { slug } }));

export const GET: APIRoute = async ({ params }) => {
  const slug = params.slug ?? '';
  const files = await Promise.all(solutionNames(slug).map(async (name) => [name, await solutionOf(slug, name)] as const));
  return new Response(JSON.stringify(Object.fromEntries(files)), { headers: { 'content-type': 'application/json' } });
};
