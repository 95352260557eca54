import type { Build, Step } from '../build/build.ts';
import type { Span } from '../source.ts';
import type { Finding } from './rule.ts';
import { rule } from './rule.ts';
import { buildCheck, buildkitValidations } from './sources.ts';
import { steps, within } from './steps.ts';

/** BuildKit's words: a whole name, or a part between underscores. */
const buildkitWords = words('apikey auth credential credentials key password pword passwd secret token');
const buildkitAllows = words('public file version');
/** More words that say the same. */
const moreWords = words('passphrase pass psw pwd privatekey');

export const noSecretsInArgOrEnv = rule({
  id: 'no-secrets-in-arg-or-env',
  aka: ['SecretsUsedInArgOrEnv', 'DL3064', 'DS-0031'],
  severity: 'warning',
  summary: 'No secret is passed by ARG or ENV.',
  why: 'ENV is stored in the image and shown by `docker inspect`; the value of an ARG is shown by `docker history` and in the provenance of the build. Whoever can pull the image can read it. A secret mount is there for one RUN and leaves nothing behind.',
  lesson: 'precise-dockerfiles/build-secrets',
  sources: [buildCheck('SecretsUsedInArgOrEnv', 'secrets-used-in-arg-or-env'), buildkitValidations],
  bad: 'FROM node:24\nARG NPM_TOKEN\nRUN npm ci\n',
  good: 'FROM node:24\nRUN --mount=type=secret,id=npm_token,env=NPM_TOKEN npm ci\n',
  *check(build) {
    const last = build.stages.at(-1);
    for (const step of steps(build, 'ARG', 'ENV')) {
      for (const { name, value, span } of namesOf(step)) {
        const aka = akaOf(name, value, step.keyword, step.stage === last);
        if (aka.length > 0) yield { ...within(step, span), aka, message: messageFor(step.keyword, name) };
      }
    }
    yield* inGlobals(build);
  },
});

/** ARGs above FROM never reach an image by themselves; only hadolint names them. */
function* inGlobals({ syntax, stages }: Build): Generator<Finding> {
  const end = stages[0]?.from.span.start ?? syntax.text.length;
  for (const instruction of syntax.instructions) {
    if (instruction.keyword !== 'ARG' || instruction.span.start >= end) continue;
    for (const word of instruction.words) {
      const name = word.text.split('=', 1)[0] ?? '';
      if (!looksSecret(name)) continue;
      yield { span: word.span, line: instruction.lines.start, aka: ['DL3064'], message: messageFor('ARG', name) };
    }
  }
}

function* namesOf(step: Step): Generator<{ name: string; value: string | undefined; span: Span }> {
  if (step.keyword === 'ARG') {
    for (const { word, value } of step.words) {
      const equals = word.text.indexOf('=');
      yield { name: equals < 0 ? word.text : word.text.slice(0, equals), value: equals < 0 ? undefined : value, span: word.span };
    }
    return;
  }
  for (let index = 0; index + 1 < step.words.length; index += 2) {
    const [name, value] = [step.words[index], step.words[index + 1]];
    if (name) yield { name: name.value, value: value?.value, span: name.word.span };
  }
}

function akaOf(name: string, value: string | undefined, keyword: string, last: boolean): string[] {
  const buildkit = buildkitWords.test(name) && !buildkitAllows.test(name);
  if (!buildkit && !looksSecret(name)) return [];
  // A path to a key is not the key, and ENV often says where a mounted one lies.
  const isPath = keyword === 'ENV' && /^\.{0,2}\//.test(value ?? '');
  return [...(buildkit ? ['SecretsUsedInArgOrEnv'] : []), ...(isPath ? [] : ['DL3064']), ...(last && !isPath ? ['DS-0031'] : [])];
}

const looksSecret = (name: string): boolean => (buildkitWords.test(name) || moreWords.test(name)) && !buildkitAllows.test(name);

function messageFor(keyword: string, name: string): string {
  const where =
    keyword === 'ENV'
      ? '`docker inspect` shows it to all who have the image'
      : '`docker history` shows its value to all who have the image';
  return `\`${name}\` looks like a secret, and ${where}. Mount it for the RUN that needs it: \`RUN --mount=type=secret,id=…\`. If it is none, another name avoids the doubt.`;
}

function words(list: string): RegExp {
  return new RegExp(`(?:_|^)(?:${list.replaceAll(' ', '|')})(?:_|$)`, 'i');
}
