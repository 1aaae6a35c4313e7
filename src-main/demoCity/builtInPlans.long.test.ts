import { expect, test, vi } from 'vitest';
import { newest, testCity } from './testCity';
import { runPlan, tryPlan, type PlanTrial } from './testPlans';

vi.setConfig({ testTimeout: 60_000 });

const paid = { metric: 'orders.pay' };
/** `without`: the most there is while nobody does anything; `withIt`: the least when the plan was run; of what there was before. */
const trials: readonly (PlanTrial & { without: number; withIt: number })[] = [
  { plan: 'leave-north', fault: { kind: 'networkJitter', idc: 'north' }, ...paid, settle: 100, without: 0.85, withIt: 0.97 },
  { plan: 'order-path-machines', fault: { kind: 'capacityLoss', node: 'order-submit' }, ...paid, without: 0.88, withIt: 0.97 },
  { plan: 'payment-path-machines', fault: { kind: 'slowDatabase', node: 'mysql-pay' }, ...paid, without: 0.5, withIt: 0.9 },
  { plan: 'payment-path-machines', fault: { kind: 'messageBacklog' }, metric: 'orders.push', without: 0.6, withIt: 0.97 },
  { plan: 'menu-machines', fault: { kind: 'cacheStampede' }, ...paid, settle: 90, without: 0.5, withIt: 0.95 },
  {
    ...{ plan: 'dispatch-relief', fault: { kind: 'slowDatabase', node: 'redis-geo' }, metric: 'orders.dispatch' },
    ...{ without: 0.3, withIt: 0.95 },
  },
  // Not whole: an eighth of a database does not take more. Half of the orders, instead of one in twenty.
  { plan: 'order-database-relief', fault: { kind: 'slowDatabase' }, ...paid, without: 0.1, withIt: 0.5 },
];

test.each(trials)('$fault.kind $fault.node: $plan', ({ without, withIt, ...trial }) => {
  const share = tryPlan(trial);
  expect(share.without).toBeLessThan(without);
  expect(share.withIt).toBeGreaterThan(withIt);
});

test.each([
  { plan: 'coupon-off', node: 'coupon' },
  { plan: 'risk-check-off', node: 'risk-check' },
])('$plan: submits are as fast as before while $node is slow', ({ plan, node }) => {
  const slice = { node: 'order-submit' };
  const share = tryPlan({ plan, fault: { kind: 'latency', node }, metric: 'node.latencyP99', slice });
  expect(share.without).toBeGreaterThan(3);
  expect(share.withIt).toBeLessThan(1.1);
});

test('recommend-off before a rush has filled the pages keeps every order; afterwards they stay full, because people reload', () => {
  const submitted = ([before, later]: readonly [number, number]): number => {
    const city = testCity('12:08', { historyDays: 1 });
    city.advance(15);
    const usual = newest(city, 'orders.submit', 15);
    city.faults.start({ kind: 'promotionBurst', factor: 2.7 });
    city.advance(before);
    runPlan(city, 'recommend-off');
    city.advance(later);
    return newest(city, 'orders.submit', 15) / usual;
  };
  expect(submitted([50, 80])).toBeGreaterThan(2.5);
  expect(submitted([120, 80])).toBeLessThan(0.3);
});
