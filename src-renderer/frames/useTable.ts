import { useEffect, useState } from 'react';
import type { Table, TableQuery } from '../../contract/frames';
import { dataAge, type DataAge } from '../state/dataAge';
import { useRoomTick } from '../state/useRoomTick';
import { roomRate } from '../state/windowConsole';
import { windowFrames } from './windowFrames';

/**
 * The table of this query as the engine last said it; null before its first answer, and while there is no query. `query` must
 * keep its identity while it asks for the same thing (useMemo).
 */
export function useTable(query: TableQuery | null): Table | null {
  const [shown, setShown] = useState<{ readonly query: TableQuery; readonly table: Table } | null>(null);
  useEffect(() => {
    if (query === null) return;
    const wanted = windowFrames().wantTable(query);
    const show = (): void => {
      const table = wanted.table();
      if (table !== null) setShown({ query, table });
    };
    wanted.onTable(show);
    show();
    return () => wanted.release();
  }, [query]);
  // Rows of the question before are not an answer to this one.
  return shown !== null && shown.query === query ? shown.table : null;
}

/** How old the data of a table that follows the room is, once a second. */
export function useTableAge(table: Table | null): DataAge {
  const roomAt = useRoomTick(1_000);
  if (table === null) return { phase: 'loading', ageMs: null };
  const { sampleAt, intervalMs } = table.status;
  return dataAge({ sampleAt, intervalMs, roomAt, rate: roomRate() });
}
