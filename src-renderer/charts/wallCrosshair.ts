import { formatClock, formatCount } from '../ui/format';
import { chartFont } from './chartLook';
import { slotAt } from './reading';
import type { WallFrame } from './wallPicture';

const tagPaddingPx = 5;

/** The slot of the room's moment on a small chart: a vertical, a dot, and its time and value in one tag. Returns the slot, or null outside the axis. */
export function drawWallCrosshair(context: CanvasRenderingContext2D, frame: WallFrame, pointedAt: number): number | null {
  const { scene, view, plot, x, y, fontPx } = frame;
  const slot = slotAt(view.buffer, pointedAt, frame.from, frame.to);
  if (slot === null) return null;
  const { colours } = scene.look;
  const centre = x(slot.at);
  if (centre < plot.left || centre > plot.right) return null;
  context.strokeStyle = colours.ink3;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(Math.round(centre) + 0.5, plot.top);
  context.lineTo(Math.round(centre) + 0.5, plot.bottom);
  context.stroke();

  const value = view.buffer.column(0)[slot.index] ?? Number.NaN;
  if (!Number.isNaN(value)) {
    context.fillStyle = colours.ink;
    context.beginPath();
    context.arc(centre, y(value), 3, 0, 2 * Math.PI);
    context.fill();
  }
  drawTag(context, frame, centre, [
    { text: `${formatClock(slot.at, scene.words.timeZone)}  `, font: chartFont(fontPx, 400), colour: colours.ink2 },
    {
      text: formatCount(Number.isNaN(value) ? null : value, scene.words.language),
      font: chartFont(fontPx, 600),
      colour: colours.ink,
    },
  ]);
  return slot.at;
}

/** On the side of the vertical that has room. */
function drawTag(
  context: CanvasRenderingContext2D,
  { scene, plot, fontPx }: WallFrame,
  centre: number,
  parts: readonly { readonly text: string; readonly font: string; readonly colour: string }[],
): void {
  const widths = parts.map(({ text, font }) => {
    context.font = font;
    return context.measureText(text).width;
  });
  const width = widths.reduce((sum, each) => sum + each, 0) + 2 * tagPaddingPx;
  const height = fontPx * 1.5;
  const right = centre + 6 + width <= plot.right;
  const left = right ? centre + 6 : Math.max(plot.left, centre - 6 - width);
  const top = plot.bottom - height - 4;
  context.fillStyle = scene.look.colours.raised;
  context.strokeStyle = scene.look.colours.line2;
  context.beginPath();
  context.roundRect(left, top, width, height, 4);
  context.fill();
  context.stroke();
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  let partLeft = left + tagPaddingPx;
  parts.forEach(({ text, font, colour }, i) => {
    context.font = font;
    context.fillStyle = colour;
    context.fillText(text, partLeft, top + height / 2);
    partLeft += widths[i] ?? 0;
  });
}
