import { seededRandom, type SeededRandom } from '../random/seededRandom';
import { planEdges, planNodes, type EdgePlan, type NodePlan } from './cityPlan';

export interface VariedPlan {
  nodes: readonly (NodePlan & { role: string })[];
  edges: readonly EdgePlan[];
}

const suffixes = ['svc', 'center', 'api', 'server', 'unit'];
/** What a variant may add: beside which nodes, what it is, and whether its callers can do without it. */
const extras: readonly { after: string; node: NodePlan; calls: number }[] = [
  extra('home-feed', 'banner', 'discovery', 'service', 7, 0.4),
  extra('shop-list', 'shop-score', 'discovery', 'service', 9, 0.5),
  extra('menu', 'dish-image', 'discovery', 'service', 6, 0.6),
  extra('preview', 'packing-fee', 'trade', 'service', 6, 0.7),
  extra('order-submit', 'blacklist', 'trade', 'service', 5, 0.8),
  extra('cashier', 'wallet', 'payment', 'service', 11, 0.3),
  extra('accept', 'shop-voice', 'merchant', 'service', 9, 0.6),
  extra('dispatch', 'weather-api', 'delivery', 'external', 45, 0.2),
  extra('deliver', 'proof-photo', 'delivery', 'service', 14, 0.5),
  extra('order-core', 'es-order', 'trade', 'middleware', 12, 0.3),
];

/** The same city built by another team: other names, some more nodes and edges, seeded by the variant. */
export function varyPlan(variant: number): VariedPlan {
  const random = seededRandom(5_000 + variant);
  const chosen = extras.filter(() => random.next() < 0.5);
  const names = new Map(planNodes.map((node) => [node.id, rename(node, random)]));
  const nodes = [
    ...planNodes.map((node) => named(node, names.get(node.id) ?? node.id)),
    ...chosen.map(({ node }) => ({ ...node, role: node.id })),
  ].map((node) => ({ ...node, serviceMs: node.serviceMs * (0.85 + 0.3 * random.next()) }));
  const edges = [
    ...planEdges,
    ...chosen.map(({ after, node, calls }): EdgePlan => ({
      ...{ from: after, to: node.id, calls, timeoutMs: 400, retries: 1, breaker: true, optional: true },
    })),
    ...extraEdges.filter(() => random.next() < 0.5),
  ].map((edge) => renamed(edge, names));
  return { nodes, edges };
}

const extraEdges: readonly EdgePlan[] = [
  { from: 'shop-list', to: 'promo', calls: 0.2, timeoutMs: 300, retries: 1, breaker: true, optional: true },
  { from: 'search', to: 'recommend', calls: 0.2, timeoutMs: 300, retries: 1, breaker: true, optional: true },
  { from: 'cart', to: 'price', calls: 0.3, timeoutMs: 400, retries: 1, breaker: true },
  { from: 'order-submit', to: 'address', calls: 0.5, timeoutMs: 400, retries: 1, breaker: true },
  { from: 'cashier', to: 'coupon', calls: 0.3, timeoutMs: 400, retries: 1, breaker: true, optional: true },
  { from: 'accept', to: 'eta', calls: 0.4, timeoutMs: 500, retries: 1, breaker: true, optional: true },
];

function extra(after: string, id: string, domain: NodePlan['domain'], kind: NodePlan['kind'], serviceMs: number, calls: number) {
  const node: NodePlan = {
    ...{ id, zh: id, en: id, domain, kind, machines: 3, serviceMs, peakLoad: 0.5 },
    workers: kind === 'service' ? 'pool' : 'events',
  };
  return { after, node, calls };
}

function rename(node: NodePlan, random: SeededRandom): string {
  const draw = random.next();
  if (node.domain === 'entry' || node.kind === 'external' || draw < 0.4) return node.id;
  return node.kind === 'middleware' ? `${node.id}-${1 + random.integer(9)}` : `${node.id}-${random.pick(suffixes)}`;
}

function named(node: NodePlan, id: string): NodePlan & { role: string } {
  return id === node.id ? { ...node, role: node.id } : { ...node, id, zh: id, en: id, role: node.id };
}

function renamed(edge: EdgePlan, names: ReadonlyMap<string, string>): EdgePlan {
  const to = (id: string): string => names.get(id) ?? id;
  const calls =
    typeof edge.calls === 'object' && 'missesOf' in edge.calls
      ? { ...edge.calls, missesOf: to(edge.calls.missesOf) }
      : edge.calls;
  return { ...edge, from: to(edge.from), to: to(edge.to), calls };
}
