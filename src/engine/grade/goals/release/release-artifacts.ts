/** Files that one job keeps and another fetches: whether what is loaded really arrives. */
import { use } from '../../../formats/commands/lookup.ts';
import type { Job, Step } from '../../../formats/workflow/workflow.ts';

/** Why an artifact does not arrive, with the step to look at. */
export interface Lost {
  mistake: string;
  message: string;
  step: Step;
}

const input = (step: Step, name: string): string | undefined => {
  const text = step.inputs.get(name)?.text.trim();
  return text === '' ? undefined : text;
};
const stepsWith = (job: Job, kind: 'upload-artifact' | 'download-artifact') =>
  job.steps.filter(({ operations }) => operations.some((each) => each.kind === kind));
const isOpen = (text: string | undefined) => text?.includes('${{') === true;

/**
 * What is wrong with the way of an artifact from one job to another; undefined where nothing is, or it cannot be told. By the README
 * of actions/upload-artifact and actions/download-artifact, v4 and later.
 */
export function lostArtifact(from: Job, to: Job): Lost | undefined {
  const kept = stepsWith(from, 'upload-artifact');
  const fetched = stepsWith(to, 'download-artifact');
  const endless = kept.find((step) => input(step, 'path') === undefined);
  if (endless)
    return {
      step: endless,
      mistake: 'nothing-kept',
      message: `\`${endless.uses?.name}\` in \`${from.id}\` is not told which file to keep: it needs \`path\`. The step stops there, and nothing is released.`,
    };
  // Somebody else's action, or a cache, may carry the file as well.
  if (kept.length === 0 || fetched.length === 0) return undefined;
  const names = kept.map((step) => input(step, 'name') ?? 'artifact');
  for (const step of fetched) {
    const wanted = input(step, 'name');
    const known = !names.some(isOpen) && !isOpen(wanted);
    if (wanted !== undefined && known && !names.includes(wanted))
      return {
        step,
        mistake: 'other-artifact',
        message: `\`${to.id}\` fetches the artifact \`${wanted}\`, and \`${from.id}\` keeps one called \`${names[0]}\`${input(kept[0] as Step, 'name') === undefined ? ', the name it gets where none is given' : ''}. The fetch stops there.`,
      };
    const file = known && wanted === undefined ? looseFile(step, to) : undefined;
    if (file !== undefined)
      return {
        step,
        mistake: 'artifact-in-a-folder',
        message: `Without \`name\`, \`${step.uses?.name}\` fetches every artifact, each into a folder named after it. The file is then \`${names[0]}/${file}\`, and \`docker load\` looks for \`${file}\`.`,
      };
  }
  return undefined;
}

/** The file that the job loads from the folder it stands in, where all artifacts were fetched into folders of their own. */
function looseFile(step: Step, job: Job): string | undefined {
  const elsewhere = ['pattern', 'artifact-ids', 'path'].some((name) => input(step, name) !== undefined);
  if (elsewhere || /^(?:true|1)$/i.test(input(step, 'merge-multiple') ?? '')) return undefined;
  const calls = job.steps.flatMap(({ run }) => run?.invocations ?? []).filter(({ name }) => name === 'docker load');
  const files = calls.map(
    (call) => use(call, 'input')?.value ?? call.command.redirects.find(({ operator }) => operator === '<')?.target?.text,
  );
  const moved = job.steps.some(({ run }) => run?.script.commands.some(({ name }) => name === 'cd' || name === 'mv'));
  return moved ? undefined : files.find((file) => file !== undefined && /^(?:\.\/)?[\w.-]+$/.test(file))?.replace(/^\.\//, '');
}
