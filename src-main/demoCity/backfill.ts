import { createCalendar } from './demand/calendar';
import { createDemandCurve } from './demand/demandCurve';
import { createWeather } from './demand/weather';
import { singleCount } from './dimensions/dimensions';
import { createBaseHistory } from './history/baseHistory';
import { createOrderHistory } from './history/orderHistory';
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
  stepSeconds?: number;
}

const minuteMs = 60_000;
const historyDays = 28;

/**
 * The order counters of the past days as OpenMetrics text, for `promtool tsdb create-blocks-from openmetrics --max-block-duration=200h FILE DIR` (without that
 * flag it reads the whole file once for every two hours). A city
 * with the same seed and zone that starts at `endAt` or later counts on from here: both sum the same history from the same
 * origin. Yields one metric name's samples at a time (about 90 MB of text for eight days at 60 s).
 */
export function* backfill(options: BackfillOptions): Generator<string> {
  const { seed, zone, endAt, days, stepSeconds = 60 } = options;
  if (endAt % minuteMs !== 0 || stepSeconds % 60 !== 0) throw new Error('a backfill ends at, and steps in, whole minutes');
  const demand = createDemandCurve(seed, zone.offsetMs, createCalendar(seed), createWeather(seed));
  const history = createOrderHistory(seed, createBaseHistory(demand, endAt, historyDays), demand);
  const stepMinutes = stepSeconds / 60;
  const end = endAt / minuteMs;
  const first = Math.max(counterOrigin(endAt) / minuteMs + 1, end - days * 1440);
  const times: number[] = [];
  const rows: Float64Array[] = [];
  const sums = new Float64Array(stageCount * singleCount);
  const row = new Float64Array(singleCount);
  for (let minute = counterOrigin(endAt) / minuteMs; minute < end; minute += 1) {
    addMinute(history, minute, row, sums);
    const reached = minute + 1;
    if (reached < first || (end - reached) % stepMinutes !== 0) continue;
    times.push(reached * 60);
    rows.push(sums.slice());
  }
  let named = '';
  for (const series of orderSeries) {
    // OpenMetrics names a counter's family without _total.
    const family = series.name.replace(/_total$/, '');
    const head = family === named ? '' : `# HELP ${family} ${orderHelp(series.name)}\n# TYPE ${family} counter\n`;
    named = family;
    yield (
      head +
      rows
        .map((counts, i) => `${series.name}{${series.labels}} ${formatValue(Math.round(counts[series.column]!))} ${times[i]}\n`)
        .join('')
    );
  }
  yield '# EOF\n';
}
