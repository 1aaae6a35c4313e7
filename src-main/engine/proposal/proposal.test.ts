import { describe, expect, test } from 'vitest';
import type { Family } from './families';
import { findCoreLink, idsFor } from './findCoreLink';
import { findDimensions } from './findDimensions';
import { findFunnel, type FunnelPlace } from './findFunnel';
import { findDailyShape } from './findPeaks';
import { followCurves } from './followCurves';
import { orderStages } from './orderStages';

const family = (name: string, labels: Record<string, readonly string[]> = {}): Family => ({ name, seriesCount: 10, labels });
const minuteMs = 60_000;

/** A day of demand with a sharp noon, minute by minute, this much later and this much less. */
function day(lagMs = 0, share = 1): Float64Array {
  return Float64Array.from({ length: 1_440 }, (_, minute) => {
    const at = minute - lagMs / minuteMs;
    return share * (20 + 900 * Math.exp(-(((at - 740) / 55) ** 2)) + 300 * Math.exp(-(((at - 1_110) / 70) ** 2)));
  });
}

function placeOf(families: readonly Family[]): FunnelPlace {
  const place = findFunnel(families);
  if (place === null) throw new Error('there must be a funnel');
  return place;
}

function ordered(families: readonly Family[], curves: Readonly<Record<string, Float64Array>>) {
  const place = placeOf(families);
  const byStage = new Map(
    place.stages.flatMap((stage) => (curves[stage.text] === undefined ? [] : [[stage, curves[stage.text] ?? day()]])),
  );
  return orderStages(place, byStage, minuteMs);
}

describe('a funnel is found', () => {
  test('in the values of a label, where losses are told apart from steps', () => {
    const place = placeOf([
      family('http_requests_total', { status: ['200', '500'] }),
      family('shop_orders_total', { status: ['paid', 'created', 'cancelled', 'delivered', 'weird'], city: ['a', 'b'] }),
    ]);
    expect(place).toMatchObject({ kind: 'label', label: 'status' });
    expect(place.stages.map(({ text }) => text)).toEqual(['paid', 'created', 'delivered']);
    expect(place.passedOver).toEqual([
      { text: 'cancelled', why: 'loss' },
      { text: 'weird', why: 'unknown' },
    ]);
  });

  test('in metrics of their own, where orders are preferred to payments of whatever', () => {
    const place = placeOf([
      family('payments_total'),
      family('orders_paid_total'),
      family('orders_submitted_total'),
      family('orders_cancelled_total'),
      family('orderDelivered_total'),
    ]);
    expect(place.stages.map(({ text }) => text).sort()).toEqual([
      'orderDelivered_total',
      'orders_paid_total',
      'orders_submitted_total',
    ]);
    expect(place.passedOver).toContainEqual({ text: 'payments_total', why: 'same-stage' });
  });

  test('nowhere among counters that speak of no order', () => {
    expect(findFunnel([family('http_requests_total', { method: ['GET', 'POST'] }), family('jobs_done_total')])).toBeNull();
  });
});

describe('stages are ordered', () => {
  test('by known words, whatever order the server tells them in, with share and lag as reasons', () => {
    const { stages, doubts } = ordered([family('orders_total', { stage: ['deliver', 'pay', 'submit'] })], {
      submit: day(),
      pay: day(6_000, 0.98),
      deliver: day(6_000 + 30 * minuteMs, 0.95),
    });
    expect(stages.map(({ text }) => text)).toEqual(['submit', 'pay', 'deliver']);
    expect(stages[1]?.lagMs).toBeCloseTo(6_000, -3);
    expect(stages[2]?.lagMs).toBeCloseTo(30 * minuteMs, -4);
    expect(stages[1]?.reasons.map(({ en }) => en)).toEqual([
      "'pay' follows 'submit' with 98 % of its rate, 6 s later (correlation 1.00)",
    ]);
    expect(doubts).toEqual([]);
  });

  test('by falling rate where words are not known, and by time where rates are alike', () => {
    const { stages } = ordered([family('orders_total', { stage: ['q3', 'q1', 'q2'] })], {
      q1: day(),
      q2: day(4 * minuteMs, 0.99),
      q3: day(5 * minuteMs, 0.7),
    });
    expect(stages.map(({ text }) => text)).toEqual(['q1', 'q2', 'q3']);
    expect(stages[0]?.reasons[0]?.en).toMatch(/'q1' is no word we know.*check it/);
  });

  test('with doubts where a stage has more than the one before it, or the day is too flat to time it', () => {
    const more = ordered([family('orders_total', { stage: ['submit', 'pay'] })], { submit: day(0, 0.5), pay: day() });
    expect(more.doubts.map(({ en }) => en).join()).toMatch(/more than the stage before it: check the order/);
    const flat = new Float64Array(1_440).fill(10);
    const still = ordered([family('orders_total', { stage: ['submit', 'pay'] })], { submit: flat, pay: flat });
    expect(still.stages[1]?.lagMs).toBe(0);
    expect(still.doubts.map(({ en }) => en).join()).toMatch(/too flat, to tell; no lag is written/);
  });
});

test('a lag far below the step of the curves is found, gaps or not', () => {
  const late = day(2_500, 0.9);
  late.fill(Number.NaN, 300, 420);
  const following = followCurves(day(), late, minuteMs, 60);
  expect(following?.lagMs).toBeCloseTo(2_500, -3);
  expect(following?.share).toBeCloseTo(0.9, 2);
});

describe('dimensions', () => {
  const values = (count: number): string[] => Array.from({ length: count }, (_, i) => `v${i}`);

  test('are labels that people cut a business by; machines, single values, crowds and strangers are left out and said', () => {
    const place = placeOf([
      family('orders_total', {
        stage: ['submit', 'pay'],
        city: values(12),
        app_version: values(3),
        instance: values(4),
        pod: values(9),
        region: ['one'],
        channel: values(60),
        abtest: values(3),
      }),
    ]);
    const { dimensions, throughCuts, leftOut } = findDimensions(place.stages, place.label, []);
    expect(dimensions.map(({ label, name }) => [label, name.en])).toEqual([
      ['city', 'city'],
      ['app_version', 'version'],
    ]);
    expect(throughCuts).toBe(false);
    expect(leftOut.map(({ en }) => en)).toEqual([
      'label region: it has one value only',
      'label channel: 60+ values are too many to look at',
      'label abtest: 3 values, but no name that we know businesses to be cut by; write it in if yours is',
    ]);
  });

  test('are found in cuts that are metrics of their own', () => {
    const families = [
      family('orders_total', { stage: ['submit', 'pay'], instance: ['x'] }),
      family('orders_by_city_total', { stage: ['submit', 'pay'], city: values(3), instance: ['x'] }),
      family('other_by_city_total', { city: values(3) }),
    ];
    const place = placeOf(families);
    expect(findDimensions(place.stages, place.label, families)).toMatchObject({
      throughCuts: true,
      dimensions: [{ label: 'city', reason: { en: '3 values, in orders_by_city_total' } }],
    });
  });
});

test('a core link is who calls whom, busiest first, middleware by name, and an order’s way along the known words', () => {
  const call = (client: string, server: string, value: number) => ({ labels: { client, server }, value });
  const calls = [
    call('gateway', 'order-submit', 9),
    call('order-submit', 'mysql-order', 20),
    call('pay-gateway', 'redis-pay', 5),
    call('order-submit', 'pay-gateway', 8),
    call('unknown', 'gateway', 99),
    call('gateway', 'gateway', 3),
  ];
  const link = findCoreLink(calls, 'client', 'server');
  expect(link?.edges[0]).toEqual({ from: 'order-submit', to: 'mysql-order' });
  expect(link?.edges).toHaveLength(4);
  expect(link?.nodes.filter(({ kind }) => kind === 'middleware').map(({ id }) => id)).toEqual(['mysql-order', 'redis-pay']);
  expect(link?.path).toEqual(['order-submit', 'pay-gateway']);
  expect(link?.leftOut.map(({ en }) => en)).toEqual(['1 call(s) with an end that nobody named (unknown, user)']);
});

test('names that are no ids become ids, each its own', () => {
  expect([...idsFor(['order/api v2', 'order api v2', '9lives', '订单', 'null']).values()]).toEqual([
    'order-api-v2',
    'order-api-v2-2',
    'lives',
    'node',
    'nullnode',
  ]);
});

test('a day’s peaks are told in the local time of the zone, and half a day tells nothing', () => {
  const startAt = Date.UTC(2026, 10, 1, 16);
  const curve = { labels: {}, startAt, endAt: startAt + 1_439 * minuteMs, stepMs: minuteMs, values: day() };
  const shape = findDailyShape(curve, 'Asia/Shanghai');
  expect(shape?.peaks.map(({ id }) => id)).toEqual(['lunch', 'dinner']);
  expect(shape?.peaks[0]?.top).toBe(740);
  expect(findDailyShape({ ...curve, values: day().fill(Number.NaN, 0, 720) }, 'Asia/Shanghai')).toBeNull();
});
