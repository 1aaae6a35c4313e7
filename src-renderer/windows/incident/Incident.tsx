import { useState, type ReactNode } from 'react';
import type { SharedState, WorkspaceView } from '../../../contract/state';
import { selectIncidents } from '../../incidents/selectIncidents';
import { useConsole } from '../../state/windowConsole';
import { RefusalNote } from '../../ui/RefusalNote';
import { IncidentBody } from './IncidentBody';
import { IncidentDay } from './IncidentDay';
import { IncidentHeader } from './IncidentHeader';

/** One incident: what it is, what it costs, how one can tell, what was folded, what people do about it. Without a subject: those of today. */
export function Incident(): ReactNode {
  const [{ subject }] = useState(() => window.highnoon.identity());
  const workspace = useConsole(selectWorkspace);
  const incidents = useConsole(selectIncidents);
  const incident = subject === null ? undefined : incidents[subject];
  return (
    <main className="incident" data-incident-shown={incident?.id ?? ''}>
      <IncidentHeader workspace={workspace} incident={incident ?? null} />
      {workspace !== null &&
        (incident === undefined ? (
          <IncidentDay workspace={workspace} unknownId={subject} />
        ) : (
          <IncidentBody workspace={workspace} incident={incident} />
        ))}
      <RefusalNote />
    </main>
  );
}

function selectWorkspace(shared: SharedState): WorkspaceView | null {
  return shared.workspace['current'] ?? null;
}
