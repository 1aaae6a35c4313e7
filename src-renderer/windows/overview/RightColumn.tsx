import type { ReactNode } from 'react';
import type { WorkspaceView } from '../../../contract/state';
import { openIncidents } from '../../incidents/incidentOrder';
import { selectIncidents } from '../../incidents/selectIncidents';
import { useConsole } from '../../state/windowConsole';
import { EventsPanel } from './EventsPanel';
import { EventStrip } from './EventStrip';
import { IncidentsPanel } from './IncidentsPanel';
import { WherePanel } from './WherePanel';

/** What is wrong, where, and what changed lately. While something is wrong the changes fold to one line. */
export function RightColumn({ workspace }: { workspace: WorkspaceView }): ReactNode {
  const isCalm = openIncidents(useConsole(selectIncidents)).length === 0;
  return (
    <div className="right-column">
      <IncidentsPanel workspace={workspace} />
      <WherePanel workspace={workspace} />
      {isCalm ? <EventsPanel workspace={workspace} /> : <EventStrip workspace={workspace} />}
    </div>
  );
}
