import { backtestSeriesMax, type BacktestRequest } from '../../../contract/detection';
import type { Workspace } from '../../../contract/workspace';
import { createSeriesCatalog, type Series, type SeriesCatalog } from '../samples/series';
import type { SlotRange } from '../samples/slotRanges';
import { coarseStepMs as coarseStepMsMin, learnedMs } from '../watch/warmStart';
import { watchedSeriesOf, type WatchedSeries } from '../watch/watchedSeries';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** After the coarse history that the console's own start reads, too: a day as fine as what will be judged. 3-sigma knows nothing else. */
const learnedFinelyMs = dayMs;
/** Judged buckets per series: two days of 10 s are judged as the console does, four weeks at two minutes. */
const judgedBucketsMax = 20_160;
/** Asked for together. With the longest answer of a backend (10,000 buckets) that is 40,000 numbers, parsed in a few ms. */
const seriesPerPart = 4;

/** A few series of one backend and step that are read, and then judged, together. */
export interface ReplayPart {
  readonly backendId: string;
  readonly series: readonly PlannedSeries[];
  /** Slots of the coarse series; ends where `fine` begins. */
  readonly coarse: SlotRange;
  readonly fine: SlotRange;
  /** First slot of `fine` that is judged. */
  readonly judgedFrom: number;
}

export interface PlannedSeries {
  readonly watched: WatchedSeries;
  readonly coarse: Series;
  readonly fine: Series;
}

export interface ReplayPlan {
  readonly parts: readonly ReplayPart[];
  readonly seriesCount: number;
  /** Watched, and beyond what one replay takes. */
  readonly leftOut: number;
  /** The widest at which a series is judged. */
  readonly stepMs: number;
}

export interface PlanLimits {
  readonly bucketsMax: number;
  readonly seriesMax: number;
}
export const planLimits: PlanLimits = { bucketsMax: judgedBucketsMax, seriesMax: backtestSeriesMax };

/** Which slots of which series a replay reads: what is learned from, then what is judged. */
export function planReplay(
  request: BacktestRequest,
  workspace: Workspace,
  { bucketsMax, seriesMax }: PlanLimits = planLimits,
): ReplayPlan {
  // Its own: series at steps that nobody draws would crowd the live catalogue.
  const catalog = createSeriesCatalog(workspace);
  const wanted = new Set(request.metricIds);
  const watched = watchedSeriesOf(workspace, catalog)
    .filter(({ series }) => wanted.size === 0 || wanted.has(series.metricId))
    .filter(({ series }) => request.slices || Object.keys(series.slice).length === 0);
  const groups = new Map<string, { stepMs: number; backendId: string; series: PlannedSeries[] }>();
  const taken = watched.slice(0, seriesMax);
  for (const one of taken) {
    const stepMs = replayStepMs(one.series.stepMs, request.to - request.from, bucketsMax);
    const { backendId } = one.series;
    const key = `${backendId} ${stepMs}`;
    const group = groups.get(key) ?? { stepMs, backendId, series: [] };
    group.series.push({
      watched: one,
      fine: atStep(one.series, stepMs, workspace, catalog),
      coarse: atStep(one.series, coarseStepMs(stepMs), workspace, catalog),
    });
    groups.set(key, group);
  }
  const parts = [...groups.values()].flatMap(({ stepMs, backendId, series }) => {
    const spans = spansOf(request, stepMs);
    return Array.from({ length: Math.ceil(series.length / seriesPerPart) }, (_, i) => ({
      backendId,
      series: series.slice(i * seriesPerPart, (i + 1) * seriesPerPart),
      ...spans,
    }));
  });
  const stepMs = Math.max(0, ...[...groups.values()].map((group) => group.stepMs));
  return { parts, seriesCount: taken.length, leftOut: watched.length - taken.length, stepMs };
}

/** A series' own step, or the narrowest usual multiple of it that keeps the buckets within bounds. */
export function replayStepMs(ownStepMs: number, spanMs: number, bucketsMax: number): number {
  for (let stepMs = ownStepMs; stepMs < hourMs; stepMs += ownStepMs)
    if (spanMs / stepMs <= bucketsMax && (stepMs === ownStepMs || isUsual(stepMs))) return stepMs;
  return Math.max(hourMs, ownStepMs);
}

/** Divides an hour, so that days align, and is a round figure to say. */
function isUsual(stepMs: number): boolean {
  return hourMs % stepMs === 0 && (minuteMs % stepMs === 0 || stepMs % minuteMs === 0);
}

function coarseStepMs(stepMs: number): number {
  return stepMs * Math.max(1, Math.ceil(coarseStepMsMin / stepMs));
}

function spansOf({ from, to }: BacktestRequest, stepMs: number): Pick<ReplayPart, 'coarse' | 'fine' | 'judgedFrom'> {
  const coarseMs = coarseStepMs(stepMs);
  const factor = coarseMs / stepMs;
  const coarseTo = Math.floor((from - learnedFinelyMs) / coarseMs);
  return {
    coarse: { from: Math.floor((from - learnedMs) / coarseMs), to: coarseTo },
    fine: { from: coarseTo * factor, to: Math.ceil(to / stepMs) },
    judgedFrom: Math.ceil(from / stepMs),
  };
}

function atStep(series: Series, stepMs: number, workspace: Workspace, catalog: SeriesCatalog): Series {
  if (series.stepMs === stepMs) return series;
  const traffic = workspace.metrics[series.metricId]?.traffic ?? 'real';
  const lookup = catalog({ metricId: series.metricId, slice: series.slice, traffic }, stepMs);
  // The step is no reason not to find what was just found.
  return lookup.found ? lookup.series : series;
}
