import { scaleOf, ticksWidth, valueAxisFor, type ValueAxis } from '../axis';
import { createCanvasLayer } from '../canvasLayer';
import { chartFont } from '../chartLook';
import { ageText } from '../chartWords';
import { dayLineStyles } from '../dayLines';
import { lanesOf } from '../eventLanes';
import { createLineCanvas } from '../lineCanvas';
import type { PanelPicture, PanelView } from '../panelDrawing';
import { highestOf, newestComplete } from '../reading';
import { formatCount } from '../../ui/format';
import { cornerBox, curveFonts, curveLayout } from './curveLayout';
import type { CurveFrame, CurveScene } from './curveScene';
import { drawCrosshair } from './drawCrosshair';
import { drawGround } from './drawGround';
import { drawLanes, laneLabelsPx } from './drawLanes';
import { createLaneButtons } from './laneButtons';
import { laneItems } from './laneItems';
import { drawMarks } from './drawMarks';
import { drawNewest } from './drawNewest';
import { drawTimeAxis } from './drawTimeAxis';

/** Between a lane's name, its count and the plot. */
const laneGapPx = 26;
/** Between a tick's number and the plot, and the root's edge. */
const tickGapPx = 16;

/** Four sheets: ground (grid, hatches), lines (ECharts), words and marks, the room's pointer. Only what changed is drawn again. */
export function createCurvePicture(root: HTMLElement): PanelPicture<CurveScene> {
  const ground = createCanvasLayer(root);
  const lines = createLineCanvas(root);
  const words = createCanvasLayer(root);
  const buttons = createLaneButtons(root);
  let axis: ValueAxis | null = null;
  let linesDrawnFor = '';
  const pointer = createCanvasLayer(root);
  let latest: CurveFrame | null = null;

  const drawWords = (): void => {
    if (latest === null) return;
    const context = words.begin(latest.view.width, latest.view.height);
    const marks = drawMarks(context, latest);
    const labels = drawNewest(context, latest, marks);
    drawTimeAxis(context, latest);
    const items = laneItems(latest);
    drawLanes(context, latest, items);
    buttons.place(latest, items);
    // Words on a canvas are invisible to a DOM check: their boxes are left here for it.
    root.dataset['labelBoxes'] = JSON.stringify([...marks, ...labels.values()].map(roundBox));
  };
  return {
    draw: (scene, view) => {
      if (!view.buffer.filled) return;
      axis = valueAxisFor(highestOf(view.buffer), axis);
      const context = ground.begin(view.width, view.height);
      const lanePx = laneLabelsPx(context, scene.words, curveFonts[scene.look.size].lane) + laneGapPx;
      context.font = chartFont(curveFonts[scene.look.size].axis, 400);
      const tickPx = ticksWidth(context, axis.ticks, scene.words.language) + tickGapPx;
      const frame = frameOf(scene, view, axis, Math.max(lanePx, tickPx));
      latest = frame;
      drawGround(context, frame);
      const linesWanted = `${view.shiftMs} ${view.age.phase} ${axis.max}`;
      if (view.dataChanged || view.lookChanged || linesWanted !== linesDrawnFor) {
        linesDrawnFor = linesWanted;
        lines.draw({
          buffer: view.buffer,
          from: frame.from,
          to: frame.to,
          valueMax: axis.max,
          plot: frame.layout.plot,
          width: view.width,
          height: view.height,
          styles: dayLineStyles(view.buffer.query, scene.look, view.age.phase, frame.layout.todayPx),
          todayUntil: frame.todayUntil,
        });
      }
      drawWords();
      placeCorner(root, frame);
      describe(root, frame);
    },
    room: {
      ground: () => {
        const frame = latest;
        return frame === null ? null : { plot: frame.layout.plot, timeAt: (left) => frame.x.invert(left) };
      },
      drawCrosshair: (at) => {
        if (latest === null) return;
        const context = pointer.begin(latest.view.width, latest.view.height);
        const slotAt = at === null ? null : drawCrosshair(context, latest, at);
        root.dataset['crosshairAt'] = slotAt === null ? '' : String(slotAt);
      },
    },
    close: () => {
      ground.close();
      lines.close();
      words.close();
      pointer.close();
      buttons.close();
    },
  };
}

function frameOf(scene: CurveScene, view: PanelView, axis: ValueAxis, leftMin: number): CurveFrame {
  const lanes = lanesOf(scene.events);
  const layout = curveLayout(view.width, view.height, scene.look.size, leftMin, lanes.length);
  const { buffer } = view;
  const from = buffer.axisFrom + view.shiftMs;
  const to = buffer.axisTo + view.shiftMs;
  return {
    scene,
    view,
    layout,
    from,
    to,
    lanes,
    ticks: axis.ticks,
    x: scaleOf(from, to, layout.plot.left, layout.plot.right),
    y: scaleOf(0, axis.max, layout.plot.bottom, layout.plot.top),
    nowAt: Math.min(buffer.query.at ?? view.roomAt, to),
    todayUntil: buffer.lines[0]?.filling?.at ?? Infinity,
  };
}

/** The corner's element is React's; only its place is ours, because it follows "now". */
function placeCorner(root: HTMLElement, frame: CurveFrame): void {
  const corner = root.querySelector<HTMLElement>('[data-corner]');
  if (corner === null) return;
  const box = cornerBox(frame.layout, frame.x(frame.nowAt), frame.scene.look.size);
  corner.style.visibility = box === null ? 'hidden' : 'visible';
  if (box === null) return;
  for (const side of ['left', 'top', 'width', 'height'] as const) {
    const px = `${Math.round(box[side])}px`;
    if (corner.style[side] !== px) corner.style[side] = px;
  }
}

function describe(root: HTMLElement, { scene, view }: CurveFrame): void {
  const newest = newestComplete(view.buffer, 0);
  const value = newest === null ? '' : `${formatCount(newest.value, scene.words.language)} ${scene.unit}`;
  const sentence = `${scene.name} ${value} · ${ageText(scene.words, view.age, view.age.status?.sampleAt ?? null)}`;
  if (root.getAttribute('aria-label') !== sentence) root.setAttribute('aria-label', sentence);
}

function roundBox(box: { left: number; top: number; width: number; height: number }): number[] {
  return [box.left, box.top, box.width, box.height].map(Math.round);
}
