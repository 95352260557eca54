/** The course in brief, fetched once a page. */
import type { Outline } from '../../course/outline.ts';

const fetched = new Map<string, Promise<Outline>>();

/**
 * @param address of `outline.json`, as the page knows it
 * @throws where it cannot be fetched; the next call tries again
 */
export function loadOutline(address: string): Promise<Outline> {
  const known = fetched.get(address);
  if (known) return known;
  const asked = fetch(address).then((answer) => {
    if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
    return answer.json() as Promise<Outline>;
  });
  fetched.set(address, asked);
  asked.catch(() => fetched.delete(address));
  return asked;
}
