import { quote } from '../dockerfile/problems.ts';
import type { Flag, Instruction } from '../dockerfile/syntax.ts';
import type { Refuse } from './report.ts';
import { didYouMean } from './suggest.ts';

/** `switch`: on by itself, or `=true`, `=false`. `value`: needs a value, once. `values`: needs a value, may be repeated. */
type FlagKind = 'switch' | 'value' | 'values';

/** The options each instruction takes (moby/buildkit, frontend/dockerfile/instructions/parse.go). The others take none. */
const known: Record<string, Record<string, FlagKind>> = {
  FROM: { platform: 'value' },
  RUN: { mount: 'values', network: 'value', security: 'value', device: 'values' },
  COPY: { from: 'value', chown: 'value', chmod: 'value', link: 'switch', parents: 'switch', exclude: 'values' },
  ADD: {
    chown: 'value',
    chmod: 'value',
    link: 'switch',
    'keep-git-dir': 'switch',
    checksum: 'value',
    unpack: 'switch',
    exclude: 'values',
  },
  HEALTHCHECK: { interval: 'value', timeout: 'value', 'start-period': 'value', 'start-interval': 'value', retries: 'value' },
};

/** Refuses options that an instruction does not take, that come twice, or that lack their value. */
export function checkFlags(instruction: Instruction, refuse: Refuse): void {
  const kinds = (Object.hasOwn(known, instruction.keyword) ? known[instruction.keyword] : undefined) ?? {};
  const used = new Set<string>();
  for (const flag of instruction.flags) {
    if (flag.name === '') return;
    const kind = Object.hasOwn(kinds, flag.name) ? kinds[flag.name] : undefined;
    if (!kind) refuse({ rule: 'unknown-flag', span: flag.span, message: unknownFlag(instruction.keyword, flag, kinds) });
    else checkFlag(flag, kind, used.has(flag.name), refuse);
    used.add(flag.name);
  }
}

function unknownFlag(keyword: string, flag: Flag, kinds: Record<string, FlagKind>): string {
  const names = Object.keys(kinds);
  const near = didYouMean(
    `--${flag.name}`,
    names.map((name) => `--${name}`),
  );
  if (near) return `${keyword} has no option \`--${flag.name}\`.${near}`;
  if (names.length === 0) return `${keyword} takes no options, and \`--${flag.name}\` is written as one.`;
  const other = Object.keys(known).find((name) => Object.hasOwn(known[name] ?? {}, flag.name));
  const hint = other ? ` It is an option of ${other}.` : '';
  return `${keyword} has no option \`--${flag.name}\`.${hint} It takes ${names.map((name) => `\`--${name}\``).join(', ')}.`;
}

function checkFlag(flag: Flag, kind: FlagKind, again: boolean, refuse: Refuse): void {
  const name = `\`--${flag.name}\``;
  if (again && kind !== 'values')
    refuse({ rule: 'duplicate-flag', span: flag.span, message: `${name} is given twice; one of them has to go.` });
  if (kind !== 'switch') {
    if (flag.value === undefined) {
      refuse({
        rule: 'missing-flag-value',
        span: flag.span,
        message: `${name} needs a value: \`--${flag.name}=…\`, without a space around \`=\`.`,
      });
    }
    return;
  }
  if (flag.value === undefined || /^(true|false)$/i.test(flag.value)) return;
  const said = flag.value === '' ? `${name} ends in \`=\` without a value` : `${quote(flag.value)} is no answer for ${name}`;
  refuse({
    rule: 'invalid-flag-value',
    span: flag.span,
    message: `${said}: write \`--${flag.name}\`, or \`true\` or \`false\` after the \`=\`.`,
  });
}

/** The value of the last such option; undefined where it is absent or has none. */
export const flagValue = (instruction: Instruction, name: string): string | undefined => flagNamed(instruction, name)?.value;

/** The last such option. */
export const flagNamed = (instruction: Instruction, name: string): Flag | undefined =>
  instruction.flags.findLast((flag) => flag.name === name);

/** Whether a switch such as `--link` is on. */
export function switchedOn(instruction: Instruction, name: string): boolean {
  const flag = flagNamed(instruction, name);
  return flag !== undefined && flag.value?.toLowerCase() !== 'false';
}
