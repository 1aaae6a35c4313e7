import type { ChartSize } from '../chartLook';
import type { Plot } from '../lineCanvas';

/** Where the parts of the order curve lie, CSS px from its root's top left; and the type sizes of its column in LOOK §3. */
export interface CurveLayout {
  readonly plot: Plot;
  /** Baseline of the time labels. */
  readonly timeLabelY: number;
  /** Centre of the first lane. */
  readonly firstLaneY: number;
  readonly lanePitch: number;
  readonly laneCount: number;
  readonly glyphPx: number;
  readonly marksY: number;
  readonly fonts: {
    readonly axis: number;
    readonly value: number;
    readonly unit: number;
    readonly missing: number;
    readonly note: number;
    readonly mark: number;
    readonly lane: number;
  };
  readonly todayPx: number;
}

const metrics = {
  wall: {
    left: 86,
    right: 4,
    top: 50,
    timeRow: 42,
    lanePitch: 27,
    below: 18,
    glyphPx: 16,
    todayPx: 3.5,
    fonts: { axis: 17, value: 30, unit: 17, missing: 21, note: 16, mark: 16, lane: 16 },
  },
  desk: {
    left: 72,
    right: 2,
    top: 36,
    timeRow: 32,
    lanePitch: 21,
    below: 12,
    glyphPx: 13,
    todayPx: 2.75,
    fonts: { axis: 13.5, value: 21, unit: 13, missing: 16, note: 13, mark: 13.5, lane: 13.5 },
  },
} as const;

export const curveFonts = { wall: metrics.wall.fonts, desk: metrics.desk.fonts } as const;

/** `leftMin`: what lane names and tick numbers need left of the plot, measured; English needs more than 中文. */
export function curveLayout(width: number, height: number, size: ChartSize, leftMin: number, laneCount: number): CurveLayout {
  const each = metrics[size];
  const left = Math.max(each.left, Math.ceil(leftMin));
  const lanesHeight = (laneCount - 1) * each.lanePitch + each.below + each.glyphPx / 2 + 4;
  const bottom = Math.max(each.top + 40, height - lanesHeight - each.timeRow);
  return {
    plot: { left, top: each.top, right: Math.max(left + 40, width - each.right), bottom },
    timeLabelY: bottom + each.fonts.axis + 8,
    firstLaneY: bottom + each.timeRow + each.glyphPx / 2,
    lanePitch: each.lanePitch,
    laneCount,
    glyphPx: each.glyphPx,
    marksY: each.fonts.mark / 2 + 6,
    fonts: each.fonts,
    todayPx: each.todayPx,
  };
}

/** The card right of the lanes, past "now": x is now's place on the axis. Null where nothing would fit. */
export function cornerBox(
  layout: CurveLayout,
  nowX: number,
  size: ChartSize,
): { left: number; top: number; width: number; height: number } | null {
  const gap = size === 'wall' ? 34 : 22;
  const left = Math.min(nowX + gap, layout.plot.right);
  const width = layout.plot.right - left;
  if (width < (size === 'wall' ? 240 : 180)) return null;
  const top = layout.firstLaneY - layout.glyphPx - 2;
  return { left, top, width, height: (layout.laneCount - 1) * layout.lanePitch + layout.glyphPx * 2 + 4 };
}
