import type { Build } from '../build/build.ts';
import { checkOptions } from '../build/check-directive.ts';
import type { Instruction } from '../dockerfile/syntax.ts';
import { rule } from './rule.ts';
import { buildCheck } from './sources.ts';

export const describeDefinitions = rule({
  id: 'describe-definitions',
  aka: ['InvalidDefinitionDescription'],
  severity: 'info',
  summary: 'A comment right above an ARG or a named stage begins with its name.',
  why: '`docker build --call=outline` and `--call=targets` show such a comment as the description. BuildKit checks it only where a `# check=experimental=…` line asks for it, and so does this rule.',
  sources: [buildCheck('InvalidDefinitionDescription', 'invalid-definition-description')],
  bad: '# check=experimental=InvalidDefinitionDescription\n# The release to fetch\nARG VERSION=1.0\nFROM alpine:3.23\n',
  good: '# check=experimental=InvalidDefinitionDescription\n# VERSION is the release to fetch\nARG VERSION=1.0\nFROM alpine:3.23\n',
  *check(build) {
    if (!isAskedFor(build)) return;
    for (const instruction of build.syntax.instructions) {
      const names = definedBy(instruction);
      const comment = instruction.comments.at(-1);
      const [name] = names;
      if (!comment || name === undefined || names.includes(comment.text.split(' ', 1)[0] ?? '')) continue;
      yield {
        span: comment.span,
        line: instruction.lines.start,
        message: `This comment is read as the description of \`${name}\`, and does not begin with that name. Write \`# ${names.length > 1 ? 'NAME' : name} …\`, or put a blank comment line between.`,
      };
    }
  },
});

function isAskedFor({ syntax }: Build): boolean {
  const options = checkOptions(syntax.directives.check);
  if ('experimental' in options) return options.experimental === 'all' || options.experimental.has('InvalidDefinitionDescription');
  return false;
}

function definedBy({ keyword, words }: Instruction): string[] {
  if (keyword === 'ARG') return words.map(({ text }) => text.split('=', 1)[0] ?? '');
  if (keyword !== 'FROM' || words[1]?.text.toLowerCase() !== 'as') return [];
  return words[2] ? [words[2].text.toLowerCase()] : [];
}
