import { describe, expect, it } from 'vitest';
import { createLevelDetector } from './levelDetector';
import { mondayAt, normalAt, ordersAt, usualOrders } from './testOrders';
import { watchOrders } from './watchOrders';

const stepMs = 10_000;
const minuteMs = 60_000;
const hourMs = 3_600_000;
const dayMs = 86_400_000;

describe('the level detector before it knows a day', () => {
  it('starts from nothing: quiet for the first day, believed after it, and then it finds a cliff', () => {
    const detector = createLevelDetector(stepMs);
    expect(watchOrders(detector, { stepMs, fromAt: mondayAt, hours: 12 })).toEqual([]);
    expect(detector.warm).toBe(false);
    expect(watchOrders(detector, { stepMs, fromAt: mondayAt + 12 * hourMs, hours: 24 })).toEqual([]);
    expect(detector.warm).toBe(true);
    const alarms = watchOrders(detector, {
      stepMs,
      fromAt: mondayAt + 36 * hourMs,
      hours: 1,
      change: (v, m) => (m >= 30 ? v * 0.85 : v),
    });
    expect(alarms[0]?.minute).toBeGreaterThanOrEqual(30);
    expect(alarms[0]?.minute).toBeLessThanOrEqual(31);
  });

  it('taught with four weeks of five-minute buckets and three hours of its own step it judges as if it had been there', () => {
    const bucketMs = 300_000;
    const detector = createLevelDetector(stepMs);
    const fromAt = mondayAt + 28 * dayMs + 9 * hourMs;
    for (let at = mondayAt; at < fromAt; at += bucketMs) detector.teach(at, ordersAt(at, bucketMs), bucketMs);
    expect(watchOrders(detector, { stepMs, fromAt, hours: 3 })).toEqual([]);
    expect(detector.warm).toBe(true);
    expect(detector.kind).toBe('periodic');
    expect(detector.expected / usualOrders(fromAt + 3 * hourMs)).toBeCloseTo(1, 1);
    const cliff = watchOrders(detector, {
      stepMs,
      fromAt: fromAt + 3 * hourMs,
      hours: 1,
      change: (v, m) => (m >= 30 ? v * 0.9 : v),
    });
    expect(cliff[0]?.minute).toBeGreaterThanOrEqual(30);
    expect(cliff[0]?.minute).toBeLessThanOrEqual(31);
  });

  it('knows a steady series from a daily rhythm', () => {
    const detector = createLevelDetector(minuteMs);
    for (let i = 0; i < 3 * 1_440; i += 1) detector.step(mondayAt + i * minuteMs, 40 + 4 * normalAt(i, 7));
    expect(detector.kind).toBe('stable');
    expect(detector.expected).toBeCloseTo(40, -1);
  });
});
