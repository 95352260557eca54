import { rule } from './rule.ts';
import { buildCheck, reference } from './sources.ts';
import { at, steps } from './steps.ts';

export const useEqualsSign = rule({
  id: 'use-equals-sign',
  aka: ['LegacyKeyValueFormat'],
  severity: 'warning',
  summary: 'ENV and LABEL have an equals sign between name and value.',
  why: 'In the old form without `=`, the rest of the line is the value: `ENV A 1 B 2` sets one variable to `1 B 2`. With `=` a line may set several, and what belongs together is seen.',
  sources: [buildCheck('LegacyKeyValueFormat', 'legacy-key-value-format'), reference('ENV', 'env')],
  bad: 'FROM alpine:3.23\nENV NODE_ENV production\n',
  good: 'FROM alpine:3.23\nENV NODE_ENV=production\n',
  *check(build) {
    for (const step of steps(build, 'ENV', 'LABEL')) {
      const [name, value, ...more] = step.instruction.words;
      const { body } = step.instruction;
      if (!name || !value || body.text[name.span.end - body.start] === '=') continue;
      const plain = more.length === 0 && value.span.end - value.span.start === value.text.length && /^[^\s"'\\]+$/.test(value.text);
      const between = { start: name.span.end, end: value.span.start };
      const inside = step.span.start <= name.span.start && value.span.end <= step.span.end;
      yield {
        ...at(step),
        message: `\`${step.keyword} ${name.text} …\` is the old form without an equals sign: all that follows the name is its value. Write \`${step.keyword} ${name.text}=…\`, with quotes around a value that has spaces.`,
        ...(plain && inside ? { fix: { title: 'Write an equals sign', edits: [{ span: between, text: '=' }] } } : {}),
      };
    }
  },
});
