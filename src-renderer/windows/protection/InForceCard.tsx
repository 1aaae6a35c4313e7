import type { ReactNode } from 'react';
import type { Execution } from '../../../contract/protection';
import type { WorkspaceView } from '../../../contract/state';
import { useLanguage, useText } from '../../i18n/useText';
import { executionLamps } from '../../protection/executionSaid';
import { wantsDecision } from '../../protection/inForce';
import { LeaseFacts } from '../../protection/LeaseFacts';
import { LeaseSteps } from '../../protection/LeaseSteps';
import { openSheet, revertExecution, settleExecution } from '../../protection/planActs';
import { RevertButton } from '../../protection/RevertButton';
import { formatChange, formatOrders, formatTimeOfDay } from '../../ui/format';
import { LampGlyph } from '../../ui/glyphs/LampGlyph';

/** One protection that is on: whose, why, how long still, how much of it, whether it helps; and its way back. */
export function InForceCard({
  execution,
  workspace,
}: {
  readonly execution: Execution;
  readonly workspace: WorkspaceView;
}): ReactNode {
  const text = useText();
  const language = useLanguage();
  const { id, name, phase, lease, why, cause } = execution;
  const isOpen = wantsDecision(execution);
  const isOverdue = lease?.overdue === true;
  return (
    <li className="in-force-card" data-execution={id} data-phase={phase} data-urgent={isOpen || isOverdue}>
      <button type="button" className="in-force-open" onClick={() => openSheet(id)}>
        <span className="in-force-head">
          <LampGlyph lamp={executionLamps[phase]} size={20} />
          <span className="in-force-name">{name[language]}</span>
          <span className="in-force-phase">{text(`phaseShort.${phase}`)}</span>
        </span>
        <span className="in-force-reason">{execution.reason === '' ? text('board.noReason') : execution.reason}</span>
        <span className="in-force-facts num">{facts().join(' · ')}</span>
        {(isOpen || why !== null) && (
          <span className="in-force-why">
            {[
              text(`execution.${phase}`),
              ...(cause === null ? [] : [text(`cause.end.${cause}`)]),
              ...(why === null ? [] : [why]),
            ].join(' · ')}
          </span>
        )}
      </button>
      <div className="in-force-side">
        {lease !== null && <LeaseFacts execution={execution} lease={lease} timeZone={workspace.timeZone} />}
        {isOpen ? (
          <div className="settle-acts">
            {phase !== 'stuck' && (
              <button type="button" className="button" data-settle="continue" onClick={() => settleExecution(id, 'continue')}>
                {text('settle.continue')}
              </button>
            )}
            <RevertButton onRevert={() => settleExecution(id, 'revert')} />
            <button type="button" className="button" data-settle="leave" onClick={() => settleExecution(id, 'leave')}>
              {text('settle.leave')}
            </button>
          </div>
        ) : (
          <div className="settle-acts">
            {lease !== null && <LeaseSteps execution={execution} lease={lease} />}
            {phase !== 'reverting' && <RevertButton onRevert={() => revertExecution(id)} />}
          </div>
        )}
      </div>
    </li>
  );

  function facts(): readonly string[] {
    const { by, startedAt, writes, perMinute, incidentId, approvedBy, breakGlass, effect } = execution;
    const written = writes.filter(({ state }) => state === 'written').length;
    return [
      text('board.by', { name: by, time: formatTimeOfDay(startedAt, workspace.timeZone) }),
      ...(approvedBy === null ? [] : [text('consent.approved', { name: approvedBy })]),
      ...(breakGlass === null ? [] : [`${text('board.glass')} ${breakGlass}`]),
      text('board.instancesOf', { count: written, of: writes.length }),
      ...(perMinute === null ? [] : [text('board.ordersTouched', { orders: formatOrders(perMinute, language) })]),
      ...(effect === null
        ? []
        : [`${text(`effect.${effect.verdict}`)} ${effect.share === null ? '' : formatChange(effect.share)}`.trim()]),
      ...(incidentId === null ? [] : [text('plan.incident', { id: incidentId })]),
    ];
  }
}
