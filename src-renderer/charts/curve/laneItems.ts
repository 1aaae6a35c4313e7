import type { RoomEvent } from '../../../contract/state';
import { foldLane, laneOf, type LaneGlyph, type LaneName } from '../eventLanes';
import type { CurveFrame } from './curveScene';

/** One glyph of a lane with what it folds, and the stretches that its events lasted. CSS px from the root's top left. */
export interface LaneItem {
  readonly lane: LaneName;
  readonly y: number;
  readonly glyph: LaneGlyph;
  readonly bars: readonly { readonly from: number; readonly to: number }[];
}

/** A fold needs room for its "+N" too, so what is this near folds as well. */
const foldGlyphs = 2.6;

/** Everything that the lanes show, lane by lane and left to right. */
export function laneItems(frame: CurveFrame): LaneItem[] {
  const { layout, lanes, x } = frame;
  // What began before the picture stands at its left end.
  const xOf = (at: number): number => Math.max(layout.plot.left, x(at));
  return lanes.flatMap((lane, i) =>
    foldLane(eventsOf(frame, lane), xOf, layout.glyphPx * foldGlyphs).map((glyph) => ({
      lane,
      y: layout.firstLaneY + i * layout.lanePitch,
      glyph,
      bars: glyph.members.flatMap((event) => {
        const until = endOf(event, frame.nowAt);
        return until === null ? [] : [{ from: xOf(event.at), to: Math.min(layout.plot.right, x(until)) }];
      }),
    })),
  );
}

export function eventsOf({ scene, from, nowAt }: CurveFrame, lane: LaneName): RoomEvent[] {
  return scene.events.filter(
    (event) => laneOf[event.kind] === lane && event.at <= nowAt && (endOf(event, nowAt) ?? event.at) >= from,
  );
}

/** When it ended, for what has a length; an alert that still lasts reaches to now. */
function endOf({ until, alert }: RoomEvent, nowAt: number): number | null {
  if (until !== null) return Math.min(until, nowAt);
  return alert === null ? null : nowAt;
}
