import type { KeyboardEvent } from 'react';
import { showIncidentInGraph } from '../link/linkActions';
import { windowConsole } from '../state/windowConsole';
import { ask } from '../ui/ask';
import { stepFocus } from './stepFocus';

/** ↑ ↓ walk a list of incidents, Enter opens one (it is a button), A says that somebody is on it, G shows where on the core link it is. */
export function pressIncident(event: KeyboardEvent<HTMLElement>): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const incidentId = event.target instanceof HTMLElement ? event.target.dataset['incident'] : undefined;
  if (event.key.toLowerCase() === 'a' && incidentId !== undefined) {
    event.preventDefault();
    void ask('incident.acknowledge', { incidentId });
  } else if (event.key.toLowerCase() === 'g' && incidentId !== undefined) {
    event.preventDefault();
    const { incidents, workspace } = windowConsole().getState().shared;
    const incident = incidents[incidentId];
    if (incident !== undefined) showIncidentInGraph(incident, workspace['current'] ?? null);
  } else stepFocus(event, 'button');
}
