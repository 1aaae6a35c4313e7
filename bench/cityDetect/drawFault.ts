import type { FaultKindId, FaultRequest } from '../../src-main/demoCity/faults/faultStage';
import type { SeededRandom } from '../../src-main/demoCity/random/seededRandom';

type Draw = (random: SeededRandom) => Record<string, unknown>;

const idcs = ['east', 'north', 'south'] as const;
const onTheWay = [
  ...(['order-core', 'order-submit', 'cashier', 'pay-gateway', 'pay-router', 'order-push', 'merchant-gw', 'accept'] as const),
  ...(['dispatch', 'rider-gw', 'mysql-order', 'mysql-pay', 'redis-geo', 'api-gateway', 'menu', 'preview', 'coupon'] as const),
] as const;

/** How each kind is drawn: its place, and a size from barely felt to most orders gone. */
const draws: Readonly<Record<FaultKindId, Draw>> = {
  paymentOutage: (random) => ({
    channel: channel(random),
    share: size(random, 0.06, 0.97),
    addedMs: between(random, 100, 1_500),
  }),
  certReload: (random) => ({ channel: channel(random), share: size(random, 0.06, 0.97) }),
  networkJitter: (random) => ({
    idc: random.pick(idcs),
    addedMs: between(random, 20, 250),
    lossShare: size(random, 0.02, 0.3),
  }),
  badRelease: (random) => ({
    node: random.pick(['order-submit', 'cashier', 'accept']),
    ...audience(random),
    share: size(random, 0.15, 0.95),
  }),
  latency: (random) => ({ node: random.pick(onTheWay), ...maybeIdc(random), addedMs: between(random, 100, 3_000) }),
  errors: (random) => ({ node: random.pick(onTheWay), ...maybeIdc(random), share: size(random, 0.03, 0.6) }),
  capacityLoss: (random) => ({ node: random.pick(onTheWay), ...maybeIdc(random), share: size(random, 0.3, 0.9) }),
  slowDatabase: (random) => ({
    node: random.pick(['mysql-order', 'mysql-pay', 'mysql-merchant', 'mysql-rider', 'mysql-menu']),
    ...maybeIdc(random),
    factor: between(random, 3, 40),
  }),
  messageBacklog: (random) => ({ node: 'mq-pay', ...maybeIdc(random), share: size(random, 0.6, 0.98) }),
  cacheStampede: () => ({ node: 'redis-menu', missShare: 0.95 }),
  promotionBurst: (random) => ({ factor: 1.5 + 0.5 * random.next(), rampSeconds: between(random, 30, 180) }),
  slowDecline: (random) => ({
    node: random.pick(['order-submit', 'order-core', 'pay-gateway', 'cashier', 'accept', 'dispatch']),
    share: size(random, 0.15, 0.6),
    rampSeconds: 60 * between(random, 20, 50),
  }),
};

/** How often each kind is drawn: payments fail in most ways, and a creeping decline is the hardest to see. */
const weights: Readonly<Record<FaultKindId, number>> = {
  ...{ paymentOutage: 3, certReload: 2, networkJitter: 2, badRelease: 3, latency: 2, errors: 3, capacityLoss: 2 },
  ...{ slowDatabase: 2, messageBacklog: 2, cacheStampede: 1, promotionBurst: 1, slowDecline: 6 },
};
const kinds: readonly FaultKindId[] = [
  ...(['paymentOutage', 'certReload', 'networkJitter', 'badRelease', 'latency', 'errors', 'capacityLoss'] as const),
  ...(['slowDatabase', 'messageBacklog', 'cacheStampede', 'promotionBurst', 'slowDecline'] as const),
];
const lots = kinds.flatMap((kind) => Array.from({ length: weights[kind] }, () => kind));

/** Of one kind, or of any. */
export function drawFault(random: SeededRandom, kind: FaultKindId = random.pick(lots)): FaultRequest {
  return { kind, ...draws[kind](random) };
}

/** Small sizes as often as large ones: even in the logarithm. */
function size(random: SeededRandom, least: number, most: number): number {
  return least * Math.pow(most / least, random.next());
}

function between(random: SeededRandom, from: number, to: number): number {
  return from + random.integer(to - from + 1);
}

/** The small channel less often: most of its outages cost few orders. */
function channel(random: SeededRandom): string {
  return random.pick(['A', 'A', 'B', 'B', 'C']);
}

function maybeIdc(random: SeededRandom): { idc?: string } {
  return random.next() < 0.5 ? {} : { idc: random.pick(idcs) };
}

function audience(random: SeededRandom): Record<string, string> {
  return random.pick<Record<string, string>>([
    { version: '7.3' },
    { version: '7.2', platform: 'ios' },
    { platform: 'android' },
    { platform: 'miniapp' },
    { city: random.pick(['shanghai', 'beijing', 'chengdu']) },
    { idc: random.pick(idcs) },
  ]);
}
