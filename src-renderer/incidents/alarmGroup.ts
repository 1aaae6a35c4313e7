import type { Alarm } from '../../contract/detection';
import type { WorkspaceView } from '../../contract/state';

/** Where an alarm belongs in an incident's table, in the order in which a person reads them. */
export const alarmGroups = ['funnel', 'dimension', 'node', 'link', 'metric'] as const;
export type AlarmGroup = (typeof alarmGroups)[number];

export function alarmGroup(
  { metricId, slice, stage }: Pick<Alarm, 'metricId' | 'slice' | 'stage'>,
  { metrics }: Pick<WorkspaceView, 'metrics'>,
): AlarmGroup {
  const of = metrics[metricId]?.of ?? 'business';
  if (of !== 'business') return of;
  if (Object.keys(slice).length > 0) return 'dimension';
  return stage === null ? 'metric' : 'funnel';
}
