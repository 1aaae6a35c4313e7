import { formatClock, formatCount } from '../../ui/format';
import { scaleOf, ticksWidth, valueAxisFor, type ValueAxis } from '../axis';
import { createCanvasLayer } from '../canvasLayer';
import { chartFont } from '../chartLook';
import { drawBand } from '../drawBand';
import { drawMissing } from '../drawMissing';
import { drawPlotAxes } from '../drawPlotAxes';
import { createLineCanvas, type LineStyle } from '../lineCanvas';
import type { PanelPicture, PanelView } from '../panelDrawing';
import { highestOf, newestComplete } from '../reading';
import { roomPartOf } from '../roomPartOf';
import { drawAlarmCrosshair } from './alarmCrosshair';
import type { AlarmFrame, AlarmScene } from './alarmScene';
import { drawAlarmMark } from './drawAlarmMark';

/** One alarm's series: what it is, what was expected of it, the band, what is missing hatched, and where it began. */
export function createAlarmPicture(root: HTMLElement): PanelPicture<AlarmScene> {
  const ground = createCanvasLayer(root);
  const lines = createLineCanvas(root);
  const words = createCanvasLayer(root);
  const pointer = createCanvasLayer(root);
  let axis: ValueAxis | null = null;
  let latest: AlarmFrame | null = null;
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
      drawGround(context, frame, axis);
      lines.draw({
        buffer: view.buffer,
        from: frame.from,
        to: frame.to,
        valueMax: axis.max,
        plot: frame.plot,
        width: view.width,
        height: view.height,
        styles: stylesOf(frame),
        todayUntil: frame.todayUntil,
      });
      const above = words.begin(view.width, view.height);
      drawAlarmMark(above, frame);
      drawNewest(above, frame);
    },
    room: roomPartOf(root, pointer, () => latest, drawAlarmCrosshair),
    close: () => {
      ground.close();
      lines.close();
      words.close();
      pointer.close();
    },
  };
}

/** LOOK §5: the suspect thick and red while it is one, its reference thin; the band has no stroke. */
function stylesOf({ scene, view }: AlarmFrame): LineStyle[] {
  const { colours, size } = scene.look;
  const isOld = view.age.phase === 'stale' || view.age.phase === 'gone';
  const suspectPx = scene.isSmall ? 2.2 : size === 'wall' ? 3 : 2.4;
  return [
    {
      colour: isOld ? colours.ink3 : scene.isActive ? colours.brokenFill : colours.ink,
      widthPx: suspectPx,
      dash: null,
      opacity: 1,
    },
    { colour: colours.ink2, widthPx: 1.6, dash: null, opacity: isOld ? 0.5 : 0.9 },
  ];
}

function frameOf(context: CanvasRenderingContext2D, scene: AlarmScene, view: PanelView, axis: ValueAxis): AlarmFrame {
  const fontPx = scene.look.size === 'wall' && !scene.isSmall ? 15 : 13;
  context.font = chartFont(fontPx, 400);
  const left = Math.max(40, Math.ceil(ticksWidth(context, axis.ticks, scene.words.language)) + 12);
  const plot = { left, right: view.width - 8, top: scene.isSmall ? 20 : 30, bottom: view.height - fontPx - 10 };
  const [from, to] = [view.buffer.axisFrom + view.shiftMs, view.buffer.axisTo + view.shiftMs];
  return {
    scene,
    view,
    plot,
    from,
    to,
    x: scaleOf(from, to, plot.left, plot.right),
    y: scaleOf(0, axis.max, plot.bottom, plot.top),
    fontPx,
    todayUntil: view.buffer.lines[0]?.filling?.at ?? Infinity,
  };
}

function drawGround(context: CanvasRenderingContext2D, frame: AlarmFrame, axis: ValueAxis): void {
  const { scene, view, plot, x, y, todayUntil } = frame;
  const { colours } = scene.look;
  drawBand(context, { buffer: view.buffer, colours, plot, x, y });
  drawPlotAxes(context, frame, axis);
  // Only what should have been and was not is lost; too much of something is not.
  if (scene.direction === 'below') drawMissing(context, { buffer: view.buffer, colours, x, y, todayUntil }, scene.startedAt);
}

/** The newest complete value as a solid dot, its number beside it on the side that has room. */
function drawNewest(context: CanvasRenderingContext2D, { scene, view, plot, x, y, fontPx }: AlarmFrame): void {
  const last = newestComplete(view.buffer, 0);
  if (last === null || x(last.at) < plot.left) return;
  const { colours } = scene.look;
  const [left, top] = [x(last.at), y(last.value)];
  context.fillStyle = colours.ink;
  context.beginPath();
  context.arc(left, top, scene.isSmall ? 3.4 : 4.6, 0, 2 * Math.PI);
  context.fill();
  if (scene.isSmall) return;
  const value = formatCount(last.value, scene.words.language);
  const when = ` ${scene.unit} · ${formatClock(last.at, scene.words.timeZone)}`;
  context.font = chartFont(fontPx + 6, 600);
  const valueWidth = context.measureText(value).width;
  context.font = chartFont(fontPx, 400);
  const width = valueWidth + context.measureText(when).width;
  const start = left + 12 + width <= plot.right ? left + 12 : Math.max(plot.left, left - 12 - width);
  const isOver = top - fontPx * 2 < plot.top + 4;
  const base = start > left ? top + fontPx * 0.4 : isOver ? top + fontPx * 2.1 : top - fontPx * 0.9;
  context.textAlign = 'left';
  context.textBaseline = 'alphabetic';
  context.lineJoin = 'round';
  context.lineWidth = 5;
  context.strokeStyle = colours.panel;
  const write = (text: string, at: number, font: string, colour: string): void => {
    context.font = font;
    context.strokeText(text, at, base);
    context.fillStyle = colour;
    context.fillText(text, at, base);
  };
  write(value, start, chartFont(fontPx + 6, 600), colours.ink);
  write(when, start + valueWidth, chartFont(fontPx, 400), colours.ink2);
}
