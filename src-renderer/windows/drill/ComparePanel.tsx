import { useState, type DragEvent, type ReactNode } from 'react';
import type { Slice } from '../../../contract/words';
import { useLanguage, useText } from '../../i18n/useText';
import { valueName } from '../../slices/sliceName';
import { ToolGlyph } from '../../ui/glyphs/ToolGlyph';
import { Panel } from '../../ui/Panel';
import { CompareChart } from './CompareChart';
import { CompareFacts } from './CompareFacts';
import type { Mark, Marks } from './DrillBody';
import { droppedSlice, rowDragType } from './dragRow';
import type { CutProps } from './RankedPanel';

export interface ComparePanelProps extends CutProps {
  readonly marks: Marks;
  readonly onMark: (mark: Mark, slice: Slice) => void;
  readonly onEnd: () => void;
}

/** Two slices in one picture; before that, the tray that takes them. */
export function ComparePanel(props: ComparePanelProps): ReactNode {
  const { workspace, metricId, path, rows, marks, onMark, onEnd } = props;
  const text = useText();
  const language = useLanguage();
  const nameOf = (slice: Slice): string =>
    Object.entries(slice)
      .filter(([id]) => !Object.hasOwn(path, id))
      .map(([id, value]) => valueName(workspace, id, value)[language])
      .join(' · ');
  const { a, b } = marks;
  const metric = workspace.metrics[metricId];
  if (metric === undefined || (a === null && b === null && rows.length < 2)) return null;
  if (a === null || b === null)
    return (
      <section className="compare-tray" aria-label={text('drill.compare')}>
        <DropSlot mark="a" name={a === null ? null : nameOf(a)} onMark={onMark} />
        <DropSlot mark="b" name={b === null ? null : nameOf(b)} onMark={onMark} />
        <span className="faint compare-hint">
          {a === null && b === null ? text('drill.compareHint') : text('drill.compareWaiting', { mark: a === null ? 'A' : 'B' })}
        </span>
      </section>
    );
  return (
    <Panel
      className="compare-panel"
      title={text('drill.compare')}
      second={text('drill.yesterdayFaint')}
      side={
        <button type="button" className="button quiet compare-end" title={text('drill.compareEnd')} onClick={onEnd}>
          <ToolGlyph tool="close" />
          <span className="keycap">Esc</span>
        </button>
      }
    >
      <CompareFacts path={path} rows={rows} a={a} b={b} nameOf={nameOf} unit={metric.unit} />
      <CompareChart metricId={metricId} traffic={metric.traffic} a={a} b={b} name={`${nameOf(a)} / ${nameOf(b)}`} />
    </Panel>
  );
}

/** Takes a row that is dragged onto it; lights up at once while one is over it. */
function DropSlot({ mark, name, onMark }: { mark: Mark; name: string | null; onMark: ComparePanelProps['onMark'] }): ReactNode {
  const text = useText();
  const [isOver, setOver] = useState(false);
  const isRow = (event: DragEvent): boolean => event.dataTransfer.types.includes(rowDragType);
  return (
    <span
      className={isOver ? 'compare-slot over' : 'compare-slot'}
      data-slot={mark}
      title={text('drill.compareDrop', { mark: mark.toUpperCase() })}
      onDragOver={(event) => {
        if (!isRow(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false);
        const slice = droppedSlice(event.dataTransfer.getData(rowDragType));
        if (slice === null) return;
        event.preventDefault();
        onMark(mark, slice);
      }}
    >
      <span className={name === null ? 'mark-plate empty' : `mark-plate ${mark}`}>{mark.toUpperCase()}</span>
      {name !== null && <span className="strong">{name}</span>}
    </span>
  );
}
