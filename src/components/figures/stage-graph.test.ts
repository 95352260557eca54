import { expect, test } from 'vitest';
import { parse, resolve } from '#engine';
import { stageGraphSvg, stageGraphText } from './stage-graph.ts';

const draw = (text: string) => {
  const build = resolve(parse(text));
  return { svg: stageGraphSvg(build), words: stageGraphText(build) };
};
const three =
  'FROM node:24 AS build\nRUN npm ci\nFROM build AS test\nRUN npm test\nFROM scratch\nCOPY --from=build /app/dist /app\nCOPY readme /\n';

test('each stage is drawn, with what it carries and where from', () => {
  const { svg, words } = draw(three);
  expect(svg.match(/class="g-name/g)).toHaveLength(3);
  expect(svg.match(/class="g-arrow/g)).toHaveLength(2);
  expect(svg).toContain('>ships<');
  expect(svg).toContain('>skipped<');
  expect(words).toBe(
    'Stage build begins with node:24. Stage test (skipped) begins with all of build. Stage stage 2 (ships) begins with scratch. It takes /app/dist from build.',
  );
});

test.each(['', 'FROM', 'COPY --from=x a b', 'FROM a AS a\nFROM a\nCOPY --from=9 x y', 'FROM <b>&"\nRUN <<EOF\n<script>\nEOF\n'])(
  'any text gives a picture or none: %j',
  (text) => {
    const { svg } = draw(text);
    expect(svg).not.toMatch(/NaN|undefined|<script|<b>/);
  },
);

test('many arrows stay inside the picture', () => {
  const copies = Array.from({ length: 12 }, (_, index) => `COPY --from=s${index} /a /b${index}`).join('\n');
  const stages = Array.from({ length: 12 }, (_, index) => `FROM alpine AS s${index}`).join('\n');
  const { svg } = draw(`${stages}\nFROM alpine\n${copies}\n`);
  const width = Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1]);
  const xs = [...svg.matchAll(/ V[\d.]+Q([\d.]+)|Q([\d.]+) /g)].map((match) => Number(match[1] ?? match[2]));
  expect(xs.length).toBeGreaterThan(11);
  expect(Math.max(...xs)).toBeLessThanOrEqual(width);
});
