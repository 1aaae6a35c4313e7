import { useEffect, useMemo, useState } from 'react';
import type { Table } from '../../contract/frames';
import type { WorkspaceView } from '../../contract/state';
import type { LocalText, Slice } from '../../contract/words';
import { tableAge, useTables } from '../frames/useTables';
import { isCurrent } from '../state/dataAge';
import { afterFirstChart } from '../state/firstChart';
import { useRoomTick } from '../state/useRoomTick';
import { roomRate } from '../state/windowConsole';
import type { DimensionReading } from './dimensionReading';
import { readDimension } from './readDimension';
import { dimensionName } from './sliceName';
import { whereQueries, type DimensionQuery } from './whereQueries';

export interface OpenDimension {
  readonly dimensionId: string;
  readonly name: LocalText;
  /** Null before the first answer. */
  readonly table: Table | null;
  /** Null while nothing can be said: not read yet, or its data stopped. */
  readonly reading: DimensionReading | null;
}

/** Each dimension that the slice leaves open, in the workspace's order, and where in it the difference lies. */
export function useDimensionReadings(
  workspace: WorkspaceView,
  metricId: string,
  slice: Slice,
  at: number | null,
): readonly OpenDimension[] {
  const queries = useMemo(() => whereQueries(workspace, metricId, slice, at), [workspace, metricId, slice, at]);
  // The first paint never waits for tables.
  const painted = useFirstChartPainted();
  const asked = useMemo(() => (painted ? queries.map(({ query }) => query) : []), [queries, painted]);
  const tables = useTables(asked);
  const roomAt = useRoomTick(1_000);
  return queries.map((query, i) => openDimension(workspace, query, tables[i] ?? null, at === null ? roomAt : null));
}

/** Data that stopped gives no reading: an old value must not pass for a new one. What is of the past does not age. */
function openDimension(
  workspace: WorkspaceView,
  { dimensionId }: DimensionQuery,
  table: Table | null,
  roomAt: number | null,
): OpenDimension {
  const readable = table !== null && (roomAt === null || isCurrent(tableAge(table, roomAt, roomRate())));
  const reading = readable ? readDimension(workspace, dimensionId, table) : null;
  return { dimensionId, name: dimensionName(workspace, dimensionId), table, reading };
}

function useFirstChartPainted(): boolean {
  const [painted, setPainted] = useState(false);
  useEffect(() => {
    let ended = false;
    void afterFirstChart().then(() => {
      if (!ended) setPainted(true);
    });
    return () => {
      ended = true;
    };
  }, []);
  return painted;
}
