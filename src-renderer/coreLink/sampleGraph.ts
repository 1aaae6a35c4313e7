import {
  edgeIdOf,
  placesOf,
  type CoreLink,
  type CoreNode,
  type GraphFrame,
  type GraphLayout,
  type Grouping,
} from '../../contract/coreLink';
import { buildScene, type GraphScene } from './graphScene';

/**
 * A small shop for tests: an entry lane above a payment lane.
 *
 *     app → gateway → cart → mysql          (entry; cart and mysql in one row)
 *             cashier → pay → channel-a     (payment, below)
 *                       pay → channel-b
 */
export function sampleLink(): CoreLink {
  const node = (id: string, domain: string | null, kind: CoreNode['kind'] = 'service'): CoreNode => ({
    id,
    name: { zh: id, en: id },
    domain,
    kind,
    origin: domain === null ? 'discovered' : 'workspace',
    idcs: kind === 'external' ? [] : ['east', 'west'],
  });
  const edge = (from: string, to: string) => ({ id: edgeIdOf(from, to), from, to, origin: 'workspace' as const });
  return {
    revision: 3,
    domains: [
      { id: 'entry', name: { zh: '入口', en: 'Entry' } },
      { id: 'payment', name: { zh: '支付', en: 'Payment' } },
    ],
    idcs: [
      { id: 'east', name: { zh: '东', en: 'East' } },
      { id: 'west', name: { zh: '西', en: 'West' } },
    ],
    path: ['app', 'cart', 'pay'],
    nodes: [
      node('app', 'entry'),
      node('gateway', 'entry'),
      node('cart', 'entry'),
      node('mysql', 'entry', 'middleware'),
      node('cashier', 'payment'),
      node('pay', 'payment'),
      node('channel-a', 'payment', 'external'),
      node('channel-b', 'payment', 'external'),
      node('batch', null),
    ],
    edges: [
      edge('app', 'gateway'),
      edge('gateway', 'cart'),
      edge('cart', 'mysql'),
      edge('gateway', 'mysql'),
      edge('gateway', 'cashier'),
      edge('cashier', 'pay'),
      edge('pay', 'channel-a'),
      edge('pay', 'channel-b'),
      edge('pay', 'cart'),
    ],
    sources: [],
    leftOut: 2,
  };
}

export function sampleLayout(): GraphLayout {
  const at = (x: number, y: number) => ({ x, y });
  return {
    version: 14,
    revision: 3,
    lanes: [
      { id: 'entry', x: 0, y: 0, width: 800, height: 140 },
      { id: 'payment', x: 0, y: 152, width: 800, height: 220 },
      { id: '+', x: 0, y: 384, width: 800, height: 100 },
    ],
    positions: {
      app: at(90, 70),
      gateway: at(266, 70),
      cart: at(442, 70),
      mysql: at(618, 70),
      cashier: at(266, 240),
      pay: at(442, 240),
      'channel-a': at(618, 220),
      'channel-b': at(618, 310),
      batch: at(90, 434),
    },
    by: null,
    at: null,
    canUndo: false,
    canRedo: false,
  };
}

export function sampleScene(hidden: readonly string[] = []): GraphScene {
  return buildScene({ link: sampleLink(), layout: sampleLayout(), by: 'domain', hidden: new Set(hidden) });
}

/** Everything well but what is said: score by place id, and the places that explain. */
export function sampleFrame(
  scores: Readonly<Record<string, number>> = {},
  parts: Readonly<Record<string, number>> = {},
  by: Grouping = 'domain',
): GraphFrame {
  const link = sampleLink();
  const places = placesOf(link, by);
  const column = (count: number, value: number): Float64Array => new Float64Array(count).fill(value);
  const [n, e] = [places.nodes.length, places.edges.length];
  const scoresOf = (of: readonly { readonly id: string }[]): Float64Array => Float64Array.from(of, ({ id }) => scores[id] ?? 97);
  return {
    graphId: 'test',
    revision: link.revision,
    by,
    from: 1_000,
    to: 61_000,
    nodes: {
      score: scoresOf(places.nodes),
      requests: column(n, 500),
      failures: column(n, 0),
      latencyMsP50: column(n, 20),
      latencyMsP99: column(n, 80),
      saturation: column(n, 0.4),
    },
    edges: {
      score: scoresOf(places.edges),
      requests: column(e, 500),
      arrived: column(e, 500),
      failures: column(e, 0),
      callerMsP99: column(e, 90),
      calleeMsP99: column(e, 80),
      cut: new Uint8Array(e),
    },
    parts: Uint8Array.from([...places.nodes, ...places.edges], ({ id }) => parts[id] ?? 0),
    lost: {},
    instances: [],
    status: { phase: 'live', reason: null, intervalMs: 10_000, backendId: 'city', reporting: null },
  };
}
