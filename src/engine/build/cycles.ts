import type { Stage } from './build.ts';

/** An edge of the graph of stages: `stage` reads `needs`. */
export interface Edge<T> {
  to: Stage;
  by: T;
}

/**
 * The first circle in which stages read one another, as the edges that close it; undefined where there is none. Bases are no
 * edges: they always stand further up. Walks without recursion, each stage once.
 */
export function findCycle<T>(
  stages: readonly Stage[],
  edgesOf: (stage: Stage) => readonly Edge<T>[],
): { stage: Stage; edge: Edge<T> }[] | undefined {
  const visited = new Set<Stage>();
  const onPath = new Map<Stage, number>();
  for (const root of stages) {
    if (visited.has(root)) continue;
    const path: { stage: Stage; next: number }[] = [{ stage: root, next: 0 }];
    visited.add(root);
    onPath.set(root, 0);
    while (path.length > 0) {
      const top = path.at(-1);
      if (!top) break;
      const edge = edgesOf(top.stage)[top.next];
      top.next += 1;
      if (!edge) {
        onPath.delete(top.stage);
        path.pop();
        continue;
      }
      const from = onPath.get(edge.to);
      if (from !== undefined) return circle(path.slice(from), edgesOf);
      if (visited.has(edge.to)) continue;
      visited.add(edge.to);
      onPath.set(edge.to, path.length);
      path.push({ stage: edge.to, next: 0 });
    }
  }
  return undefined;
}

function circle<T>(
  path: { stage: Stage; next: number }[],
  edgesOf: (stage: Stage) => readonly Edge<T>[],
): { stage: Stage; edge: Edge<T> }[] {
  return path.flatMap(({ stage, next }) => {
    const edge = edgesOf(stage)[next - 1];
    return edge ? [{ stage, edge }] : [];
  });
}
