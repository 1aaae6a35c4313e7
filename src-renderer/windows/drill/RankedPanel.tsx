import { useCallback, useMemo, type ReactNode } from 'react';
import type { Table } from '../../../contract/frames';
import type { WorkspaceView } from '../../../contract/state';
import type { Slice } from '../../../contract/words';
import { useLanguage, useText } from '../../i18n/useText';
import { valueName } from '../../slices/sliceName';
import { formatClock } from '../../ui/format';
import { Panel } from '../../ui/Panel';
import { TableAgeChip } from '../../ui/TableAgeChip';
import { AnswerLine } from './AnswerLine';
import type { Mark, Marks } from './DrillBody';
import type { DrillPlace } from './drillPlace';
import type { DrillRow } from './drillRows';
import { useTableOffer } from './tableOffer';
import { useTableReason } from './useTableReason';
import { RankedTable } from './RankedTable';
import { SpanPicker } from './SpanPicker';
import { TableState } from './TableState';

export interface CutProps {
  readonly workspace: WorkspaceView;
  readonly metricId: string;
  readonly path: Slice;
  readonly by: readonly string[];
  readonly rows: readonly DrillRow[];
}

export interface RankedPanelProps extends CutProps {
  readonly place: DrillPlace;
  readonly table: Table | null;
  readonly at: number | null;
  readonly spanMs: number;
  readonly onSpan: (spanMs: number) => void;
  readonly marks: Marks;
  readonly onOpen: (row: DrillRow) => void;
  readonly onMark: (mark: Mark, slice: Slice) => void;
}

/** The answer in words, then every combination ranked by what it lost. */
export function RankedPanel(props: RankedPanelProps): ReactNode {
  const { workspace, metricId, by, rows, table, at } = props;
  const text = useText();
  const language = useLanguage();
  const nameOf = useCallback(
    (row: DrillRow) => row.values.map((value, i) => valueName(workspace, by[i] ?? '', value)[language]).join(' · '),
    [workspace, by, language],
  );
  const metric = workspace.metrics[metricId];
  const asOf = useMemo(
    () =>
      table === null || table.to === 0
        ? null
        : text('drill.asOf', {
            from: formatClock(table.from, workspace.timeZone),
            to: formatClock(table.to, workspace.timeZone),
          }),
    [table, workspace.timeZone, text],
  );
  const offer = useTableOffer(workspace, props.place, table, metric?.name[language] ?? metricId);
  const reason = useTableReason(table);
  const isStopped = reason !== null;
  return (
    <Panel
      className={isStopped ? 'ranked-panel stopped' : 'ranked-panel'}
      title={metric?.name[language] ?? metricId}
      offer={offer}
      second={asOf !== null && <span className="num">{asOf}</span>}
      side={
        <>
          <SpanPicker spanMs={props.spanMs} onSpan={props.onSpan} />
          {at === null && <TableAgeChip table={table} />}
        </>
      }
    >
      <AnswerLine {...props} nameOf={nameOf} />
      {rows.length === 0 || table === null ? (
        <TableState table={table} reason={reason} metricName={metric?.name[language] ?? metricId} isChoosing={by.length === 0} />
      ) : (
        <RankedTable {...props} unit={metric?.unit ?? ''} more={table.more} to={table.to} nameOf={nameOf} />
      )}
      {table !== null && reason !== null && rows.length > 0 && (
        <p className="table-stopped" title={table.status.reason ?? ''}>
          {text('drill.failed', { time: formatClock(table.to, workspace.timeZone), reason })}
        </p>
      )}
    </Panel>
  );
}
