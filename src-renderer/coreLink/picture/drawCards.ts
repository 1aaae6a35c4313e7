import { chartFont } from '../../charts/chartLook';
import { absent, formatCount } from '../../ui/format';
import { healthStates } from '../../ui/health';
import { overlap, type Box } from '../box';
import { toScreen, type Camera } from '../camera';
import type { LaneCard, LaneCards, LaneLink } from '../laneCards';
import { halfWay } from '../routeShape';
import { drawHealthGlyph } from './drawHealthGlyph';
import { laneTitle } from './drawLane';
import { drawLink } from './drawLink';
import { fitText, widthOf } from './fitText';
import { dimOpacity, healthFill, healthInk, type GraphLook } from './graphLook';

/** The far picture: a card for each domain, and all calls between two of them as one line with their sum. */
export function drawCards(
  context: CanvasRenderingContext2D,
  { cards, links }: LaneCards,
  isTroubled: boolean,
  camera: Camera,
  look: GraphLook,
): void {
  const dimmed = look.dims && isTroubled ? dimOpacity[look.theme] : 1;
  for (const link of links) {
    context.globalAlpha = link.part > 0 ? 1 : dimmed;
    drawLink(context, link, link, camera, look);
  }
  const taken: Box[] = [];
  for (const card of cards) {
    const from = toScreen(camera, { x: card.box.left, y: card.box.top });
    const to = toScreen(camera, { x: card.box.right, y: card.box.bottom });
    const box = { left: from.x, top: from.y, right: to.x, bottom: to.y };
    taken.push(box);
    context.globalAlpha = card.isLit || card.health === 'broken' ? 1 : dimmed;
    drawCard(context, card, box, look);
  }
  context.globalAlpha = 1;
  // The busiest first: where two sums would lie on each other, the smaller one is left out.
  for (const link of [...links].sort((a, b) => b.requests - a.requests)) drawSum(context, link, taken, camera, look);
}

function drawCard(context: CanvasRenderingContext2D, card: LaneCard, box: Box, look: GraphLook): void {
  const { colours, words } = look;
  const [width, height] = [box.right - box.left, box.bottom - box.top];
  const isUnwell = card.health !== 'ok' && card.health !== 'unknown';
  context.beginPath();
  context.roundRect(box.left, box.top, width, height, 8);
  context.fillStyle =
    card.health === 'broken' ? colours.softBroken : card.health === 'degraded' ? colours.softDegraded : colours.raised;
  context.setLineDash([]);
  context.fill();
  context.strokeStyle = isUnwell ? healthFill(colours, card.health) : colours.line2;
  context.lineWidth = isUnwell ? 2 : 1.3;
  context.stroke();
  const px = Math.min(20, Math.max(10, height * 0.24));
  const hasCounts = height >= 3.9 * px;
  const rows = hasCounts ? [0.24, 0.54, 0.82] : [0.3, 0.71];
  const rowAt = (row: number): number => box.top + height * (rows[row] ?? 0.5);
  const [left, right] = [box.left + px * 0.6, box.right - px * 0.4];
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  context.font = chartFont(px, 600);
  context.fillStyle = colours.ink;
  context.fillText(fitText(context, laneTitle(card.lane, look), right - left), left, rowAt(0));
  drawHealthGlyph(context, card.health, left + px * 0.5, rowAt(1), px, colours);
  context.textBaseline = 'middle';
  context.font = chartFont(px, 600);
  context.fillStyle = healthInk(colours, card.health);
  const score = Number.isNaN(card.score) ? absent : String(card.score);
  const scored = `${score} ${words.health[card.health]}`;
  const scoreLeft = left + px * 1.35;
  context.fillText(scoreLeft + widthOf(context, scored) <= right ? scored : score, scoreLeft, rowAt(1));
  if (hasCounts) drawCounts(context, card, left, right, rowAt(2), px * 0.8, look);
}

/** How many of each level, the gravest first; a level nobody is in is not named. */
function drawCounts(
  context: CanvasRenderingContext2D,
  card: LaneCard,
  left: number,
  right: number,
  y: number,
  px: number,
  look: GraphLook,
): void {
  let x = left;
  for (const health of [...healthStates].reverse()) {
    const count = card.counts[health];
    if (count === 0) continue;
    context.font = chartFont(px, 500);
    const text = String(count);
    if (x + px * 1.3 + widthOf(context, text) > right) return;
    drawHealthGlyph(context, health, x + px / 2, y, px, look.colours);
    context.textBaseline = 'middle';
    context.font = chartFont(px, 500);
    context.fillStyle = look.colours.ink2;
    context.fillText(text, x + px * 1.3, y);
    x += px * 1.3 + widthOf(context, text) + px;
  }
}

function drawSum(
  context: CanvasRenderingContext2D,
  { requests, route }: LaneLink,
  taken: Box[],
  camera: Camera,
  { colours, language }: GraphLook,
): void {
  const { x, y } = toScreen(camera, halfWay(route));
  const text = `${formatCount(requests, language)}/s`;
  context.font = chartFont(11, 500);
  const half = widthOf(context, text) / 2 + 3;
  const box = { left: x - half, top: y - 8, right: x + half, bottom: y + 8 };
  if (taken.some((other) => overlap(other, box))) return;
  taken.push(box);
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillStyle = colours.panel;
  context.fillRect(box.left, box.top, 2 * half, 16);
  context.fillStyle = colours.ink2;
  context.fillText(text, x, y);
  context.textAlign = 'left';
}
