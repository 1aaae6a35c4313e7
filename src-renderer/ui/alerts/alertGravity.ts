import type { EventSeverity, RoomEvent } from '../../../contract/state';

/** Lowest first. An alarm that nobody graded is taken for grave. */
const ranks = { critical: 0, none: 0, warning: 1, info: 2 } as const satisfies Record<EventSeverity, number>;
const rehearsalRank = 3;

/** How far from the front an alarm stands among alarms; a rehearsal never stands before the real thing. */
export function alarmRank({ severity, traffic }: RoomEvent): number {
  return traffic === 'real' ? ranks[severity] : rehearsalRank;
}

/** Worth a red line through the curve. */
export function isGraveAlarm(event: RoomEvent): boolean {
  return event.kind === 'alarm' && alarmRank(event) === 0;
}

/** Those that cannot wait: grave, firing and seen by nobody; newest first. */
export function graveAlertsOf(events: Readonly<Record<string, RoomEvent>>): readonly RoomEvent[] {
  return Object.values(events)
    .filter((event) => isGraveAlarm(event) && wantsAttention(event))
    .sort((a, b) => b.at - a.at);
}

/** Drawn without colour: it is over, or it only rehearses. */
export function isQuiet({ until, traffic }: RoomEvent): boolean {
  return until !== null || traffic !== 'real';
}

/** Fires, and nobody has said that they know: the first thing to look at. */
export function wantsAttention({ kind, until, alert, traffic }: RoomEvent): boolean {
  return (
    kind === 'alarm' &&
    traffic === 'real' &&
    until === null &&
    alert !== null &&
    alert.acknowledged === null &&
    alert.state !== 'suppressed'
  );
}
