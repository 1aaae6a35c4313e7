import type { TableQuery } from '../../../contract/frames';
import { backendIdOf, type Workspace } from '../../../contract/workspace';
import type { Slice } from '../../../contract/words';
import { cutLabelOf } from '../samples/cutLabel';
import type { SeriesCatalog } from '../samples/series';

/** What a table asks of which backend, in that backend's own words. */
export interface TableCut {
  readonly backendId: string;
  readonly query: string;
  readonly slice: Slice;
  /** Labels, in the order of the table's `by`. */
  readonly by: readonly string[];
  readonly stepMs: number;
}

export type TableCutLookup =
  { readonly found: true; readonly cut: TableCut } | { readonly found: false; readonly reason: string };

export type TableCatalog = (query: Pick<TableQuery, 'metricId' | 'slice' | 'traffic' | 'by'>) => TableCutLookup;

export function createTableCatalog(workspace: Workspace, series: SeriesCatalog): TableCatalog {
  return ({ metricId, slice, traffic, by }) => {
    const lookup = series({ metricId, slice, traffic });
    if (!lookup.found) return lookup;
    const { backendId, ask, stepMs } = lookup.series;
    const kind = workspace.backends[backendIdOf(workspace, metricId)]?.kind;
    const labels: string[] = [];
    for (const dimension of by) {
      const label = kind === undefined ? undefined : cutLabelOf(workspace, kind, metricId, dimension);
      if (label === undefined) return { found: false, reason: `The workspace has no dimension "${dimension}".` };
      if (Object.hasOwn(ask.slice, label) || labels.includes(label))
        return { found: false, reason: `"${dimension}" is fixed already; cut by another dimension.` };
      labels.push(label);
    }
    return { found: true, cut: { backendId, query: ask.query, slice: ask.slice, by: labels, stepMs } };
  };
}
