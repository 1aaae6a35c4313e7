/**
 * The city's machines as its architects drew them. Loads follow from the journeys, sizes from the loads (sizing happens in
 * the service flow), so a plan says only who calls whom, how often, and what happens when a call fails.
 */
export const domainIds = ['entry', 'discovery', 'trade', 'payment', 'merchant', 'delivery'] as const;
export type DomainId = (typeof domainIds)[number];
export type NodeKind = 'service' | 'middleware' | 'external';

/** A stream of requests with a life of its own: pages people open, and the steps of an order. */
export const journeyIds = [
  ...(['home', 'list', 'menu', 'preview', 'submit', 'pay', 'track'] as const),
  ...(['push', 'accept', 'dispatch', 'pickup', 'deliver'] as const),
];
export type JourneyId = (typeof journeyIds)[number];

export interface NodePlan {
  id: string;
  zh: string;
  en: string;
  domain: DomainId;
  kind: NodeKind;
  /** Machines in the east IDC; north and south have fewer, as their traffic is. */
  machines: number;
  /** Mean time a request keeps this node itself busy, without waiting for others. */
  serviceMs: number;
  /** Share of capacity in use at the top of an ordinary promotion. */
  peakLoad: number;
  /** `pool`: a request holds a worker while it waits for others, so slowness below starves it. `events`: it does not. */
  workers: 'pool' | 'events';
}

export interface EdgePlan {
  from: string;
  to: string;
  /** Calls per request of the caller; or the journeys that take this way; or a share of payments of one channel. */
  calls: number | { journeys: readonly JourneyId[] } | { channel: number } | { missesOf: string; perRequest: number };
  /** The caller can do without an answer (fallback); this is also what degrading switches off. */
  optional?: true;
  /** The caller does not wait: a message. */
  async?: true;
  timeoutMs: number;
  retries: number;
  breaker: boolean;
}

const node = (
  domain: DomainId,
  kind: NodeKind,
  id: string,
  zh: string,
  en: string,
  machines: number,
  serviceMs: number,
  peakLoad = 0.58,
  workers: 'pool' | 'events' = kind === 'service' ? 'pool' : 'events',
): NodePlan => ({ id, zh, en, domain, kind, machines, serviceMs, peakLoad, workers });

const edge = (from: string, to: string, calls: EdgePlan['calls'], timeoutMs: number, rest: Partial<EdgePlan> = {}): EdgePlan => ({
  from,
  to,
  calls,
  timeoutMs,
  retries: 1,
  // Pools in front of databases, caches and queues have time limits and retries; breakers guard calls between services.
  breaker: planNodes.find((each) => each.id === to)?.kind !== 'middleware',
  ...rest,
});

const optional = { optional: true } as const;
const message = { async: true, retries: 0, breaker: false } as const;
const once = { retries: 0 } as const;

export const planNodes: readonly NodePlan[] = [
  node('entry', 'service', 'app', 'App', 'App', 4, 2, 0.4, 'events'),
  node('entry', 'service', 'miniapp', '小程序', 'Mini program', 3, 2, 0.4, 'events'),
  node('entry', 'service', 'web', '网页', 'Web', 2, 2, 0.3, 'events'),
  node('entry', 'service', 'edge-gateway', 'edge-gateway', 'edge-gateway', 6, 3, 0.55, 'events'),
  node('entry', 'service', 'api-gateway', 'api-gateway', 'api-gateway', 6, 4, 0.56, 'events'),
  node('entry', 'service', 'passport', 'passport', 'passport', 4, 6),
  node('entry', 'middleware', 'redis-session', 'redis-session', 'redis-session', 3, 0.8, 0.5),

  node('discovery', 'service', 'home-feed', 'home-feed', 'home-feed', 6, 18),
  node('discovery', 'service', 'recommend', 'recommend', 'recommend', 5, 35, 0.62),
  node('discovery', 'service', 'promo', 'promo', 'promo', 4, 10),
  node('discovery', 'service', 'shop-list', 'shop-list', 'shop-list', 5, 20),
  node('discovery', 'service', 'search', 'search', 'search', 4, 22, 0.6),
  node('discovery', 'service', 'menu', 'menu', 'menu', 5, 14),
  node('discovery', 'service', 'review', 'review', 'review', 3, 8),
  node('discovery', 'middleware', 'redis-feed', 'redis-feed', 'redis-feed', 4, 0.9, 0.5),
  node('discovery', 'middleware', 'redis-menu', 'redis-menu', 'redis-menu', 4, 0.9, 0.5),
  node('discovery', 'middleware', 'es-search', 'es-search', 'es-search', 4, 16, 0.6),
  node('discovery', 'middleware', 'mysql-menu', 'mysql-menu', 'mysql-menu', 3, 4, 0.25),

  node('trade', 'service', 'cart', 'cart', 'cart', 3, 9),
  node('trade', 'service', 'preview', 'preview', 'preview', 4, 20),
  node('trade', 'service', 'coupon', 'coupon', 'coupon', 3, 12),
  node('trade', 'service', 'price', 'price', 'price', 3, 10),
  node('trade', 'service', 'address', 'address', 'address', 2, 7),
  node('trade', 'service', 'order-submit', 'order-submit', 'order-submit', 5, 24, 0.6),
  node('trade', 'service', 'risk-check', 'risk-check', 'risk-check', 3, 30),
  node('trade', 'service', 'stock', 'stock', 'stock', 3, 9),
  node('trade', 'service', 'order-core', 'order-core', 'order-core', 6, 15, 0.6),
  node('trade', 'middleware', 'mysql-order', 'mysql-order', 'mysql-order', 3, 5, 0.6),
  node('trade', 'middleware', 'redis-order', 'redis-order', 'redis-order', 3, 0.9, 0.45),
  node('trade', 'middleware', 'mq-order', 'mq-order', 'mq-order', 3, 2, 0.45),

  node('payment', 'service', 'cashier', 'cashier', 'cashier', 4, 16, 0.58, 'events'),
  node('payment', 'service', 'pay-gateway', 'pay-gateway', 'pay-gateway', 4, 14, 0.58, 'events'),
  node('payment', 'service', 'pay-router', 'pay-router', 'pay-router', 4, 10, 0.55, 'events'),
  node('payment', 'service', 'pay-notify', 'pay-notify', 'pay-notify', 3, 8),
  node('payment', 'middleware', 'mysql-pay', 'mysql-pay', 'mysql-pay', 3, 5, 0.55),
  node('payment', 'middleware', 'redis-pay', 'redis-pay', 'redis-pay', 2, 0.9, 0.4),
  node('payment', 'middleware', 'mq-pay', 'mq-pay', 'mq-pay', 3, 2, 0.5),
  node('payment', 'external', 'channel-a', '渠道 A', 'Channel A', 2, 130, 0.45),
  node('payment', 'external', 'channel-b', '渠道 B', 'Channel B', 2, 118, 0.45),
  node('payment', 'external', 'channel-c', '渠道 C', 'Channel C', 2, 112, 0.4),

  node('merchant', 'service', 'order-push', 'order-push', 'order-push', 4, 15, 0.55),
  node('merchant', 'service', 'merchant-gw', 'merchant-gw', 'merchant-gw', 4, 25, 0.5),
  node('merchant', 'service', 'accept', 'accept', 'accept', 4, 18),
  node('merchant', 'middleware', 'mysql-merchant', 'mysql-merchant', 'mysql-merchant', 3, 5, 0.5),
  node('merchant', 'external', 'print-cloud', '云打印', 'Cloud print', 2, 60, 0.4),

  node('delivery', 'service', 'dispatch', 'dispatch', 'dispatch', 5, 45, 0.62),
  node('delivery', 'service', 'eta', 'eta', 'eta', 4, 20, 0.6),
  node('delivery', 'service', 'rider-gw', 'rider-gw', 'rider-gw', 4, 12),
  node('delivery', 'service', 'rider-track', 'rider-track', 'rider-track', 4, 6),
  node('delivery', 'service', 'deliver', 'deliver', 'deliver', 3, 14),
  node('delivery', 'middleware', 'redis-geo', 'redis-geo', 'redis-geo', 3, 1, 0.55),
  node('delivery', 'middleware', 'mysql-rider', 'mysql-rider', 'mysql-rider', 3, 5, 0.5),
  node('delivery', 'middleware', 'mq-dispatch', 'mq-dispatch', 'mq-dispatch', 2, 2, 0.4),
  node('delivery', 'external', 'map-api', '地图接口', 'Map API', 2, 55, 0.4),
];

export const planEdges: readonly EdgePlan[] = [
  ...['app', 'miniapp', 'web'].map((id) => edge(id, 'edge-gateway', 1, 5000, once)),
  edge('edge-gateway', 'api-gateway', 1, 4000, once),
  edge('api-gateway', 'passport', 0.25, 300, optional),
  edge('passport', 'redis-session', 1, 100),
  edge('api-gateway', 'home-feed', { journeys: ['home'] }, 1500, once),
  edge('api-gateway', 'shop-list', { journeys: ['list'] }, 1500, once),
  edge('api-gateway', 'menu', { journeys: ['menu'] }, 1500, once),
  edge('api-gateway', 'preview', { journeys: ['preview'] }, 2000, once),
  edge('api-gateway', 'order-submit', { journeys: ['submit'] }, 3000, once),
  edge('api-gateway', 'cashier', { journeys: ['pay'] }, 9000, once),
  edge('api-gateway', 'rider-track', { journeys: ['track'] }, 1000, once),

  edge('home-feed', 'redis-feed', 1.5, 100),
  edge('home-feed', 'recommend', 0.6, 300, optional),
  edge('home-feed', 'promo', 0.4, 300, optional),
  edge('recommend', 'redis-feed', 0.8, 100),
  edge('promo', 'redis-feed', 0.5, 100),
  edge('shop-list', 'search', 0.5, 800),
  edge('shop-list', 'recommend', 0.3, 300, optional),
  edge('shop-list', 'redis-feed', 1, 100),
  edge('search', 'es-search', 1, 600),
  edge('menu', 'redis-menu', 1.2, 100),
  edge('menu', 'mysql-menu', { missesOf: 'redis-menu', perRequest: 1.2 }, 500),
  edge('menu', 'promo', 0.3, 300, optional),
  edge('menu', 'review', 0.3, 300, optional),
  edge('review', 'redis-menu', 0.5, 100),

  edge('preview', 'cart', 1, 500),
  edge('preview', 'price', 1, 500),
  edge('preview', 'coupon', 1, 400, optional),
  edge('preview', 'address', 0.5, 500),
  edge('preview', 'eta', 0.8, 400, optional),
  edge('cart', 'redis-order', 1, 100),
  edge('coupon', 'redis-order', 1, 100),
  edge('price', 'redis-menu', 1, 100),
  edge('address', 'redis-session', 0.6, 100),
  edge('order-submit', 'risk-check', 1, 500, optional),
  edge('order-submit', 'coupon', 0.6, 400, optional),
  edge('order-submit', 'stock', 1, 500),
  edge('order-submit', 'order-core', 1, 1500),
  edge('risk-check', 'redis-session', 0.5, 100),
  edge('stock', 'redis-order', 1, 100),
  edge('order-core', 'mysql-order', 2, 1000),
  edge('order-core', 'redis-order', 1, 100),
  edge('order-core', 'mq-order', 1, 500, message),

  edge('cashier', 'order-core', 1, 1500),
  edge('cashier', 'pay-gateway', 1, 8000, once),
  edge('pay-gateway', 'mysql-pay', 1, 1000),
  edge('pay-gateway', 'pay-router', 1, 7000, once),
  edge('pay-router', 'redis-pay', 1, 100),
  edge('pay-router', 'channel-a', { channel: 0 }, 3000, { breaker: false }),
  edge('pay-router', 'channel-b', { channel: 1 }, 3000, { breaker: false }),
  edge('pay-router', 'channel-c', { channel: 2 }, 3000, { breaker: false }),
  edge('pay-router', 'pay-notify', { journeys: ['push'] }, 1000, message),
  edge('pay-notify', 'mysql-pay', 0.5, 1000),
  edge('pay-notify', 'mq-pay', 1, 500, message),

  edge('mq-pay', 'order-push', { journeys: ['push'] }, 2000, message),
  edge('order-push', 'order-core', 1, 1500),
  edge('order-push', 'merchant-gw', 1, 1500),
  edge('merchant-gw', 'mysql-merchant', 0.6, 800),
  edge('order-push', 'accept', { journeys: ['accept'] }, 2000, message),
  edge('accept', 'order-core', 1, 1500),
  edge('accept', 'mysql-merchant', 1, 800),
  edge('accept', 'print-cloud', 0.4, 800, optional),
  edge('accept', 'dispatch', { journeys: ['dispatch'] }, 3000, message),

  edge('dispatch', 'eta', 2, 800),
  edge('dispatch', 'redis-geo', 5, 100),
  edge('dispatch', 'mysql-rider', 1, 800),
  edge('dispatch', 'mq-dispatch', 1, 500, message),
  edge('dispatch', 'rider-gw', { journeys: ['pickup'] }, 2000, message),
  edge('eta', 'redis-geo', 1, 100),
  edge('eta', 'map-api', 0.2, 400, optional),
  edge('rider-gw', 'redis-geo', 1, 100),
  edge('rider-gw', 'deliver', { journeys: ['deliver'] }, 2000, message),
  edge('deliver', 'order-core', 1, 1500),
  edge('deliver', 'mysql-rider', 1, 800),
  edge('rider-track', 'redis-geo', 1, 100),
];

/** The path an order takes, from opening the app to the meal. */
export const planPath: readonly string[] = [
  ...['home-feed', 'shop-list', 'menu', 'preview', 'order-submit'],
  ...['cashier', 'order-push', 'accept', 'dispatch', 'deliver'],
];
