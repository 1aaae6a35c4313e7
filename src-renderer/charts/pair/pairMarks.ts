import type { PairFrame } from './pairScene';

/** What is usual as a dashed level, and when it began as a dotted vertical with a triangle at its head; their words stand elsewhere. */
export function drawPairMarks(context: CanvasRenderingContext2D, { scene, plot, x, y }: PairFrame): void {
  const { colours } = scene.look;
  context.save();
  if (scene.usual !== null) {
    context.strokeStyle = colours.ink3;
    context.lineWidth = 1.4;
    context.setLineDash([7, 5]);
    context.beginPath();
    context.moveTo(plot.left, y(scene.usual.value));
    context.lineTo(plot.right, y(scene.usual.value));
    context.stroke();
  }
  const left = scene.since === null ? Number.NaN : x(scene.since);
  if (left >= plot.left && left <= plot.right) {
    context.strokeStyle = colours.brokenFill;
    context.lineWidth = 1.6;
    context.setLineDash([2, 4]);
    context.beginPath();
    context.moveTo(left, plot.top);
    context.lineTo(left, plot.bottom);
    context.stroke();
    context.fillStyle = colours.brokenFill;
    context.beginPath();
    context.moveTo(left, plot.top - 8);
    context.lineTo(left + 5, plot.top);
    context.lineTo(left - 5, plot.top);
    context.fill();
  }
  context.restore();
}
