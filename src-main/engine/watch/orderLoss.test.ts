import { expect, it } from 'vitest';
import { OrderLoss } from './orderLoss';

it('adds up what is missing, says how much of the whole, and takes late orders off again', () => {
  const loss = new OrderLoss(10_000);
  for (let i = 0; i < 6; i += 1) loss.add(60, 100);
  expect(loss.read(200)).toEqual({ perMinute: 40 * 60, soFar: 2_400, share: 0.2 });
  for (let i = 0; i < 4; i += 1) loss.add(130, 100);
  expect(loss.read(200).soFar).toBe(2_400 - 1_200);
  for (let i = 0; i < 40; i += 1) loss.add(130, 100);
  expect(loss.read(200)).toEqual({ perMinute: 0, soFar: 0, share: 0 });
});

it('a gap adds nothing, and without a total there is no share', () => {
  const loss = new OrderLoss(60_000);
  loss.add(50, 100);
  loss.add(Number.NaN, 100);
  expect(loss.read(Number.NaN)).toEqual({ perMinute: 3_000, soFar: 3_000, share: 0 });
});
