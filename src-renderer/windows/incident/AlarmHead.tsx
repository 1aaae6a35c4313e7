import type { ReactNode } from 'react';
import { useText } from '../../i18n/useText';
import { alarmColumns, type AlarmColumn, type AlarmOrder } from './useAlarmOrder';

const notes: Readonly<Partial<Record<AlarmColumn, 'alarms.scoreNote' | 'alarms.lossNote'>>> = {
  score: 'alarms.scoreNote',
  loss: 'alarms.lossNote',
};

/** Each head sorts within the groups: a click for what is worst first, another for the other way round. */
export function AlarmHead({ sortedBy, isRising, sortBy }: Omit<AlarmOrder, 'sorted'>): ReactNode {
  const text = useText();
  return (
    <div className="alarm-grid alarm-head" role="row">
      <span className="alarm-cell glyph-cell" />
      {alarmColumns.map((column) => {
        const note = notes[column];
        return (
          <div
            key={column}
            role="columnheader"
            className={`alarm-cell ${column}`}
            aria-sort={column !== sortedBy ? 'none' : isRising ? 'ascending' : 'descending'}
          >
            <button
              type="button"
              data-sort={column}
              title={note === undefined ? undefined : text(note)}
              onClick={() => sortBy(column)}
            >
              {column === sortedBy && <span className="sort-arrow">{isRising ? '↑' : '↓'}</span>}
              {text(`alarms.${column}`)}
            </button>
          </div>
        );
      })}
    </div>
  );
}
