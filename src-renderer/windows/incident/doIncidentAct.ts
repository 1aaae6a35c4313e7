import type { Result } from '../../../contract/result';
import type { IncidentAct, NotedAct } from './incidentActs';

/** Asks main for what a button or key stands for; null for what needs a form first. */
export function doIncidentAct(act: IncidentAct, incidentId: string): Promise<Result<void>> | null {
  switch (act.id) {
    case 'acknowledge':
      return window.highnoon.ask('incident.acknowledge', { incidentId });
    case 'unacknowledge':
      return window.highnoon.ask('incident.unacknowledge', { incidentId });
    case 'snooze':
      return window.highnoon.ask('incident.snooze', { incidentId, minutes: act.minutes });
    case 'wake':
      return window.highnoon.ask('incident.wake', { incidentId });
    case 'reopen':
      return window.highnoon.ask('incident.reopen', { incidentId });
    case 'resolve':
    case 'judgeFalse':
    case 'judgeTrue':
    case 'maintenance':
      return null;
  }
}

export function doNotedAct(act: NotedAct, incidentId: string, note: string): Promise<Result<void>> {
  if (act === 'resolve') return window.highnoon.ask('incident.resolve', { incidentId, note });
  return window.highnoon.ask('incident.judge', { incidentId, note, verdict: act === 'judgeFalse' ? 'false' : 'true' });
}
