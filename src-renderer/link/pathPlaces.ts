import { edgeIdOf, type CoreLink } from '../../contract/coreLink';

type Graph = Pick<CoreLink, 'path' | 'edges'>;

/** Which step of an order's path each node stands beside: the one fewest calls away, whichever way they go; the earlier one of two. */
export function nearestOnPath({ path, edges }: Graph): ReadonlyMap<string, { readonly step: number; readonly calls: number }> {
  const near = new Map(path.map((id, step) => [id, { step, calls: 0 }]));
  const neighbours = new Map<string, string[]>();
  for (const { from, to } of edges) {
    neighbours.set(from, [...(neighbours.get(from) ?? []), to]);
    neighbours.set(to, [...(neighbours.get(to) ?? []), from]);
  }
  const queue = [...path];
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    const here = near.get(id);
    if (here === undefined) continue;
    for (const next of neighbours.get(id) ?? [])
      if (!near.has(next)) {
        near.set(next, { step: here.step, calls: here.calls + 1 });
        queue.push(next);
      }
  }
  return near;
}

/**
 * The links that belong to the way from each step of the path to the next, `path.length − 1` groups of edge ids: a link belongs
 * to the way to the step that its nearer end stands beside, the callee where both are as near; what stands beside the first step
 * belongs to the way from it.
 */
export function linksBetweenSteps(link: Graph): readonly (readonly string[])[] {
  const near = nearestOnPath(link);
  const groups = link.path.slice(1).map((): string[] => []);
  for (const { from, to } of link.edges) {
    const [caller, callee] = [near.get(from), near.get(to)];
    const nearer = caller === undefined || (callee !== undefined && callee.calls <= caller.calls) ? callee : caller;
    if (nearer !== undefined) groups[Math.max(0, nearer.step - 1)]?.push(edgeIdOf(from, to));
  }
  return groups;
}
