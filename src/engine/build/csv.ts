/**
 * The fields of one line of comma-separated values, quoted with `"` where a field holds a comma (encoding/csv). Undefined where a
 * quote stands where none may.
 */
export function csvFields(text: string): string[] | undefined {
  const fields: string[] = [];
  const field = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/y;
  for (;;) {
    const match = field.exec(text);
    if (!match) return undefined;
    fields.push(match[1] === undefined ? (match[2] ?? '') : match[1].replaceAll('""', '"'));
    if (match[3] === '') return fields;
  }
}
