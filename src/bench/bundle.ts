import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

/** What a bundle of some of the engine's exports weighs, minified, in bytes, and the files that are in it. */
export interface Bundle {
  raw: number;
  gzip: number;
  files: string[];
}

/** Bundles what a page would import from `#engine`: `*` for all of it, or names with commas between them. */
export async function bundle(names: string): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: `export ${names === '*' ? '*' : `{ ${names} }`} from '#engine';`, resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
    metafile: true,
  });
  const contents = outputFiles[0]?.contents ?? new Uint8Array();
  const [output] = Object.values(metafile.outputs);
  const files = Object.entries(output?.inputs ?? {}).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : []));
  return { raw: contents.length, gzip: gzipSync(contents, { level: 9 }).length, files };
}
