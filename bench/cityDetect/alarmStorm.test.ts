import { expect, it } from 'vitest';
import { homeZone } from '../../src-main/demoCity/time/cityZone';
import { createCity } from '../../src-main/demoCity/city';
import { caseWorkspace } from './caseWorkspace';
import { samplesOf } from './caseSamples';
import type { CityCase } from './drawCase';
import { openLane } from './lane';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
/** Wednesday 2026-11-25 in the city: lunch is being ordered. */
const noon = Date.UTC(2026, 10, 25, 4);
const outageAt = noon + 2 * minute;
const geoAt = noon + 5 * minute;
const to = noon + 7 * minute;

const lunch: CityCase = {
  ...{ seed: 1, variant: 0, day: 'workday', fault: null, liveFrom: noon, to, judgedFrom: noon, promotions: [], wetDates: [] },
};

// Minutes of a city and four weeks of its history, not waiting: some ten seconds of work on a core of its own.
it(
  'a payment outage at lunch raises hundreds of signals and one incident; another trouble meanwhile is a second one',
  { timeout: 90_000 },
  () => {
    const city = createCity({ seed: 1, variant: 0, startAt: noon, zone: homeZone });
    city.faults.start({ kind: 'certReload', channel: 'B', at: outageAt });
    city.faults.start({ kind: 'latency', node: 'redis-geo', addedMs: 40, at: geoAt });
    city.advance((to - noon) / second);
    const lane = openLane('level', caseWorkspace(lunch), samplesOf(city), {
      nativeFrom: noon - hour,
      tellFrom: noon - 10 * minute,
      to,
    });
    const titles = (): string[] => lane.standing().map(({ headline }) => headline.en);

    lane.judgeTo(outageAt);
    const before = lane.signals();
    expect(titles()).toEqual([]);

    let seenAt = Number.NaN;
    for (let at = outageAt; at <= outageAt + 90 * second; at += 10 * second) {
      lane.judgeTo(at);
      if (Number.isNaN(seenAt) && titles().length > 0) seenAt = at;
    }
    expect(seenAt - outageAt).toBeLessThanOrEqual(90 * second);
    expect(lane.signals() - before).toBeGreaterThanOrEqual(300);
    expect(titles()).toHaveLength(1);
    expect(titles()[0]).toMatch(/at “paid”.*payment channel B/);
    const [outage] = lane.standing();

    lane.judgeTo(geoAt + 90 * second);
    expect(titles()).toHaveLength(2);
    expect(lane.standing().map(({ id }) => id)).toContain(outage?.id);
    const [geo] = lane.standing().filter(({ id }) => id !== outage?.id);
    expect(geo?.common.nodes).toContain('redis-geo');
    expect(geo?.headline.en).toMatch(/redis-geo/);
    expect(geo?.startedAt).toBeGreaterThanOrEqual(geoAt);
  },
);
