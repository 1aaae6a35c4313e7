import type { KeyboardEvent } from 'react';
import { ask } from '../ui/ask';
import { stepFocus } from './stepFocus';

/** ↑ ↓ walk a list of incidents, Enter opens one (it is a button), A says that somebody is on it. */
export function pressIncident(event: KeyboardEvent<HTMLElement>): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const incidentId = event.target instanceof HTMLElement ? event.target.dataset['incident'] : undefined;
  if (event.key.toLowerCase() === 'a' && incidentId !== undefined) {
    event.preventDefault();
    void ask('incident.acknowledge', { incidentId });
  } else stepFocus(event, 'button');
}
