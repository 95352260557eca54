import { parsePorts } from '../build/ports.ts';
import { rule } from './rule.ts';
import { buildCheck } from './sources.ts';
import { steps, within } from './steps.ts';

export const lowercaseProtocol = rule({
  id: 'lowercase-protocol',
  aka: ['ExposeProtoCasing'],
  severity: 'info',
  summary: 'The protocol behind a port in EXPOSE is written in lower case.',
  why: 'Docker stores it in lower case. Written the same way, it is found by whoever searches the file for what `docker inspect` shows.',
  sources: [buildCheck('ExposeProtoCasing', 'expose-proto-casing')],
  bad: 'FROM alpine:3.23\nEXPOSE 8080/TCP\n',
  good: 'FROM alpine:3.23\nEXPOSE 8080/tcp\n',
  *check(build) {
    for (const step of steps(build, 'EXPOSE')) {
      for (const { value, word } of step.words) {
        const read = parsePorts(value);
        if ('error' in read || read.protocol === read.protocol.toLowerCase()) continue;
        yield {
          ...within(step, word.span),
          message: `The protocol \`${read.protocol}\` is written with capitals. Docker stores \`${read.protocol.toLowerCase()}\`: write that.`,
        };
      }
    }
  },
});
