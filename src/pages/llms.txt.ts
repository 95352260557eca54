import type { APIRoute } from 'astro';
import { exerciseSlugs, loadExercise } from '../course/exercises.ts';
import { course } from '../course/lessons.ts';
import { url } from '../course/url.ts';

/** The course as one page of links, for programs that read (llmstxt.org). */
export const GET: APIRoute = async ({ site }) => {
  const link = (path: string, title: string, what: string) => `- [${title}](${new URL(url(path), site)}): ${what}`;
  const modules = (await course()).map(
    (module) =>
      `## ${module.title}\n\n${module.lessons.map((lesson) => link(lesson.path, lesson.title, lesson.entry.data.summary)).join('\n')}`,
  );
  const exercises = await Promise.all(exerciseSlugs.map(loadExercise));
  const list = exercises.map(({ slug, title, minutes }) => link(`exercises/${slug}/`, title, `about ${minutes} minutes`));
  const head =
    '# Shipshape\n\n> A free, self-paced course on production Docker. Readers repair real files in the page; a rules engine reads them as BuildKit does and judges their effect.';
  const more = [
    link('rules/', 'Rules', 'what the engine finds in a Dockerfile, and why'),
    link('glossary/', 'Glossary', 'the terms of the course'),
    link('review/', 'Review your files', 'the rules of the course on any Dockerfile, in the browser'),
    link('simulator/', 'Simulator', 'what a second build reruns after a change, and what ships'),
    link('llms-full.txt', 'All lessons in one text', 'their Markdown'),
  ];
  return new Response([head, ...modules, `## Exercises\n\n${list.join('\n')}`, `## More\n\n${more.join('\n')}\n`].join('\n\n'));
};
