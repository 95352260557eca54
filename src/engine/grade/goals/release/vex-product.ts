/** The goal that an exception names what it is about. */
import type { Product } from '../../../formats/vex/statement.ts';
import type { Goal } from '../../exercise.ts';
import { type ExceptionGoal, each, fail } from './exception-goal.ts';

interface Named extends ExceptionGoal {
  /** Digest of the image: 'sha256:…'. */
  digest: string;
  /** Names that a package URL may carry: the image's, and the package's with its version. */
  image: string;
  package: { name: string; version: string };
}

/** The statement names what it is about. */
export function namesProduct(goal: Named): Goal {
  return each(goal, 'The exception holds for this product, and for nothing else.', (statement) => {
    const { products, portable } = statement;
    if (!portable && products.length === 0) return undefined;
    if (products.length === 0)
      return fail('no-product', 'The statement names no product, so nobody can tell what it holds for.', statement);
    const any = products.find(({ kind }) => kind === 'any');
    if (any)
      return fail(
        'any-product',
        `\`${any.text}\` stands for every product there is. You looked at one image; the next one may call the function. Look for a name that means this image, or this package in it.`,
        statement,
      );
    const complaints = products.map((product) => complaint(product, goal));
    if (complaints.some((each) => each === undefined)) return undefined;
    return fail(complaints[0]?.[0] ?? 'other-product', complaints[0]?.[1] ?? '', statement);
  });
}

function complaint(product: Product, goal: Named): [string, string] | undefined {
  const { text, kind, version } = product;
  if (kind === 'name')
    return [
      'product-by-name',
      `\`${text}\` is a name that can be given to another image tomorrow, and scanners do not match it. They know digests and package URLs.`,
    ];
  const decoded = text.replace(/%3A/gi, ':').replace(/%40/g, '@');
  if (kind === 'digest')
    return decoded.includes(goal.digest) ? undefined : ['other-digest', `\`${text}\` is another image than the one that was scanned.`];
  const name = /^pkg:(?:[^?#]*\/)?([^/@?#]+)/.exec(decoded)?.[1];
  if (name === goal.image) return undefined;
  if (name !== goal.package.name) return ['other-product', `\`${text}\` is neither the image nor the package of the finding.`];
  if (version !== undefined && version !== goal.package.version)
    return ['other-version', `\`${text}\` is another version than the one in the image, which is ${goal.package.version}.`];
  return undefined;
}
