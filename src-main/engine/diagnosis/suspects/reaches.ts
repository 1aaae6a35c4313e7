import type { CoreLink } from '../../../../contract/coreLink';

/** Whether a node's calls lead to another node, or to the caller of a call. */
export function reaches({ edges }: Pick<CoreLink, 'edges'>, id: string, target: string): boolean {
  const ends = edges.find((edge) => edge.id === target);
  const wanted = ends?.from ?? target;
  const seen = new Set([id]);
  const open = [id];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at === wanted) return true;
    for (const { from, to } of edges)
      if (from === at && !seen.has(to)) {
        seen.add(to);
        open.push(to);
      }
  }
  return false;
}
