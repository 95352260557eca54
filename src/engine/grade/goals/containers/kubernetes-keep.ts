/** What a manifest must not lose while something else in it is repaired. */
import type { Container } from '../../../formats/kubernetes/model.ts';
import { type Located, nodeAt } from '../../../formats/yaml/node.ts';
import type { Goal, Judgement } from '../../exercise.ts';
import { kubernetesGoal } from '../kubernetes-goal.ts';
import { type FileGoal, failAt } from '../manifests.ts';
import { containersOf } from './kubernetes-security.ts';

interface KeptContainer {
  /** Repository of the image. */
  image: string;
  /** `first`: it runs before the others and ends. `along`: it runs as long as the pod. */
  runs: 'first' | 'along';
}

/** All the containers are still there, with their images, and run when they did. */
export function keepsContainers(goal: FileGoal & { containers: Record<string, KeptContainer> }): Goal {
  return kubernetesGoal(goal, (manifest) => {
    const all = containersOf(manifest).map(({ container }) => container);
    for (const [name, { image, runs }] of Object.entries(goal.containers)) {
      const found = all.find((container) => container.name === name);
      if (!found)
        return {
          outcome: 'fail',
          mistake: 'container-lost',
          message: `The container \`${name}\` is gone. It is to be repaired, not removed.`,
        };
      const written = found.image?.value?.replace(/@.*$/, '').replace(/:[^/:]*$/, '');
      if (written !== image)
        return failAt('other-image', `\`${name}\` ran \`${image}\` and now runs \`${found.image?.text ?? 'nothing'}\`.`, [found.image]);
      if (runs === 'along' && found.role === 'init')
        return failAt('never-ends', `\`${name}\` is an init container now: the others start when it has ended, and it never ends.`, [
          nameOf(found),
        ]);
      if (runs === 'first' && found.role !== 'init')
        return failAt('runs-along', `\`${name}\` has to be done before the others start. Where it stands now it runs beside them.`, [
          nameOf(found),
        ]);
    }
    return { outcome: 'pass', message: 'All containers are still there.' };
  });
}

const nameOf = ({ file, nameSpan }: Container): Located => ({ file, span: nameSpan });

/** A container still gets a plain setting: written out, or from a ConfigMap. */
export function keepsSetting(goal: FileGoal & { container: string; variable: string; value: string }): Goal {
  return kubernetesGoal(goal, (manifest) => {
    const container = containersOf(manifest).find(({ container: { name } }) => name === goal.container)?.container;
    if (!container) return { outcome: 'unknown', message: `There is no container \`${goal.container}\` to look at.` };
    const own = container.env.find(({ name }) => name === goal.variable);
    const kept: Judgement = { outcome: 'pass', message: `\`${goal.variable}\` is still set.` };
    if (own?.value)
      return own.value.value === goal.value
        ? kept
        : failAt('setting-changed', `\`${goal.variable}\` was \`${goal.value}\` and is now \`${own.value.text}\`.`, [own]);
    const referred = container.envFrom.filter(({ kind, name }) => kind === 'configMapRef' && name?.value);
    const names = own?.from ? [own.from.name?.value] : referred.map(({ name }) => name?.value);
    const maps = names.map((name) => manifest.objects.find((object) => object.kind === 'ConfigMap' && object.name?.value === name));
    if (own?.from || maps.some((map) => map && nodeAt(map.node, 'data', goal.variable))) return kept;
    if (maps.some((map) => map === undefined))
      return { outcome: 'unknown', message: 'What a ConfigMap outside this file holds cannot be seen from here.' };
    return failAt('setting-lost', `\`${goal.container}\` no longer gets \`${goal.variable}\`. It is no secret, and the program needs it.`, [
      nameOf(container),
    ]);
  });
}
