import { describe, expect, test } from 'vitest';
import { parse } from '../dockerfile/parse.ts';
import type { ImageConfig, Stage } from './build.ts';
import { type ResolveOptions, resolve } from './resolve.ts';

const build = (text: string, options: ResolveOptions = {}) => resolve(parse(text), { catalogue: false, ...options });
function configOf(text: string, options?: ResolveOptions): ImageConfig {
  const config = build(text, options).final?.config;
  if (!config) throw new Error('no stage');
  const { PATH: _, ...env } = config.env;
  return { ...config, env };
}
const names = (stages: readonly Stage[] | undefined) => stages?.map(({ name, index }) => name ?? index);

describe('configuration', () => {
  test.each<[string, string, Partial<ImageConfig>]>([
    ['ENV sees what was before the line', 'ENV A=1\nENV A=2 B=$A', { env: { A: '2', B: '1' } }],
    ['ENV in the old form', 'ENV A b c', { env: { A: 'b c' } }],
    ['quotes and escapes', 'ENV A="b \\"c\\"" D=e\\ f', { env: { A: 'b "c"', D: 'e f' } }],
    [
      'names such as __proto__ are names',
      'ENV __proto__=a constructor=b',
      {
        env: Object.fromEntries([
          ['__proto__', 'a'],
          ['constructor', 'b'],
        ]),
      },
    ],
    ['ARG is not in the image', 'ARG A=1\nENV B=$A', { env: { B: '1' } }],
    ['ARG sees those before it on the line', 'ARG A=1 B=$A\nENV C=$B', { env: { C: '1' } }],
    ['CMD behind the shell', 'CMD a  b', { cmd: ['/bin/sh', '-c', 'a  b'] }],
    [
      'SHELL counts for what follows',
      'CMD a\nSHELL ["/bin/bash", "-ec"]\nENTRYPOINT b',
      { entrypoint: ['/bin/bash', '-ec', 'b'], shell: ['/bin/bash', '-ec'] },
    ],
    ['a CMD of the same stage survives ENTRYPOINT', 'CMD ["a"]\nENTRYPOINT ["b"]', { cmd: ['a'], entrypoint: ['b'] }],
    ['WORKDIR leads on', 'WORKDIR /a\nWORKDIR b/../c', { workdir: '/a/c' }],
    ['an absolute WORKDIR stays as written', 'WORKDIR /a/', { workdir: '/a/' }],
    ['ports', 'EXPOSE 80 8000-8002/udp 1.2.3.4:9:90', { exposed: ['90/tcp', '80/tcp', '8000/udp', '8001/udp', '8002/udp'] }],
    ['ports out of a variable', 'ARG P="80 81"\nEXPOSE $P', { exposed: ['80/tcp', '81/tcp'] }],
    ['volumes', 'VOLUME /a /b\nVOLUME ["/c d"]', { volumes: ['/a', '/b', '/c d'] }],
    ['labels', 'ARG V=1\nLABEL a.b=$V "c d"=e', { labels: { 'a.b': '1', 'c d': 'e' } }],
    ['signal', 'STOPSIGNAL SIGQUIT', { stopSignal: 'SIGQUIT' }],
    ['user', 'ARG U=app\nUSER ${U}:${G:-app}', { user: 'app:app' }],
    [
      'health check',
      'HEALTHCHECK --interval=1m30s --timeout=500ms --retries=2 CMD a || b',
      { healthcheck: { test: ['CMD-SHELL', 'a || b'], interval: 90_000, timeout: 500, retries: 2 } },
    ],
    ['health check in exec form', 'HEALTHCHECK CMD ["a", "b"]', { healthcheck: { test: ['CMD', 'a', 'b'] } }],
    ['no health check', 'HEALTHCHECK CMD a\nHEALTHCHECK none', { healthcheck: { test: ['NONE'] } }],
    ['triggers are kept as text', 'ONBUILD RUN a \\\n# why\n\n  b', { onbuild: ['RUN a   b'] }],
  ])('%s', (_, text, expected) => {
    expect(configOf(`FROM scratch\n${text}\n`)).toMatchObject(expected);
  });

  test('ENTRYPOINT drops a CMD that was inherited', () => {
    expect(configOf('FROM scratch AS a\nCMD ["x"]\nFROM a\nENTRYPOINT ["y"]\n').cmd).toBeUndefined();
  });
});

describe('stages', () => {
  test('inherit everything but triggers, which run', () => {
    const { final } = build('FROM scratch AS a\nENV A=1\nARG B=2\nUSER u\nONBUILD ENV C=$A$B\nFROM a\nENV D=$C\n');
    expect(final?.config).toMatchObject({ user: 'u', env: { A: '1', C: '12', D: '12' }, onbuild: [] });
    expect(final?.steps.map(({ keyword, line }) => [keyword, line])).toEqual([
      ['ENV', 6],
      ['ENV', 7],
    ]);
  });

  test('only those that the target needs', () => {
    const text =
      'FROM scratch AS a\nFROM scratch AS b\nFROM a AS c\nCOPY --from=B / /\nFROM scratch AS d\nRUN --mount=from=c,target=/x y\nFROM scratch\n';
    const needed = (target?: string) => names(build(text, target ? { target } : {}).stages.filter((stage) => stage.needed));
    expect(needed()).toEqual([4]);
    expect(needed('C')).toEqual(['a', 'b', 'c']);
    expect(needed('d')).toEqual(['a', 'b', 'c', 'd']);
  });

  test('are found by number and by any case, an image otherwise', () => {
    const { final } = build(
      'FROM scratch AS Build\nFROM scratch\nCOPY --from=0 /a /b\nCOPY --from=BUILD /a /b\nCOPY --from=nginx:1 /a /b\nCOPY a /b\n',
    );
    expect(final?.steps.map(({ transfer }) => transfer?.from.kind)).toEqual(['stage', 'stage', 'image', 'context']);
    expect(names(final?.needs)).toEqual(['build']);
  });

  test('FROM takes the stage of that name above it, COPY the last one of the file', () => {
    const { stages } = build('FROM scratch AS a\nFROM scratch AS a\nFROM a\nCOPY --from=a / /\n');
    expect(stages[2]?.base).toMatchObject({ kind: 'stage', stage: { index: 1 } });
  });
});

describe('variables', () => {
  test.each<[string, string, ResolveOptions, Record<string, string>]>([
    ['--build-arg over the default', 'ARG A=1\nFROM scratch\nARG A\nENV X=$A', { buildArgs: { A: '2' } }, { X: '2' }],
    ['a global is not seen without ARG', 'ARG A=1\nFROM scratch\nENV X=[$A]', {}, { X: '[]' }],
    ['a global comes in with ARG', 'ARG A=1\nFROM scratch\nARG A\nENV X=$A', {}, { X: '1' }],
    ['a default of the stage wins over the global', 'ARG A=1\nFROM scratch\nARG A=2\nENV X=$A', {}, { X: '2' }],
    [
      'platform',
      'FROM scratch\nARG TARGETARCH TARGETVARIANT\nENV X=$TARGETARCH$TARGETVARIANT',
      { platform: 'linux/arm/v7' },
      { X: 'armv7' },
    ],
    ['the last of ARG and ENV, as BuildKit has it', 'FROM scratch\nENV A=env\nARG A=arg\nENV X=$A', {}, { A: 'env', X: 'arg' }],
    ['ENV again in the stage that follows', 'FROM scratch AS a\nENV A=env\nARG A=arg\nFROM a\nENV X=$A', {}, { A: 'env', X: 'env' }],
    ['other escape', '# escape=`\nFROM scratch\nENV X=a`$b\\c', {}, { X: 'a$b\\c' }],
  ])('%s', (_, text, options, env) => {
    expect(configOf(`${text}\n`, options).env).toEqual(env);
  });

  test('a step sees what was before it', () => {
    const { final } = build('FROM scratch\nARG A=1\nENV B=2\nRUN x\nENV B=3\n');
    const run = final?.steps[2];
    expect(run?.variables).toMatchObject({ A: { kind: 'arg', value: '1' }, B: { kind: 'env', value: '2' } });
    expect(run?.before.env).toMatchObject({ B: '2' });
    expect(final?.origins.env.B).toMatchObject({ kind: 'instruction', step: { line: 5 } });
  });

  test('proxies reach RUN alone', () => {
    const { final } = build('FROM scratch\nRUN x\nENV A=$HTTP_PROXY\n', { buildArgs: { HTTP_PROXY: 'p' } });
    expect(final?.steps[0]?.variables.HTTP_PROXY).toEqual({ name: 'HTTP_PROXY', value: 'p', kind: 'predefined' });
    expect(final?.steps[1]?.words[1]).toMatchObject({ value: '', undeclaredVariables: ['HTTP_PROXY'] });
  });
});

describe('what RUN and COPY bring', () => {
  test('mounts, with defaults', () => {
    const { final } = build(
      'FROM scratch AS a\nFROM scratch\nARG D=/c\nRUN --mount=type=cache,target=$D,sharing=locked --mount=from=a,target=/x,rw --mount=type=secret,id=t,env=T,required y\n',
    );
    expect(final?.steps[1]?.mounts).toMatchObject([
      { type: 'cache', target: '/c', sharing: 'locked', readonly: false, required: false },
      { type: 'bind', from: 'a', fromStage: { index: 0 }, target: '/x', readonly: false },
      { type: 'secret', id: 't', env: 'T', required: true, readonly: true },
    ]);
  });

  test.each([
    ['COPY a /b/', '/b/'],
    ['COPY a b', '/w/b'],
    ['COPY a .', '/w/'],
    ['COPY a ./', '/w/'],
    ['COPY a ../c//d', '/c/d'],
    ['COPY a /', '/'],
  ])('%s goes to %s', (line, target) => {
    expect(build(`FROM scratch\nWORKDIR /w\n${line}\n`).final?.steps[1]?.transfer?.target).toBe(target);
  });

  test('inline files and options', () => {
    const { final } = build('FROM scratch\nCOPY --chown=a:b --chmod=644 --link --exclude=*.md a <<EOF /x/\n$hi\nEOF\n');
    expect(final?.steps[0]?.transfer).toMatchObject({
      sources: [{ value: 'a' }],
      inline: [{ name: 'EOF', heredoc: { content: '$hi\n' }, undeclaredVariables: ['hi'] }],
      target: '/x/',
      chown: 'a:b',
      chmod: '644',
      link: true,
      parents: false,
      exclude: ['*.md'],
    });
  });

  test.each([
    ['RUN a && b c', ['a', 'b']],
    ['RUN ["sudo", "a", "b"]', ['a']],
    ['RUN ["sh", "-c", "a; b"]', ['a', 'b']],
    ['RUN <<EOF\na\nb\nEOF', ['a', 'b']],
    ['RUN cat <<EOF > /x\na\nEOF', ['cat']],
    ['HEALTHCHECK CMD a || exit 1', ['a', 'exit']],
    ['ONBUILD RUN a', ['a']],
  ])('%s runs %j', (line, programs) => {
    const text = `FROM scratch\n${line}\n`;
    const commands = build(text).final?.steps[0]?.script?.commands ?? [];
    expect(commands.map(({ name }) => name)).toEqual(programs);
    for (const { span } of commands) expect(span.end).toBeLessThanOrEqual(text.length);
  });
});

test('a known image gives its configuration and says so', () => {
  const { final } = resolve(parse('FROM node:24\n'));
  expect(final?.base).toMatchObject({ kind: 'image', image: { name: 'node', tag: '24' }, facts: { name: 'node' } });
  expect(final?.origins.entrypoint).toMatchObject({ kind: 'image' });
});

test('a long chain of stages comes to an end, at a length where squares would not', () => {
  const count = 20_000;
  const text = `FROM scratch AS s0
${Array.from(
  { length: count },
  (_, at) => `ENV A${at}=$B${at}
FROM s${at} AS s${at + 1}
`,
).join('')}`;
  expect(resolve(parse(text)).stages.length).toBe(count + 1);
});
