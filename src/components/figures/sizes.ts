/** How large images are, as bars. Pure, for the build and for tests. */
import { sizeOf } from '#engine';
import { showDate } from '../../course/dates.ts';
import { showBytes } from '../bytes.ts';

export interface SizeBar {
  image: string;
  size: string;
  /** Part of the largest, 0 to 1. */
  width: number;
  source: string;
  /** Day or month of the build, as people write it. */
  day: string;
}

/**
 * @param images by exactly the names of the catalog
 * @returns the bars, and the platform that all of them are for; undefined where a size is not known
 */
export function sizeBars(images: readonly string[]): { bars: SizeBar[]; platform: string } | undefined {
  const sizes = images.map(sizeOf);
  const known = sizes.flatMap((size) => (size?.compressed === undefined ? [] : [{ ...size, compressed: size.compressed }]));
  const platform = known[0]?.platform;
  if (known.length !== images.length || platform === undefined || known.some((size) => size.platform !== platform)) return undefined;
  const most = Math.max(...known.map(({ compressed }) => compressed));
  return {
    platform,
    bars: known.map(({ image, compressed, source, date }) => ({
      image,
      size: showBytes(compressed),
      width: compressed / most,
      source,
      day: showDate(date),
    })),
  };
}
