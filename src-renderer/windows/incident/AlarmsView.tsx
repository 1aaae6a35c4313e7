import { useMemo, useState, type ReactNode } from 'react';
import { selectAlarms } from '../../incidents/selectIncidents';
import { useConsole } from '../../state/windowConsole';
import { alarmRows } from './alarmRows';
import { AlarmsPanel } from './AlarmsPanel';
import type { IncidentPartProps } from './IncidentBody';
import { PicturePanel } from './PicturePanel';
import { SmallAlarms } from './SmallAlarms';

/** How one can tell: the alarm's picture with its why, a few telling others, and all that was folded. */
export function AlarmsView({ workspace, incident }: IncidentPartProps): ReactNode {
  const alarms = useConsole(selectAlarms);
  const rows = useMemo(() => alarmRows(incident, alarms, workspace), [incident, alarms, workspace]);
  const [pickedId, setPickedId] = useState<string | null>(null);
  const picked = rows.find(({ alarm }) => alarm.id === pickedId) ?? rows[0] ?? null;
  return (
    <div className="alarms-view">
      <div className="incident-pictures">
        <PicturePanel workspace={workspace} incident={incident} alarm={picked?.alarm ?? null} isLead={picked === rows[0]} />
        <SmallAlarms workspace={workspace} rows={rows} common={incident.common.slice} picked={picked} onPick={setPickedId} />
      </div>
      <AlarmsPanel workspace={workspace} incident={incident} rows={rows} picked={picked} onPick={setPickedId} />
    </div>
  );
}
