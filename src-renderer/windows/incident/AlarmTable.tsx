import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useMemo, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { useChartLook } from '../../charts/chartLook';
import { useLanguage, useText } from '../../i18n/useText';
import { seriesName } from '../../incidents/seriesName';
import { moveRow } from '../drill/moveRow';
import { useWholeRows } from '../drill/useWholeRows';
import { AlarmHead } from './AlarmHead';
import { AlarmTableRow } from './AlarmTableRow';
import { tableLines, type AlarmRow } from './alarmRows';
import type { AlarmsProps } from './AlarmsPanel';
import { useAlarmOrder } from './useAlarmOrder';

const rowPxOf = { wall: 34, desk: 27 } as const;

/** Hundreds of alarms, as many in the document as are seen; arrows walk them, and the picture follows. */
export function AlarmTable({ workspace, rows, picked, onPick }: AlarmsProps): ReactNode {
  'use no memo';
  const text = useText();
  const language = useLanguage();
  const rowPx = rowPxOf[useChartLook().size];
  const nameOf = useCallback(
    ({ alarm }: AlarmRow) => seriesName(workspace, alarm.metricId, alarm.slice, language),
    [workspace, language],
  );
  const { sorted, ...sorting } = useAlarmOrder(rows, nameOf);
  const lines = useMemo(() => tableLines(sorted), [sorted]);
  const ids = useMemo(() => lines.flatMap((line) => (line.kind === 'row' ? [line.row.alarm.id] : [])), [lines]);
  const scroller = useRef<HTMLDivElement>(null);
  const height = useWholeRows(scroller, rowPx);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 8,
  });
  useEffect(() => virtual.measure(), [virtual, rowPx]);

  const press = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const from = Math.max(0, ids.indexOf(picked?.alarm.id ?? ''));
    const to = moveRow(event.key, from, ids.length, Math.max(1, Math.floor((height ?? 0) / rowPx) - 1));
    const id = to === null ? undefined : ids[to];
    if (id === undefined) return;
    event.preventDefault();
    onPick(id);
    virtual.scrollToIndex(lines.findIndex((line) => line.kind === 'row' && line.row.alarm.id === id));
  };
  return (
    <div className="alarm-table" role="grid" aria-rowcount={ids.length} data-rows={ids.length}>
      <AlarmHead {...sorting} />
      <div className="alarm-room">
        <div
          ref={scroller}
          className="alarm-scroll"
          style={height === null ? undefined : { height }}
          tabIndex={0}
          role="rowgroup"
          aria-label={text('alarms.title')}
          onKeyDown={press}
        >
          <div className="alarm-lines" style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map(({ index, start }) => {
              const line = lines[index];
              if (line === undefined) return null;
              const place = { transform: `translateY(${start}px)`, height: rowPx };
              return line.kind === 'group' ? (
                <div key={line.group} role="row" className="alarm-group" style={place} data-group={line.group}>
                  <span role="gridcell">
                    {text(`alarms.group.${line.group}`)}{' '}
                    <span className="faint num">{text('alarms.note', { count: line.count, active: line.active })}</span>
                  </span>
                </div>
              ) : (
                <AlarmTableRow
                  key={line.row.alarm.id}
                  row={line.row}
                  name={nameOf(line.row)}
                  unit={workspace.metrics[line.row.alarm.metricId]?.unit ?? ''}
                  timeZone={workspace.timeZone}
                  place={place}
                  isPicked={line.row.alarm.id === picked?.alarm.id}
                  onPick={onPick}
                />
              );
            })}
          </div>
        </div>
      </div>
    </div>
  );
}
