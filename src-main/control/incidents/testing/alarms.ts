import type { Alarm } from '../../../../contract/detection';
import type { Slice } from '../../../../contract/words';
import type { Workspace } from '../../../../contract/workspace';

export const noon = Date.parse('2026-11-26T12:02:00+08:00');
export const second = 1_000;
export const minute = 60_000;

/** Orders a second at each stage, all together, on an ordinary noon. */
const expectedTotal = 1_200;

/** An alarm of a node or a call, or of orders that rose. */
export function alarm(metricId: string, slice: Slice, startedAt: number, over: Partial<Alarm> = {}): Alarm {
  const seriesKey = `${metricId}|${JSON.stringify(slice)}|real|10000`;
  return {
    id: `${seriesKey} ${startedAt}`,
    seriesKey,
    metricId,
    slice,
    traffic: 'real',
    backendId: 'city',
    stage: null,
    phase: 'active',
    flapping: false,
    startedAt,
    raisedAt: startedAt + 20 * second,
    updatedAt: startedAt + 20 * second,
    endedAt: null,
    kind: 'periodic',
    direction: 'above',
    shape: 'cliff',
    score: 3,
    peakScore: 3,
    signals: 2,
    value: 60,
    expected: 4,
    low: 2,
    high: 6,
    loss: null,
    forecast: null,
    ...over,
  };
}

/** Orders that are lost: `fall` of what was expected here, which is `part` of the total. */
export function lost(
  metricId: string,
  slice: Slice,
  startedAt: number,
  fall: number,
  part = 1,
  over: Partial<Alarm> = {},
): Alarm {
  const expected = expectedTotal * part;
  const perMinute = expected * fall * 60;
  return alarm(metricId, slice, startedAt, {
    stage: 0,
    direction: 'below',
    value: expected * (1 - fall),
    expected,
    loss: { perMinute, soFar: perMinute / 3, share: fall * part },
    ...over,
  });
}

/** The same alarm over. */
export function over(one: Alarm, endedAt: number): Alarm {
  return {
    ...one,
    phase: 'ended',
    endedAt,
    updatedAt: endedAt,
    loss: one.loss === null ? null : { ...one.loss, perMinute: 0, share: 0 },
  };
}

/** Parts of the total by the values of each dimension: roughly a city's. */
const parts: Readonly<Record<string, readonly number[]>> = {
  city: [0.16, 0.14, 0.11, 0.11, 0.09, 0.08, 0.07, 0.06, 0.06, 0.05, 0.04, 0.03],
  platform: [0.4, 0.35, 0.2, 0.05],
  version: [0.45, 0.25, 0.15, 0.1, 0.05],
  idc: [0.41, 0.33, 0.26],
};

/** All that a payment channel's outage makes alarm, in the order detectors would believe it. Channel B has 35 % of the payments. */
export function paymentOutage(workspace: Workspace, at: number, share = 0.97): Alarm[] {
  const fall = 0.35 * share;
  const stages: readonly [string, number][] = [
    ['orders.pay', 5],
    ['orders.push', 8],
    ['orders.accept', 50],
    ['orders.dispatch', 125],
    ['orders.pickup', 800],
    ['orders.deliver', 1_800],
  ];
  const cuts = Object.entries(parts).flatMap(([dimension, ofValues]) =>
    Object.keys(workspace.dimensions[dimension]?.values ?? {}).map((value, i) => ({
      slice: { [dimension]: value },
      part: ofValues[i] ?? 0.05,
    })),
  );
  const orders = stages.flatMap(([metricId, lag]) => {
    const startedAt = at + lag * second;
    return [
      lost(metricId, {}, startedAt, fall),
      lost(metricId, { channel: 'B' }, startedAt - 5 * second, share, 0.35),
      ...cuts.map(({ slice, part }, i) =>
        lost(metricId, slice, startedAt + (i % 4) * 10 * second, fall + 0.05 * Math.sin(i), part),
      ),
    ];
  });
  const callers = ['pay-router', 'pay-gateway', 'cashier', 'api-gateway', 'edge-gateway', 'app', 'miniapp'];
  const calls = (workspace.coreLink?.edges ?? []).filter(
    ({ from, to }) => callers.includes(from) && [...callers, 'channel-b'].includes(to),
  );
  const fewer = [
    'pay-notify',
    'mq-pay',
    'order-push',
    'merchant-gw',
    'accept',
    'dispatch',
    'eta',
    'rider-gw',
    'redis-geo',
    'deliver',
  ];
  return [
    ...orders,
    ...['channel-b', ...callers].flatMap((node, i) =>
      ['nodes.errors', 'nodes.latency'].map((metricId) => alarm(metricId, { node }, at + (i % 3) * 10 * second)),
    ),
    ...calls.flatMap(({ from, to }, i) =>
      ['links.errors', 'links.latency'].map((metricId) => alarm(metricId, { from, to }, at + (i % 3) * 10 * second)),
    ),
    ...fewer.map((node, i) => alarm('nodes.requests', { node }, at + 30 * second + i * 60 * second, { direction: 'below' })),
  ].sort((a, b) => a.raisedAt - b.raisedAt);
}

/** A slow geo cache: its callers slow down, and dispatching a little. */
export function slowGeo(at: number): Alarm[] {
  const links = [
    ['dispatch', 'redis-geo'],
    ['eta', 'redis-geo'],
    ['rider-gw', 'redis-geo'],
    ['dispatch', 'eta'],
    ['preview', 'eta'],
    ['accept', 'dispatch'],
  ] as const;
  return [
    alarm('nodes.latency', { node: 'dispatch' }, at),
    alarm('nodes.latency', { node: 'redis-geo' }, at + 10 * second),
    alarm('nodes.latency', { node: 'eta' }, at + 10 * second),
    alarm('nodes.latency', { node: 'rider-gw' }, at + 20 * second),
    alarm('nodes.latency', { node: 'preview' }, at + 40 * second),
    ...links.map(([from, to], i) => alarm('links.latency', { from, to }, at + i * 10 * second)),
  ];
}
