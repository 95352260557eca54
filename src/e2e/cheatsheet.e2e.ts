/** The cheat sheet fits on two printed pages, on either paper. */
import { expect, test } from './browser.ts';

test.for(['A4', 'Letter'] as const)('the cheat sheet prints on two pages of %s', async (format, { open }) => {
  const page = await open('/cheatsheet/', { until: 'load' });
  const pdf = (await page.pdf({ format, preferCSSPageSize: false })).toString('latin1');
  expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(2);
});
