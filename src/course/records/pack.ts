/** Text to a short text and back: deflate, then base64url, which may stand in a link. The way back is walked with a limit at every step. */
import { limits } from './limits.ts';
import { type Read, refuse } from './record.ts';

/** A packed text grows at most 1,032 times as long: with pieces this small, no step can make more than half a megabyte. */
const piece = 512;

/** The packed form of a text: letters, digits, `-` and `_` alone. */
export async function pack(text: string): Promise<string> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  let binary = '';
  for (let at = 0; at < bytes.length; at += 4096) binary += String.fromCharCode(...bytes.subarray(at, at + 4096));
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** The text behind a packed one. Blanks and line breaks, which mail programs put into links, do not matter. */
export async function unpack(packed: string): Promise<Read<string>> {
  if (packed.length > limits.packed) return refuse('too-long');
  const letters = packed.replace(/\s+/g, '').replace(/=+$/, '');
  if (letters === '') return refuse('empty');
  if (!/^[\w-]+$/.test(letters)) return refuse('damaged');
  if (typeof DecompressionStream === 'undefined') return refuse('no-packing');
  try {
    const binary = atob(letters.replaceAll('-', '+').replaceAll('_', '/'));
    return await inflate(Uint8Array.from(binary, (character) => character.charCodeAt(0)));
  } catch {
    return refuse('damaged');
  }
}

async function inflate(bytes: Uint8Array<ArrayBuffer>): Promise<Read<string>> {
  let at = 0;
  const source = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      pull(controller) {
        if (at >= bytes.length) return controller.close();
        controller.enqueue(bytes.slice(at, at + piece));
        at += piece;
      },
    },
    // Nothing is fetched ahead: the next piece is unpacked when what came of the last one was counted.
    { highWaterMark: 0 },
  );
  const reader = source.pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return { value: text + decoder.decode() };
    size += value.byteLength;
    if (size > limits.unpacked) {
      await reader.cancel().catch(() => undefined);
      return refuse('too-large');
    }
    text += decoder.decode(value, { stream: true });
  }
}

/** JSON that is neither too long nor too deep. Depth is counted before parsing: a parser may not survive what it has to find out. */
export function parseJson(text: string): Read<unknown> {
  if (text.length > limits.unpacked) return refuse('too-large');
  if (depthOf(text) > limits.depth) return refuse('too-deep');
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return refuse('damaged');
  }
}

/** How deep brackets and braces stand in each other; what is in strings does not count. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [mark] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[{\]}]/gs)) {
    if (mark === '[' || mark === '{') deepest = Math.max(deepest, ++depth);
    else if (mark === ']' || mark === '}') depth--;
  }
  return deepest;
}
