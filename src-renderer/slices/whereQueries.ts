import type { TableQuery } from '../../contract/frames';
import type { WorkspaceView } from '../../contract/state';
import type { Slice } from '../../contract/words';

/** One dimension of the workspace, and the table that says how each of its values fares. */
export interface DimensionQuery {
  readonly dimensionId: string;
  readonly query: TableQuery;
}

/** A minute: long enough that a slice's own scatter is small. */
const spanMs = 60_000;
/** Rows on the screen, and a limit on what a workspace can make the backends answer. */
const dimensionsMax = 6;
const valuesMax = 64;

/** A metric cut by each dimension that the slice leaves open: one table a dimension, however many values it has. */
export function whereQueries(
  workspace: WorkspaceView,
  metricId: string,
  slice: Slice,
  at: number | null,
): readonly DimensionQuery[] {
  return dimensionsShown(workspace)
    .filter((dimensionId) => !Object.hasOwn(slice, dimensionId))
    .map((dimensionId) => ({
      dimensionId,
      query: {
        tableId: `where:${workspace.revision}:${dimensionId}`,
        metricId,
        traffic: workspace.metrics[metricId]?.traffic ?? 'real',
        slice,
        by: [dimensionId],
        at,
        spanMs,
        rowsMax: valuesMax,
      },
    }));
}

/** The dimensions whose values the workspace names, in its order: the others may have a value for every order. */
function dimensionsShown(workspace: WorkspaceView): readonly string[] {
  return Object.entries(workspace.dimensions)
    .filter(([, { values }]) => Object.keys(values).length > 0)
    .map(([id]) => id)
    .slice(0, dimensionsMax);
}
