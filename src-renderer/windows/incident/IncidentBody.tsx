import { useState, type ReactNode } from 'react';
import type { Incident } from '../../../contract/incidents';
import type { WorkspaceView } from '../../../contract/state';
import { selectDiagnoses } from '../../diagnosis/selectDiagnosis';
import { selectAlarms } from '../../incidents/selectIncidents';
import { DragTag } from '../../link/DragTag';
import { useConsole } from '../../state/windowConsole';
import { ActBar } from './ActBar';
import { AlarmsView } from './AlarmsView';
import { ChecksPanel } from './ChecksPanel';
import { DiagnosisView } from './DiagnosisView';
import { EvidencePanel } from './EvidencePanel';
import { IncidentFacts } from './IncidentFacts';
import { IncidentSentence } from './IncidentSentence';
import { TimelinePanel } from './TimelinePanel';
import { TodoPanel } from './TodoPanel';

export interface IncidentPartProps {
  readonly workspace: WorkspaceView;
  readonly incident: Incident;
}

/** `cause`: who did it and why; `alarms`: how one can tell. */
export type IncidentView = 'cause' | 'alarms';

/** The answer, the numbers, the cause with its evidence, what was checked, what to do, what was done; at the foot what can be done. */
export function IncidentBody({ workspace, incident }: IncidentPartProps): ReactNode {
  const diagnosis = useConsole(selectDiagnoses)[incident.id];
  const alarms = useConsole(selectAlarms);
  const [view, setView] = useState<IncidentView>('cause');
  const parts = { workspace, incident };
  const lead = incident.alarmIds.map((id) => alarms[id]).find((alarm) => alarm !== undefined) ?? null;
  return (
    <>
      <IncidentSentence {...parts} diagnosis={diagnosis} />
      <IncidentFacts {...parts} diagnosis={diagnosis} lead={lead} />
      <div className="incident-columns">
        {view === 'cause' ? <DiagnosisView {...parts} diagnosis={diagnosis} /> : <AlarmsView {...parts} />}
        <div className="incident-right">
          <ChecksPanel {...parts} />
          <TodoPanel {...parts} />
          <TimelinePanel {...parts} />
          <EvidencePanel {...parts} />
        </div>
      </div>
      <ActBar {...parts} view={view} onView={setView} />
      <DragTag />
    </>
  );
}
