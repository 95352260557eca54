import fc from 'fast-check';
import { expect, test } from 'vitest';
import { families } from './names.ts';
import { renaming } from './renaming.ts';

const names = renaming([
  { from: 'worker', to: 'courier', prose: true },
  { from: 'web', to: 'storefront' },
  { from: '3000', to: '40000', prose: true },
  { from: 'server', to: 'go', file: true },
]);

test('whole words change, both ways, and parts of words do not', () => {
  expect(names.code('COPY --from=worker web/server.js worker.js workers web_root 13000 :3000')).toBe(
    'COPY --from=courier storefront/go.js courier.js workers web_root 13000 :40000',
  );
  expect(names.code('courier')).toBe('worker');
  expect(names.code('server { server_name my-server.js server.json x.server.js }')).toBe(
    'server { server_name my-server.js server.json x.server.js }',
  );
});

test('running text changes less than code does', () => {
  expect(names.prose('The worker asks the web on 3000, `web` and `node server.js`.')).toBe(
    'The courier asks the web on 40000, `storefront` and `node go.js`.',
  );
});

const pieces = fc.constantFrom(
  'worker',
  'courier',
  'web',
  'storefront',
  '3000',
  '40000',
  'server',
  'go',
  '.js',
  '.py',
  '/',
  ' ',
  '\n',
  '-',
  '_',
  'x',
  '`',
);
const text = fc.array(pieces, { maxLength: 30 }).map((all) => all.join(''));

test('the same exchange leads back', () => {
  fc.assert(fc.property(text, (one) => names.code(names.code(one)) === one));
});

test('a span of the exchanged text is found in the text: at the same words, never outside', () => {
  fc.assert(
    fc.property(text, fc.nat(200), fc.nat(200), (one, from, length) => {
      const other = names.code(one);
      const start = Math.min(from, other.length);
      const end = Math.min(start + length, other.length);
      const span = names.spanIn(one, { start, end });
      expect(span.start).toBeGreaterThanOrEqual(0);
      expect(span.end).toBeLessThanOrEqual(one.length);
      expect(span.start).toBeLessThanOrEqual(span.end);
      expect(one.slice(0, span.start).split('\n').length).toBe(other.slice(0, start).split('\n').length);
    }),
  );
  expect(names.spanIn('FROM a AS worker\nCOPY --from=worker x y', { start: 10, end: 17 })).toEqual({ start: 10, end: 16 });
  expect(names.spanIn('FROM a AS worker\nCOPY --from=worker x y', { start: 18, end: 37 })).toEqual({ start: 17, end: 35 });
});

test('nothing to exchange exchanges nothing', () => {
  expect(renaming([]).code('worker')).toBe('worker');
  expect(renaming([]).spanIn('worker', { start: 1, end: 3 })).toEqual({ start: 1, end: 3 });
});

test('every name of the families is one word, and stands in one place', () => {
  const all = families.flatMap((family) => [...family.names, ...family.others]);
  expect(all.filter((name) => !/^\w+$/.test(name))).toEqual([]);
  expect(all.filter((name, index) => all.indexOf(name) !== index)).toEqual([]);
  expect(families.filter((family) => family.others.length < 3)).toEqual([]);
});
