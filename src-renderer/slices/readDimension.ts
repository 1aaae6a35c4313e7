import type { Table } from '../../contract/frames';
import type { WorkspaceView } from '../../contract/state';
import { dimensionReading, type DimensionReading, type SliceReading } from './dimensionReading';
import { dimensionName, valueName } from './sliceName';

/**
 * What a dimension's table answers to "where"; null while it has nothing to compare. A value that vanished while others are
 * there has lost everything: that is a reading of zero, not a missing one.
 */
export function readDimension(workspace: WorkspaceView, dimensionId: string, table: Table): DimensionReading | null {
  if (table.status.sampleAt === null) return null;
  const slices = table.keys.map(([valueId = ''], i): SliceReading => ({
    valueId,
    name: valueName(workspace, dimensionId, valueId),
    now: known(table.now[i]) ?? 0,
    expected: known(table.expected[i]),
    bucketMs: table.to - table.from,
  }));
  return dimensionReading(dimensionId, dimensionName(workspace, dimensionId), slices);
}

function known(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}
