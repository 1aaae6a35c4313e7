import { useCallback, useMemo, useState, type ReactNode } from 'react';
import { tableRowsMax } from '../../../contract/limits';
import type { TableQuery } from '../../../contract/frames';
import type { WorkspaceView } from '../../../contract/state';
import type { Slice } from '../../../contract/words';
import { useTable } from '../../frames/useTables';
import { ComparePanel } from './ComparePanel';
import { deeper, openDimensions, type DrillPlace } from './drillPlace';
import { drillRows, type DrillRow } from './drillRows';
import { RankedPanel } from './RankedPanel';
import { SmallMultiples } from './SmallMultiples';

export type Mark = 'a' | 'b';
export type Marks = Readonly<Record<Mark, Slice | null>>;

const noMarks: Marks = { a: null, b: null };
const spanMsDefault = 60_000;

/** One cut: its ranked table, its pictures, and two of its rows side by side. Mounted anew for every other cut. */
export function DrillBody({
  workspace,
  place,
  at,
  go,
}: {
  workspace: WorkspaceView;
  place: DrillPlace;
  at: number | null;
  go: (place: DrillPlace) => void;
}): ReactNode {
  const [spanMs, setSpanMs] = useState(spanMsDefault);
  const [halfMarked, setHalfMarked] = useState(noMarks);
  const table = useTable(useTableQuery(workspace, place, at, spanMs));
  const { metricId, path, by } = place;
  const rows = useMemo(() => (table === null ? [] : drillRows(table, by)), [table, by]);
  const marks = place.compared ?? halfMarked;

  const open = useCallback(
    (row: DrillRow) => {
      const next = deeper(place, row.slice);
      if (openDimensions(next, workspace).length > 0) go(next);
    },
    [place, workspace, go],
  );
  // One mark is this window's own; two are a comparison that the whole room looks at.
  const mark = useCallback(
    (which: Mark, slice: Slice) => {
      const next = { ...marks, [which]: { ...path, ...slice } };
      if (next.a !== null && next.b !== null) go({ ...place, compared: { a: next.a, b: next.b } });
      else setHalfMarked(next);
    },
    [marks, path, place, go],
  );
  const endComparison = useCallback(() => {
    setHalfMarked(noMarks);
    if (place.compared !== null) go({ ...place, compared: null });
  }, [place, go]);

  const common = { workspace, metricId, path, by, rows };
  return (
    <div className="drill-body">
      <RankedPanel
        {...common}
        place={place}
        table={table}
        at={at}
        spanMs={spanMs}
        onSpan={setSpanMs}
        marks={marks}
        onOpen={open}
        onMark={mark}
      />
      <div className="drill-pictures">
        <ComparePanel {...common} marks={marks} onMark={mark} onEnd={endComparison} />
        <SmallMultiples {...common} isSmall={marks.a !== null || marks.b !== null} onOpen={open} />
      </div>
    </div>
  );
}

function useTableQuery(
  workspace: WorkspaceView,
  { metricId, path, by }: DrillPlace,
  at: number | null,
  spanMs: number,
): TableQuery | null {
  const traffic = workspace.metrics[metricId]?.traffic ?? 'real';
  return useMemo(
    () =>
      by.length === 0
        ? null
        : { tableId: 'drill', metricId, traffic, slice: path, by: [...by], at, spanMs, rowsMax: tableRowsMax },
    [metricId, traffic, path, by, at, spanMs],
  );
}
