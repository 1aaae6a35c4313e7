import { describe, expect, it } from 'vitest';
import { ordersADay, shapeRate } from './dayShape';

const minutes = Array.from({ length: 1440 }, (_, minute) => shapeRate('workday', minute));
const top = Math.max(...minutes);

describe('an ordinary workday', () => {
  it('brings 20 million orders', () => {
    expect(minutes.reduce((sum, rate) => sum + rate * 60, 0)).toBeCloseTo(ordersADay, -2);
  });

  it('is highest at 12:18, at about 1,250 orders a second', () => {
    expect(minutes.indexOf(top)).toBe(12 * 60 + 18);
    expect(top).toBeGreaterThan(1_200);
    expect(top).toBeLessThan(1_300);
  });

  it('is about a hundred times lower at the night trough', () => {
    const ratio = top / Math.min(...minutes);
    expect(ratio).toBeGreaterThan(90);
    expect(ratio).toBeLessThan(110);
  });

  it('has a dinner peak of about half the lunch peak', () => {
    const dinner = Math.max(...minutes.slice(17 * 60, 20 * 60));
    expect(dinner / top).toBeGreaterThan(0.45);
    expect(dinner / top).toBeLessThan(0.65);
  });

  it('differs from a weekend but peaks at the same minute', () => {
    const weekend = Array.from({ length: 1440 }, (_, minute) => shapeRate('weekend', minute));
    const weekendTop = Math.max(...weekend);
    expect(weekend.indexOf(weekendTop)).toBe(12 * 60 + 18);
    expect(weekendTop).toBeLessThan(top);
  });
});
