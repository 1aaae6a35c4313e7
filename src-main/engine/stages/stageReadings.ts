import type { StageReading } from '../../../contract/state';
import type { Workspace } from '../../../contract/workspace';
import type { DayShift } from '../../../contract/frames';
import type { LineSource } from '../frames/frameColumns';
import { missingRun } from './missingRun';
import type { PanelAxis } from '../frames/panelAxis';
import { daysBackOf, readDay } from '../frames/readDay';
import type { Series } from '../samples/series';

/** How far back a run of missing orders is followed. */
const lookBackMs = 4 * 3_600_000;
/** Conversion is a quotient of sums over this long, or it would flicker; at least three buckets. */
const conversionMs = 60_000;
const conversionBucketsMin = 3;

interface StageColumns {
  readonly axis: PanelAxis;
  readonly backendId: string;
  readonly today: Float64Array;
  readonly expected: Float64Array;
}

/** Reads the funnel; a stage is computed again only when its newest complete bucket or the parts it lacked have changed. */
export class StageReader {
  readonly #done = new Map<
    string,
    { readonly bucketAt: number; readonly reading: StageReading; readonly columns: StageColumns; readonly world: number }
  >();

  constructor(
    private readonly workspace: Workspace,
    private readonly source: LineSource,
  ) {}

  /** One reading per funnel stage, in the funnel's order. */
  read(): StageReading[] {
    let before: StageColumns | null = null;
    return this.workspace.funnel.map(({ metric: metricId, lag }) => {
      const { reading, columns } = this.#readStage(metricId, lag, before);
      before = columns;
      return reading;
    });
  }

  #readStage(
    metricId: string,
    lagMs: number,
    before: StageColumns | null,
  ): { reading: StageReading; columns: StageColumns | null } {
    const traffic = this.workspace.metrics[metricId]?.traffic ?? 'real';
    const lookup = this.source.lookUp({ metricId, slice: {}, traffic, day: 'today' });
    if (!lookup.found) return { reading: emptyReading(metricId, 1), columns: null };
    const { series } = lookup;
    const status = this.source.liveStatus(series);
    const { intervalMs } = this.source.backend(series.backendId);
    if (status === null) return { reading: emptyReading(metricId, intervalMs), columns: null };
    const bucketAt = (Math.floor(status.seenTo / series.stepMs) - 1) * series.stepMs;
    const now = { sampleAt: status.sampleAt, intervalMs };
    const done = this.#done.get(metricId);
    const world = this.source.world();
    if (done?.bucketAt === bucketAt && done.world === world)
      return { reading: { ...done.reading, ...now }, columns: done.columns };

    const computed = this.#compute(series, bucketAt, status.seenTo, lagMs, before);
    if (computed.complete) this.#done.set(metricId, { bucketAt, world, ...computed });
    return { reading: { ...computed.reading, ...now }, columns: computed.columns };
  }

  /** A quotient of two servers whose clocks disagree would be of two different moments. */
  #clocksDiffer(stage: StageColumns, before: StageColumns): boolean {
    return (
      [stage, before].some(({ backendId }) => this.source.backend(backendId).clockOffMs !== null) &&
      stage.backendId !== before.backendId
    );
  }

  /** What detection expects, from where it knows it on; null before it has learned anything. */
  #expected(series: Series, axis: PanelAxis, perSecond: number): { column: Float64Array; complete: boolean } | null {
    const column = this.source.outlook(series, 'expected', axis);
    if (column === null || Number.isNaN(column.at(-1))) return null;
    return { column: column.map((value) => value * perSecond), complete: true };
  }

  #compute(series: Series, bucketAt: number, seenTo: number, lagMs: number, before: StageColumns | null) {
    const count = Math.max(conversionBucketsMin, Math.ceil(lookBackMs / series.stepMs));
    const axis = { from: bucketAt - (count - 1) * series.stepMs, to: bucketAt + series.stepMs, stepMs: series.stepMs, count };
    const perSecond = series.join === 'sum' ? 1_000 / series.stepMs : 1;
    const read = (day: DayShift, from: PanelAxis) => {
      const { column, complete } = readDay(
        this.source.peek,
        series,
        daysBackOf(day, bucketAt, this.source.timeZone),
        from,
        seenTo,
        this.source.timeZone,
      );
      return { column: perSecond === 1 ? column : column.map((value) => value * perSecond), complete };
    };
    const newest = { ...axis, from: bucketAt, count: 1 };
    const today = read('today', axis);
    const expected = this.#expected(series, axis, perSecond) ?? read('expected', axis);
    const yesterday = read('yesterday', newest);
    const lastWeek = read('lastWeek', newest);
    // A median of some of the weeks would be another number a second later.
    if (!expected.complete) expected.column.fill(Number.NaN);
    const columns = { axis, backendId: series.backendId, today: today.column, expected: expected.column };
    if (before !== null && this.#clocksDiffer(columns, before)) before = null;
    const run = missingRun(today.column, expected.column, axis.from, axis.stepMs);
    const end = bucketAt + series.stepMs;
    const reading: StageReading = {
      metricId: series.metricId,
      bucketAt,
      value: known(today.column.at(-1)),
      yesterday: known(yesterday.column[0]),
      lastWeek: known(lastWeek.column[0]),
      expected: known(expected.column.at(-1)),
      conversion: before === null ? null : share(columns, before, 'today', end, lagMs),
      conversionExpected: before === null ? null : share(columns, before, 'expected', end, lagMs),
      missingSoFar: run?.orders ?? null,
      missingSince: run?.since ?? null,
      sampleAt: null,
      intervalMs: 1,
    };
    // A stage before that still lacks parts shows up in the quotient only.
    const complete = today.complete && expected.complete && yesterday.complete && lastWeek.complete;
    return { reading, columns, complete: complete && (before === null || reading.conversionExpected !== null) };
  }
}

/** Orders of this stage until `end` ÷ orders of the stage before, one lag earlier, over the same span; null without both. */
function share(stage: StageColumns, before: StageColumns, day: 'today' | 'expected', end: number, lagMs: number): number | null {
  const spanMs = Math.max(conversionMs, conversionBucketsMin * Math.max(stage.axis.stepMs, before.axis.stepMs));
  const own = meanUntil(stage.axis, stage[day], end, spanMs);
  const whole = meanUntil(before.axis, before[day], end - lagMs, spanMs);
  return own === null || whole === null || whole <= 0 ? null : own / whole;
}

/** Mean over the span that ends at the last bucket border at or before `end`; null where a bucket is missing. */
function meanUntil({ from, stepMs }: PanelAxis, column: Float64Array, end: number, spanMs: number): number | null {
  const last = Math.floor((end - from) / stepMs);
  const first = last - Math.round(spanMs / stepMs);
  if (first < 0 || last > column.length) return null;
  let sum = 0;
  for (let i = first; i < last; i += 1) sum += column[i] ?? Number.NaN;
  return known(sum / (last - first));
}

function known(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}

function emptyReading(metricId: string, intervalMs: number): StageReading {
  return {
    metricId,
    bucketAt: null,
    value: null,
    yesterday: null,
    lastWeek: null,
    expected: null,
    conversion: null,
    conversionExpected: null,
    missingSoFar: null,
    missingSince: null,
    sampleAt: null,
    intervalMs,
  };
}
