import type { ReactNode } from 'react';
import type { LineStatus } from '../../contract/frames';
import { useText } from '../i18n/useText';

/** `47 / 50`, and the part that is missing hatched: said wherever an answer is not whole, nowhere else. */
export function ReportingChip({ reporting }: { reporting: LineStatus['reporting'] }): ReactNode {
  const text = useText();
  if (reporting === null || reporting.count >= reporting.expected) return null;
  const { count, expected } = reporting;
  return (
    <span className="reporting" data-reporting={`${count}/${expected}`} title={text('age.reporting', { count, expected })}>
      <span className="reporting-bar" aria-hidden="true">
        <i style={{ width: `${(100 * count) / expected}%` }} />
      </span>
      <span className="num">
        {count} / {expected}
      </span>
    </span>
  );
}
