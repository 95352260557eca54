/** What a `go build` links its program against, from the environment and the flags it has. */
import type { Step } from '../../../build/build.ts';
import type { Command } from '../../../shell/command.ts';
import { program, readArguments } from '../../../shell/options.ts';
import { rootBase } from '../stage.ts';
import { stepsOf } from '../users/accounts.ts';

export interface Link {
  kind: 'static' | 'glibc' | 'musl' | 'unknown' | 'no-compiler';
  /** Begins a sentence that says why: 'cgo is on in this stage, so'. */
  why: string;
}

/** Flags of `go build` that take a value. */
const values = [
  '-o',
  '-ldflags',
  '-tags',
  '-buildmode',
  '-gcflags',
  '-asmflags',
  '-mod',
  '-modfile',
  '-p',
  '-pkgdir',
  '-toolexec',
  '-overlay',
  '-C',
].concat(['-installsuffix', '-buildvcs', '-pgo', '-covermode', '-coverpkg']);

/** How the program of a RUN is linked; undefined where no `go build` or `go install` is in it. */
export function linkOf(step: Step): Link | undefined {
  const commands = step.script?.commands ?? [];
  const build = commands.findLast((command) => program(command) === 'go' && /^(?:build|install)$/.test(command.args[0]?.text ?? ''));
  if (!build) return undefined;
  const flags = readArguments(build.args.slice(1), { values, singleDash: true });
  const more = environment('GOFLAGS', step, build) ?? '';
  const flag = (name: string) =>
    [flags.value(name) ?? flags.value(`-${name}`) ?? '', ...more.split(/\s+/).filter((each) => each.startsWith(`${name}=`))].join(' ');
  if (/pie|shared/.test(flag('-buildmode'))) return { kind: 'unknown', why: 'The build mode decides here, so' };
  const cgo = environment('CGO_ENABLED', step, build);
  if (cgo === '0') return { kind: 'static', why: 'cgo is off, so' };
  if (cgo !== undefined && /\$/.test(cgo)) return { kind: 'unknown', why: 'CGO_ENABLED is not known here, so' };
  const base = rootBase(step.stage);
  const facts = base.kind === 'image' ? base.facts : undefined;
  const compiler = hasCompiler(step, facts);
  if (compiler === undefined) return { kind: 'unknown', why: 'Whether there is a C compiler is not known here, so' };
  // Since Go 1.20, cgo is off by itself where no C compiler is found (go.dev/doc/go1.20#cgo).
  if (!compiler)
    return cgo === '1'
      ? { kind: 'no-compiler', why: 'cgo is on without a compiler, so' }
      : { kind: 'static', why: 'There is no C compiler, so' };
  if (/-static\b/.test(flag('-ldflags'))) return { kind: 'static', why: 'The linker is told so, and' };
  if (/\bnetgo\b/.test(flag('-tags'))) return { kind: 'static', why: 'The C resolver is left out, so' };
  const libc = facts?.libc;
  return libc === 'glibc' || libc === 'musl'
    ? { kind: libc, why: `cgo is on in this stage${cgo === '1' ? '' : ' (the default where a C compiler is found)'}, so` }
    : { kind: 'unknown', why: '' };
}

/** A variable as the command sees it: of its own, exported or set before in the script, set by `go env -w`, or by ENV and ARG. */
function environment(name: string, step: Step, build: Command): string | undefined {
  const assigned = build.assignments.findLast((each) => each.name === name)?.value;
  const resolved = (text: string): string =>
    text.replace(/^\$\{?(\w+)\}?$/, (whole, variable: string) => step.variables[variable]?.value ?? step.before.env[variable] ?? whole);
  if (assigned) return resolved(assigned.text);
  const before = (step.script?.commands ?? []).slice(0, step.script?.commands.indexOf(build));
  for (const command of before.reverse()) {
    const words = [
      ...command.args.map(({ text }) => text),
      ...(command.name === '' ? command.assignments.map((each) => `${each.name}=${each.value.text}`) : []),
    ];
    const exported = program(command) === 'export' || command.name === '' || (program(command) === 'go' && words[0] === 'env');
    const found = exported ? words.findLast((word) => word.startsWith(`${name}=`)) : undefined;
    if (found !== undefined) return resolved(found.slice(name.length + 1));
  }
  const variable = Object.hasOwn(step.variables, name) ? step.variables[name]?.value : step.before.env[name];
  return variable ?? writtenBefore(name, step);
}

/** `go env -w CGO_ENABLED=0` of an earlier step. */
function writtenBefore(name: string, step: Step): string | undefined {
  for (const earlier of stepsOf(step.stage).filter((each) => each !== step)) {
    for (const command of earlier.script?.commands ?? []) {
      if (program(command) !== 'go' || command.args[0]?.text !== 'env') continue;
      const found = command.args.find(({ text }) => text.startsWith(`${name}=`))?.text;
      if (found !== undefined) return found.slice(name.length + 1);
    }
  }
  return undefined;
}

/** A compiler of the base image, or one that a step before installs; undefined where it cannot be told. */
function hasCompiler(step: Step, facts: { programs?: string[]; lacks?: string[] } | undefined): boolean | undefined {
  const installs = stepsOf(step.stage).some(({ script }) =>
    script?.commands.some(({ args }) =>
      args.some(({ text }) => /^(?:gcc|clang|build-base|build-essential|musl-dev|alpine-sdk)(?:=.*)?$/.test(text)),
    ),
  );
  if (installs || facts?.programs?.includes('gcc')) return true;
  return facts?.lacks?.includes('gcc') ? false : undefined;
}
