import { quote } from '../dockerfile/problems.ts';
import type { Instruction } from '../dockerfile/syntax.ts';
import type { Healthcheck } from './build.ts';
import { parseDuration } from './durations.ts';
import { flagNamed, flagValue } from './flags.ts';
import type { Refuse } from './report.ts';

const times = ['interval', 'timeout', 'start-period', 'start-interval'] as const;

/** Refuses what BuildKit's parseHealthcheck refuses. Options are not looked at behind NONE. */
export function checkHealthcheck(instruction: Instruction, refuse: Refuse): void {
  const [first, ...rest] = instruction.words;
  if (!first) {
    refuse({ rule: 'missing-argument', message: 'HEALTHCHECK needs `CMD` and a command, or `NONE`.' });
    return;
  }
  const kind = first.text.toUpperCase();
  if (kind === 'NONE') {
    if (rest.length > 0) refuse({ rule: 'too-many-arguments', message: '`HEALTHCHECK NONE` takes nothing after `NONE`.' });
    return;
  }
  if (kind !== 'CMD') {
    const message = `${quote(first.text)} cannot follow HEALTHCHECK: write \`CMD\` and the command that checks, or \`NONE\`.`;
    refuse({ rule: 'unknown-healthcheck', span: first.span, message });
  } else if (rest.length === 0) {
    refuse({ rule: 'missing-argument', message: '`HEALTHCHECK CMD` needs the command that checks.' });
  }
  for (const name of times) checkTime(instruction, name, refuse);
  checkRetries(instruction, refuse);
}

function checkTime(instruction: Instruction, name: string, refuse: Refuse): void {
  const flag = flagNamed(instruction, name);
  if (!flag?.value) return;
  const time = parseDuration(flag.value);
  if (time === undefined) {
    const unit = /^\d+$/.test(flag.value) ? ` A unit is missing: \`${flag.value}s\` for seconds.` : '';
    const message = `${quote(flag.value)} is not a length of time: write a number with its unit, such as \`30s\` or \`1m30s\`.${unit}`;
    refuse({ rule: 'invalid-duration', span: flag.span, message });
  } else if (time !== 0 && time < 1) {
    refuse({ rule: 'invalid-duration', span: flag.span, message: `\`--${name}=${flag.value}\` is shorter than one millisecond.` });
  }
}

function checkRetries(instruction: Instruction, refuse: Refuse): void {
  const flag = flagNamed(instruction, 'retries');
  if (!flag?.value) return;
  const number = /^[-+]?\d+$/.test(flag.value) ? Number(flag.value) : Number.NaN;
  if (number >= 0 && number <= 0x7fff_ffff) return;
  const message = `\`--retries=${flag.value}\` is not a number of tries: write a whole number, 0 for Docker's default.`;
  refuse({ rule: 'invalid-retries', span: flag.span, message });
}

/** The health check as Docker stores it; undefined where the instruction cannot be read. */
export function readHealthcheck(instruction: Instruction): Healthcheck | undefined {
  const [kind = '', ...rest] = instruction.args;
  if (kind.toUpperCase() === 'NONE') return { test: ['NONE'] };
  if (kind.toUpperCase() !== 'CMD' || rest.length === 0) return undefined;
  const test = instruction.form === 'exec' ? ['CMD', ...rest] : ['CMD-SHELL', rest.join(' ')];
  const [interval, timeout, startPeriod, startInterval] = times.map(
    (name) => parseDuration(flagValue(instruction, name) ?? '') || undefined,
  );
  const retries = Number(flagValue(instruction, 'retries') ?? 0) || undefined;
  return {
    test,
    ...(interval ? { interval } : {}),
    ...(timeout ? { timeout } : {}),
    ...(startPeriod ? { startPeriod } : {}),
    ...(startInterval ? { startInterval } : {}),
    ...(retries ? { retries } : {}),
  };
}
