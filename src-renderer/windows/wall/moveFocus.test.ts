import { expect, test } from 'vitest';
import { moveFocus } from './moveFocus';

test('arrows walk the grid and stop at its edges instead of wrapping around', () => {
  expect(moveFocus('ArrowRight', 0, 6, 24)).toBe(1);
  expect(moveFocus('ArrowDown', 1, 6, 24)).toBe(7);
  expect(moveFocus('ArrowRight', 5, 6, 24)).toBe(5);
  expect(moveFocus('ArrowLeft', 6, 6, 24)).toBe(6);
  expect(moveFocus('ArrowUp', 3, 6, 24)).toBe(3);
  expect(moveFocus('ArrowDown', 17, 6, 20)).toBe(17);
  expect(moveFocus('x', 3, 6, 24)).toBeNull();
});
