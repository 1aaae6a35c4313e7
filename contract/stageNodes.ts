import type { Workspace } from './workspace';

export interface StagePlace {
  /** Position on the order's way: an index of the core link's path, or something between two. */
  readonly order: number;
  readonly node: string | null;
}

/**
 * Where on the core link's path each business metric is measured: what the file says; else the path's node that has a word of
 * the metric's id, the last one, in its own (orders.push ↔ order-push-svc); else, between two stages that are known, the path's node there;
 * else just after the stage before. Pages (pages.menu ↔ menu) stand on the path before the funnel.
 */
export function stageNodesOf(workspace: Workspace): Map<string, StagePlace> {
  const path = workspace.coreLink?.path ?? [];
  const places = new Map<string, StagePlace>();
  const named = workspace.funnel.map(({ metric, node }) => node ?? byName(metric, path));
  let order = -1;
  workspace.funnel.forEach(({ metric }, i) => {
    const node = named[i] ?? between(i, named, path);
    const place = node === null ? -1 : path.indexOf(node);
    // Halves keep the stages in their order where the path does not say it.
    order = place > order ? place : order + 0.5;
    places.set(metric, { order, node });
  });
  for (const [metricId, metric] of Object.entries(workspace.metrics)) {
    if (places.has(metricId) || metric.of !== 'business') continue;
    const node = byName(metricId, path);
    if (node !== null) places.set(metricId, { order: path.indexOf(node), node });
  }
  return places;
}

function byName(metricId: string, path: readonly string[]): string | null {
  // The last word says which: `orders` is in all of them.
  const word = wordsOf(metricId).at(-1);
  const hits = word === undefined ? [] : path.filter((node) => wordsOf(node).includes(word));
  return hits.length === 1 ? (hits[0] ?? null) : null;
}

/** The path's only node between the neighbours that are known. */
function between(i: number, named: readonly (string | null)[], path: readonly string[]): string | null {
  const before = named.slice(0, i).findLast((node) => node !== null);
  const after = named.slice(i + 1).find((node) => node !== null);
  if (before === undefined || before === null || after === undefined || after === null) return null;
  const inside = path.slice(path.indexOf(before) + 1, path.indexOf(after));
  return inside.length === 1 ? (inside[0] ?? null) : null;
}

function wordsOf(id: string): string[] {
  return id
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length > 2);
}
