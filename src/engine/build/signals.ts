import { didYouMean } from './suggest.ts';

/** Names of Linux signals, after moby/sys/signal. */
const names =
  'ABRT ALRM BUS CHLD CLD CONT FPE HUP ILL INT IO IOT KILL PIPE POLL PROF PWR QUIT SEGV STKFLT STOP SYS TERM TRAP TSTP TTIN TTOU URG USR1 USR2 VTALRM WINCH XCPU XFSZ RTMIN RTMAX'.split(
    ' ',
  );
const known = new Set(names);

/** Checks a STOPSIGNAL value: a number other than 0, or a name with or without `SIG`. The error is one sentence. */
export function problemOfSignal(text: string): string | undefined {
  if (/^[-+]?\d+$/.test(text)) return Number(text) === 0 ? '`0` is not a signal.' : undefined;
  const name = text.toUpperCase().replace(/^SIG/, '');
  if (known.has(name) || /^RTMIN\+([1-9]|1[0-5])$/.test(name) || /^RTMAX-([1-9]|1[0-4])$/.test(name)) return undefined;
  return `\`${text}\` is not the name of a signal.${didYouMean(
    text.toUpperCase(),
    names.map((signal) => `SIG${signal}`),
  )}`;
}
