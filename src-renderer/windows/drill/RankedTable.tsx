import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { Slice } from '../../../contract/words';
import { useChartLook } from '../../charts/chartLook';
import { useText } from '../../i18n/useText';
import { isSameSlice } from '../../state/roomSelection';
import type { Mark, Marks } from './DrillBody';
import { drillTotal, type DrillRow } from './drillRows';
import { holdOrder } from './holdOrder';
import { moveRow } from './moveRow';
import type { CutProps } from './RankedPanel';
import { RankedHead } from './RankedHead';
import { RankedRow } from './RankedRow';
import { TotalRow } from './TotalRow';
import { useRankedRows } from './useRankedRows';
import { useWholeRows } from './useWholeRows';

export interface RankedTableProps extends CutProps {
  readonly unit: string;
  readonly more: number;
  /** End of the span, room epoch ms. */
  readonly to: number;
  readonly marks: Marks;
  readonly nameOf: (row: DrillRow) => string;
  readonly onOpen: (row: DrillRow) => void;
  readonly onMark: (mark: Mark, slice: Slice) => void;
}

const rowPxOf = { wall: 42, desk: 33 } as const;

/** Thousands of rows, as many in the document as are seen; arrows walk them, Enter goes into one, A and B compare two. */
export function RankedTable({ rows, path, by, unit, more, to, marks, nameOf, onOpen, onMark }: RankedTableProps): ReactNode {
  'use no memo';
  const text = useText();
  const rowPx = rowPxOf[useChartLook().size];
  const { sorted: ranked, ...sorting } = useRankedRows(rows, nameOf);
  // The order of the moment at which the pointer came over the rows.
  const [held, setHeld] = useState<readonly string[] | null>(null);
  const sorted = useMemo(() => holdOrder(ranked, held), [ranked, held]);
  const scroller = useRef<HTMLDivElement>(null);
  const [activeId, setActiveId] = useState<string | null>(null);
  const height = useWholeRows(scroller, rowPx);
  const virtual = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 8,
  });
  useEffect(() => virtual.measure(), [virtual, rowPx]);
  // The table has the keys as soon as it is there.
  useEffect(() => scroller.current?.focus({ preventScroll: true }), []);
  const active = Math.max(
    0,
    sorted.findIndex(({ id }) => id === activeId),
  );
  const largestShare = Math.max(0, ...rows.map(({ gapShare }) => gapShare ?? 0));

  const press = (event: KeyboardEvent<HTMLDivElement>): void => {
    const row = sorted[active];
    if (row === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = moveRow(event.key, active, sorted.length, Math.max(1, Math.floor((height ?? 0) / rowPx) - 1));
    const key = event.key.toLowerCase();
    if (next !== null) {
      setActiveId(sorted[next]?.id ?? null);
      virtual.scrollToIndex(next);
    } else if (event.key === 'Enter') onOpen(row);
    else if (key === 'a' || key === 'b') onMark(key, row.slice);
    else return;
    event.preventDefault();
  };
  const markOf = (row: DrillRow): Mark | null => {
    const whole = { ...path, ...row.slice };
    if (marks.a !== null && isSameSlice(marks.a, whole)) return 'a';
    return marks.b !== null && isSameSlice(marks.b, whole) ? 'b' : null;
  };
  return (
    <div className="ranked" role="grid" aria-rowcount={sorted.length} data-rows={sorted.length} data-to={to}>
      <RankedHead by={by} unit={unit} to={to} {...sorting} />
      <TotalRow total={drillTotal(more, rows)} count={sorted.length} more={more} unit={unit} />
      <div className="ranked-room">
        <div
          ref={scroller}
          className="ranked-scroll"
          style={height === null ? undefined : { height }}
          tabIndex={0}
          role="rowgroup"
          aria-label={text('drill.combination')}
          aria-activedescendant={`row-${active}`}
          onKeyDown={press}
          onPointerEnter={() => setHeld(ranked.map(({ id }) => id))}
          onPointerLeave={() => setHeld(null)}
        >
          <div className="ranked-rows" style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map(({ index, start }) => {
              const row = sorted[index];
              return row === undefined ? null : (
                <RankedRow
                  key={row.id}
                  row={row}
                  index={index}
                  top={start}
                  height={rowPx}
                  name={nameOf(row)}
                  unit={unit}
                  barShare={largestShare === 0 ? 0 : (row.gapShare ?? 0) / largestShare}
                  mark={markOf(row)}
                  isActive={index === active}
                  onActivate={() => setActiveId(row.id)}
                  onOpen={() => onOpen(row)}
                  onMark={(mark) => onMark(mark, row.slice)}
                />
              );
            })}
          </div>
        </div>
      </div>
      {more > 0 && <p className="ranked-more num">{text('drill.more', { count: more })}</p>}
    </div>
  );
}
