import type { ScaleLinear } from 'd3';
import { changeFrom, formatChangeOrTimes, formatCount } from '../ui/format';
import { scaleOf, ticksWidth, valueAxisFor, type ValueAxis } from './axis';
import { createCanvasLayer } from './canvasLayer';
import { chartFont, type ChartLook } from './chartLook';
import { ageText, type ChartWords } from './chartWords';
import { dayLineStyles } from './dayLines';
import { drawBand } from './drawBand';
import { drawMissing } from './drawMissing';
import { drawPlotAxes } from './drawPlotAxes';
import { hatch } from './hatch';
import { createLineCanvas, type Plot } from './lineCanvas';
import type { PanelPicture, PanelView } from './panelDrawing';
import { fillingPoint, highestOf, lineOfDay, newestComplete } from './reading';
import { roomPartOf } from './roomPartOf';
import type { SharedScale } from './sharedScale';
import { drawWallCrosshair } from './wallCrosshair';

export interface WallScene {
  readonly look: ChartLook;
  readonly words: ChartWords;
  readonly name: string;
  readonly unit: string;
  readonly scale: SharedScale | undefined;
}

export interface WallFrame {
  readonly scene: WallScene;
  readonly view: PanelView;
  readonly plot: Plot;
  readonly axis: ValueAxis;
  readonly from: number;
  readonly to: number;
  readonly x: ScaleLinear<number, number>;
  readonly y: ScaleLinear<number, number>;
  readonly fontPx: number;
}

/** One ground canvas, one ECharts instance; the numbers are words in the DOM, written only when they change. */
export function createWallPicture(root: HTMLElement): PanelPicture<WallScene> {
  const ground = createCanvasLayer(root);
  const lines = createLineCanvas(root);
  const pointer = createCanvasLayer(root);
  let axis: ValueAxis | null = null;
  let drawnFor = '';
  let latest: WallFrame | null = null;
  let headPx = 0;
  return {
    draw: (scene, view) => {
      writeHead(root, scene, view);
      // A long name may take a second line; only another name, size or look changes that.
      if (view.lookChanged || headPx === 0) headPx = root.querySelector<HTMLElement>('.wall-chart-head')?.offsetHeight ?? 0;
      if (!view.buffer.filled) return;
      axis = axisFor(scene, view, axis);
      const wanted = `${view.shiftMs} ${view.age.phase} ${axis.max}`;
      const silentNow = view.age.phase === 'fresh' ? '' : view.roomAt;
      // The second's beat alone moves nothing in a fresh chart but its age.
      if (!view.dataChanged && !view.lookChanged && `${wanted} ${silentNow}` === drawnFor) return;
      const linesStand = !view.dataChanged && !view.lookChanged && drawnFor.startsWith(`${wanted} `);
      drawnFor = `${wanted} ${silentNow}`;
      const context = ground.begin(view.width, view.height);
      const frame = frameOf(context, scene, view, axis, headPx);
      latest = frame;
      drawGround(context, frame);
      if (linesStand) return;
      lines.draw({
        buffer: view.buffer,
        from: frame.from,
        to: frame.to,
        valueMax: axis.max,
        plot: frame.plot,
        width: view.width,
        height: view.height,
        styles: dayLineStyles(view.buffer.query, scene.look, view.age.phase, scene.look.size === 'wall' ? 2.4 : 2),
        todayUntil: view.buffer.lines[0]?.filling?.at ?? Infinity,
      });
    },
    room: roomPartOf(root, pointer, () => latest, drawWallCrosshair),
    close: () => {
      ground.close();
      lines.close();
      pointer.close();
    },
  };
}

/** A shared axis keeps nothing of its own past: all its charts must come to the same. */
function axisFor({ scale }: WallScene, { buffer }: PanelView, before: ValueAxis | null): ValueAxis {
  const own = highestOf(buffer);
  return scale === undefined ? valueAxisFor(own, before) : valueAxisFor(scale.highest(buffer.query.panelId, own), null);
}

function writeHead(root: HTMLElement, { look, words, name, unit }: WallScene, { buffer, age }: PanelView): void {
  const newest = newestComplete(buffer, 0);
  const value = formatCount(newest?.value ?? null, words.language);
  const expectedLine = lineOfDay(buffer, 'expected');
  const change = changeFrom(expectedLine < 0 ? null : buffer.column(expectedLine)[newest?.index ?? -1], newest?.value);
  const spoken = ageText(words, age, age.status?.sampleAt ?? null);
  write(root, 'age', spoken);
  write(root, 'value', value);
  write(root, 'change', change === null ? '' : changeText(words, formatChangeOrTimes(change), look));
  const sentence = `${name} ${value} ${unit} · ${spoken}`;
  if (root.getAttribute('aria-label') !== sentence) root.setAttribute('aria-label', sentence);
}

/** Against what is said where it fits; on a laptop the window's other charts and its overview say it. */
function changeText({ text }: ChartWords, change: string, { size }: ChartLook): string {
  return size === 'wall' ? text('tile.vsExpected', { change }) : change;
}

function write(root: HTMLElement, part: string, text: string): void {
  const element = root.querySelector(`[data-part="${part}"]`);
  if (element !== null && element.textContent !== text) element.textContent = text;
}

function frameOf(
  context: CanvasRenderingContext2D,
  scene: WallScene,
  view: PanelView,
  axis: ValueAxis,
  headPx: number,
): WallFrame {
  const isWall = scene.look.size === 'wall';
  const fontPx = isWall ? 14 : 13;
  context.font = chartFont(fontPx, 400);
  const left = Math.max(isWall ? 52 : 46, Math.ceil(ticksWidth(context, axis.ticks, scene.words.language)) + 10);
  const plot = { left, right: view.width - 8, top: headPx + (isWall ? 8 : 4), bottom: view.height - fontPx - 8 };
  const { buffer, shiftMs } = view;
  const [from, to] = [buffer.axisFrom + shiftMs, buffer.axisTo + shiftMs];
  const x = scaleOf(from, to, plot.left, plot.right);
  const y = scaleOf(0, axis.max, plot.bottom, plot.top);
  return { scene, view, plot, axis, from, to, x, y, fontPx };
}

function drawGround(context: CanvasRenderingContext2D, frame: WallFrame): void {
  const { scene, view, plot, axis, x, y } = frame;
  const { colours } = scene.look;
  drawPlotAxes(context, frame, axis);
  const todayUntil = view.buffer.lines[0]?.filling?.at ?? Infinity;
  drawBand(context, { buffer: view.buffer, colours, plot, x, y });
  drawMissing(context, { buffer: view.buffer, colours, x, y, todayUntil, spacingPx: 6 }, null);
  drawSilence(context, frame, x, plot);
  drawNewest(context, scene, view, x, y);
}

function drawSilence(context: CanvasRenderingContext2D, { scene, view }: WallFrame, x: (at: number) => number, plot: Plot): void {
  const { phase } = view.age;
  const last = newestComplete(view.buffer, 0);
  if (phase === 'loading' || phase === 'fresh' || last === null) return;
  const { colours } = scene.look;
  const left = Math.max(plot.left, x(last.at));
  const box = { left, right: Math.min(plot.right, x(view.roomAt)), top: plot.top, bottom: plot.bottom };
  hatch(context, box, { colour: colours.line2, widthPx: 1, opacity: 0.9 });
  context.save();
  context.strokeStyle = { ageing: colours.watchFill, stale: colours.degradedFill, gone: colours.brokenFill }[phase];
  context.lineWidth = 2;
  context.setLineDash([3, 4]);
  rule(context, left, plot.top, left, plot.bottom);
  context.restore();
}

function drawNewest(
  context: CanvasRenderingContext2D,
  { look }: WallScene,
  { buffer, age }: PanelView,
  x: (at: number) => number,
  y: (value: number) => number,
): void {
  const colour = age.phase === 'stale' || age.phase === 'gone' ? look.colours.ink3 : look.colours.ink;
  const last = newestComplete(buffer, 0);
  const filling = fillingPoint(buffer, 0);
  context.fillStyle = context.strokeStyle = colour;
  if (filling !== null) {
    context.lineWidth = 1.8;
    context.beginPath();
    context.arc(x(filling.at), y(filling.value), 3.5, 0, 2 * Math.PI);
    context.stroke();
  }
  if (last === null) return;
  context.beginPath();
  context.arc(x(last.at), y(last.value), 3.6, 0, 2 * Math.PI);
  context.fill();
}

function rule(context: CanvasRenderingContext2D, fromX: number, fromY: number, toX: number, toY: number): void {
  context.beginPath();
  context.moveTo(fromX, fromY);
  context.lineTo(toX, toY);
  context.stroke();
}
