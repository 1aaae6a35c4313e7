import type { Plant, PlantEdge } from '../topology/plant';

const insideMs = 0.4;
const outsideMs = 28;
const phoneMs = 45;

/** Usual time on the network between caller and callee, both ways. */
export function wireMs(plant: Plant, edge: PlantEdge): number {
  if (plant.nodes[edge.toNode]!.kind === 'external') return outsideMs;
  return ['app', 'miniapp', 'web'].includes(plant.nodes[edge.fromNode]!.role) ? phoneMs : insideMs;
}
