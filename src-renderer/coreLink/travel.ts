import type { GraphReadings } from './graphReadings';
import type { GraphScene, SceneEdge, SceneNode } from './graphScene';
import { gravityOf } from './gravity';

/** A node or a link of the scene, by its place id. */
export interface ScenePart {
  readonly kind: 'node' | 'edge';
  /** Into the scene's nodes or edges. */
  readonly index: number;
}
export type TravelKey = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown';

/**
 * Where an arrow leads. From a node → goes to its gravest link to a callee and ← to one from a caller; from a link → to its
 * callee, ← to its caller; ↑ ↓ among links of the same end, and among nodes to the nearest above or below. Null: it stays.
 */
export function travel(scene: GraphScene, readings: GraphReadings, from: ScenePart | null, key: TravelKey): ScenePart | null {
  if (from === null) return gravestPart(readings);
  if (from.kind === 'edge') {
    const edge = scene.edges[from.index];
    if (edge === undefined) return null;
    if (key === 'ArrowRight') return { kind: 'node', index: edge.to };
    if (key === 'ArrowLeft') return { kind: 'node', index: edge.from };
    return siblingEdge(scene, edge, key === 'ArrowDown' ? 1 : -1);
  }
  if (key === 'ArrowRight' || key === 'ArrowLeft') {
    const isOut = key === 'ArrowRight';
    return gravestEdge(scene, readings, (edge) => (isOut ? edge.from : edge.to) === from.index);
  }
  const node = scene.nodes[from.index];
  return node === undefined ? null : nodeBeside(scene, node, key === 'ArrowDown' ? 1 : -1);
}

/** Where a person would look first: the worst link or node; without trouble the first node. */
export function gravestPart(readings: GraphReadings): ScenePart | null {
  const node = indexOfGravest(readings.nodes);
  const edge = indexOfGravest(readings.edges);
  if (node === null) return null;
  const [nodeGravity, edgeGravity] = [weight(readings.nodes[node]), weight(readings.edges[edge ?? -1])];
  if (edge !== null && edgeGravity >= nodeGravity && edgeGravity > weightOfNothing) return { kind: 'edge', index: edge };
  return { kind: 'node', index: nodeGravity > weightOfNothing ? node : 0 };
}

/** Everything that is not well, the worst first. */
export function gravestParts(readings: GraphReadings): readonly ScenePart[] {
  const parts = [
    ...readings.nodes.map((reading, index) => ({ kind: 'node' as const, index, reading })),
    ...readings.edges.map((reading, index) => ({ kind: 'edge' as const, index, reading })),
  ];
  return parts
    .filter(({ reading }) => weight(reading) > weightOfNothing && gravityOf[reading.health] > gravityOf.unknown)
    .sort((a, b) => weight(b.reading) - weight(a.reading))
    .map(({ kind, index }) => ({ kind, index }));
}

type Weighed = { readonly health: keyof typeof gravityOf; readonly part: number; readonly score: number };

/** Gravity first, then the part it has in what is explained, then the lower score. */
function weight(reading: Weighed | undefined): number {
  if (reading === undefined) return -1;
  const lost = Number.isNaN(reading.score) ? 0 : 100 - reading.score;
  return gravityOf[reading.health] * 1_000 + reading.part * 200 + lost;
}
const weightOfNothing = gravityOf.unknown * 1_000;

function indexOfGravest(readings: readonly Weighed[]): number | null {
  let best: number | null = null;
  readings.forEach((reading, i) => {
    if (best === null || weight(reading) > weight(readings[best])) best = i;
  });
  return best;
}

function gravestEdge(scene: GraphScene, readings: GraphReadings, isWanted: (edge: SceneEdge) => boolean): ScenePart | null {
  let best: number | null = null;
  scene.edges.forEach((edge, i) => {
    if (isWanted(edge) && (best === null || weight(readings.edges[i]) > weight(readings.edges[best]))) best = i;
  });
  return best === null ? null : { kind: 'edge', index: best };
}

/** Links from the same caller from top to bottom; a caller's only link is among those to its callee. */
function siblingEdge(scene: GraphScene, edge: SceneEdge, step: 1 | -1): ScenePart | null {
  const indexes = scene.edges.map((_, i) => i);
  const isOf = (end: 'from' | 'to') => (i: number) => scene.edges[i]?.[end] === edge[end];
  const ofCaller = indexes.filter(isOf('from'));
  const far = ofCaller.length > 1 ? 'to' : 'from';
  const siblings = ofCaller.length > 1 ? ofCaller : indexes.filter(isOf('to'));
  const height = (i: number): number => scene.nodes[scene.edges[i]?.[far] ?? -1]?.y ?? 0;
  const ordered = siblings.sort((a, b) => height(a) - height(b) || a - b);
  const next = ordered[ordered.findIndex((i) => scene.edges[i] === edge) + step];
  return next === undefined ? null : { kind: 'edge', index: next };
}

/** Sideways counts double: what stands in the same column comes first. */
function nodeBeside(scene: GraphScene, from: SceneNode, step: 1 | -1): ScenePart | null {
  let best: number | null = null;
  let least = Infinity;
  scene.nodes.forEach(({ x, y }, i) => {
    const down = (y - from.y) * step;
    const cost = down + 2 * Math.abs(x - from.x);
    if (down > 1 && cost < least) [best, least] = [i, cost];
  });
  return best === null ? null : { kind: 'node', index: best };
}
