/** Dockerfiles and ignore files that nobody writes by hand, each made to find work that grows faster than the text. */

/** A text of `count` pieces, each made from its number. */
const pieces = (count: number, piece: (number: number) => string): string =>
  Array.from({ length: count }, (_, number) => piece(number)).join('');

const chain = (count: number, inside: (number: number) => string): string =>
  `FROM alpine:3.22 AS s0\n${pieces(count - 1, (number) => `FROM s${number} AS s${number + 1}\n${inside(number)}`)}`;

export const hostileDockerfiles: Record<string, () => string> = {
  '100,000 continuations': () => `FROM a\nRUN a${' \\\n b'.repeat(100_000)}\n`,
  '50,000 dollars': () => `FROM a\nENV A=${'$'.repeat(50_000)}\n`,
  '50,000 variables': () => `FROM a\nENV A=${'$A'.repeat(50_000)}\n`,
  'deep ${A:-${A:-…}}': () => `FROM a\nENV A=${'${A:-'.repeat(50_000)}${'}'.repeat(50_000)}\n`,
  'a word of 1 MB': () => `FROM a\nRUN echo ${'x'.repeat(1_000_000)}\n`,
  'a line of 200,000 words': () => `FROM a\nRUN echo ${'word '.repeat(200_000)}\n`,
  '10,000 stages in a chain': () => chain(10_000, () => ''),
  'the same, an ENV in each': () => chain(10_000, (number) => `ENV V${number}=x\n`),
  '10,000 stages copying in a chain': () =>
    `FROM alpine AS s0\n${pieces(9_999, (number) => `FROM alpine AS s${number + 1}\nCOPY --from=s${number} /a /b\n`)}`,
  '10,000 here-documents': () => `FROM a\n${'RUN <<EOF\necho a\nEOF\n'.repeat(10_000)}`,
  '10,000 here-documents on a line': () => `FROM a\nRUN ${'<<A '.repeat(10_000)}\n${'x\nA\n'.repeat(10_000)}`,
  '20,000 RUN lines': () => `FROM a\n${'RUN apt-get update && apt-get install -y curl\n'.repeat(20_000)}`,
  '20,000 ENV, each from the last': () => `FROM a\n${pieces(20_000, (number) => `ENV V${number}=$V${number - 1}\n`)}`,
  '50,000 labels on a line': () => `FROM a\nLABEL ${pieces(50_000, (number) => `a${number}=b `)}\n`,
  '20,000 times all ports': () => `FROM a\n${'EXPOSE 1-65535\n'.repeat(20_000)}`,
  '20,000 arrays that are none': () => `FROM a\n${'CMD ["a" b]\n'.repeat(20_000)}`,
  '20,000 unknown instructions': () => `FROM a\n${pieces(20_000, (number) => `FOO${number} a\n`)}`,
  '20,000 COPY lines': () => `FROM a\n${pieces(20_000, (number) => `COPY a${number} /b${number}\n`)}`,
};

/** An ignore file and a path to ask it about. */
export const hostileIgnores: Record<string, () => { text: string; path: string }> = {
  '5,000 wildcard segments': () => ({ text: `${'*/'.repeat(5_000)}x\n`, path: `${'a/'.repeat(50)}b` }),
  '5,000 segments of any depth': () => ({ text: `${'**/a/'.repeat(5_000)}x\n`, path: `${'a/'.repeat(50)}b` }),
  '5,000 stars in a name': () => ({ text: `${'*a'.repeat(5_000)}x\n`, path: 'a'.repeat(100) }),
  '5,000 lines of wildcards': () => ({ text: '**/*.[jt]s\n'.repeat(5_000), path: `${'a/'.repeat(50)}b` }),
};
