import { expect, test } from 'vitest';
import { changesIn } from './changesIn';
import type { PromQlRow } from './promQlAnswer';

const stepMs = 15_000;
const ways = { rememberedMs: 600_000, stepMs };
const byVersion = { label: 'version', target: 'app' };

test('another version beside the old one is a release, at the last moment it was not there; the first sight of an app is none', () => {
  const rows = [
    build('pay', '1.4', 0, 40),
    build('pay', '1.5', 30, 80),
    build('pay', '1.5', 30, 60),
    build('menu', '9.0', 10, 80),
  ];
  expect(changesIn(rows, byVersion, ways)).toEqual([
    { at: 29 * stepMs, target: 'pay', value: '1.5', labels: { app: 'pay', version: '1.5' } },
  ]);
});

test('going back to the old version is a change as well; a scrape that failed, and a server that slept, are none', () => {
  const back = [build('pay', '1.4', 0, 40), build('pay', '1.5', 30, 160), build('pay', '1.4', 150, 200)];
  expect(changesIn(back, byVersion, ways).map(({ value, at }) => [value, at / stepMs])).toEqual([
    ['1.5', 29],
    ['1.4', 149],
  ]);
  const flaky = [build('pay', '1.4', 0, 40), build('pay', '1.4', 45, 80), build('pay', '1.3', 0, 80)];
  expect(changesIn(flaky, byVersion, ways)).toEqual([]);
  const slept = [
    build('pay', '1.4', 0, 40),
    build('pay', '1.3', 0, 40),
    build('pay', '1.4', 140, 200),
    build('pay', '1.3', 140, 200),
  ];
  expect(changesIn(slept, byVersion, ways)).toEqual([]);
});

test('without a label it is the value that changes, each series by itself, over gaps too', () => {
  const rows: PromQlRow[] = [
    { labels: { app: 'pay' }, times: [0, 15, 30, 90, 105], values: [7, 7, 8, 8, Number.NaN] },
    { labels: { app: 'menu' }, times: [0, 15, 30], values: [3, 3, 3] },
  ];
  expect(changesIn(rows, { label: undefined, target: 'app' }, ways)).toEqual([
    { at: stepMs, target: 'pay', value: '8', labels: { app: 'pay' } },
  ]);
});

/** A build that is seen from one step to another. */
function build(app: string, version: string, from: number, to: number): PromQlRow {
  const times = Array.from({ length: to - from }, (_, i) => ((from + i) * stepMs) / 1_000);
  return { labels: { app, version }, times, values: times.map(() => 1) };
}
