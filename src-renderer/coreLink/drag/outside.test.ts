import { expect, test } from 'vitest';
import { isOutside } from './outside';

const desk = { screenX: 1_920, screenY: 40, outerWidth: 1_280, outerHeight: 800 };

test('a point on another display is outside, one on the window’s last pixel is not', () => {
  expect(isOutside(desk, 500, 300)).toBe(true);
  expect(isOutside(desk, 1_920, 40)).toBe(false);
  expect(isOutside(desk, 3_199, 839)).toBe(false);
  expect(isOutside(desk, 3_200, 400)).toBe(true);
});
