import type { ReactNode } from 'react';
import { useText } from '../../i18n/useText';
import { inForceFirst, inForceLine, wantsDecision } from '../../protection/inForce';
import { openBoard } from '../../protection/planActs';
import { selectExecutions, selectPlans } from '../../protection/selectProtection';
import { leftOf } from '../../state/arrivals';
import { useMonotonicTick } from '../../state/useMonotonicTick';
import { useConsole } from '../../state/windowConsole';
import { formatDuration } from '../format';

/** What is still on, and what ends next; opens the plan board. Nothing where the workspace has no plans. */
export function InForceChip(): ReactNode {
  const text = useText();
  const hasPlans = Object.keys(useConsole(selectPlans)).length > 0;
  const executions = useConsole(selectExecutions);
  const { count, next } = inForceLine(executions);
  const open = inForceFirst(executions).filter(wantsDecision).length;
  const now = useMonotonicTick(next === null ? null : 1_000);
  if (!hasPlans && count === 0) return null;
  return (
    <button
      type="button"
      className="header-part in-force-chip"
      data-in-force={count}
      data-urgent={open > 0 || next?.lease?.overdue === true}
      title={`${text('board.title')} (K)`}
      onClick={openBoard}
    >
      <span>
        <span className="header-first num">{text('inForce.line', { count })}</span>
        <span className="header-second num">{secondLine()}</span>
      </span>
    </button>
  );

  function secondLine(): string {
    if (open > 0) return text('inForce.decide', { count: open });
    if (next === null || next.lease === null) return text('inForce.none');
    if (next.lease.overdue) return text('inForce.overdue');
    return text('inForce.next', { left: formatDuration(leftOf(next.lease.left, next, now)) });
  }
}
