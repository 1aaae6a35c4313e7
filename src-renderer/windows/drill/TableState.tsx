import type { ReactNode } from 'react';
import type { Table } from '../../../contract/frames';
import { useText } from '../../i18n/useText';

/** What stands where the rows will be: being read, nothing there, or why it cannot be read. */
export function TableState({
  table,
  reason,
  metricName,
  isChoosing,
}: {
  table: Table | null;
  /** Why it cannot be read; null while it can. */
  reason: string | null;
  metricName: string;
  isChoosing: boolean;
}): ReactNode {
  const text = useText();
  const isRead = table !== null && table.status.phase === 'live';
  return (
    <div className="table-state" data-table-state={reason !== null ? 'failed' : isRead ? 'empty' : 'loading'}>
      <p className={reason === null ? 'soft' : 'strong'}>
        {reason !== null
          ? text('drill.failedFirst', { reason })
          : isRead
            ? text('drill.empty')
            : isChoosing
              ? text('drill.choosing')
              : text('drill.reading', { metric: metricName })}
      </p>
      {(isRead || reason !== null) && <p className="faint">{text('drill.emptyNote')}</p>}
    </div>
  );
}
