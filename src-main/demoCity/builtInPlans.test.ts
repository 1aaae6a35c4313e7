import { expect, test, vi } from 'vitest';
import { switchSets } from '../../contract/protectionSettings';
import { testCity } from './testCity';
import { builtIn, tryPlan } from './testPlans';

// Simulated minutes, not waiting; machines that do other things at the same time need room. The other plans: builtInPlans.long.test.ts.
vi.setConfig({ testTimeout: 40_000 });

test('every switch of the built-in workspace is a control of the city, at its usual value', () => {
  const city = testCity('12:00', { historyDays: 1 });
  for (const [id, { set, usual }] of Object.entries(builtIn.switches)) {
    const { control, instances } = switchSets.demoCity.parse(set);
    const read = city.controls.read(control).instances;
    const named = instances === undefined ? read : read.filter((each) => instances.includes(each.id));
    expect(named, id).toHaveLength(instances?.length ?? read.length);
    expect(new Set(named.map(({ value }) => value)), id).toEqual(new Set([usual]));
  }
});

test.each([
  { plan: 'channel-b-away', fault: { kind: 'certReload' }, loses: 0.25 },
  { plan: 'channel-b-away', fault: { kind: 'paymentOutage', channel: 'B' }, loses: 0.25 },
  { plan: 'channel-a-away', fault: { kind: 'paymentOutage', channel: 'A' }, loses: 0.4 },
  { plan: 'channel-c-away', fault: { kind: 'paymentOutage', channel: 'C' }, loses: 0.08 },
] as const)('$fault.kind: $plan brings at least nine in ten of the paid orders back', ({ plan, fault, loses }) => {
  const { without, withIt } = tryPlan({ plan, fault, metric: 'orders.pay' });
  expect(without).toBeLessThan(1 - loses);
  expect((withIt - without) / (1 - without)).toBeGreaterThan(0.9);
});
