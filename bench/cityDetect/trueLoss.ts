import type { City } from '../../src-main/demoCity/city';
import { createCalendar } from '../../src-main/demoCity/demand/calendar';
import { createDemandCurve } from '../../src-main/demoCity/demand/demandCurve';
import { createWeather } from '../../src-main/demoCity/demand/weather';
import { createBaseHistory, cellMs } from '../../src-main/demoCity/history/baseHistory';
import { stageIds } from '../../src-main/demoCity/orders/stages';
import { homeZone } from '../../src-main/demoCity/time/cityZone';
import { dayOfDate } from '../../src-main/demoCity/time/localDay';
import type { CityCase } from './drawCase';

/** What the fault did to orders, beside the same seed without it. */
export interface TrueLoss {
  /** Gone at once, gone slowly, or no order missing that counting could show. */
  readonly shape: 'cliff' | 'decline' | 'none';
  /** The worst stage's worst span, share of its expected orders. */
  readonly size: number;
  /** Stage of `size`. */
  readonly stage: (typeof stageIds)[number] | null;
  /** End of the first span in which a stage's loss reached a tenth; null when none did. */
  readonly tenthAt: number | null;
  /** The same for a fifth: the limit that a forecast warns of where the workspace sets none. */
  readonly fifthAt: number | null;
}

/** A cliff loses this much of some stage … */
export const cliffShare = 0.05;
/** … between half a minute and a minute and a half after the fault began. */
const cliffSpanMs = { from: 30_000, to: 90_000 };
const tenth = 0.1;
const fifth = 0.2;
/** A loss is measured over a minute, or for as long as this many orders take, at most five: counting alone scatters them by 2 %. */
const ordersMin = 2_500;
const spanMsMin = 60_000;
const spanMsMax = 300_000;
/** Smaller than this many standard deviations of counting is no loss. */
const scatterMin = 4;
/** Healthy cities lose a little too; it is in the expectation only to this exactness. */
const unsure = 0.004;

/**
 * The healthy twin is the city's own flow equations over the same demand without counting noise: what the same seed does
 * when nothing fails. (That a live healthy city agrees with them to 0.5 % is a test.)
 */
export function measureLoss(city: City, drawn: CityCase): TrueLoss {
  const from = drawn.liveFrom;
  const expected = healthyCells(drawn);
  const stages = stageIds.map((stage, i) => {
    const [answer] = city.query({
      series: [{ metric: `orders.${stage}`, slice: {} }],
      from,
      to: drawn.to,
      stepMs: cellMs,
    }).results;
    const counted = Float64Array.from(answer?.values ?? [], (rate) => ((rate ?? 0) * cellMs) / 1_000);
    return { stage, expected: runningSums(expected[i] ?? []), counted: runningSums(counted) };
  });
  const lossOver = (i: number, fromCell: number, toCell: number): number => {
    const sums = stages[i];
    if (sums === undefined) return 0;
    const wanted = (sums.expected[toCell] ?? 0) - (sums.expected[fromCell] ?? 0);
    const share = 1 - ((sums.counted[toCell] ?? 0) - (sums.counted[fromCell] ?? 0)) / wanted;
    return share > unsure + scatterMin / Math.sqrt(wanted) ? share : 0;
  };
  /** Cells back from `toCell` that bring enough orders to say so. */
  const spanCells = (i: number, toCell: number): number => {
    const sums = stages[i]?.expected ?? new Float64Array();
    let cells = spanMsMin / cellMs;
    while (cells < spanMsMax / cellMs && (sums[toCell] ?? 0) - (sums[toCell - cells] ?? 0) < ordersMin) cells += 1;
    return cells;
  };
  const at = drawn.fault?.at ?? drawn.to;
  const faultCell = Math.ceil((at - from) / cellMs);
  const cellCount = Math.floor((drawn.to - from) / cellMs);
  const worst = { size: 0, stage: -1 };
  const reached = { tenth: null as number | null, fifth: null as number | null };
  let isCliff = false;
  for (let i = 0; i < stages.length; i += 1) {
    const early = faultCell + cliffSpanMs.from / cellMs;
    const late = faultCell + cliffSpanMs.to / cellMs;
    isCliff ||= lossOver(i, early, Math.max(late, early + spanCells(i, late))) >= cliffShare;
    for (let cell = faultCell + 1; cell <= cellCount; cell += 1) {
      const loss = lossOver(i, Math.max(faultCell - spanMsMin / cellMs, cell - spanCells(i, cell)), cell);
      if (loss > worst.size) Object.assign(worst, { size: loss, stage: i });
      const end = from + cell * cellMs;
      if (loss >= tenth) reached.tenth = Math.min(reached.tenth ?? end, end);
      if (loss >= fifth) reached.fifth = Math.min(reached.fifth ?? end, end);
    }
  }
  return {
    shape: worst.size < 0.02 ? 'none' : isCliff ? 'cliff' : 'decline',
    size: worst.size,
    stage: stageIds[worst.stage] ?? null,
    tenthAt: reached.tenth,
    fifthAt: reached.fifth,
  };
}

/** Orders per cell and stage of the healthy twin, [stage][cell from `liveFrom`]. */
export function healthyCells({ seed, promotions, wetDates, liveFrom, to }: CityCase): Float32Array[] {
  const weather = createWeather(seed, new Set(wetDates.map(dayOfDate)));
  const demand = createDemandCurve(seed, homeZone.offsetMs, createCalendar(seed, promotions), weather);
  const base = createBaseHistory(demand, to, 1);
  return stageIds.map((_, i) => (base.cells[i + 1] ?? new Float32Array()).subarray((liveFrom - base.from) / cellMs));
}

function runningSums(values: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (let i = 0; i < values.length; i += 1) sums[i + 1] = (sums[i] ?? 0) + (values[i] ?? 0);
  return sums;
}
