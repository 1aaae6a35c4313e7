import type { InstanceReading } from '../../../contract/coreLink';
import { chartFont } from '../../charts/chartLook';
import { absent, formatCount, formatMs, formatShare } from '../../ui/format';
import type { NodeReading } from '../graphReadings';
import type { SceneNode } from '../graphScene';
import { healthOfScore } from '../../link/healthOfScore';
import { drawHealthGlyph } from './drawHealthGlyph';
import type { NodeBoxPx } from './drawNode';
import { fitText, widthOf } from './fitText';
import { healthFill, healthInk, type GraphLook } from './graphLook';

const insetPx = 12;
const capsuleInsetPx = 26;
const cellGapPx = 3;

/** A service from near: name and score, three numbers, and a cell for each instance. Text keeps its size, boxes grow around it. */
export function drawInside(
  context: CanvasRenderingContext2D,
  { place: { node } }: SceneNode,
  reading: NodeReading,
  instances: readonly InstanceReading[],
  { left, top, width, height }: NodeBoxPx,
  look: GraphLook,
): void {
  const { colours, language } = look;
  const unit = height / 82;
  const inset = (node.kind === 'middleware' ? capsuleInsetPx : insetPx) * unit;
  const [x0, x1] = [left + inset, left + width - inset];
  const rowAt = (share: number): number => top + height * share;
  drawHealthGlyph(context, reading.health, x0 + 8 * unit, rowAt(0.22), 17 * unit, colours);
  context.textBaseline = 'middle';
  context.textAlign = 'right';
  context.font = chartFont(17 * unit, 600);
  context.fillStyle = healthInk(colours, reading.health);
  const score = Number.isNaN(reading.score) ? absent : String(reading.score);
  context.fillText(score, x1, rowAt(0.22));
  const nameRoom = x1 - widthOf(context, score) - 8 - (x0 + 21 * unit);
  context.textAlign = 'left';
  context.font = chartFont(15 * unit, 500);
  context.fillStyle = colours.ink;
  context.fillText(fitText(context, node.name[language], nameRoom), x0 + 21 * unit, rowAt(0.22));
  context.font = chartFont(12.5 * unit, 400);
  context.fillStyle = colours.ink2;
  const numbers = [
    `${formatCount(Number.isNaN(reading.requests) ? null : reading.requests, language)}/s`,
    `${look.words.failed} ${formatShare(Number.isNaN(reading.failures) ? null : reading.failures)}`,
    `P99 ${formatMs(reading.latencyMsP99)}`,
  ];
  // The last ones go first where all do not fit: a number is whole or not there.
  let shown = numbers.length;
  while (shown > 1 && widthOf(context, numbers.slice(0, shown).join('  ')) > x1 - x0) shown -= 1;
  context.fillText(numbers.slice(0, shown).join('  '), x0, rowAt(0.52));
  drawCells(context, instances, x0, rowAt(0.72), x1 - x0, height * 0.17, look);
}

/** One cell an instance, the worst first; those beyond the last cell are counted. Broken ones are crossed, silent ones hollow. */
function drawCells(
  context: CanvasRenderingContext2D,
  instances: readonly InstanceReading[],
  left: number,
  top: number,
  width: number,
  sizePx: number,
  look: GraphLook,
): void {
  const fitting = Math.max(1, Math.floor((width - 26) / (sizePx + cellGapPx)));
  const ordered = [...instances].sort((a, b) => (Number.isNaN(a.score) ? 60 : a.score) - (Number.isNaN(b.score) ? 60 : b.score));
  ordered.slice(0, fitting).forEach((instance, i) => {
    const health = healthOfScore(instance.score);
    const x = left + i * (sizePx + cellGapPx);
    if (health === 'broken' || health === 'degraded') {
      drawHealthGlyph(context, health, x + sizePx / 2, top + sizePx / 2, sizePx, look.colours);
      return;
    }
    context.beginPath();
    context.roundRect(x + 1, top + 1, sizePx - 2, sizePx - 2, 2);
    context.setLineDash(health === 'unknown' ? [2, 2] : []);
    context.lineWidth = 1.2;
    context.strokeStyle = health === 'ok' ? look.colours.ink3 : healthFill(look.colours, health);
    context.stroke();
  });
  context.setLineDash([]);
  if (ordered.length <= fitting) return;
  context.font = chartFont(12, 400);
  context.fillStyle = look.colours.ink3;
  context.fillText(`+${ordered.length - fitting}`, left + fitting * (sizePx + cellGapPx) + 2, top + sizePx / 2);
}
