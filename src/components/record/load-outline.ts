/** Data that the site keeps as files, such as the course in brief: each fetched once a page. */
import type { Outline } from '../../course/outline.ts';

const fetched = new Map<string, Promise<unknown>>();

/**
 * @param address of a JSON file of the site, as the page knows it
 * @throws where it cannot be fetched; the next call tries again
 */
export function loadData<T>(address: string): Promise<T> {
  const known = fetched.get(address) as Promise<T> | undefined;
  if (known) return known;
  const asked = fetch(address).then((answer) => {
    if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
    return answer.json() as Promise<T>;
  });
  fetched.set(address, asked);
  asked.catch(() => fetched.delete(address));
  return asked;
}

/** @param address of `outline.json` */
export const loadOutline = (address: string): Promise<Outline> => loadData<Outline>(address);
