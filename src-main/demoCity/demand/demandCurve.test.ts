import { expect, it } from 'vitest';
import { createCalendar } from './calendar';
import { createDemandCurve } from './demandCurve';
import { createWeather } from './weather';

const minuteMs = 60_000;
const dayMs = 1_440 * minuteMs;

it('has no step at midnight, whatever kind of day follows', () => {
  const demand = createDemandCurve(1, 0, createCalendar(1), createWeather(1));
  const firstMidnight = Date.UTC(2026, 8, 20);
  for (let day = 0; day < 21; day += 1) {
    const midnight = firstMidnight + day * dayMs;
    const before = demand.rateAt(midnight - minuteMs);
    const after = demand.rateAt(midnight + minuteMs);
    // The moods of the crowd move demand by a percent or two, and late suppers end.
    expect(after / before, new Date(midnight).toISOString()).toBeGreaterThan(0.9);
    expect(after / before, new Date(midnight).toISOString()).toBeLessThan(1.05);
  }
});
