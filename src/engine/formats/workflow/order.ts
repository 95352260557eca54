/** The order in which jobs can run. */

/** Something that waits for others by name. */
interface Waiting {
  id: string;
  needs: readonly { id: string }[];
}

/** Jobs so that each comes after those it needs; `cycle`: ids that wait for one another, in order. Linear. */
export function orderJobs<T extends Waiting>(jobs: readonly T[]): { order: T[]; cycle: string[] } {
  const byId = new Map(jobs.map((job) => [job.id, job]));
  const waitsFor = new Map(jobs.map((job) => [job.id, new Set(job.needs.map((need) => need.id).filter((id) => byId.has(id)))]));
  const followers = new Map<string, string[]>();
  for (const [id, needs] of waitsFor) {
    for (const need of needs) {
      const list = followers.get(need);
      if (list) list.push(id);
      else followers.set(need, [id]);
    }
  }
  const ready = jobs.filter((job) => waitsFor.get(job.id)?.size === 0).map((job) => job.id);
  const order: T[] = [];
  for (let at = 0; at < ready.length; at++) {
    const id = ready[at] ?? '';
    const job = byId.get(id);
    if (job) order.push(job);
    for (const follower of followers.get(id) ?? []) {
      const left = waitsFor.get(follower);
      left?.delete(id);
      if (left?.size === 0) ready.push(follower);
    }
  }
  return { order, cycle: order.length === byId.size ? [] : findCycle(waitsFor, new Set(order.map((job) => job.id))) };
}

/** One cycle among what is left: follow the needs until an id comes back. */
function findCycle(waitsFor: ReadonlyMap<string, ReadonlySet<string>>, done: ReadonlySet<string>): string[] {
  const path: string[] = [];
  const seen = new Set<string>();
  let id = [...waitsFor.keys()].find((each) => !done.has(each));
  while (id !== undefined && !seen.has(id)) {
    seen.add(id);
    path.push(id);
    id = [...(waitsFor.get(id) ?? [])].find((each) => !done.has(each));
  }
  return id === undefined ? path : path.slice(path.indexOf(id));
}

/** Every job that must be done before a job, near and far. */
export function neededBy<T extends Waiting>(job: T, jobs: readonly T[]): Set<string> {
  const byId = new Map(jobs.map((each) => [each.id, each]));
  const found = new Set<string>();
  const open = job.needs.map((need) => need.id);
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    open.push(...(byId.get(id)?.needs ?? []).map((need) => need.id));
  }
  return found;
}
