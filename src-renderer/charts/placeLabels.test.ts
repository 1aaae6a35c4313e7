import { expect, test } from 'vitest';
import { overlap, placeLabels } from './placeLabels';

const bounds = { left: 0, top: 0, width: 100, height: 100 };
const wish = (id: string, ...spots: [number, number][]) => ({
  id,
  width: 30,
  height: 10,
  spots: spots.map(([left, top]) => ({ left, top })),
});

test('a label takes its first free spot; earlier labels and taken places win', () => {
  const placed = placeLabels([wish('a', [0, 0]), wish('b', [10, 5], [0, 20], [50, 50])], bounds, [
    { left: 0, top: 18, width: 5, height: 5 },
  ]);
  expect(placed.get('a')).toMatchObject({ left: 0, top: 0 });
  expect(placed.get('b')).toMatchObject({ left: 50, top: 50 });
});

test('a label that would be clipped or would cover another is left out', () => {
  const placed = placeLabels([wish('a', [0, 0]), wish('clipped', [80, 0], [0, 95]), wish('covered', [20, 9])], bounds);
  expect([...placed.keys()]).toEqual(['a']);
});

test('boxes that only touch do not overlap', () => {
  const box = { left: 0, top: 0, width: 10, height: 10 };
  expect(overlap(box, { ...box, left: 10 })).toBe(false);
  expect(overlap(box, { ...box, left: 9.5 })).toBe(true);
});
