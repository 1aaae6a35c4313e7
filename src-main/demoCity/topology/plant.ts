import { seededRandom } from '../random/seededRandom';
import { dimensions, idcCount } from '../dimensions/dimensions';
import { planEdges, planNodes, planPath, type EdgePlan, type NodePlan } from './cityPlan';
import { varyPlan } from './varyPlan';

export interface PlantNode extends NodePlan {
  index: number;
  /** The canonical id: what the node does, whatever a variant calls it. */
  role: string;
  /** Machines per IDC. */
  perIdc: readonly number[];
}

export interface PlantEdge extends EdgePlan {
  index: number;
  fromNode: number;
  toNode: number;
}

export interface PlantInstance {
  id: string;
  node: number;
  idc: number;
  /** Number within its node and IDC, from 0. */
  place: number;
}

/** The machines and calls of one city, nodes sorted so that callers come before those they call. */
export interface Plant {
  nodes: readonly PlantNode[];
  edges: readonly PlantEdge[];
  /** Edges by the index of the node they leave. */
  leaving: readonly (readonly PlantEdge[])[];
  instances: readonly PlantInstance[];
  path: readonly string[];
  /** The node that plays a role of the plan. */
  byRole(role: string): PlantNode;
  byId(id: string): PlantNode | undefined;
}

/** Machines per IDC beside those in the east. */
const idcSizes = [1, 0.8, 0.65];

export function createPlant(variant: number): Plant {
  const plan =
    variant === 0 ? { nodes: planNodes.map((node) => ({ ...node, role: node.id })), edges: planEdges } : varyPlan(variant);
  const random = seededRandom(7_000 + variant);
  const sorted = callersFirst(plan.nodes, plan.edges);
  const nodes = sorted.map((node, index): PlantNode => {
    const machines = variant === 0 ? node.machines : Math.max(2, node.machines + random.integer(3) - 1);
    return { ...node, index, perIdc: idcSizes.map((size) => Math.max(2, Math.round(machines * size))) };
  });
  const ids = new Map(nodes.map((node) => [node.id, node]));
  const roles = new Map(nodes.map((node) => [node.role, node]));
  const must = (found: PlantNode | undefined, id: string): PlantNode => {
    if (found === undefined) throw new Error(`the plan has a node "${id}"`);
    return found;
  };
  const edges = plan.edges.map((edge, index): PlantEdge => ({
    ...edge,
    index,
    fromNode: must(ids.get(edge.from), edge.from).index,
    toNode: must(ids.get(edge.to), edge.to).index,
  }));
  const byRole = (role: string): PlantNode => must(roles.get(role), role);
  return {
    nodes,
    edges,
    leaving: nodes.map((node) => edges.filter((edge) => edge.fromNode === node.index)),
    instances: nodes.flatMap((node) => instancesOf(node, node.perIdc)),
    path: planPath.map((role) => byRole(role).id),
    byRole,
    byId: (id) => ids.get(id),
  };
}

function instancesOf(node: PlantNode, perIdc: readonly number[]): PlantInstance[] {
  return Array.from({ length: idcCount }, (_, idc) =>
    Array.from({ length: perIdc[idc] ?? 0 }, (__, place) => ({
      id: instanceId(node.id, idc, place),
      node: node.index,
      idc,
      place,
    })),
  ).flat();
}

/** `order-core-east-1` */
export function instanceId(nodeId: string, idc: number, place: number): string {
  return `${nodeId}-${dimensions[3]?.values[idc] ?? idc}-${place + 1}`;
}

function callersFirst<T extends NodePlan>(nodes: readonly T[], edges: readonly EdgePlan[]): T[] {
  const left = new Map(nodes.map((node) => [node.id, edges.filter((edge) => edge.to === node.id).length]));
  const sorted: T[] = [];
  const ready = nodes.filter((node) => left.get(node.id) === 0);
  for (let node = ready.shift(); node !== undefined; node = ready.shift()) {
    sorted.push(node);
    for (const edge of edges) {
      if (edge.from !== node.id) continue;
      const count = (left.get(edge.to) ?? 0) - 1;
      left.set(edge.to, count);
      const callee = nodes.find((each) => each.id === edge.to);
      if (count === 0 && callee !== undefined) ready.push(callee);
    }
  }
  if (sorted.length !== nodes.length) throw new Error('a plan has no circle of calls');
  return sorted;
}
