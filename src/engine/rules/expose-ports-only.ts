import { parsePorts } from '../build/ports.ts';
import { rule } from './rule.ts';
import { buildCheck, reference } from './sources.ts';
import { steps, within } from './steps.ts';

export const exposePortsOnly = rule({
  id: 'expose-ports-only',
  aka: ['ExposeInvalidFormat'],
  severity: 'warning',
  summary: 'EXPOSE names a port of the container, without an address or a port of the host.',
  why: 'EXPOSE says where the program listens and publishes nothing. An address or a host port in it has no effect today and will be an error later; both belong to `docker run -p` or to Compose.',
  lesson: 'the-build-as-a-graph/only-what-runs',
  sources: [buildCheck('ExposeInvalidFormat', 'expose-invalid-format'), reference('EXPOSE', 'expose')],
  bad: 'FROM alpine:3.23\nEXPOSE 127.0.0.1:80:8080\n',
  good: 'FROM alpine:3.23\nEXPOSE 8080\n',
  *check(build) {
    for (const step of steps(build, 'EXPOSE')) {
      for (const { value, word } of step.words) {
        const read = parsePorts(value);
        if ('error' in read || !read.mapping) continue;
        const port = value.slice(value.lastIndexOf(':') + 1);
        yield {
          ...within(step, word.span),
          message: `\`${value}\` holds more than a port of the container, and EXPOSE does nothing with the rest. Write \`EXPOSE ${port}\`; publish it with \`docker run -p\`.`,
        };
      }
    }
  },
});
