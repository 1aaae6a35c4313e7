import type { CoreEdge, CoreLink, CoreNode } from '../../../../contract/coreLink';
import type { Measure, MeasureSide } from '../../../../contract/state';
import type { Workspace } from '../../../../contract/workspace';
import type { Slice } from '../../../../contract/words';
import type { Series, SeriesCatalog } from '../../samples/series';

/** One measure of one side of a place, as it is stored. */
export interface PlaceSeries {
  readonly series: Series;
  /** What a value is multiplied by to be in seconds, per second or a share. */
  readonly scale: number;
}

/** Those that the workspace measures. */
export type SideSeries = { readonly [Name in Measure]?: PlaceSeries };

/** Every series by which the core link is measured, in one step. */
export interface LinkSeries {
  readonly stepMs: number;
  readonly nodes: readonly { readonly node: CoreNode; readonly seen: SideSeries }[];
  readonly edges: readonly { readonly edge: CoreEdge; readonly caller: SideSeries; readonly callee: SideSeries }[];
}

/** Null where the workspace measures nothing of its core link. */
export function linkSeriesOf(workspace: Workspace, link: CoreLink, catalog: SeriesCatalog): LinkSeries | null {
  const metricIds = measuredBy(workspace);
  if (metricIds.length === 0) return null;
  // Buckets of one width beside each other: the widest.
  const stepMs = Math.max(...metricIds.map((id) => workspace.metrics[id]?.step ?? 0));
  const side = (name: MeasureSide, slice: Slice): SideSeries => sideOf(workspace, catalog, stepMs, name, slice);
  return {
    stepMs,
    nodes: link.nodes.map((node) => ({ node, seen: side('node', { node: node.id }) })),
    edges: link.edges.map((edge) => {
      const ends = { from: edge.from, to: edge.to };
      return { edge, caller: side('caller', ends), callee: side('callee', ends) };
    }),
  };
}

/** Metric ids of all measures of the core link. */
export function measuredBy({ coreLink }: Workspace): string[] {
  const sides: readonly { readonly [Name in Measure]?: string | undefined }[] = Object.values(coreLink?.measures ?? {});
  return sides.flatMap((side) => measureNames.flatMap((measure) => side[measure] ?? []));
}

export const measureNames = [
  'requests',
  'failures',
  'latencyP50',
  'latencyP99',
  'saturation',
] as const satisfies readonly Measure[];

function sideOf(workspace: Workspace, catalog: SeriesCatalog, stepMs: number, side: MeasureSide, slice: Slice): SideSeries {
  const metricIds: { readonly [Name in Measure]?: string | undefined } = workspace.coreLink?.measures[side] ?? {};
  const found: { -readonly [Name in Measure]?: PlaceSeries } = {};
  for (const measure of measureNames) {
    const metricId = metricIds[measure];
    const metric = metricId === undefined ? undefined : workspace.metrics[metricId];
    if (metricId === undefined || metric === undefined) continue;
    const lookup = catalog({ metricId, slice, traffic: metric.traffic }, stepMs);
    // As everywhere on the link: milliseconds unless the unit says seconds.
    const scale = measure.startsWith('latency') && metric.unit !== 's' ? 0.001 : 1;
    if (lookup.found) found[measure] = { series: lookup.series, scale };
  }
  return found;
}
