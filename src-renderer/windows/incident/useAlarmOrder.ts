import { getCoreRowModel, getSortedRowModel, useReactTable, type ColumnDef, type SortingState } from '@tanstack/react-table';
import { useMemo, useState } from 'react';
import type { AlarmRow } from './alarmRows';

export const alarmColumns = ['name', 'startedAt', 'shape', 'value', 'expected', 'change', 'score', 'loss', 'state'] as const;
export type AlarmColumn = (typeof alarmColumns)[number];

export interface AlarmOrder {
  readonly sorted: readonly AlarmRow[];
  readonly sortedBy: AlarmColumn;
  readonly isRising: boolean;
  /** By another column: what is worst first; by the same: the other way round. */
  sortBy(column: AlarmColumn): void;
}

/** Numbers whose largest is the worst; of all others the least comes first. */
const worstIsMost: readonly AlarmColumn[] = ['score', 'loss', 'value', 'expected'];
const byScore: SortingState = [{ id: 'score', desc: true }];

/** The rows in the order a person chose, within their groups; unknown numbers are last either way. */
export function useAlarmOrder(rows: readonly AlarmRow[], nameOf: (row: AlarmRow) => string): AlarmOrder {
  'use no memo';
  const [sorting, setSorting] = useState(byScore);
  const columns = useMemo<ColumnDef<AlarmRow>[]>(
    () => [
      { id: 'name', accessorFn: nameOf, sortingFn: 'alphanumeric' },
      { id: 'shape', accessorFn: ({ alarm }) => alarm.shape, sortingFn: 'alphanumeric' },
      { id: 'state', accessorFn: ({ alarm }) => alarm.phase, sortingFn: 'alphanumeric' },
      ...(['startedAt', 'value', 'expected', 'change', 'score', 'loss'] as const).map((id): ColumnDef<AlarmRow> => ({
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
    getRowId: ({ alarm }) => alarm.id,
    getCoreRowModel: getCoreRowModel(),
    getSortedRowModel: getSortedRowModel(),
  });
  const { rows: model } = table.getSortedRowModel();
  const sorted = useMemo(() => model.map(({ original }) => original), [model]);
  const [sort] = sorting;
  const sortedBy = alarmColumns.find((each) => each === sort?.id) ?? 'score';
  return {
    sorted,
    sortedBy,
    isRising: sort?.desc !== true,
    sortBy: (column) =>
      setSorting([{ id: column, desc: column === sortedBy ? sort?.desc !== true : worstIsMost.includes(column) }]),
  };
}
