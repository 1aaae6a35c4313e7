import { useMemo, type ReactNode } from 'react';
import { useText } from '../../i18n/useText';
import { openReport } from '../../ui/actions';
import { useShortcuts } from '../../ui/useShortcuts';

export const reportKey = 'w';

/** Of an incident that is over too: that is when most reports are written. */
export function ReportButton({ incidentId }: { incidentId: string }): ReactNode {
  const text = useText();
  const keys = useMemo(() => ({ [reportKey]: () => openReport(incidentId) }), [incidentId]);
  useShortcuts(keys);
  return (
    <button type="button" className="button report-button" data-act="report" onClick={() => openReport(incidentId)}>
      {text('report.open')} <span className="keycap">{reportKey.toUpperCase()}</span>
    </button>
  );
}
