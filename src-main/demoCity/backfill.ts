import { createCalendar } from './demand/calendar';
import { createDemandCurve } from './demand/demandCurve';
import { createWeather } from './demand/weather';
import { singleCount, wholeCity } from './dimensions/dimensions';
import { createBaseHistory } from './history/baseHistory';
import { createOrderHistory, type OrderHistory } from './history/orderHistory';
import { formatValue } from './metrics/exposition';
import { addMinute, counterOrigin, orderHelp, orderSeries } from './metrics/orderCounters';
import { stageCount } from './orders/stages';
import type { CityZone } from './time/cityZone';

export interface BackfillOptions {
  seed: number;
  zone: CityZone;
  /** Epoch ms; the last sample lies at this whole minute. */
  endAt: number;
  days: number;
  /** Between the samples of a single dimension's counters: half a minute, so that a minute's `rate()` finds two, or whole minutes. */
  stepSeconds?: number;
  /** Between the samples of the totals: at most half a curve's bucket, or `rate()` over one bucket finds a single sample. */
  totalsStepSeconds?: number;
}

const minuteMs = 60_000;
const historyDays = 28;
const halfMinuteSeconds = 30;

/**
 * The order counters of the past days as OpenMetrics text, for `promtool tsdb create-blocks-from openmetrics --max-block-duration=200h FILE DIR` (without that
 * flag it reads the whole file once for every two hours). A city
 * with the same seed and zone that starts at `endAt` or later counts on from here: both sum the same history from the same
 * origin. Yields one series' samples at a time (about 230 MB of text for eight days).
 */
export function* backfill(options: BackfillOptions): Generator<string> {
  const { seed, zone, endAt, days, stepSeconds = 30, totalsStepSeconds = 5 } = options;
  if (endAt % minuteMs !== 0) throw new Error('a backfill ends at a whole minute');
  if (stepSeconds !== halfMinuteSeconds && stepSeconds % 60 !== 0)
    throw new Error('the single dimensions step in half or whole minutes');
  if (60 % totalsStepSeconds !== 0) throw new Error('the totals step in whole parts of a minute');
  const demand = createDemandCurve(seed, zone.offsetMs, createCalendar(seed), createWeather(seed));
  const history = createOrderHistory(seed, createBaseHistory(demand, endAt, historyDays), demand);
  const stepMinutes = Math.max(1, stepSeconds / 60);
  const end = endAt / minuteMs;
  const first = Math.max(counterOrigin(endAt) / minuteMs + 1, end - days * 1440);
  const times: number[] = [];
  const rows: Float64Array[] = [];
  const fine = createFineTotals(history, totalsStepSeconds * 1000);
  const sums = new Float64Array(stageCount * singleCount);
  const row = new Float64Array(singleCount);
  for (let minute = counterOrigin(endAt) / minuteMs; minute < end; minute += 1) {
    const before = sums.slice();
    addMinute(history, minute, row, sums);
    const reached = minute + 1;
    if (reached >= first) fine.addMinute(minute, before, sums);
    if (reached < first || (end - reached) % stepMinutes !== 0) continue;
    if (stepSeconds === halfMinuteSeconds) {
      times.push(reached * 60 - halfMinuteSeconds);
      rows.push(sums.map((sum, i) => ((before[i] ?? sum) + sum) / 2));
    }
    times.push(reached * 60);
    rows.push(sums.slice());
  }
  let named = '';
  for (const series of orderSeries) {
    // OpenMetrics names a counter's family without _total.
    const family = series.name.replace(/_total$/, '');
    const head = family === named ? '' : `# HELP ${family} ${orderHelp(series.name)}\n# TYPE ${family} counter\n`;
    named = family;
    const sample = (count: number, at: number): string =>
      `${series.name}{${series.labels}} ${formatValue(Math.round(count))} ${at}\n`;
    const total = series.column % singleCount === 0 ? fine.stages[series.column / singleCount] : undefined;
    yield (
      head +
      (total === undefined
        ? rows.map((counts, i) => sample(counts[series.column]!, times[i]!))
        : total.map((count, i) => sample(count, fine.times[i]!))
      ).join('')
    );
  }
  yield '# EOF\n';
}

/** Running totals of every stage in parts of a minute; each minute ends exactly where the minute's own sum does. */
function createFineTotals(history: OrderHistory, stepMs: number) {
  const times: number[] = [];
  const stages = Array.from({ length: stageCount }, (): number[] => []);
  const parts = minuteMs / stepMs;
  return {
    times,
    stages,
    addMinute: (minute: number, before: Float64Array, after: Float64Array): void => {
      for (let part = 1; part <= parts; part += 1) times.push((minute * minuteMs + part * stepMs) / 1000);
      for (let stage = 0; stage < stageCount; stage += 1) {
        const end = after[stage * singleCount]!;
        let reached = before[stage * singleCount]!;
        for (let part = 1; part <= parts; part += 1) {
          const to = minute * minuteMs + part * stepMs;
          // Never past the minute's end: a counter that steps back would read as a restart.
          reached = part === parts ? end : Math.min(end, reached + history.count(stage, wholeCity, to - stepMs, to));
          stages[stage]!.push(reached);
        }
      }
    },
  };
}
