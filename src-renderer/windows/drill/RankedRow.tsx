import type { DragEvent, ReactNode } from 'react';
import { useLanguage, useText } from '../../i18n/useText';
import { HealthGlyph } from '../../ui/glyphs/HealthGlyph';
import type { Mark } from './DrillBody';
import { rowDragType } from './dragRow';
import type { DrillRow } from './drillRows';
import { numberColumns, numberText } from './rankedColumns';

export interface RankedRowProps {
  readonly row: DrillRow;
  readonly index: number;
  /** CSS px from the first row. */
  readonly top: number;
  readonly height: number;
  readonly name: string;
  readonly unit: string;
  /** Length of the bar, 0–1 of the longest. */
  readonly barShare: number;
  readonly mark: Mark | null;
  readonly isActive: boolean;
  readonly onActivate: () => void;
  readonly onOpen: () => void;
  readonly onMark: (mark: Mark) => void;
}

/** One combination. Colour only where something is wrong; the bar is what it holds of everything that is missing. */
export function RankedRow(props: RankedRowProps): ReactNode {
  const { row, index, top, height, name, unit, mark, isActive } = props;
  const text = useText();
  const language = useLanguage();
  return (
    <div
      role="row"
      id={`row-${index}`}
      className={`ranked-grid ranked-row ${row.health}${isActive ? ' active' : ''}`}
      style={{ transform: `translateY(${top}px)`, height }}
      aria-selected={isActive}
      data-row={row.values.join(' ')}
      data-row-health={row.health}
      draggable
      onDragStart={(event: DragEvent) => {
        event.dataTransfer.setData(rowDragType, JSON.stringify(row.slice));
        event.dataTransfer.effectAllowed = 'link';
      }}
      onMouseDown={props.onActivate}
      onClick={props.onOpen}
    >
      <span role="gridcell" className="ranked-cell mark">
        {mark !== null ? (
          <span className={`mark-plate ${mark}`}>{mark.toUpperCase()}</span>
        ) : row.health === 'ok' || row.health === 'unknown' ? null : (
          <HealthGlyph health={row.health} size={16} label={text(`health.${row.health}`)} />
        )}
      </span>
      <span role="gridcell" className="ranked-cell name" title={name}>
        <span className="row-name">{name}</span>
        <MarkButtons onMark={props.onMark} />
      </span>
      {numberColumns.map((column) =>
        column === 'gapShare' ? (
          <span key={column} role="gridcell" className="ranked-cell gapShare">
            <GapBar share={props.barShare} />
            <span className="num">{numberText(column, row, unit, language)}</span>
          </span>
        ) : (
          <span key={column} role="gridcell" className={`ranked-cell num ${column}`}>
            {column === 'now' && row.now === undefined ? (
              <span className="no-now">{text('drill.noNow')}</span>
            ) : (
              numberText(column, row, unit, language)
            )}
          </span>
        ),
      )}
    </div>
  );
}

function GapBar({ share }: { share: number }): ReactNode {
  return (
    <span className="gap-bar">
      <i style={{ width: `${(share * 100).toFixed(2)}%` }} />
    </span>
  );
}

/** Shown on the row under the pointer; the keys do the same. */
function MarkButtons({ onMark }: { onMark: (mark: Mark) => void }): ReactNode {
  const text = useText();
  return (
    <span className="mark-buttons">
      {(['a', 'b'] as const).map((mark) => (
        <button
          key={mark}
          type="button"
          tabIndex={-1}
          className="keycap"
          title={text('drill.mark', { mark: mark.toUpperCase() })}
          onClick={(event) => {
            event.stopPropagation();
            onMark(mark);
          }}
        >
          {mark.toUpperCase()}
        </button>
      ))}
    </span>
  );
}
