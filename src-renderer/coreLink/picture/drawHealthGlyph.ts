import type { Health } from '../../ui/health';
import type { Colours } from '../../ui/tokens';
import { healthFill } from './graphLook';

/** The shapes of `HealthGlyph`, centred on (x, y), `sizePx` across. */
export function drawHealthGlyph(
  context: CanvasRenderingContext2D,
  health: Health,
  x: number,
  y: number,
  sizePx: number,
  colours: Colours,
): void {
  const unit = sizePx / 24;
  const at = (dx: number, dy: number): [number, number] => [x + (dx - 12) * unit, y + (dy - 12) * unit];
  const colour = healthFill(colours, health);
  context.lineJoin = 'round';
  context.lineCap = 'butt';
  context.setLineDash(health === 'unknown' ? [4.1 * unit, 2.96 * unit] : []);
  context.strokeStyle = colour;
  context.fillStyle = colour;
  context.beginPath();
  switch (health) {
    case 'ok':
      context.arc(x, y, 6.2 * unit, 0, 2 * Math.PI);
      context.lineWidth = 2.8 * unit;
      context.stroke();
      return;
    case 'watch':
      context.moveTo(...at(12, 3));
      context.lineTo(...at(21, 12));
      context.lineTo(...at(12, 21));
      context.lineTo(...at(3, 12));
      context.closePath();
      context.lineWidth = 2.6 * unit;
      context.stroke();
      return;
    case 'degraded':
      context.moveTo(...at(2.5, 4.5));
      context.lineTo(...at(21.5, 4.5));
      context.lineTo(...at(12, 21));
      context.closePath();
      context.fill();
      return;
    case 'broken':
      context.roundRect(...at(2.5, 2.5), 19 * unit, 19 * unit, 3.5 * unit);
      context.fill();
      context.beginPath();
      context.moveTo(...at(8, 8));
      context.lineTo(...at(16, 16));
      context.moveTo(...at(16, 8));
      context.lineTo(...at(8, 16));
      context.lineWidth = 2.8 * unit;
      context.lineCap = 'round';
      context.strokeStyle = colours.onStatus;
      context.stroke();
      return;
    case 'unknown':
      context.arc(x, y, 9 * unit, 0, 2 * Math.PI);
      context.lineWidth = 2.4 * unit;
      context.stroke();
      context.setLineDash([]);
      context.font = `600 ${13 * unit}px sans-serif`;
      context.textAlign = 'center';
      context.textBaseline = 'middle';
      context.fillText('?', x, y + unit);
      context.textAlign = 'left';
      context.textBaseline = 'alphabetic';
      return;
  }
}
