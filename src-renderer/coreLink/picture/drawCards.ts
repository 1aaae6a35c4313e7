import { chartFont } from '../../charts/chartLook';
import { absent, formatCount } from '../../ui/format';
import { healthStates } from '../../ui/health';
import { toScreen, type Camera } from '../camera';
import type { LaneCard, LaneCards } from '../laneCards';
import { halfWay } from '../routeShape';
import { drawHealthGlyph } from './drawHealthGlyph';
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
    // Heads and marks belong to closer views: here a line's place is enough.
    drawLink(context, link, link, camera, look);
  }
  for (const card of cards) {
    context.globalAlpha = card.isLit || card.health === 'broken' ? 1 : dimmed;
    drawCard(context, card, camera, look);
  }
  context.globalAlpha = 1;
  for (const link of links) drawSum(context, link, camera, look);
}

function drawCard(context: CanvasRenderingContext2D, card: LaneCard, camera: Camera, look: GraphLook): void {
  const { colours, language, words } = look;
  const from = toScreen(camera, { x: card.box.left, y: card.box.top });
  const to = toScreen(camera, { x: card.box.right, y: card.box.bottom });
  const [width, height] = [to.x - from.x, to.y - from.y];
  const isUnwell = card.health !== 'ok' && card.health !== 'unknown';
  context.beginPath();
  context.roundRect(from.x, from.y, width, height, 8);
  context.fillStyle =
    card.health === 'broken' ? colours.softBroken : card.health === 'degraded' ? colours.softDegraded : colours.raised;
  context.setLineDash([]);
  context.fill();
  context.strokeStyle = isUnwell ? healthFill(colours, card.health) : colours.line2;
  context.lineWidth = isUnwell ? 2 : 1.3;
  context.stroke();
  const hasTwoRows = height >= 44;
  const row = hasTwoRows ? from.y + height * 0.33 : from.y + height / 2;
  const px = Math.min(20, Math.max(11, height * 0.26));
  context.textBaseline = 'middle';
  context.textAlign = 'right';
  context.font = chartFont(px, 600);
  context.fillStyle = healthInk(colours, card.health);
  const score = `${Number.isNaN(card.score) ? absent : card.score} ${words.health[card.health]}`;
  context.fillText(score, to.x - 10, row);
  const scoreWidth = widthOf(context, score);
  context.textAlign = 'left';
  drawHealthGlyph(context, card.health, from.x + 10 + px * 0.5, row, px * 1.1, colours);
  context.textBaseline = 'middle';
  context.font = chartFont(px, 600);
  context.fillStyle = colours.ink;
  const nameLeft = from.x + 16 + px * 1.1;
  context.fillText(
    fitText(context, card.lane.name?.[language] ?? words.margin, to.x - 18 - scoreWidth - nameLeft),
    nameLeft,
    row,
  );
  if (hasTwoRows) drawCounts(context, card, from.x + 10, to.x - 10, from.y + height * 0.72, px * 0.82, look);
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
  { requests, route }: LaneCards['links'][number],
  camera: Camera,
  { colours, language }: GraphLook,
): void {
  const { x, y } = toScreen(camera, halfWay(route));
  const text = `${formatCount(requests, language)}/s`;
  context.font = chartFont(11, 500);
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillStyle = colours.panel;
  const width = widthOf(context, text) + 8;
  context.fillRect(x - width / 2, y - 8, width, 16);
  context.fillStyle = colours.ink2;
  context.fillText(text, x, y);
  context.textAlign = 'left';
}
