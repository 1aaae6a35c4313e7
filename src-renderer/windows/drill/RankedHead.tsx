import type { ReactNode } from 'react';
import { lastWeekName, useChartWords } from '../../charts/chartWords';
import type { Text } from '../../i18n/text';
import { numberColumns, type SortColumn } from './rankedColumns';
import type { RankedRows } from './useRankedRows';

/** Each head sorts: a click for what is worst first, another for the other way round. */
export function RankedHead({
  unit,
  to,
  sortedBy,
  isRising,
  sortBy,
}: Omit<RankedRows, 'sorted'> & { by: readonly string[]; unit: string; to: number }): ReactNode {
  const words = useChartWords();
  const { text } = words;
  const head = (column: SortColumn, name: string, note: string): ReactNode => (
    <div
      key={column}
      role="columnheader"
      className={`ranked-cell ${column}`}
      aria-sort={column !== sortedBy ? 'none' : isRising ? 'ascending' : 'descending'}
    >
      <button type="button" className="ranked-head-button" data-sort={column} onClick={() => sortBy(column)}>
        <span className="head-name">
          {name}
          {column === sortedBy && <SortMark isRising={isRising} />}
        </span>
        <span className="head-note">{note}</span>
      </button>
    </div>
  );
  return (
    <div className="ranked-grid ranked-head" role="row">
      <span className="ranked-cell mark" />
      {head('name', text('drill.combination'), '')}
      {numberColumns.map((column) => head(column, nameOf(column, text, lastWeekName(words, to)), noteOf(column, unit, text)))}
    </div>
  );
}

function nameOf(column: (typeof numberColumns)[number], text: Text, lastWeek: string): string {
  if (column === 'vsLastWeek') return text('drill.vsLastWeek', { day: lastWeek });
  return text(`drill.${column}`);
}

function noteOf(column: SortColumn, unit: string, text: Text): string {
  if (column === 'now' || column === 'expected') return unit;
  if (column === 'difference') return unit === '/s' ? text('drill.perMinute') : unit;
  return '';
}

function SortMark({ isRising }: { isRising: boolean }): ReactNode {
  return (
    <svg className="sort-mark" width="9" height="7" viewBox="0 0 9 7" aria-hidden="true">
      <path d={isRising ? 'M0 6.5 L4.5 0.5 L9 6.5 Z' : 'M0 0.5 L4.5 6.5 L9 0.5 Z'} />
    </svg>
  );
}
