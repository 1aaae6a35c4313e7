import { describe, expect, it, vi } from 'vitest';
import type { City } from '../city';
import { newest, testCity } from '../testCity';
import { faultKindIds, type FaultKindId } from './faultStage';

// Simulated minutes, not waiting; machines that do other things at the same time need room.
vi.setConfig({ testTimeout: 40_000 });

const node = (id: string) => ({ node: id });

/** What an operator would see of each kind after a minute and a half: a metric, and how far it moves (times). */
const signs: Readonly<Record<FaultKindId, { metric: string; slice: Record<string, string>; atLeast?: number; atMost?: number }>> =
  {
    latency: { metric: 'node.latencyP50', slice: node('order-core'), atLeast: 5 },
    errors: { metric: 'node.errors', slice: node('order-core'), atLeast: 50 },
    capacityLoss: { metric: 'node.saturation', slice: node('order-core'), atLeast: 1.5 },
    paymentOutage: { metric: 'edge.callee.errors', slice: { from: 'pay-router', to: 'channel-b' }, atLeast: 50 },
    certReload: { metric: 'edge.callee.qps', slice: { from: 'pay-router', to: 'channel-b' }, atMost: 0.3 },
    slowDatabase: { metric: 'node.latencyP50', slice: node('mysql-order'), atLeast: 5 },
    messageBacklog: { metric: 'node.saturation', slice: node('mq-pay'), atLeast: 1.5 },
    cacheStampede: { metric: 'node.qps', slice: node('mysql-menu'), atLeast: 8 },
    badRelease: { metric: 'node.errors', slice: node('order-submit'), atLeast: 50 },
    networkJitter: {
      metric: 'edge.caller.latencyP50',
      slice: { from: 'order-core', to: 'mysql-order', idc: 'north' },
      atLeast: 5,
    },
    promotionBurst: { metric: 'orders.submit', slice: {}, atLeast: 1.5 },
    slowDecline: { metric: 'node.errors', slice: node('order-submit'), atLeast: 10 },
  };

function turnOn(city: City, kind: FaultKindId): number {
  city.advance(15);
  const { metric, slice } = signs[kind];
  const before = newest(city, metric, 10, slice);
  city.faults.start({ kind });
  city.advance(70);
  return newest(city, metric, 10, slice) / Math.max(before, 0.02);
}

describe('faults', () => {
  it.each(faultKindIds)('%s shows where it strikes', (kind) => {
    const change = turnOn(testCity('11:56', { historyDays: 1 }), kind);
    const { atLeast = 0, atMost = Number.POSITIVE_INFINITY } = signs[kind];
    expect(change).toBeGreaterThan(atLeast);
    expect(change).toBeLessThan(atMost);
  });

  it('of a bad release hit one app version on one platform, and no other', () => {
    const city = testCity('12:00');
    city.advance(20);
    const lossOf = (slice: Record<string, string>): number => newest(city, 'orders.submit', 20, slice);
    const before = [lossOf({ version: '7.3', platform: 'ios' }), lossOf({ version: '7.2', platform: 'ios' })];
    city.faults.start({ kind: 'badRelease', version: '7.3', platform: 'ios', share: 0.9 });
    city.advance(60);
    expect(lossOf({ version: '7.3', platform: 'ios' }) / before[0]!).toBeLessThan(0.4);
    expect(lossOf({ version: '7.2', platform: 'ios' }) / before[1]!).toBeGreaterThan(0.85);
    expect(city.events(city.now() - 120_000).some((event) => event.target === 'order-submit')).toBe(true);
  });

  it('fit topology variants: roles find the node that plays them', () => {
    for (const variant of [1, 2, 3]) {
      const city = testCity('12:00', { variant, historyDays: 1 });
      const { target } = city.faults.start({ kind: 'slowDatabase', node: 'mysql-order' });
      expect(city.topology().nodes.map(({ id }) => id)).toContain(target.node);
      city.advance(5);
    }
  });

  it('name the parameter that is wrong', () => {
    const city = testCity('12:00', { historyDays: 1 });
    expect(() => city.faults.start({ kind: 'latency', node: 'nowhere' })).toThrow(/node: there is no node "nowhere"/);
    expect(() => city.faults.start({ kind: 'latency', addedMs: -1 })).toThrow(/addedMs/);
    expect(() => city.faults.start({ kind: 'errors', at: 'noon' })).toThrow(/at: epoch ms or a time of day/);
  });
});
