import type { ReactNode } from 'react';
import { useLanguage, useText } from '../../i18n/useText';
import { formatChange, formatCount } from '../../ui/format';
import type { DrillTotal } from './drillRows';
import { perMinute, signedCount } from './rankedColumns';

/** All rows as one, above them; only how many there are while some are left out. */
export function TotalRow({
  total,
  count,
  more,
  unit,
}: {
  total: DrillTotal | null;
  count: number;
  more: number;
  unit: string;
}): ReactNode {
  const text = useText();
  const language = useLanguage();
  return (
    <div className="ranked-grid ranked-total" role="row">
      <span className="ranked-cell mark" />
      <span className="ranked-cell name num">{text('drill.rows', { count: count + more })}</span>
      {total !== null && (
        <>
          <span className="ranked-cell num now">{formatCount(total.now, language)}</span>
          <span className="ranked-cell num expected">{formatCount(total.expected, language)}</span>
          <span className="ranked-cell num difference">
            {signedCount((total.now - total.expected) * perMinute(unit), language)}
          </span>
          <span className="ranked-cell num change">{formatChange(total.change)}</span>
        </>
      )}
    </div>
  );
}
