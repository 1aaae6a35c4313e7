import { expect, test } from 'vitest';
import type { PlanView } from '../../contract/protection';
import { planOrder } from './planOrder';
import { samplePlan, sampleSwitches } from './testing/sampleSheet';

function plan(id: string, en: string, change: Partial<PlanView> = {}): PlanView {
  return { ...samplePlan, id, name: { zh: id, en }, relieves: [], switchIds: [], ...change };
}
const plans = {
  zebra: plan('zebra', 'Zebra', { relieves: ['search'] }),
  apple: plan('apple', 'Apple', { switchIds: ['weightB'] }),
  mango: plan('mango', 'Mango'),
};
const order = (change: Partial<Parameters<typeof planOrder>[0]>): readonly string[] =>
  planOrder({ plans, switches: sampleSwitches, letters: '', focus: null, recommended: [], language: 'en', ...change }).map(
    ({ plan: { id }, isLit }) => (isLit ? `${id}*` : id),
  );

test('by name; what is recommended first; what touches the focused node before all', () => {
  expect(order({})).toEqual(['apple', 'mango', 'zebra']);
  expect(order({ recommended: ['zebra', 'mango'] })).toEqual(['zebra', 'mango', 'apple']);
  expect(order({ recommended: ['mango'], focus: 'search' })).toEqual(['zebra*', 'mango', 'apple']);
});

test('letters find a plan by its name in either language, and by the switches it sets', () => {
  expect(order({ letters: 'MANG' })).toEqual(['mango']);
  expect(order({ letters: '渠道 B 权重' })).toEqual(['apple']);
  expect(order({ letters: 'nothing like it' })).toEqual([]);
});
