import { chartFont } from '../chartLook';
import type { ChartWords } from '../chartWords';
import type { LaneName } from '../eventLanes';
import { drawEventGlyph } from '../glyphs';
import type { CurveFrame } from './curveScene';
import { eventsOf, type LaneItem } from './laneItems';

/** How thick a stretch of time is drawn. */
const barPx = 5;

export const laneKeys = {
  alarms: 'lane.alarm',
  changes: 'lane.change',
  actions: 'lane.action',
  drills: 'lane.drill',
  stress: 'lane.stress',
} as const satisfies Record<LaneName, string>;

/** Width of the widest lane name with a count of two figures, CSS px. */
export function laneLabelsPx(context: CanvasRenderingContext2D, words: ChartWords, fontPx: number): number {
  context.font = chartFont(fontPx, 600);
  const widest = Math.max(...Object.values(laneKeys).map((key) => context.measureText(words.text(key)).width));
  return widest + context.measureText('00').width;
}

/** The lanes under the time axis: name and count at the left, a glyph per event, folded where they would touch; a bar for what has a length. */
export function drawLanes(context: CanvasRenderingContext2D, frame: CurveFrame, items: readonly LaneItem[]): void {
  const { scene, layout, x } = frame;
  const { colours } = scene.look;
  const laneEnd = scene.hasCorner ? Math.min(layout.plot.right, x(frame.nowAt) + layout.glyphPx) : layout.plot.right;
  context.textBaseline = 'middle';
  frame.lanes.forEach((lane, i) => {
    const y = layout.firstLaneY + i * layout.lanePitch;
    const events = eventsOf(frame, lane);
    context.strokeStyle = colours.line;
    context.lineWidth = 1;
    context.beginPath();
    context.moveTo(layout.plot.left, Math.round(y) + 0.5);
    context.lineTo(laneEnd, Math.round(y) + 0.5);
    context.stroke();
    context.font = chartFont(layout.fonts.lane, 400);
    context.fillStyle = colours.ink2;
    context.textAlign = 'left';
    context.fillText(scene.words.text(laneKeys[lane]), 2, y);
    context.font = chartFont(layout.fonts.lane, events.length > 0 ? 600 : 400);
    context.fillStyle = events.length > 0 ? colours.ink : colours.ink3;
    context.textAlign = 'right';
    context.fillText(String(events.length), layout.plot.left - 12, y);
    drawGlyphs(
      context,
      frame,
      items.filter((item) => item.lane === lane),
      laneEnd,
    );
  });
}

function drawGlyphs(
  context: CanvasRenderingContext2D,
  { scene, layout }: CurveFrame,
  items: readonly LaneItem[],
  laneEnd: number,
): void {
  const { colours } = scene.look;
  context.fillStyle = colours.line2;
  for (const { bars, y } of items)
    for (const { from, to } of bars) context.fillRect(from, y - barPx / 2, Math.min(laneEnd, to) - from, barPx);
  context.textAlign = 'left';
  for (const { glyph, y } of items) {
    drawEventGlyph(context, glyph.event, glyph.x, y, layout.glyphPx, colours);
    if (glyph.more === 0) continue;
    const words = `+${glyph.more}`;
    context.font = chartFont(layout.fonts.note - 2, 500);
    const width = context.measureText(words).width;
    const right = glyph.x + layout.glyphPx * 0.8;
    const left = right + width <= laneEnd + layout.glyphPx ? right : glyph.x - layout.glyphPx * 0.8 - width;
    context.fillStyle = colours.panel;
    context.fillRect(left - 2, y - 8, width + 4, 16);
    context.fillStyle = colours.ink;
    context.fillText(words, left, y);
  }
}
