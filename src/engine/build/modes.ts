/** Checks a `--chmod` value as BuildKit does: octal up to 7777, or symbolic (`u=rwx,go+rX`). The error is one sentence. */
export function problemOfMode(text: string): string | undefined {
  if (/^[0-7]+$/.test(text)) {
    return Number.parseInt(text, 8) <= 0o7777 ? undefined : `\`${text}\` is too large for a mode: the largest is \`7777\`.`;
  }
  const clause = /^[ugoa]*(?:[-+=][rwxXstugo]*)+$/;
  if (text.split(',').every((part) => clause.test(part))) return undefined;
  return `\`${text}\` is not a mode: write octal digits such as \`755\`, or a change such as \`u=rwx,go=rx\`.`;
}
