import { createCity, type City } from '../../src-main/demoCity/city';
import { createCalendar } from '../../src-main/demoCity/demand/calendar';
import { createDemandCurve } from '../../src-main/demoCity/demand/demandCurve';
import { createWeather } from '../../src-main/demoCity/demand/weather';
import { dimensionIds } from '../../src-main/demoCity/dimensions/dimensions';
import { stageIds } from '../../src-main/demoCity/orders/stages';
import { homeZone } from '../../src-main/demoCity/time/cityZone';
import { benchResult, goalAtMost, median, quantile, rounded, wholeOption, type BenchRow, type BenchRun } from '../benchResult';
import { createNaiveCity } from './naiveCity';

/** Wednesday 2026-11-25 11:50 in the city: the climb to the lunch peak, the dearest time of the day. */
const startAt = Date.UTC(2026, 10, 25, 3, 50);
const dayMs = 86_400_000;
const minuteMs = 60_000;
const warmSeconds = 120;

/**
 * Demo City's cost: `--seconds N` simulated seconds (900), beside a naive city of 2,160 objects over the same seconds.
 * Times are wall-clock ms in this process, on a machine that may be doing other things: read medians.
 */
export const run: BenchRun = async (options) => {
  const seconds = wholeOption(options, 'seconds', 900);
  const before = process.memoryUsage().rss;
  const creating = timed(() => createCity({ seed: 1, variant: 0, startAt, zone: homeZone }));
  const city = creating.value;
  const history = historyTimes(city);
  city.advance(warmSeconds);
  const ours = secondTimes(seconds, () => city.advance(1));
  city.faults.start({ kind: 'certReload', forSeconds: seconds });
  const faulty = secondTimes(Math.min(seconds, 300), () => city.advance(1));
  const query = queryTimes(city);
  const naive = naiveTimes(Math.min(seconds, 120));
  const memoryMiB = (process.memoryUsage().rss - before) / 2 ** 20;
  const rows: BenchRow[] = [
    row('one city second, whole model', ours),
    row('one city second, channel B down', faulty),
    row('one city second, naive (orders only, no machines)', naive),
    row('naive ÷ ours (ratio)', [median(naive) / median(ours)]),
    row('create a city', [creating.ms]),
    row('28 days: totals and single dimensions, seven stages', [history.singlesMs]),
    row('28 days of one leaf', history.leafMs),
    row('query: 30 series × 400 buckets of 10 s', query),
    row('memory (MiB)', [memoryMiB]),
  ];
  return benchResult('city', rows, [
    goalAtMost('28 days of totals and single dimensions', rounded(history.singlesMs / 1000), 's', 2),
    goalAtMost('28 days of any leaf', rounded(Math.max(...history.leafMs)), 'ms', 200),
    goalAtMost('one city second, so that ×600 fits one core', rounded(median(ours)), 'ms', 1.66),
  ]);
};

function historyTimes(city: City): { singlesMs: number; leafMs: number[] } {
  const span = { from: startAt - 28 * dayMs, to: startAt, stepMs: minuteMs };
  const singles = timed(() => {
    for (const stage of stageIds) {
      const metric = `orders.${stage}`;
      city.query({ series: [{ metric, slice: {} }], ...span });
      // One dimension a query: a request holds at most 700,000 values.
      for (const by of dimensionIds) city.query({ series: [{ metric, slice: {}, by }], ...span });
    }
  });
  const leafMs = ['shanghai', 'wuhan', 'tianjin'].map(
    (name) =>
      timed(() => {
        const slice = { city: name, platform: 'ios', version: '7.3', idc: 'east', channel: 'B' };
        city.query({ series: [{ metric: 'orders.accept', slice }], ...span });
      }).ms,
  );
  return { singlesMs: singles.ms, leafMs };
}

/** What an overview and a few wall charts ask at once, half of it across the seam of history and live. */
function queryTimes(city: City): number[] {
  const to = Math.floor(city.now() / 10_000) * 10_000;
  const series = [
    ...stageIds.map((stage) => ({ metric: `orders.${stage}`, slice: {} })),
    ...['home', 'list', 'menu', 'preview'].map((page) => ({ metric: `pages.${page}`, slice: {} })),
    { metric: 'orders.pay', slice: {}, by: 'city' },
    { metric: 'orders.pay', slice: {}, by: 'channel' },
    { metric: 'orders.pay', slice: {}, by: 'platform' },
  ];
  const ask = () => city.query({ series, from: to - 4_000_000, to, stepMs: 10_000 });
  ask();
  return Array.from({ length: 20 }, () => timed(ask).ms);
}

function naiveTimes(seconds: number): number[] {
  const demand = createDemandCurve(1, homeZone.offsetMs, createCalendar(1), createWeather(1));
  const naive = createNaiveCity(demand);
  let at = startAt;
  return secondTimes(seconds, () => naive.step((at += 1000)));
}

function secondTimes(count: number, step: () => unknown): number[] {
  return Array.from({ length: count }, () => timed(step).ms);
}

function timed<T>(work: () => T): { value: T; ms: number } {
  const begun = performance.now();
  const value = work();
  return { value, ms: performance.now() - begun };
}

function row(what: string, values: readonly number[]): BenchRow {
  return { what, 'median (ms)': rounded(median(values)), 'p99 (ms)': values.length > 1 ? rounded(quantile(values, 0.99)) : null };
}
