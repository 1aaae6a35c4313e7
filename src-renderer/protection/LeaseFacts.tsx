import type { ReactNode } from 'react';
import type { Execution, Lease } from '../../contract/protection';
import { useText } from '../i18n/useText';
import { leftOf } from '../state/arrivals';
import { useMonotonicTick } from '../state/useMonotonicTick';
import { formatDuration, formatTimeOfDay } from '../ui/format';

/** How long it still counts and how much of it is still in force; the bar is what is left of the time. */
export function LeaseFacts({
  execution,
  lease,
  timeZone,
}: {
  readonly execution: Execution;
  readonly lease: Lease;
  readonly timeZone: string;
}): ReactNode {
  const text = useText();
  const now = useMonotonicTick(1_000);
  const left = leftOf(lease.left, execution, now);
  return (
    <div className="lease-facts" data-overdue={lease.overdue}>
      <p>
        <span className="lease-left num">{lease.overdue ? text('lease.overdue') : formatDuration(left)}</span>
        <span className="soft num">
          {[
            text(lease.overdue ? 'lease.endedAt' : 'lease.endsAt', { time: formatTimeOfDay(lease.endsAt, timeZone) }),
            text('lease.share', { share: Math.round(lease.share * 100) }),
            ...(lease.next === null ? [] : [text('lease.next', { left: formatDuration(leftOf(lease.next, execution, now)) })]),
            ...(lease.renewals === 0 ? [] : [text('lease.renewals', { count: lease.renewals })]),
            ...(lease.expiresThere ? [text('lease.expiresThere')] : []),
          ].join(' · ')}
        </span>
      </p>
      <span className="lease-bar" aria-hidden="true">
        <i style={{ width: `${lease.overdue ? 0 : (100 * left) / Math.max(1, lease.left.ofMs)}%` }} />
      </span>
    </div>
  );
}
