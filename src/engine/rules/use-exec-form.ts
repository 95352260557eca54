import type { Step } from '../build/build.ts';
import type { Fix } from '../diagnostic.ts';
import { rule } from './rule.ts';
import { buildCheck, reference } from './sources.ts';
import { at, steps } from './steps.ts';

export const useExecForm = rule({
  id: 'use-exec-form',
  aka: ['JSONArgsRecommended', 'DL3025'],
  severity: 'warning',
  summary: 'CMD and ENTRYPOINT are written in exec form, as a JSON list.',
  why: 'In shell form a shell starts your program. `docker stop` then signals the shell, not your program, which is killed after ten seconds without having closed anything. An ENTRYPOINT in shell form also takes no arguments from CMD or `docker run`.',
  lesson: 'running-it/stop-gracefully',
  sources: [buildCheck('JSONArgsRecommended', 'json-args-recommended'), reference('shell and exec form', 'shell-and-exec-form')],
  bad: 'FROM node:24\nCMD node server.js\n',
  good: 'FROM node:24\nCMD ["node", "server.js"]\n',
  *check(build) {
    for (const step of steps(build, 'CMD', 'ENTRYPOINT')) {
      if (step.instruction.form === 'exec') continue;
      const { shell } = step;
      const fix = execForm(step);
      yield {
        ...at(step),
        // With a SHELL of its own the file says that it wants one: BuildKit is content then.
        ...(shell ? { aka: ['DL3025'], severity: 'info' as const } : {}),
        message: messageOf(step, shell?.[0] ?? '/bin/sh'),
        ...(fix ? { fix } : {}),
      };
    }
  },
});

/** With `exec` the program takes the shell's place; and some shells give it up for a single command by themselves. */
function messageOf({ keyword, script }: Step, shell: string): string {
  const list = `\`${keyword} ["program", "argument"]\``;
  const last = script?.commands.at(-1);
  return last?.wrappers.includes('exec') && !last.nested && last.joined !== '|'
    ? `This ${keyword} is in shell form. \`exec\` gives your program the shell's place, but the image needs \`${shell}\` to start it. Where nothing needs a shell, write the command as a JSON list: ${list}.`
    : `This ${keyword} is in shell form, so \`${shell}\` starts your program and, in most images, gets the stop signal in its place. Write the command as a JSON list: ${list}.`;
}

/** The same command as a list, where one program with plain words is all that the shell would run. */
function execForm(step: Step): Fix | undefined {
  const { body, heredocs, words } = step.instruction;
  const [command, ...others] = step.script?.commands ?? [];
  const [first] = words;
  const isPlain = command && others.length === 0 && heredocs.length === 0 && (step.script?.problems.length ?? 1) === 0;
  if (!isPlain || !first || command.name === '' || command.assignments.length + command.redirects.length + command.wrappers.length > 0)
    return undefined;
  if (command.background || !command.args.every((word) => word.literal) || /[$`*?[{~]/.test(command.name)) return undefined;
  const inside = step.span.start <= first.span.start && first.span.end <= step.span.end;
  if (!inside || body.text.trim() === '') return undefined;
  const list = [command.name, ...command.args.map((word) => word.text)].map((word) => JSON.stringify(word)).join(', ');
  return { title: 'Write it in exec form', edits: [{ span: first.span, text: `[${list}]` }] };
}
