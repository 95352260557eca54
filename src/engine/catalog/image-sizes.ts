/** How large images are: only what was read somewhere, for one version and platform. */

/** A size that was read. Sizes change with every build of a tag, so a fact holds for its version and day alone. */
export interface ImageSize {
  /** Name and full version, as in FROM: 'node:24.19.0-slim'. */
  image: string;
  platform: string;
  /** Bytes of all layers as they are pulled; undefined where nobody said. */
  compressed?: number;
  /** Bytes on disk, to the tenth of a megabyte; undefined where nobody said. */
  onDisk?: number;
  source: string;
  /** Day of what was read, or its month where no day is given. */
  date: string;
}

const repoInfo = 'https://github.com/docker-library/repo-info/blob/master/repos/';
const platform = 'linux/amd64';

export const imageSizes: readonly ImageSize[] = [
  { image: 'node:24.19.0', platform, compressed: 408_949_206, source: `${repoInfo}node/remote/lts.md`, date: '2026-08-03' },
  { image: 'node:24.19.0-slim', platform, compressed: 80_451_137, source: `${repoInfo}node/remote/24-slim.md`, date: '2026-08' },
  { image: 'node:24.19.0-alpine', platform, compressed: 58_204_379, source: `${repoInfo}node/remote/24-alpine.md`, date: '2026-08' },
  { image: 'node:24.21.0-slim', platform, onDisk: 229_900_000, source: `${repoInfo}node/local/24.21.0-slim.md`, date: '2026-09-09' },
  { image: 'node:24.20.0-alpine', platform, onDisk: 167_500_000, source: `${repoInfo}node/local/24.20.0-alpine.md`, date: '2026-08-27' },
  { image: 'python:3.14.7-slim', platform, compressed: 43_437_809, source: `${repoInfo}python/remote/3.14-slim.md`, date: '2026-08-05' },
];

/** What was read of an image's size, by exactly that name; undefined where nothing was. */
export const sizeOf = (image: string): ImageSize | undefined => imageSizes.find((each) => each.image === image);
