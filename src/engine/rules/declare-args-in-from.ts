import { nearest } from '../build/suggest.ts';
import { rule } from './rule.ts';
import { buildCheck, buildkitValidations } from './sources.ts';

/** dockerfile2llb, defaultArgs: every FROM may use these. */
const predefined = ['PLATFORM', 'OS', 'OSVERSION', 'ARCH', 'VARIANT']
  .flatMap((name) => [`BUILD${name}`, `TARGET${name}`])
  .concat('TARGETSTAGE');

export const declareArgsInFrom = rule({
  id: 'declare-args-in-from',
  aka: ['UndefinedArgInFrom'],
  severity: 'warning',
  summary: 'A variable in FROM is declared by an ARG above the first FROM.',
  why: 'FROM sees only what stands above the first FROM. An ARG further down belongs to its stage. A variable that is not declared is empty, and what remains of the image name may still be a name: of another image.',
  lesson: 'the-build-as-a-graph/layer-cache',
  sources: [buildCheck('UndefinedArgInFrom', 'undefined-arg-in-from'), buildkitValidations],
  bad: 'ARG NODE_VERSION=24\nFROM node:${NODE_VERSON:-24}\n',
  good: 'ARG VARIANT=-slim\nFROM node:24$VARIANT\n',
  *check({ stages, globals }) {
    const known = new Set([...predefined, ...globals.map(({ name }) => name)]);
    for (const { from, image, platformWord } of stages) {
      for (const word of [image, platformWord]) {
        for (const name of word?.undeclaredVariables ?? []) {
          const near = nearest(name, known);
          const hint = near ? `Did you mean \`$${near}\`?` : `Declare it with \`ARG ${name}=…\` above the first FROM.`;
          yield {
            span: word?.word.span ?? from.span,
            line: from.lines.start,
            message: `FROM uses \`$${name}\`, and no ARG above the first FROM declares it, so it is empty here. ${hint}`,
          };
        }
      }
    }
  },
});
