import { ticksWidth, valueAxisFor, scaleOf, type ValueAxis } from '../axis';
import { createCanvasLayer } from '../canvasLayer';
import { chartFont } from '../chartLook';
import { drawPlotAxes } from '../drawPlotAxes';
import { createLineCanvas, type LineStyle } from '../lineCanvas';
import type { PanelPicture, PanelView } from '../panelDrawing';
import { highestOf } from '../reading';
import { roomPartOf } from '../roomPartOf';
import { drawPairCrosshair } from './pairCrosshair';
import { drawPairEnds, endsWidth } from './pairEnds';
import { drawPairGap } from './pairGap';
import { drawPairMarks } from './pairMarks';
import { pairSentence } from './pairReading';
import { toneColour, type PairFrame, type PairScene, type PairTone } from './pairScene';
import { shareBuffer } from './shareBuffer';

/** Two lines side by side: slices that are compared, or a call as its two ends see it, with the gap between them hatched. */
export function createPairPicture(root: HTMLElement): PanelPicture<PairScene> {
  const ground = createCanvasLayer(root);
  const lines = createLineCanvas(root);
  const words = createCanvasLayer(root);
  const pointer = createCanvasLayer(root);
  const name = root.getAttribute('aria-label') ?? '';
  let axis: ValueAxis | null = null;
  let latest: PairFrame | null = null;
  let drawnFor = '';
  return {
    draw: (scene, measured) => {
      if (!measured.buffer.filled) return;
      const view = scene.isShare ? { ...measured, buffer: shareBuffer(measured.buffer) } : measured;
      axis = valueAxisFor(Math.max(highestOf(view.buffer), scene.usual?.value ?? 0), axis);
      const wanted = `${view.shiftMs} ${view.age.phase} ${axis.max}`;
      if (!view.dataChanged && !view.lookChanged && wanted === drawnFor) return;
      drawnFor = wanted;
      const context = ground.begin(view.width, view.height);
      const frame = frameOf(context, scene, view, axis);
      latest = frame;
      drawPairGap(context, frame);
      drawPlotAxes(context, frame, axis, scene.writeTick);
      drawPairMarks(context, frame);
      lines.draw({
        buffer: view.buffer,
        from: frame.from,
        to: frame.to,
        valueMax: axis.max,
        plot: frame.plot,
        width: view.width,
        height: view.height,
        styles: lineStyles(frame),
        todayUntil: view.buffer.lines[0]?.filling?.at ?? Infinity,
        todayLines: 2,
      });
      drawPairEnds(words.begin(view.width, view.height), frame);
      if (scene.ends === 'values') root.setAttribute('aria-label', `${name} ${pairSentence(frame)}`);
    },
    room: roomPartOf(root, pointer, () => latest, drawPairCrosshair),
    close: () => {
      ground.close();
      lines.close();
      words.close();
      pointer.close();
    },
  };
}

function frameOf(context: CanvasRenderingContext2D, scene: PairScene, view: PanelView, axis: ValueAxis): PairFrame {
  const fontPx = scene.look.size === 'wall' ? 14 : 13;
  context.font = chartFont(fontPx, 400);
  const widest = Math.max(
    ticksWidth(context, axis.ticks, scene.words.language),
    ...axis.ticks.map((tick) => context.measureText(scene.writeTick(tick)).width),
  );
  const left = Math.max(44, Math.ceil(widest) + 10);
  const plot = {
    left,
    right: view.width - 8 - (scene.ends === 'values' ? endsWidth(context, scene, fontPx) : 0),
    top: 8,
    bottom: view.height - fontPx - 8,
  };
  const [from, to] = [view.buffer.axisFrom + view.shiftMs, view.buffer.axisTo + view.shiftMs];
  const x = scaleOf(from, to, plot.left, plot.right);
  const y = scaleOf(0, axis.max, plot.bottom, plot.top);
  return { scene, view, plot, from, to, x, y, fontPx };
}

/** The second of a pair is never drawn like the first, whatever their colours. Old data loses its colour. */
function lineStyles({ scene, view }: PairFrame): LineStyle[] {
  const isOld = view.age.phase === 'stale' || view.age.phase === 'gone';
  const todayPx = scene.look.size === 'wall' ? 2.8 : 2.2;
  const styleOf = (tone: PairTone, isToday: boolean): LineStyle => ({
    colour: isOld ? scene.look.colours.ink3 : toneColour(scene, tone),
    widthPx: !isToday ? 1.4 : tone === 'suspect' ? todayPx + 0.4 : scene.gapName === null ? todayPx : todayPx - 0.4,
    dash: tone === 'selected' ? dashSelected : null,
    opacity: isToday ? 1 : 0.5,
  });
  return view.buffer.query.lines.map((_, line) => styleOf(scene.tones[line % 2 === 0 ? 0 : 1], line < 2));
}

const dashSelected = [12, 4] as const;
