import type { Alarm } from '../../../contract/detection';
import { caseAlarmsMax, type CaseAlarm, type IncidentCase } from '../../../contract/diagnosis';
import type { Incident } from '../../../contract/incidents';

/** The incidents that the engine looks for a cause of: all that are not resolved, oldest first. */
export function casesOf(incidents: readonly Incident[], alarms: Readonly<Record<string, Alarm>>): readonly IncidentCase[] {
  return incidents
    .filter(({ phase }) => phase !== 'resolved')
    .map(({ id, phase, traffic, startedAt, raisedAt, alarmIds, cost, answers }): IncidentCase => {
      const known = alarmIds.flatMap((alarmId) => alarms[alarmId] ?? []);
      // A cost that is told anew with every bucket would have the case told anew as well: two digits are enough to share it out.
      const rounded =
        cost === null ? null : { metricId: cost.metricId, since: cost.since, perMinute: Number(cost.perMinute.toPrecision(2)) };
      return {
        id,
        traffic,
        startedAt,
        raisedAt,
        alarms: known.slice(0, caseAlarmsMax).map(caseAlarm),
        cost: rounded,
        answers,
        recovering: phase === 'recovering',
      };
    })
    .sort((a, b) => a.raisedAt - b.raisedAt);
}

function caseAlarm({ metricId, slice, direction, startedAt, peakScore, stage }: Alarm): CaseAlarm {
  return { metricId, slice, direction, startedAt, peakScore: Number(peakScore.toPrecision(2)), stage };
}
