/** Looks an image up in the catalogue. */
import type { ImageFacts, ImageRef } from './image.ts';
import { hardened, images } from './images.data.ts';
import { lifecycles } from './lifecycles.data.ts';

const byName = new Map<string, ImageFacts[]>();
for (const facts of [...images, ...hardened]) byName.set(facts.name, [...(byName.get(facts.name) ?? []), facts]);

/** Whether `text` matches a pattern in which `*` stands for any run of characters. */
export function matchesGlob(pattern: string, text: string): boolean {
  let [at, from, star, mark] = [0, 0, -1, 0];
  while (at < text.length) {
    if (pattern[from] === '*') {
      star = from++;
      mark = at;
    } else if (pattern[from] === text[at]) {
      from++;
      at++;
    } else if (star < 0) return false;
    else {
      from = star + 1;
      at = ++mark;
    }
  }
  while (pattern[from] === '*') from++;
  return from === pattern.length;
}

/** The same image under another name: `nginxinc/…` moved, Docker's mirrors of the official images. */
const aliases: Readonly<Record<string, string>> = {
  'nginx/nginx-unprivileged': 'nginxinc/nginx-unprivileged',
};

function familiar(name: string): string {
  const mirrored = /^(?:public\.ecr\.aws\/docker\/library|mirror\.gcr\.io\/library)\/([^/]+)$/.exec(name)?.[1];
  const short = mirrored ?? name;
  return Object.hasOwn(aliases, short) ? (aliases[short] ?? short) : short;
}

/**
 * What is known of an image; undefined where the catalogue does not know it. No tag means `latest`; a digest without a tag may be
 * any variant, so nothing is known of it.
 */
export function lookup(ref: ImageRef): ImageFacts | undefined {
  const tag = ref.tag ?? (ref.digest === undefined ? 'latest' : undefined);
  if (tag === undefined) return undefined;
  const name = familiar(ref.name);
  const entries = byName.get(name) ?? (name.startsWith('dhi.io/') ? byName.get('dhi.io/*') : undefined);
  const facts = entries?.find((entry) => entry.tags.some((pattern) => matchesGlob(pattern, tag)));
  const endOfLife = endOf({ ...ref, name, tag });
  if (!facts || !endOfLife) return facts;
  return { ...facts, endOfLife };
}

/**
 * The day after which an image's line gets no fixes, where that is published, also for images the catalogue has no other facts of.
 * For an image built on a distribution (`python:3.14-bullseye`) the distribution's day counts where it is earlier.
 */
export function endOf(ref: Pick<ImageRef, 'name' | 'tag'>): ImageFacts['endOfLife'] {
  const tag = ref.tag ?? 'latest';
  const own = lifecycles.find((entry) => matchesGlob(entry.name, ref.name) && entry.tags.some((pattern) => matchesGlob(pattern, tag)));
  const under = distributionEnd(ref.name, tag);
  const first = own && under ? (own.date <= under.date ? own : under) : (own ?? under);
  return first && { date: first.date, source: first.source };
}

/** The distribution that a tag names at its end: `24-bullseye-slim`, `3.14-alpine3.20`. */
function distributionEnd(name: string, tag: string) {
  if (name === 'debian' || name === 'alpine' || name === 'ubuntu') return undefined;
  for (const part of tag.split('-')) {
    const alpine = /^alpine(\d+\.\d+)$/.exec(part)?.[1];
    const found = lifecycles.find((entry) =>
      alpine
        ? entry.name === 'alpine' && entry.tags.includes(alpine)
        : isDistribution(entry.name) && entry.tags.includes(part) && /^[a-z]+$/.test(part),
    );
    if (found) return found;
  }
  return undefined;
}

const isDistribution = (name: string): boolean => name === 'debian' || name === 'ubuntu';
