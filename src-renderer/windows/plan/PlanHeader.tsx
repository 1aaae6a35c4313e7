import type { ReactNode } from 'react';
import type { WorkspaceView } from '../../../contract/state';
import { useLanguage, useText } from '../../i18n/useText';
import { GradePlate } from '../../incidents/GradePlate';
import { selectIncidents } from '../../incidents/selectIncidents';
import { useConsole } from '../../state/windowConsole';
import { RoomClockFace } from '../../ui/header/RoomClockFace';
import { LeverChip } from '../../ui/lever/LeverChip';
import { incidentIdOf, nameOf, type PlanSubject } from './planSubject';
import { stageOf, stages } from './stages';

/** Which plan for which incident, how far it is on its way, and the room's clock. */
export function PlanHeader({
  subject,
  workspace,
}: {
  readonly subject: PlanSubject;
  readonly workspace: WorkspaceView | null;
}): ReactNode {
  const text = useText();
  const language = useLanguage();
  const incidents = useConsole(selectIncidents);
  const incidentId = incidentIdOf(subject);
  const incident = incidentId === null ? undefined : incidents[incidentId];
  const version = subject.execution?.version ?? subject.sheet?.version;
  const present = stageOf(subject);
  return (
    <header className="header plan-header">
      {incident !== undefined && <GradePlate grade={incident.grade} size="card" />}
      <div className="plan-title">
        <h1>{nameOf(subject)?.[language] ?? text('plan.title')}</h1>
        <p className="faint">
          {[
            text('plan.id', { id: subject.planId }),
            ...(version === undefined ? [] : [text('plan.version', { version })]),
            ...(incidentId === null ? [] : [text('plan.incident', { id: incidentId })]),
          ].join(' · ')}
        </p>
      </div>
      <ol className="plan-stages" aria-label={text('plan.stages')}>
        {stages.map((stage) => (
          <li key={stage} aria-current={stage === present ? 'step' : undefined} data-stage={stage}>
            {text(`stage.${stage}`)}
          </li>
        ))}
      </ol>
      <LeverChip />
      <RoomClockFace timeZone={workspace?.timeZone ?? null} />
    </header>
  );
}
