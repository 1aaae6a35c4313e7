import { expect, test } from 'vitest';
import { hiddenCount, hiddenPlaces, noFilter, type HiddenInput } from './hiddenPlaces';
import { sampleFrame, sampleLink } from './sampleGraph';

const link = sampleLink();
const input: HiddenInput = { link, by: 'domain', frame: sampleFrame(), filter: noFilter, showAll: false, onlyTrouble: true };
const hiddenOf = (change: Partial<HiddenInput>): string[] => [...hiddenPlaces({ ...input, ...change })];

test('a healthy discovered node stands aside, and is counted with what was never kept', () => {
  const hidden = hiddenPlaces(input);
  expect([...hidden]).toEqual(['batch']);
  expect(hiddenCount(hidden, link)).toBe(3);
});

test('a discovered node in trouble is shown: tidiness hides no trouble', () => {
  expect(hiddenOf({ frame: sampleFrame({ batch: 30 }) })).toEqual([]);
  expect(hiddenOf({ frame: sampleFrame({}, { batch: 1 }) })).toEqual([]);
});

test('one key shows everything, whatever is filtered', () => {
  expect(hiddenOf({ showAll: true, filter: { ...noFilter, kinds: ['external'] } })).toEqual([]);
});

test('what a filter misses is hidden: by level, by kind, by lane', () => {
  expect(hiddenOf({ frame: sampleFrame({ pay: 40 }), filter: { ...noFilter, levels: ['broken'] } })).toHaveLength(8);
  expect(hiddenOf({ filter: { ...noFilter, kinds: ['middleware'] } })).toHaveLength(8);
  expect(hiddenOf({ filter: { ...noFilter, lanes: ['payment'] } })).toEqual(['app', 'gateway', 'cart', 'mysql', 'batch']);
});

test('neighbours are counted in calls, both ways', () => {
  const shown = (hops: number): string[] => {
    const hidden = hiddenOf({ filter: { ...noFilter, around: { id: 'pay', hops } } });
    return link.nodes.map(({ id }) => id).filter((id) => !hidden.includes(id));
  };
  expect(shown(1)).toEqual(['cart', 'cashier', 'pay', 'channel-a', 'channel-b']);
  expect(shown(2)).toEqual(['gateway', 'cart', 'mysql', 'cashier', 'pay', 'channel-a', 'channel-b']);
});
