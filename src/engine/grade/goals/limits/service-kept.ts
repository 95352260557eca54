/** Whether the container that runs in the end can be reached as before and comes back by itself: Compose's, or that of a `docker run` in its place. */
import type { Service } from '../../../formats/compose/model.ts';
import { readCompose } from '../../../formats/compose/read.ts';
import type { Located } from '../../../formats/yaml/node.ts';
import type { Goal, Judgement } from '../../exercise.ts';
import { replacing } from './logging.ts';

/** What is known of the container, wherever it comes from. */
interface Kept {
  place: Located;
  /** Host and container, `3000:3000`; undefined where one of them cannot be told. */
  ports: (string | undefined)[];
  /** As written; undefined where nothing sets one. */
  restart?: string;
  /** Whether the policy is a variable, or set elsewhere. */
  unknown: boolean;
}

const ofService = (service: Service): Kept => {
  const restart = service.restart?.text ?? service.restartPolicy?.condition?.text ?? (service.restartPolicy && 'any');
  return {
    place: { file: service.file, span: service.nameSpan },
    ports: service.ports.map((each) => (each.unknown ? undefined : `${each.published}:${each.target}`)),
    unknown: service.partial || service.restart?.state === 'unknown',
    ...(restart === undefined ? {} : { restart }),
  };
};

/** The container of a service still publishes its port, and Docker starts it again when it ends or the host does. */
export function keepsServiceUp(goal: {
  id: string;
  kind: Goal['kind'];
  title: string;
  service: string;
  compose: string;
  script: string;
  /** Host and container: '3000:3000'. */
  port: string;
}): Goal {
  const { id, kind, title, service: name, compose: file, script, port } = goal;
  return {
    id,
    kind,
    title,
    judge(workspace): Judgement {
      const compose = readCompose([{ path: file, text: workspace.files[file] ?? '' }]);
      const service = compose.broken ? undefined : compose.service(name);
      if (!service) return { outcome: 'unknown', message: `\`${file}\` has no \`${name}\` that could be read, so this is not judged.` };
      const run = replacing({ script, service: name }, service.image?.value, workspace);
      const kept: Kept = run
        ? {
            place: { file: script, span: run.invocation.span },
            ports: run.ports.map((each) => `${each.host}:${each.container}`),
            unknown: run.restart?.literal === false,
            ...(run.restart ? { restart: run.restart.text } : {}),
          }
        : ofService(service);
      if (run?.image?.word.literal && service.image?.value !== undefined && run.image.text !== service.image.value) {
        const message = `\`docker run\` starts \`${run.image.text}\` in the place of \`${name}\`, which is another image.`;
        return { outcome: 'fail', mistake: 'other-image', message, findings: [{ ...kept.place, message }] };
      }
      return judge(kept, run ? '`docker run`' : `\`${name}\``, port);
    },
  };
}

function judge(kept: Kept, who: string, port: string): Judgement {
  const fail = (mistake: string, message: string): Judgement => ({
    outcome: 'fail',
    mistake,
    message,
    findings: [{ ...kept.place, message }],
  });
  if (!kept.unknown && !kept.ports.some((each) => each === undefined || each === port || each.includes('$')))
    return fail('port-closed', `${who} no longer publishes \`${port}\`, so nobody outside reaches the container.`);
  if (!kept.unknown && (kept.restart === undefined || /^(?:no|none)$/.test(kept.restart)))
    return fail(
      'stays-down',
      `${who} has no restart policy any more: after a crash, or when the host starts anew, the container stays down. What it had before stands in the Compose file.`,
    );
  return { outcome: 'pass', message: 'The container can be reached as before, and Docker starts it again when it ends.' };
}
