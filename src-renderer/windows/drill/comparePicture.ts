import { localMinuteIn, scaleOf, ticksWidth, tickText, timeTicks, valueAxisFor, type ValueAxis } from '../../charts/axis';
import { createCanvasLayer } from '../../charts/canvasLayer';
import { chartFont, type ChartLook } from '../../charts/chartLook';
import type { ChartWords } from '../../charts/chartWords';
import { createLineCanvas, type LineStyle } from '../../charts/lineCanvas';
import type { PanelPicture, PanelView } from '../../charts/panelDrawing';
import { highestOf, newestComplete } from '../../charts/reading';
import { formatTimeOfDay } from '../../ui/format';
import { drawCompareCrosshair, type CompareFrame } from './compareCrosshair';

export interface CompareScene {
  readonly look: ChartLook;
  readonly words: ChartWords;
}

/** Lines 0 and 1 are A and B today, 2 and 3 theirs of yesterday. A letter stands at the end of each of today's. */
export function createComparePicture(root: HTMLElement): PanelPicture<CompareScene> {
  const ground = createCanvasLayer(root);
  const lines = createLineCanvas(root);
  const pointer = createCanvasLayer(root);
  let axis: ValueAxis | null = null;
  let latest: CompareFrame | null = null;
  let drawnFor = '';
  return {
    draw: (scene, view) => {
      if (!view.buffer.filled) return;
      axis = valueAxisFor(highestOf(view.buffer), axis);
      const wanted = `${view.shiftMs} ${view.age.phase} ${axis.max}`;
      if (!view.dataChanged && !view.lookChanged && wanted === drawnFor) return;
      drawnFor = wanted;
      const context = ground.begin(view.width, view.height);
      const frame = frameOf(context, scene, view, axis);
      latest = frame;
      drawAxes(context, frame, axis);
      drawEnds(context, frame);
      lines.draw({
        buffer: view.buffer,
        from: frame.from,
        to: frame.to,
        valueMax: axis.max,
        plot: frame.plot,
        width: view.width,
        height: view.height,
        styles: lineStyles(scene.look, view.age.phase === 'stale' || view.age.phase === 'gone'),
        todayUntil: view.buffer.lines[0]?.filling?.at ?? Infinity,
        todayLines: 2,
      });
    },
    room: {
      ground: () => {
        const frame = latest;
        return frame === null ? null : { plot: frame.plot, timeAt: (left) => frame.x.invert(left) };
      },
      drawCrosshair: (at) => {
        if (latest === null) return;
        const context = pointer.begin(latest.view.width, latest.view.height);
        const slotAt = at === null ? null : drawCompareCrosshair(context, latest, at);
        root.dataset['crosshairAt'] = slotAt === null ? '' : String(slotAt);
      },
    },
    close: () => {
      ground.close();
      lines.close();
      pointer.close();
    },
  };
}

/** A is ink and solid, B the selection's colour and long dashes: told apart without colour too. */
function lineStyles({ colours, size }: ChartLook, isOld: boolean): LineStyle[] {
  const widthPx = size === 'wall' ? 2.8 : 2.2;
  const inkA = isOld ? colours.ink3 : colours.ink;
  const inkB = isOld ? colours.ink3 : colours.accent;
  const today = { widthPx, opacity: 1 };
  const yesterday = { widthPx: 1.4, opacity: 0.5 };
  return [
    { ...today, colour: inkA, dash: null },
    { ...today, colour: inkB, dash: dashB },
    { ...yesterday, colour: inkA, dash: null },
    { ...yesterday, colour: inkB, dash: dashB },
  ];
}

const dashB = [12, 4] as const;

function frameOf(context: CanvasRenderingContext2D, scene: CompareScene, view: PanelView, axis: ValueAxis): CompareFrame {
  const fontPx = scene.look.size === 'wall' ? 14 : 13;
  context.font = chartFont(fontPx, 400);
  const left = Math.max(44, Math.ceil(ticksWidth(context, axis.ticks, scene.words.language)) + 10);
  const plot = { left, right: view.width - 8, top: 8, bottom: view.height - fontPx - 8 };
  const [from, to] = [view.buffer.axisFrom + view.shiftMs, view.buffer.axisTo + view.shiftMs];
  const x = scaleOf(from, to, plot.left, plot.right);
  const y = scaleOf(0, axis.max, plot.bottom, plot.top);
  return { scene, view, plot, from, to, x, y, fontPx };
}

function drawAxes(
  context: CanvasRenderingContext2D,
  { scene, plot, from, to, x, y, fontPx }: CompareFrame,
  axis: ValueAxis,
): void {
  const { colours } = scene.look;
  const { language, timeZone } = scene.words;
  context.font = chartFont(fontPx, 400);
  context.lineWidth = 1;
  context.textBaseline = 'middle';
  context.textAlign = 'right';
  const roomFor = Math.max(1, Math.ceil(((axis.ticks.length - 1) * fontPx * 1.8) / Math.max(1, plot.bottom - plot.top)));
  axis.ticks.forEach((tick, i) => {
    if (i % roomFor !== 0) return;
    const top = Math.round(y(tick)) + 0.5;
    context.strokeStyle = tick === 0 ? colours.line2 : colours.line;
    context.beginPath();
    context.moveTo(plot.left, top);
    context.lineTo(plot.right, top);
    context.stroke();
    context.fillStyle = colours.ink3;
    context.fillText(tickText(tick, language), plot.left - 8, y(tick));
  });
  context.textBaseline = 'alphabetic';
  context.textAlign = 'center';
  const width = context.measureText('00:00').width;
  for (const at of timeTicks(from, to, plot.right - plot.left, width * 1.5, localMinuteIn(timeZone))) {
    if (x(at) - width / 2 < plot.left - 8 || x(at) + width / 2 > plot.right + 8) continue;
    context.fillText(formatTimeOfDay(at, timeZone), x(at), plot.bottom + fontPx + 4);
  }
}

function drawEnds(context: CanvasRenderingContext2D, { scene, view, x, y, fontPx }: CompareFrame): void {
  const { colours } = scene.look;
  const ends = (['A', 'B'] as const).map((letter, line) => ({ letter, point: newestComplete(view.buffer, line) }));
  const [a, b] = ends.map(({ point }) => (point === null ? null : y(point.value)));
  // Letters that would lie upon each other stand above and below.
  const apart = a === null || b === null || a === undefined || b === undefined ? fontPx : Math.abs(a - b);
  const lift = Math.max(0, (fontPx * 1.3 - apart) / 2);
  for (const [line, { letter, point }] of ends.entries()) {
    if (point === null) continue;
    const isUpper = (line === 0) === (a ?? 0) <= (b ?? 0);
    context.fillStyle = line === 0 ? colours.ink : colours.accent;
    context.beginPath();
    context.arc(x(point.at), y(point.value), 3.6, 0, 2 * Math.PI);
    context.fill();
    context.font = chartFont(fontPx, 600);
    context.textAlign = 'left';
    context.textBaseline = 'middle';
    context.fillText(letter, x(point.at) + 8, y(point.value) + (isUpper ? -lift : lift));
  }
}
