import type { RoomEvent } from '../../../contract/state';
import { formatClock, formatTimeOfDay, localText } from '../../ui/format';
import { chartFont } from '../chartLook';
import { isGraveAlarm, isQuiet } from '../../ui/alerts/alertGravity';
import type { Colours } from '../../ui/tokens';
import { foldLane, laneOf } from '../eventLanes';
import { drawEventGlyph } from '../glyphs';
import { overlap, type Box } from '../placeLabels';
import type { CurveFrame } from './curveScene';

/** The newest few: a curve full of verticals shows nothing. */
const marksMax = 4;
/** Alarms of one burst, closer than this many glyphs, are one mark at the burst's first. */
const foldGlyphs = 3;

/** Grave alarms as solid red verticals, releases as dotted accent ones, from the top through the curve into their lane. Returns the labels' boxes. */
export function drawMarks(context: CanvasRenderingContext2D, frame: CurveFrame): Box[] {
  const taken: Box[] = [];
  const { scene, x, from, nowAt, layout } = frame;
  const inView = scene.events.filter((event) => event.at >= from && event.at <= nowAt);
  const marked = [inView.filter(isGraveAlarm), inView.filter(({ kind }) => kind === 'release')]
    .flatMap((events) => foldLane(events, x, layout.glyphPx * foldGlyphs))
    .map((glyph) => glyph.event)
    .sort((a, b) => b.at - a.at)
    .slice(0, marksMax);
  for (const event of marked) {
    drawVertical(context, frame, event);
    const otherGlyphs = marked.filter((other) => other !== event).map((other) => glyphBox(frame, other));
    const box = drawLabel(context, frame, event, [...taken, ...otherGlyphs]);
    taken.push(box ?? glyphBox(frame, event));
  }
  return taken;
}

function drawVertical(context: CanvasRenderingContext2D, { scene, layout, lanes, x }: CurveFrame, event: RoomEvent): void {
  const laneIndex = lanes.indexOf(laneOf[event.kind]);
  context.save();
  context.strokeStyle = colourOf(event, scene.look.colours);
  context.lineWidth = 2;
  context.setLineDash(event.kind === 'alarm' ? [] : [2, 4]);
  context.beginPath();
  context.moveTo(x(event.at), layout.marksY + layout.glyphPx);
  context.lineTo(x(event.at), layout.firstLaneY + laneIndex * layout.lanePitch);
  context.stroke();
  context.restore();
}

/** What is over has lost its colour: red says where to look now. */
function colourOf(event: RoomEvent, colours: Colours): string {
  if (event.kind !== 'alarm') return colours.accent;
  return isQuiet(event) ? colours.ink3 : colours.brokenFill;
}

function glyphBox({ layout, x }: CurveFrame, event: RoomEvent): Box {
  const size = layout.glyphPx + 8;
  return { left: x(event.at) - size / 2, top: layout.marksY - size / 2, width: size, height: size };
}

/** The label stands on the side that is free; a mark without room keeps its glyph. */
function drawLabel(context: CanvasRenderingContext2D, frame: CurveFrame, event: RoomEvent, taken: readonly Box[]): Box | null {
  const { scene, layout, x } = frame;
  const { words, look } = scene;
  const at = x(event.at);
  const glyph = layout.glyphPx;
  const time = (event.kind === 'alarm' ? formatClock : formatTimeOfDay)(event.at, words.timeZone);
  const kind = words.text(event.kind === 'alarm' ? 'event.alarm' : 'event.release');
  const long = `${time} ${kind} · ${localText(event.title, words.language)}`;
  const short = `${time} ${kind}`;
  context.font = chartFont(layout.fonts.mark, 500);
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  const boxes = (look.size === 'wall' ? [long, short] : [short]).flatMap((text) => {
    const width = context.measureText(text).width + glyph + 16;
    const box = { top: layout.marksY - glyph / 2 - 2, width, height: glyph + 4 };
    return [
      { text, left: at - width + glyph / 2, ...box },
      { text, left: at - glyph / 2, ...box },
    ];
  });
  const free = boxes.find(
    (box) => box.left >= 0 && box.left + box.width <= layout.plot.right && !taken.some((other) => overlap(box, other)),
  );
  const leftOfMark = free !== undefined && free.left + free.width <= at + glyph;
  drawEventGlyph(context, event, at + (leftOfMark ? -glyph * 0.3 : glyph * 0.3), layout.marksY, glyph * 0.9, look.colours);
  if (free === undefined) return null;
  context.fillStyle = look.colours.ink;
  context.font = chartFont(layout.fonts.mark, 500);
  context.fillText(free.text, leftOfMark ? free.left : free.left + glyph + 10, layout.marksY);
  return free;
}
