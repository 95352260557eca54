import type { Answer } from '../../source.ts';
import type { Value } from './model.ts';

/**
 * Whether a value passes a test: `unknown` where a variable stands in for it, `no` where it is invalid. `absent` is what to say
 * of a value that is not written: `no` unless the tool's default passes, or the service is `partial`.
 */
export function holds<T>(value: Value<T> | undefined, test: (value: T) => boolean, absent: Answer = 'no'): Answer {
  if (!value) return absent;
  if (value.state === 'unknown') return 'unknown';
  return value.value !== undefined && test(value.value) ? 'yes' : 'no';
}
