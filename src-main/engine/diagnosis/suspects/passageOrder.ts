import type { CoreLink } from '../../../../contract/coreLink';

/**
 * When an order comes past a node: the place on the core link's path of the node itself, or of the first one on it that its calls
 * lead to; after all others where they lead to none.
 */
export function passageOrder({ path, edges }: Pick<CoreLink, 'path' | 'edges'>): (node: string) => number {
  const known = new Map<string, number>();
  return (node) => {
    const order = known.get(node) ?? orderOf(node);
    known.set(node, order);
    return order;
  };

  function orderOf(node: string): number {
    const seen = new Set([node]);
    let least = path.length;
    for (const at of seen) {
      const place = path.indexOf(at);
      // Whoever stands on the path is passed there, whatever it calls.
      if (at === node && place !== -1) return place;
      if (place !== -1) least = Math.min(least, place);
      for (const { from, to } of edges) if (from === at) seen.add(to);
    }
    return least;
  }
}
