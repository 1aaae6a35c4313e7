import type { CoreEdge, CoreNode } from '../../../../contract/coreLink';
import type { Measure } from '../../../../contract/state';
import type { Series } from '../../samples/series';
import { measureNames, type LinkSeries, type SideSeries } from './linkSeries';

/** Per second, seconds, share 0–1; NaN = gap. Left out: not measured, or nothing in the whole span. */
export type SideColumns = { readonly [Name in Measure]?: Float64Array };

/** What was measured on the core link, bucket by bucket from slot `firstSlot` on. */
export interface LinkColumns {
  readonly stepMs: number;
  readonly firstSlot: number;
  readonly count: number;
  readonly nodes: readonly { readonly node: CoreNode; readonly seen: SideColumns }[];
  readonly edges: readonly { readonly edge: CoreEdge; readonly caller: SideColumns; readonly callee: SideColumns }[];
}

/** SeriesReader.readAll: one column per series, in order. @throws BackendFailure */
export type ReadSamples = (series: readonly Series[], firstSlot: number, count: number) => Promise<readonly Float64Array[]>;

/** @throws BackendFailure */
export async function readLinkColumns(
  link: LinkSeries,
  firstSlot: number,
  count: number,
  read: ReadSamples,
): Promise<LinkColumns> {
  const sides = [...link.nodes.map(({ seen }) => seen), ...link.edges.flatMap(({ caller, callee }) => [caller, callee])];
  const all = [...new Set(sides.flatMap((side) => measureNames.flatMap((measure) => side[measure]?.series ?? [])))];
  const columns = await read(all, firstSlot, count);
  const columnOf = new Map(all.map((series, i) => [series, columns[i]]));
  const sideOf = (side: SideSeries): SideColumns => sideColumns(side, (series) => columnOf.get(series));
  return {
    stepMs: link.stepMs,
    firstSlot,
    count,
    nodes: link.nodes.map(({ node, seen }) => ({ node, seen: sideOf(seen) })),
    edges: link.edges.map(({ edge, caller, callee }) => ({ edge, caller: sideOf(caller), callee: sideOf(callee) })),
  };
}

function sideColumns(side: SideSeries, columnOf: (series: Series) => Float64Array | undefined): SideColumns {
  const found: { -readonly [Name in Measure]?: Float64Array } = {};
  for (const measure of measureNames) {
    const { series, scale } = side[measure] ?? {};
    const column = series === undefined ? undefined : columnOf(series);
    if (column === undefined || scale === undefined) continue;
    if (measure === 'failures' || !column.every(Number.isNaN)) found[measure] = column.map((value) => value * scale);
  }
  const { requests, failures } = found;
  // A counter of failures that never counted has no series in most systems: where requests were counted, none failed.
  if (failures !== undefined)
    found.failures = failures.map((value, i) => (Number.isNaN(value) && (requests?.[i] ?? Number.NaN) >= 0 ? 0 : value));
  if (found.failures?.every(Number.isNaN) === true) delete found.failures;
  return found;
}
