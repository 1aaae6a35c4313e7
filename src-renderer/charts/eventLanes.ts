import type { EventKind, RoomEvent } from '../../contract/state';
import { alarmRank } from '../ui/alerts/alertGravity';

export type LaneName = 'alarms' | 'changes' | 'actions' | 'drills' | 'stress';
const usualLanes: readonly LaneName[] = ['alarms', 'changes', 'actions', 'drills'];

/** The stress lane is only there while there is something in it: on most days it would be an empty row. */
export function lanesOf(events: readonly RoomEvent[]): readonly LaneName[] {
  return events.some(({ kind }) => kind === 'stress') ? [...usualLanes, 'stress'] : usualLanes;
}

export const laneOf = {
  alarm: 'alarms',
  change: 'changes',
  promotion: 'changes',
  action: 'actions',
  release: 'actions',
  drill: 'drills',
  stress: 'stress',
} as const satisfies Record<EventKind, LaneName>;

export interface LaneGlyph {
  /** The event whose glyph is drawn: the gravest of the folded ones, the first of equals (it began there). */
  readonly event: RoomEvent;
  readonly x: number;
  /** Further events under this glyph; printed as +N when above zero. */
  readonly more: number;
  /** All of them, oldest first. */
  readonly members: readonly RoomEvent[];
}

/** Severity first: what stands in front when glyphs fold. */
const graveness: readonly EventKind[] = ['alarm', 'release', 'action', 'promotion', 'change', 'stress', 'drill'];

/** The glyphs of one lane, left to right; neighbours closer than `glyphPx` fold into one. */
export function foldLane(events: readonly RoomEvent[], xOf: (at: number) => number, glyphPx: number): LaneGlyph[] {
  const groups: { startX: number; members: RoomEvent[] }[] = [];
  for (const event of [...events].sort((a, b) => a.at - b.at)) {
    const last = groups.at(-1);
    const x = xOf(event.at);
    if (last !== undefined && x - last.startX < glyphPx) last.members.push(event);
    else groups.push({ startX: x, members: [event] });
  }
  return groups.map(({ members }) => {
    const front = members.reduce((best, each) => (rank(each) < rank(best) ? each : best));
    return { event: front, x: xOf(front.at), more: members.length - 1, members };
  });
}

function rank(event: RoomEvent): number {
  return graveness.indexOf(event.kind) + (event.kind === 'alarm' ? alarmRank(event) / 10 : 0);
}
