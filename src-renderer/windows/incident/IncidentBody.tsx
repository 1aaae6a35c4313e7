import { useMemo, useState, type ReactNode } from 'react';
import type { Incident } from '../../../contract/incidents';
import type { WorkspaceView } from '../../../contract/state';
import { selectAlarms } from '../../incidents/selectIncidents';
import { useConsole } from '../../state/windowConsole';
import { ActPanel } from './ActPanel';
import { AlarmsPanel } from './AlarmsPanel';
import { alarmRows } from './alarmRows';
import { EvidencePanel } from './EvidencePanel';
import { IncidentFacts } from './IncidentFacts';
import { IncidentSentence } from './IncidentSentence';
import { PicturePanel } from './PicturePanel';
import { SmallAlarms } from './SmallAlarms';
import { TimelinePanel } from './TimelinePanel';

export interface IncidentPartProps {
  readonly workspace: WorkspaceView;
  readonly incident: Incident;
}

/** The answer, the numbers, the picture with its why, what was folded, then what to do and what was done. */
export function IncidentBody({ workspace, incident }: IncidentPartProps): ReactNode {
  const alarms = useConsole(selectAlarms);
  const rows = useMemo(() => alarmRows(incident, alarms, workspace), [incident, alarms, workspace]);
  const [pickedId, setPickedId] = useState<string | null>(null);
  const picked = rows.find(({ alarm }) => alarm.id === pickedId) ?? rows[0] ?? null;
  return (
    <>
      <IncidentSentence workspace={workspace} incident={incident} />
      <IncidentFacts workspace={workspace} incident={incident} lead={rows[0]?.alarm ?? null} />
      <div className="incident-columns">
        <div className="incident-left">
          <div className="incident-pictures">
            <PicturePanel workspace={workspace} incident={incident} alarm={picked?.alarm ?? null} isLead={picked === rows[0]} />
            <SmallAlarms workspace={workspace} rows={rows} common={incident.common.slice} picked={picked} onPick={setPickedId} />
          </div>
          <AlarmsPanel workspace={workspace} incident={incident} rows={rows} picked={picked} onPick={setPickedId} />
        </div>
        <div className="incident-right">
          <ActPanel workspace={workspace} incident={incident} />
          <EvidencePanel workspace={workspace} incident={incident} />
          <TimelinePanel workspace={workspace} incident={incident} />
        </div>
      </div>
    </>
  );
}
