import { expect, it } from 'vitest';
import { failureKinds } from '../record/machineRows';
import { newest, testCity, testTime } from '../testCity';

it('failed calls by kind add up to the failed calls, by IDC and all together, and a cut link refuses them', () => {
  const city = testCity('12:00');
  const slice = { from: 'pay-router', to: 'channel-b' };
  const span = { from: testTime('12:00'), to: testTime('12:01') };
  const cut = (by: string[]) => city.breakdown({ metric: 'edge.caller.errors', slice, by, spans: [span], rowsMax: 100 }).rows;
  city.advance(30);
  city.controls.write('breakEdge.pay-router.channel-b', { '*': true });
  city.advance(30);
  const total = newest(city, 'edge.caller.errors', 60, slice);
  const kinds = cut(['kind']);
  expect(kinds.map(({ key }) => key[0])).toEqual(failureKinds);
  expect(total).toBeGreaterThan(0);
  expect(kinds.reduce((sum, { values }) => sum + (values[0] ?? 0), 0)).toBeCloseTo(total, 3);
  expect(cut(['idc', 'kind']).reduce((sum, { values }) => sum + (values[0] ?? 0), 0)).toBeCloseTo(total, 3);
  expect(() => cut(['colour'])).toThrow('from, to, idc, kind');
  const refused = kinds.find(({ key }) => key[0] === 'refused');
  expect((refused?.values[0] ?? 0) / total).toBeGreaterThan(0.5);
});
