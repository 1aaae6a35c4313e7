import { expect, test } from 'vitest';
import { lossFraction } from './lossFraction';

test.each([
  [0.341, '1/3'],
  [0.2, '1/5'],
  [0.17, '1/6'],
  [0.25, '1/4'],
  [0.45, '1/2'],
  [0.52, '1/2'],
  [0.6, '3/5'],
  [0.66, '2/3'],
  [0.76, '3/4'],
])('a share of %s is said as %s', (share, said) => {
  const { lost, of } = lossFraction(share);
  expect(`${lost}/${of}`).toBe(said);
});
