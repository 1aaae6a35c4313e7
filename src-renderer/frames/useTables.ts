import { useLayoutEffect, useMemo, useState } from 'react';
import type { Table, TableQuery } from '../../contract/frames';
import { dataAge, type DataAge } from '../state/dataAge';
import { windowFrames } from './windowFrames';

/**
 * The tables of these queries as the engine last said them; null before a first answer. `queries` must keep its identity while
 * it asks for the same (useMemo).
 */
export function useTables(queries: readonly TableQuery[]): readonly (Table | null)[] {
  const [shown, setShown] = useState<Shown>(nothingShown);
  // Before paint: rows that are here already never blink.
  useLayoutEffect(() => {
    const wanted = queries.map((query) => windowFrames().wantTable(query));
    const show = (): void => setShown({ queries, tables: wanted.map((each) => each.answer()) });
    for (const each of wanted) each.onAnswer(show);
    show();
    return () => {
      for (const each of wanted) each.release();
    };
  }, [queries]);
  // Rows of the questions before are not an answer to these.
  return shown.queries === queries ? shown.tables : nothingShown.tables;
}

export function useTable(query: TableQuery | null): Table | null {
  const queries = useMemo(() => (query === null ? nothingShown.queries : [query]), [query]);
  return useTables(queries)[0] ?? null;
}

/** How old the data of a table that follows the room is. */
export function tableAge(table: Table | null, roomAt: number, rate: number): DataAge {
  if (table === null) return { phase: 'loading', ageMs: null };
  const { sampleAt, intervalMs } = table.status;
  return dataAge({ sampleAt, intervalMs, roomAt, rate });
}

interface Shown {
  readonly queries: readonly TableQuery[];
  readonly tables: readonly (Table | null)[];
}

const nothingShown: Shown = { queries: [], tables: [] };
