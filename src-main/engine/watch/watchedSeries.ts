import type { Workspace } from '../../../contract/workspace';
import type { Slice } from '../../../contract/words';
import type { Series, SeriesCatalog } from '../samples/series';

/** One series that detection checks, and what the workspace says about it. */
export interface WatchedSeries {
  readonly series: Series;
  /** Position among the funnel's stages; null for every other metric. */
  readonly stage: number | null;
  /** How long an order takes from the first stage to here; to the last one for what is no stage, because nobody knows where it lies. */
  readonly lagMs: number;
  /** Events per second. */
  readonly counted: boolean;
  /** Counts orders per second, so that a departure has a cost. */
  readonly orders: boolean;
  readonly bad: 'below' | 'above' | 'both';
  /** Null where nobody set one. */
  readonly limit: WatchedLimit | null;
}

/** A share of what is expected, or a number in the metric's unit; null where that side has no limit. */
export interface WatchedLimit {
  readonly below: LimitValue | null;
  readonly above: LimitValue | null;
}
export interface LimitValue {
  readonly kind: 'share' | 'value';
  readonly size: number;
}

/** Above what a war room's file names: a funnel of ten stages by hundreds of cities. What comes after is left out. */
export const watchedMax = 10_000;
/** Where the file sets no limit, losing a fifth of a stage's orders is worth a warning. */
const usualStageLimit: WatchedLimit = { below: { kind: 'share', size: 0.8 }, above: null };

/**
 * Everything that is watched, in the order in which it is learned: totals, then the funnel by each value of its dimensions, those
 * with few values first because they hold the most orders, then nodes and calls of the core link.
 */
export function watchedSeriesOf(workspace: Workspace, catalog: SeriesCatalog): WatchedSeries[] {
  const stageOf = new Map(workspace.funnel.map(({ metric }, stage) => [metric, stage]));
  const metricIds = Object.keys(workspace.metrics).filter((id) => workspace.metrics[id]?.watch === true);
  const wanted = [
    ...metricIds.filter((id) => workspace.metrics[id]?.of === 'business').map((metricId) => ({ metricId, slice: {} })),
    ...cutsOf(workspace).flatMap((slice) =>
      workspace.funnel.flatMap(({ metric: metricId }) => (metricIds.includes(metricId) ? [{ metricId, slice }] : [])),
    ),
    ...metricIds.flatMap((metricId) => placesOf(workspace, metricId).map((slice) => ({ metricId, slice }))),
  ];
  return wanted.slice(0, watchedMax).flatMap(({ metricId, slice }) => {
    const metric = workspace.metrics[metricId];
    if (metric === undefined) return [];
    const lookup = catalog({ metricId, slice, traffic: metric.traffic });
    if (!lookup.found) return [];
    const stage = stageOf.get(metricId) ?? null;
    const whole = Object.keys(slice).length === 0;
    return [
      {
        series: lookup.series,
        stage,
        lagMs: lagOf(workspace, stage),
        counted: metric.unit === '/s',
        orders: stage !== null && metric.unit === '/s',
        bad: metric.bad ?? (metric.of === 'business' ? 'below' : 'above'),
        limit: limitOf(metric.limit, whole && stage !== null),
      },
    ];
  });
}

function lagOf({ funnel }: Workspace, stage: number | null): number {
  return funnel.slice(0, (stage ?? funnel.length) + 1).reduce((sum, { lag }) => sum + lag, 0);
}

/** The cuts that the funnel is watched by: of the dimensions that the file names, or all whose values it lists. */
function cutsOf(workspace: Workspace): Slice[] {
  const named = workspace.watch.dimensions ?? Object.keys(workspace.dimensions);
  return named
    .map((dimension) => Object.keys(workspace.dimensions[dimension]?.values ?? {}).map((value) => ({ [dimension]: value })))
    .sort((a, b) => a.length - b.length)
    .flat();
}

function placesOf(workspace: Workspace, metricId: string): Slice[] {
  const link = workspace.coreLink;
  const of = workspace.metrics[metricId]?.of;
  if (link === undefined || of === 'business' || of === undefined) return [];
  if (of === 'node') return Object.keys(link.nodes).map((node) => ({ node }));
  return link.edges.map(({ from, to }) => ({ from, to }));
}

function limitOf(
  written: { readonly below?: number | string | undefined; readonly above?: number | string | undefined } | undefined,
  isStage: boolean,
): WatchedLimit | null {
  if (written === undefined) return isStage ? usualStageLimit : null;
  return { below: limitValue(written.below), above: limitValue(written.above) };
}

function limitValue(written: number | string | undefined): LimitValue | null {
  if (written === undefined) return null;
  if (typeof written === 'number') return { kind: 'value', size: written };
  return { kind: 'share', size: Number.parseFloat(written) / 100 };
}
