import { getCoreRowModel, getSortedRowModel, useReactTable, type ColumnDef, type SortingState } from '@tanstack/react-table';
import { useMemo, useState } from 'react';
import type { DrillRow } from './drillRows';
import { numberColumns, worstIsLeast, type SortColumn } from './rankedColumns';

export interface RankedRows {
  readonly sorted: readonly DrillRow[];
  readonly sortedBy: SortColumn;
  readonly isRising: boolean;
  /** By another column: what is worst first; by the same: the other way round. */
  sortBy(column: SortColumn): void;
}

const byDifference: SortingState = [{ id: 'difference', desc: false }];

/** The rows in the order a person chose; unknown numbers are last either way. */
export function useRankedRows(rows: readonly DrillRow[], nameOf: (row: DrillRow) => string): RankedRows {
  'use no memo';
  const [sorting, setSorting] = useState(byDifference);
  const columns = useMemo<ColumnDef<DrillRow>[]>(
    () => [
      { id: 'name', accessorFn: nameOf, sortingFn: 'alphanumeric' },
      ...numberColumns.map((id): ColumnDef<DrillRow> => ({
        id,
        accessorFn: (row) => row[id],
        sortUndefined: 'last',
        sortingFn: 'basic',
      })),
    ],
    [nameOf],
  );
  const data = useMemo(() => [...rows], [rows]);
  const table = useReactTable({
    data,
    columns,
    state: { sorting },
    getRowId: ({ id }) => id,
    getCoreRowModel: getCoreRowModel(),
    getSortedRowModel: getSortedRowModel(),
  });
  // The same model until rows or order change.
  const { rows: model } = table.getSortedRowModel();
  const sorted = useMemo(() => model.map(({ original }) => original), [model]);
  const [sort] = sorting;
  const sortedBy = sortColumnOf(sort?.id);
  return {
    sorted,
    sortedBy,
    isRising: sort?.desc !== true,
    sortBy: (column) => setSorting([{ id: column, desc: column === sortedBy ? sort?.desc !== true : !worstIsLeast[column] }]),
  };
}

function sortColumnOf(id: string | undefined): SortColumn {
  return numberColumns.find((each) => each === id) ?? 'name';
}
