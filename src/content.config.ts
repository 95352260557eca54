import { defineCollection } from 'astro:content';
import { file, glob } from 'astro/loaders';
import { z } from 'astro/zod';
import { readTrack } from './course/tracks/track.ts';

const text = (what: string) => z.string({ error: what }).min(1, what);
const isoDate = (what: string) =>
  z.preprocess(
    // YAML reads an unquoted 2026-11-23 as a date.
    (value) => (value instanceof Date ? value.toISOString().slice(0, 10) : value),
    z.string({ error: what }).regex(/^\d{4}-\d{2}-\d{2}$/, what),
  );
const address = (what: string) => z.url({ protocol: /^https?$/, error: what });

/** Where a statement was read, and when. */
const source = z.strictObject({
  title: text('Give each source a `title`: what the page is called.'),
  url: address('Give each source a `url` that starts with https://.'),
  date: isoDate('Give each source a `date`, the day it was read: YYYY-MM-DD.'),
});

/** A lesson: `content/lessons/<NN-module>/<NN-lesson>.mdx`. Its numbers place it; its address is the names without them. */
const lessons = defineCollection({
  loader: glob({ base: './content/lessons', pattern: '[0-9]*/[0-9]*.mdx', generateId: ({ entry }) => entry.replace(/\.mdx$/, '') }),
  schema: z.strictObject({
    title: text('Give the lesson a `title`.'),
    /** One sentence: shown under the title, in lists and to search engines. */
    summary: text('Give the lesson a `summary`: one sentence.'),
    /** What a learner can do afterwards; each is claimed by an exercise through its id. */
    objectives: z
      .array(
        z.strictObject({
          id: z
            .string({ error: 'Give each objective an `id` in kebab-case: `- id: name-what-ships`.' })
            .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "Write the objective's `id` in kebab-case: name-what-ships."),
          text: text('Give each objective a `text`: what the learner can do afterwards.'),
        }),
        { error: "List the lesson's `objectives`, each with `id` and `text`." },
      )
      .min(2, 'A lesson has two to four `objectives`; add one.')
      .max(4, 'A lesson has two to four `objectives`; divide the lesson.'),
    minutes: z.int({ error: 'Give `minutes` as a whole number: how long the lesson takes.' }).min(1).max(60),
    /** Slugs of lessons to read first: `what-buildkit-reads`. */
    prerequisites: z.array(z.string(), { error: 'Give `prerequisites` as a list of lesson slugs; an empty list is `[]`.' }).default([]),
    /** What a learner meets here for the first time and exercises may then use, as `src/course/vocabulary.ts` names it: `COPY --from`. */
    introduces: z.array(z.string(), { error: 'Give `introduces` as a list: `- COPY --from`.' }).default([]),
    /** The day somebody last checked every statement against its sources. */
    verified: isoDate('Give `verified`, the day the lesson was last checked: YYYY-MM-DD.'),
    sources: z
      .array(source, { error: "List the lesson's `sources`, each with `title`, `url` and `date`." })
      .min(1, 'Name at least one source.'),
  }),
});

/** A module: `content/lessons/<NN-module>/index.mdx`. */
const modules = defineCollection({
  loader: glob({ base: './content/lessons', pattern: '[0-9]*/index.mdx', generateId: ({ entry }) => entry.replace(/\/index\.mdx$/, '') }),
  schema: z.strictObject({
    title: text('Give the module a `title`.'),
    /** One or two sentences on what it is about, for the map of the course. */
    blurb: text('Give the module a `blurb`: one or two sentences.'),
    /** The placement check: slugs of exercises of its lessons. Who passes them can skip the module. */
    check: z
      .array(z.string(), { error: "List in `check` two or three slugs of the module's exercises: who passes them can skip it." })
      .min(2, 'A placement check has two or three exercises; add one to `check`.')
      .max(3, 'A placement check has two or three exercises; take one out of `check`.'),
    /** What a learner has to know already, named as in `introduces`. */
    assumes: z.array(z.string()).default([]),
  }),
});

/** Dated values that lessons quote with `<Fact id="…" />`: `content/facts.yaml`, id → value and source. */
const facts = defineCollection({
  loader: file('content/facts.yaml'),
  schema: z.strictObject({
    value: z.coerce.string(),
    source: text('Give the fact its `source`: who says so.'),
    url: address('Give the fact a `url` that starts with https://.'),
    date: isoDate('Give the fact a `date`, the day it was read: YYYY-MM-DD.'),
  }),
});

/** A term of the course: `content/glossary/<id>.md`, its body two sentences of plain text with `code`. The id is the anchor on `/glossary/`. */
const glossary = defineCollection({
  loader: glob({ base: './content/glossary', pattern: '*.md', generateId: ({ entry }) => entry.replace(/\.md$/, '') }),
  schema: z.strictObject({
    term: text('Give the term a `term`: how the lessons write it.'),
    /** Other names that a reader may know it by. */
    aka: z.array(z.string()).default([]),
    /** Whether lessons link its first use. False where the word mostly means something else: a command, from scratch. */
    link: z.boolean().default(true),
    /** Slug of the lesson that teaches it: `layer-cache`. */
    lesson: z.string().optional(),
    /** A page of official documentation, and the day somebody read it for this entry. */
    source,
  }),
});

/** A track: `content/tracks/<id>.yaml`. That its lessons and exercises exist is looked at where the course is known: `outline-site.ts`. */
const tracks = defineCollection({
  loader: glob({ base: './content/tracks', pattern: '*.yaml' }),
  schema: z.unknown().transform((value, context) => {
    const { track, problems } = readTrack('shipped', value);
    for (const { field, message } of problems) context.addIssue({ code: 'custom', path: field ? [field] : [], message });
    return track ?? z.NEVER;
  }),
});

export const collections = { lessons, modules, facts, glossary, tracks };
