import { beforeEach, describe, expect, it } from 'vitest';
import type { StageReading } from '../../../contract/state';
import { workspaceSchema } from '../../../contract/workspace';
import type { LineSource } from '../frames/frameColumns';
import { SampleStore } from '../samples/sampleStore';
import type { Series } from '../samples/series';
import { StageReader } from './stageReadings';
import { seriesFor } from '../testing/seriesFor';

const stepMs = 10_000;
const dayMs = 86_400_000;
const name = { zh: '单', en: 'orders' };
const now = Date.parse('2026-11-22T12:00:03+08:00');
const newest = Math.floor(now / stepMs) - 1;

let store: SampleStore;
let seenTo: number;
let complete: boolean;
let reader: StageReader;

beforeEach(() => {
  store = new SampleStore();
  seenTo = now;
  complete = true;
  const metric = { name, query: { demoCity: 'x' } };
  const workspace = workspaceSchema.parse({
    version: 1,
    name,
    timeZone: 'Asia/Shanghai',
    backends: { city: { kind: 'demoCity', url: 'embedded' } },
    source: 'city',
    metrics: { submitted: metric, accepted: metric },
    funnel: [{ metric: 'submitted' }, { metric: 'accepted', lag: '60s' }],
  });
  const known = new Map<string, Series>(['submitted', 'accepted'].map((id) => [id, seriesFor(id)]));
  const source: LineSource = {
    timeZone: workspace.timeZone,
    peek: (series, firstSlot, count, out, outAt) => {
      store.read(series, firstSlot, count, out, outAt);
      return complete;
    },
    world: () => store.world,
    lookUp: ({ metricId }) => {
      const series = known.get(metricId);
      return series === undefined ? { found: false, reason: 'unknown' } : { found: true, series };
    },
    liveStatus: () => ({ seenTo, sampleAt: seenTo, reporting: null, refusal: null, polledMono: 0 }),
    outlook: () => null,
    backend: () => ({ failure: null, intervalMs: 1_000, seenTo, clockOffMs: null }),
  };
  reader = new StageReader(workspace, source);
});

/** Writes the last hour before the newest bucket's end, `daysBack` days ago. */
function write(metricId: string, daysBack: number, rate: (slotsAgo: number) => number): void {
  const values = Float64Array.from({ length: 360 }, (_, i) => rate(359 - i));
  store.write(seriesFor(metricId), newest - 359 - (daysBack * dayMs) / stepMs, values, Number.MAX_SAFE_INTEGER);
}

function reading(metricId: string): StageReading {
  const found = reader.read().find((stage) => stage.metricId === metricId);
  if (found === undefined) throw new Error(`no reading of ${metricId}`);
  return found;
}

describe('a stage of the funnel', () => {
  it('is read from the newest complete bucket, beside the same slot of other days', () => {
    write('submitted', 0, (ago) => (ago === 0 ? 100 : 1));
    [1, 7, 14, 21, 28].forEach((days) => write('submitted', days, (ago) => (ago === 0 ? days : 1)));
    expect(reading('submitted')).toMatchObject({
      bucketAt: newest * stepMs,
      value: 100,
      yesterday: 1,
      lastWeek: 7,
      expected: (14 + 21) / 2,
      sampleAt: now,
    });
  });

  it('converts the orders of one lag ago, not those of now', () => {
    // Submissions halved three minutes ago, acceptance follows a minute later: nobody is lost.
    write('submitted', 0, (ago) => (ago < 18 ? 50 : 100));
    write('accepted', 0, (ago) => (ago < 12 ? 45 : 90));
    expect(reading('accepted').conversion).toBeCloseTo(0.9, 9);
  });

  it('has a steady conversion: one odd bucket moves it by a sixth', () => {
    write('submitted', 0, () => 100);
    write('accepted', 0, (ago) => (ago === 2 ? 30 : 90));
    expect(reading('accepted').conversion).toBeCloseTo(0.8, 9);
  });

  it('has no conversion where a bucket is missing, rather than a wrong one', () => {
    write('submitted', 0, (ago) => (ago === 8 ? Number.NaN : 100));
    write('accepted', 0, () => 90);
    expect(reading('accepted').conversion).toBeNull();
  });

  it('expects nothing until all weeks that can be had are there', () => {
    write('submitted', 0, () => 100);
    write('submitted', 7, () => 400);
    complete = false;
    expect(reading('submitted')).toMatchObject({ value: 100, expected: null, missingSoFar: null });
    complete = true;
    expect(reading('submitted')).toMatchObject({ expected: 400, missingSince: (newest - 359) * stepMs });
  });

  it('counts what is missing since the run of low buckets began', () => {
    write('submitted', 0, (ago) => (ago < 6 ? 60 : 100));
    [7, 14, 21, 28].forEach((days) => write('submitted', days, () => 100));
    expect(reading('submitted')).toMatchObject({ missingSoFar: 6 * 40 * 10, missingSince: (newest - 5) * stepMs });
  });

  it('reads anew when the next bucket is complete', () => {
    write('submitted', 0, () => 100);
    expect(reading('submitted').value).toBe(100);
    store.write(seriesFor('submitted'), newest + 1, Float64Array.of(77), newest + 2);
    expect(reading('submitted').value).toBe(100);
    seenTo += stepMs;
    expect(reading('submitted').value).toBe(77);
  });
});
