import { lineCountMax } from '../../../contract/limits';
import type { LineQuery, PanelQuery } from '../../../contract/frames';
import type { WorkspaceView } from '../../../contract/state';
import type { LocalText } from '../../../contract/words';

/** A line pair (today, expected) of one dimension value within a panel. */
export interface SliceColumn {
  readonly dimensionId: string;
  readonly valueId: string;
  readonly name: LocalText;
}

/** One panel of the frame path, and which slice each pair of its lines is. */
export interface SlicePanel {
  readonly query: PanelQuery;
  readonly slices: readonly SliceColumn[];
}

/** A minute: long enough that a slice's own scatter is small, and what history is kept in. */
const sliceBucketMs = 60_000;
/** The last complete minute and the one that fills. */
const pointsMax = 2;
const beforeMs = pointsMax * sliceBucketMs;
/** Rows on the screen, and a limit on what a workspace can make the backends answer. */
const dimensionsMax = 6;
const valuesMax = 24;
const pairsPerPanel = lineCountMax / 2;

/** The headline metric cut by every value of every dimension; all at the cost of a few points each. */
export function sliceQueries(workspace: WorkspaceView): readonly SlicePanel[] {
  const metricId = workspace.headlineMetricId;
  const traffic = workspace.metrics[metricId]?.traffic ?? 'real';
  const slices = dimensionsShown(workspace).flatMap(([dimensionId, { values }]) =>
    Object.entries(values)
      .slice(0, valuesMax)
      .map(([valueId, name]) => ({ dimensionId, valueId, name })),
  );
  const panels: SlicePanel[] = [];
  for (let from = 0; from < slices.length; from += pairsPerPanel) {
    const part = slices.slice(from, from + pairsPerPanel);
    const lines = part.flatMap(({ dimensionId, valueId }): LineQuery[] => {
      const line = { metricId, slice: { [dimensionId]: valueId }, traffic };
      return [
        { ...line, day: 'today' },
        { ...line, day: 'expected' },
      ];
    });
    const panelId = `where:${workspace.revision}:${panels.length}`;
    panels.push({ query: { panelId, lines, at: null, beforeMs, afterMs: 0, axis: 'sliding', pointsMax }, slices: part });
  }
  return panels;
}

/** The dimensions whose values the workspace names, in its order. */
export function dimensionsShown(workspace: WorkspaceView): readonly [string, WorkspaceView['dimensions'][string]][] {
  return Object.entries(workspace.dimensions)
    .filter(([, { values }]) => Object.keys(values).length > 0)
    .slice(0, dimensionsMax);
}
