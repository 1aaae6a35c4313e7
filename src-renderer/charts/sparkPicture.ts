import { line } from 'd3';
import type { PanelBuffer } from '../frames/panelBuffer';
import { scaleOf } from './axis';
import { createCanvasLayer } from './canvasLayer';
import type { ChartLook } from './chartLook';
import type { PanelPicture } from './panelDrawing';
import { newestComplete } from './reading';

export interface SparkScene {
  readonly look: ChartLook;
  /** The line's colour: ink as a rule, a status's fill where the tile is lit. */
  readonly colour: string;
  readonly name: string;
}

const ringPx = 3.5;

/** A bare line with a hollow ring at its newest complete bucket. From zero or not is of no use at this size: it fills its box. */
export function createSparkPicture(root: HTMLElement): PanelPicture<SparkScene> {
  const layer = createCanvasLayer(root);
  return {
    draw: (scene, { buffer, age, shiftMs, width, height }) => {
      const context = layer.begin(width, height);
      const [low, high] = extentOf(buffer);
      if (high < low) return;
      const isOld = age.phase === 'stale' || age.phase === 'gone';
      const inset = ringPx + 2;
      const x = scaleOf(buffer.axisFrom + shiftMs, buffer.axisTo + shiftMs, 0, width - inset);
      const y = scaleOf(low, high === low ? low + 1 : high, height - inset, inset);
      const filling = buffer.lines[0]?.filling?.at ?? Infinity;
      const points = Array.from(buffer.column(0), (value, i): [number, number] => [buffer.firstAt + i * buffer.stepMs, value]);
      const path = line<[number, number]>(
        ([at]) => x(at),
        ([, value]) => y(value),
      ).defined(([at, value]) => !Number.isNaN(value) && at < filling);
      context.strokeStyle = isOld ? scene.look.colours.ink3 : scene.colour;
      context.lineWidth = scene.look.size === 'wall' ? 2 : 1.75;
      context.lineJoin = 'round';
      context.beginPath();
      path.context(context)(points);
      context.stroke();
      const newest = newestComplete(buffer, 0);
      if (newest === null) return;
      context.beginPath();
      context.arc(x(newest.at), y(newest.value), ringPx, 0, 2 * Math.PI);
      context.fillStyle = scene.look.colours.panel;
      context.fill();
      context.stroke();
    },
    close: () => layer.close(),
  };
}

/** Lowest and highest complete value; [∞, −∞] when there is none. */
function extentOf(buffer: PanelBuffer): [number, number] {
  const filling = buffer.lines[0]?.filling?.at ?? Infinity;
  let [low, high] = [Infinity, -Infinity];
  buffer.column(0).forEach((value, i) => {
    if (Number.isNaN(value) || buffer.firstAt + i * buffer.stepMs >= filling) return;
    low = Math.min(low, value);
    high = Math.max(high, value);
  });
  return [low, high];
}
