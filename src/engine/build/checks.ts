/** What BuildKit refuses in an instruction by itself, before it looks at stages and variables (instructions/parse.go). */
import { quote } from '../dockerfile/problems.ts';
import type { Instruction } from '../dockerfile/syntax.ts';
import { checkFlags } from './flags.ts';
import { checkHealthcheck } from './healthcheck.ts';
import { checkMountSources } from './mounts.ts';
import type { Refuse } from './report.ts';
import { didYouMean } from './suggest.ts';

type Check = (instruction: Instruction, refuse: Refuse) => void;

const checks: Record<string, Check> = {
  ADD: checkTransfer,
  ARG: checkArg,
  CMD: checkFlags,
  COPY: checkTransfer,
  ENTRYPOINT: checkFlags,
  ENV: checkPairs,
  EXPOSE: (instruction, refuse) => checkSome(instruction, refuse, 'a port'),
  FROM: checkFrom,
  HEALTHCHECK(instruction, refuse) {
    if (instruction.args[0]?.toUpperCase() !== 'NONE') checkFlags(instruction, refuse);
    checkHealthcheck(instruction, refuse);
  },
  LABEL: checkPairs,
  MAINTAINER: (instruction, refuse) => checkOne(instruction, refuse, 'a name'),
  ONBUILD: checkOnbuild,
  RUN: checkRun,
  SHELL: checkShell,
  // BuildKit never looks at options of STOPSIGNAL and ARG.
  STOPSIGNAL: (instruction, refuse) => checkCount(instruction, refuse, 'a signal'),
  USER: (instruction, refuse) => checkOne(instruction, refuse, 'a user'),
  VOLUME: checkVolume,
  WORKDIR: (instruction, refuse) => checkOne(instruction, refuse, 'a folder'),
};

/** Every instruction there is, upper case. */
export const keywords = Object.keys(checks);

/** Whether the builder knows the instruction. */
export const isKnown = (instruction: Instruction): boolean => Object.hasOwn(checks, instruction.keyword);

/** Refuses what is wrong with one instruction, whatever stands around it. */
export function checkInstruction(instruction: Instruction, refuse: Refuse): void {
  const check = Object.hasOwn(checks, instruction.keyword) ? checks[instruction.keyword] : undefined;
  if (check) check(instruction, refuse);
  else refuse({ rule: 'unknown-instruction', span: instruction.keywordSpan, message: unknownInstruction(instruction) });
}

function unknownInstruction({ written, keyword }: Instruction): string {
  const near = didYouMean(keyword, keywords);
  if (near) return `${quote(written)} is not an instruction.${near}`;
  const hint = /^[&|]{2}|^\\$|^-/.test(written) ? ' The line above may lack a `\\` at its end.' : '';
  return `${quote(written)} is not an instruction: every line begins with one, such as FROM, COPY, RUN or CMD.${hint}`;
}

function checkCount(instruction: Instruction, refuse: Refuse, what: string): void {
  const { keyword, words } = instruction;
  if (words.length === 0) refuse({ rule: 'missing-argument', message: `${keyword} needs ${what} after it.` });
  else if (words.length > 1) {
    refuse({ rule: 'too-many-arguments', message: `${keyword} takes ${what} and nothing more; here are ${words.length} words.` });
  }
}

function checkOne(instruction: Instruction, refuse: Refuse, what: string): void {
  checkCount(instruction, refuse, what);
  checkFlags(instruction, refuse);
}

function checkSome(instruction: Instruction, refuse: Refuse, what: string): void {
  if (instruction.words.length === 0) refuse({ rule: 'missing-argument', message: `${instruction.keyword} needs ${what} after it.` });
  checkFlags(instruction, refuse);
}

function checkPairs(instruction: Instruction, refuse: Refuse): void {
  const { keyword, words } = instruction;
  checkFlags(instruction, refuse);
  if (words.length === 0) refuse({ rule: 'missing-argument', message: `${keyword} needs a name and a value: \`${keyword} NAME=value\`.` });
  for (let at = 0; at < words.length; at += 2) {
    if (words[at]?.text === '') refuse({ rule: 'blank-name', message: `${keyword} has a value without a name before its \`=\`.` });
  }
}

function checkArg(instruction: Instruction, refuse: Refuse): void {
  if (instruction.words.length === 0) refuse({ rule: 'missing-argument', message: 'ARG needs a name after it.' });
  for (const word of instruction.words) {
    if (!word.text.startsWith('=')) continue;
    refuse({
      rule: 'blank-name',
      span: word.span,
      message: `ARG has a value without a name: nothing stands before the \`=\` of ${quote(word.text)}.`,
    });
  }
}

function checkFrom(instruction: Instruction, refuse: Refuse): void {
  const [image, as, name] = instruction.words;
  checkFlags(instruction, refuse);
  if (!image) {
    refuse({ rule: 'missing-argument', message: 'FROM needs the image to start from: `FROM node:24`.' });
    return;
  }
  if (!as) return;
  const named = instruction.words.length === 3 && as.text.toLowerCase() === 'as';
  if (!named) {
    refuse({ rule: 'invalid-from', message: fromProblem(instruction) });
  } else if (name && !/^[a-z][a-z0-9\-_.]*$/.test(name.text.toLowerCase())) {
    const message = `${quote(name.text)} cannot name a stage: a name begins with a letter and goes on with letters, digits, \`-\`, \`_\` and \`.\`.`;
    refuse({ rule: 'invalid-stage-name', span: name.span, message });
  }
}

function fromProblem({ words }: Instruction): string {
  const texts = words.map((word) => word.text);
  if (texts.length === 2 && texts[1]?.toLowerCase() === 'as') return 'The name of the stage is missing after `AS`.';
  const comment = texts.findIndex((text) => text.startsWith('#'));
  if (comment > 0)
    return `FROM takes no comment on its own line: ${quote(texts.slice(comment).join(' '))} is read as part of it. Put it on a line above.`;
  return `FROM takes an image, and a name after \`AS\`: \`FROM node:24 AS build\`. Here it reads ${quote(texts.join(' '))}.`;
}

function checkOnbuild(instruction: Instruction, refuse: Refuse): void {
  const trigger = instruction.nested;
  checkFlags(instruction, refuse);
  if (!trigger) {
    refuse({ rule: 'missing-argument', message: 'ONBUILD needs the instruction to run later: `ONBUILD COPY . /app`.' });
  } else if (['ONBUILD', 'FROM', 'MAINTAINER'].includes(trigger.keyword)) {
    refuse({
      rule: 'invalid-trigger',
      aka: ['DL3043'],
      span: trigger.keywordSpan,
      message: `${trigger.keyword} cannot wait behind ONBUILD.`,
    });
  }
}

function checkRun(instruction: Instruction, refuse: Refuse): void {
  checkFlags(instruction, refuse);
  checkMountSources(instruction, refuse);
  for (const flag of instruction.flags) {
    const choices = flag.name === 'network' ? ['default', 'none', 'host'] : flag.name === 'security' ? ['sandbox', 'insecure'] : undefined;
    if (!choices || flag.value === undefined || choices.includes(flag.value)) continue;
    const list = choices.map((choice) => `\`${choice}\``).join(', ');
    refuse({
      rule: 'invalid-flag-value',
      span: flag.span,
      message: `${quote(flag.value)} is no answer for \`--${flag.name}\`: there are ${list}.`,
    });
  }
}

function checkShell(instruction: Instruction, refuse: Refuse): void {
  checkFlags(instruction, refuse);
  if (instruction.words.length === 0) {
    refuse({ rule: 'missing-argument', message: 'SHELL needs a program and its options: `SHELL ["/bin/bash", "-c"]`.' });
  } else if (instruction.form !== 'exec') {
    const message = 'SHELL is only understood as a JSON list in double quotes: `SHELL ["/bin/bash", "-c"]`.';
    refuse({ rule: 'shell-needs-json', message });
  }
}

function checkVolume(instruction: Instruction, refuse: Refuse): void {
  checkSome(instruction, refuse, 'a path');
  for (const word of instruction.words) {
    if (word.text.trim() === '') refuse({ rule: 'blank-volume', span: word.span, message: 'VOLUME has an empty path.' });
  }
}

function checkTransfer(instruction: Instruction, refuse: Refuse): void {
  const { keyword, words, heredocs } = instruction;
  checkFlags(instruction, refuse);
  if (words.length < 2) {
    const only = words[0] ? `; here is only ${quote(words[0].text)}` : '';
    refuse({ rule: 'missing-argument', message: `${keyword} needs what to copy and where to: \`${keyword} source target\`${only}.` });
    return;
  }
  const target = words.at(-1);
  if (target && heredocs.some((heredoc) => heredoc.marker.start >= target.span.start && heredoc.marker.end <= target.span.end)) {
    refuse({
      rule: 'heredoc-as-target',
      span: target.span,
      message: `A here-document can be copied, but ${quote(target.text)} stands where the target belongs.`,
    });
  }
}
