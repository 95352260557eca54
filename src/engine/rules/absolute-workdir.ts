import type { Stage, Step } from '../build/build.ts';
import { isAbsolute } from '../build/paths.ts';
import { rule } from './rule.ts';
import { buildCheck, reference } from './sources.ts';
import { at } from './steps.ts';

export const absoluteWorkdir = rule({
  id: 'absolute-workdir',
  aka: ['WorkdirRelativePath'],
  severity: 'warning',
  summary: 'The first WORKDIR of a stage is an absolute path.',
  why: 'A relative WORKDIR begins where the base image left off. That is not written in your file and changes when the base image does, and with it the place of all your files.',
  sources: [buildCheck('WorkdirRelativePath', 'workdir-relative-path'), reference('WORKDIR', 'workdir')],
  bad: 'FROM node:24\nWORKDIR app\n',
  good: 'FROM node:24\nWORKDIR /app\n',
  *check({ stages }) {
    const settled = new Set<Stage>();
    for (const stage of stages) {
      if (stage.base.kind === 'stage' && settled.has(stage.base.stage)) settled.add(stage);
      for (const step of stage.steps) {
        if (step.keyword !== 'WORKDIR') continue;
        const relative = relativePath(step);
        if (relative !== undefined && !settled.has(stage)) {
          yield {
            ...at(step),
            aka: akaOf(step),
            message: `\`${relative}\` is a relative path, and no WORKDIR before it says where it begins: the base image decides. Begin it with \`/\`.`,
          };
        }
        settled.add(stage);
      }
    }
  },
});

/** The path after expansion where it is relative. */
function relativePath(step: Step): string | undefined {
  const [word] = step.words;
  const windows = step.stage.platform?.startsWith('windows') ?? false;
  return word && !isAbsolute(word.value, windows) ? word.value : undefined;
}

/** The others look at the path as written: a variable or a Windows drive contents them. */
function akaOf(step: Step): string[] {
  const written = step.instruction.words[0]?.text.replace(/^["']/, '') ?? '';
  return /^(\$|[a-zA-Z]:|[/\\])/.test(written) ? ['WorkdirRelativePath'] : ['WorkdirRelativePath', 'DL3000', 'DS-0009'];
}
